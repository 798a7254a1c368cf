import type { ProgramDiagnostic } from "../../shared/messages/worker";
import { nearest } from "./nearest";
import { parseSource } from "./parseSource";
import { LineMap, toDiagnostic } from "./problem";
import type { Problem } from "./problem";

/** The module that programs import, and the only one that is not a file of theirs. */
export const SCHEDLENS_MODULE = "schedlens";

/** How a program's files are read. Both members may be asked for paths that do not exist. */
export interface FileSource {
  /** The text of a file, or `undefined` where there is none. */
  read(uri: string): Promise<string | undefined>;
  /** Imports may not leave this folder. `undefined`: the file may have no relative imports. */
  readonly root: string | undefined;
}

const EXTENSIONS = [".ts", ".mts", ".cts", ".js", ".mjs", ".cjs"];
/** `./x.js` may mean `x.ts`, as bundlers have it. */
const SOURCE_OF: Readonly<Record<string, string>> = { ".js": ".ts", ".mjs": ".mts", ".cjs": ".cts" };

/** The URI of `./x` or `../x` seen from a file, with `.` and `..` resolved. */
export function joinUri(from: string, specifier: string): string {
  const match = /^([a-z][a-z\d+.-]*:\/\/[^/]*)?(.*)$/is.exec(from);
  const origin = match?.[1] ?? "";
  const parts = (match?.[2] ?? "").split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(encodePart(part, origin));
  }
  return origin + parts.join("/");
}

/** A segment of an import as it stands in a URI; plain paths stay as they are. */
function encodePart(part: string, origin: string): string {
  return origin === ""
    ? part
    : encodeURIComponent(part).replace(/%(40|24|2B|2C|3D|3B)/g, (escape) => decodeURIComponent(escape));
}

/** The URIs that an import may mean, in the order to try them. */
export function importCandidates(specifier: string, from: string): string[] {
  const target = joinUri(from, specifier);
  const extension = /\.[cm]?[jt]s$/.exec(target)?.[0];
  const exact = extension === undefined ? [] : [target];
  const source = SOURCE_OF[extension ?? ""];
  const typed =
    extension === undefined || source === undefined ? [] : [target.slice(0, -extension.length) + source];
  return [
    ...exact,
    ...typed,
    ...EXTENSIONS.map((each) => target + each),
    ...EXTENSIONS.map((each) => `${target}/index${each}`),
  ];
}

interface ImportSite {
  readonly specifier: string;
  readonly start: number;
  readonly end: number;
}

/** The import and export … from declarations of a file that exist at run time. */
export function importsOf(text: string): ImportSite[] {
  const { file } = parseSource(text);
  const sites: ImportSite[] = [];
  for (const statement of file?.program.body ?? []) {
    if (statement.type === "ImportDeclaration") {
      if (statement.importKind === "type" || statement.importKind === "typeof") continue;
    } else if (statement.type === "ExportNamedDeclaration" || statement.type === "ExportAllDeclaration") {
      if (statement.exportKind === "type") continue;
    } else {
      continue;
    }
    const source = statement.source;
    if (source == null) continue;
    sites.push({ specifier: source.value, start: source.start ?? 0, end: source.end ?? 0 });
  }
  return sites;
}

export interface CollectedFiles {
  readonly files: ReadonlyMap<string, string>;
  /** Importing URI and specifier → imported URI. */
  readonly resolved: ReadonlyMap<string, string>;
  readonly diagnostics: readonly ProgramDiagnostic[];
}

/** Key of `CollectedFiles.resolved`. */
export function importKey(from: string, specifier: string): string {
  return `${from}\n${specifier}`;
}

/** Reads a program: the entry file and everything that it imports. Imports that cannot be had are diagnostics on their specifiers. */
export async function collectFiles(
  entryUri: string,
  entryText: string,
  source: FileSource,
): Promise<CollectedFiles> {
  const files = new Map([[entryUri, entryText]]);
  const resolved = new Map<string, string>();
  const diagnostics: ProgramDiagnostic[] = [];
  const queue = [entryUri];
  for (let uri = queue.shift(); uri !== undefined; uri = queue.shift()) {
    const text = files.get(uri) ?? "";
    const lines = new LineMap(text);
    for (const site of importsOf(text)) {
      if (site.specifier === SCHEDLENS_MODULE) continue;
      const found = await resolveImport(site.specifier, uri, files, source);
      if (typeof found === "string") {
        diagnostics.push(
          toDiagnostic(
            { start: site.start, end: site.end, message: found, severity: "error" } satisfies Problem,
            uri,
            lines,
          ),
        );
        continue;
      }
      resolved.set(importKey(uri, site.specifier), found.uri);
      if (files.has(found.uri)) continue;
      files.set(found.uri, found.text);
      queue.push(found.uri);
    }
  }
  return { files, resolved, diagnostics };
}

/** The imported file, or why there is none. */
async function resolveImport(
  specifier: string,
  from: string,
  files: ReadonlyMap<string, string>,
  source: FileSource,
): Promise<{ uri: string; text: string } | string> {
  if (!/^\.\.?(\/|$)/.test(specifier)) {
    const meant = nearest(specifier, [SCHEDLENS_MODULE]);
    if (meant !== undefined) return `cannot import "${specifier}": did you mean "${meant}"?`;
    return `cannot import "${specifier}": only "schedlens" and files of this folder (./x, ../x) can be simulated. For a function that needs it, use @mock`;
  }
  if (source.root === undefined) return `cannot import "${specifier}" from an unsaved file: save it first`;
  if (!within(joinUri(from, specifier), source.root))
    return `cannot import "${specifier}": it is outside of the folder ${source.root}`;
  for (const uri of importCandidates(specifier, from)) {
    const text = files.get(uri) ?? (await source.read(uri));
    if (text !== undefined) return { uri, text };
  }
  return `cannot find "${specifier}": there is no such TypeScript or JavaScript file beside ${from.slice(from.lastIndexOf("/") + 1)}`;
}

function within(uri: string, root: string): boolean {
  const folder = root.endsWith("/") ? root : `${root}/`;
  return uri === root || uri.startsWith(folder);
}
