import { access, readFile, realpath } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import type { ProgramDiagnostic } from "../shared/messages/worker";
import { collectFiles } from "../program/annotations/collectFiles";

export interface LoadedProgram {
  /** Paths relative to the project's folder, so that a trace is the same wherever the project lies. */
  readonly files: readonly (readonly [uri: string, text: string])[];
  readonly entryUri: string;
  readonly diagnostics: readonly ProgramDiagnostic[];
  /** How a person at `cwd` names a file. */
  display(uri: string): string;
}

function slashes(path: string): string {
  return sep === "/" ? path : path.split(sep).join("/");
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Folder of the nearest package.json, else the file's own folder. */
async function projectRoot(file: string): Promise<string> {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (await exists(join(folder, "package.json"))) return folder;
    if (dirname(folder) === folder) return dirname(file);
  }
}

/** Reads a program from the disk; `undefined` where the file cannot be read. */
export async function loadProgram(file: string, cwd: string): Promise<LoadedProgram | undefined> {
  const path = await realpath(file).catch(() => undefined);
  const text = path === undefined ? undefined : await readFile(path, "utf8").catch(() => undefined);
  if (path === undefined || text === undefined) return undefined;
  const root = await projectRoot(path);
  const toUri = (absolute: string): string => slashes(relative(root, absolute));
  const here = await realpath(cwd);
  const display = (uri: string): string => {
    const shown = relative(here, join(root, uri));
    return shown.startsWith("..") ? join(root, uri) : shown;
  };
  const collected = await collectFiles(slashes(path), text, {
    root: slashes(root),
    read: (uri) => readFile(uri, "utf8").catch(() => undefined),
  });
  return {
    files: [...collected.files].map(([uri, content]) => [toUri(uri), content]),
    entryUri: toUri(path),
    diagnostics: collected.diagnostics.map((each) => ({ ...each, uri: toUri(each.uri) })),
    display,
  };
}
