import { stat, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { RunConfig } from "../shared/config";
import { assertUnreachable } from "../shared/assert";
import type { ExportFormat, ProgramDiagnostic, RunInput } from "../shared/messages/worker";
import { parseRunOption, RUN_OPTIONS } from "../program/annotations/options";
import { EXIT, UsageError } from "./io";
import type { CliIo } from "./io";
import { loadProgram } from "./loadProgram";
import { Run } from "./runClient";

const EXPORTS = { trace: "schedtrace", stats: "stats", spans: "spans" } as const satisfies Record<
  string,
  ExportFormat
>;

export const RUN_USAGE = `schedlens run FILE [--entry NAME] ${RUN_OPTIONS.map((option) => `[--${option.key} ${option.placeholder}]`).join(" ")}
                [--trace OUT] [--stats OUT.json] [--spans OUT.csv]      (OUT may be -: standard output)`;

interface RunOptions {
  readonly file: string;
  readonly entry: string | undefined;
  readonly overrides: Partial<RunConfig>;
  readonly exports: readonly (readonly [format: ExportFormat, out: string])[];
}

function parseRunArgs(args: readonly string[]): RunOptions {
  const names = ["entry", ...Object.keys(EXPORTS), ...RUN_OPTIONS.map((option) => option.key)];
  const { values, positionals } = parseStrictly(args, names);
  const [file, ...more] = positionals;
  if (file === undefined) throw new UsageError("FILE is missing");
  if (more.length > 0) throw new UsageError(`one FILE only, also found "${more.join(" ")}"`);
  let overrides: Partial<RunConfig> = {};
  for (const { key } of RUN_OPTIONS) {
    const value = values.get(key);
    if (value === undefined) continue;
    const parsed = parseRunOption(key, value);
    if ("error" in parsed)
      throw new UsageError(
        parsed.error.startsWith(`${key} `) ? `--${parsed.error}` : `--${key}: ${parsed.error}`,
      );
    overrides = { ...overrides, ...parsed.config };
  }
  const exports = Object.entries(EXPORTS).flatMap(([name, format]) => {
    const out = values.get(name);
    return out === undefined ? [] : [[format, out] as const];
  });
  const outs = exports.map(([, out]) => out);
  const twice = outs.find((out, at) => outs.indexOf(out) !== at);
  if (twice !== undefined)
    throw new UsageError(
      `two of --${Object.keys(EXPORTS).join(", --")} go to ${twice}: give each its own OUT`,
    );
  if (outs.includes("")) throw new UsageError("OUT is empty");
  return { file, entry: values.get("entry"), overrides, exports };
}

function parseStrictly(
  args: readonly string[],
  names: readonly string[],
): { values: Map<string, string>; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: Object.fromEntries(names.map((name) => [name, { type: "string" as const }])),
      allowPositionals: true,
      strict: true,
    });
    return {
      values: new Map(
        Object.entries(values).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
      ),
      positionals,
    };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** `schedlens run`. Resolves to the exit code. @throws UsageError */
export async function runCommand(args: readonly string[], io: CliIo): Promise<number> {
  const options = parseRunArgs(args);
  for (const [, out] of options.exports) await checkWritable(out, io);
  const program = await loadProgram(resolve(io.cwd, options.file), io.cwd);
  if (program === undefined) throw new UsageError(`cannot read ${options.file}`);
  const report = (diagnostics: readonly ProgramDiagnostic[]): number => {
    for (const each of diagnostics)
      io.stderr(`${program.display(each.uri)}:${each.line}:${each.column}: ${each.message}\n`);
    return EXIT.diagnostics;
  };
  if (program.diagnostics.length > 0) return report(program.diagnostics);
  const input: RunInput = {
    files: program.files,
    entryUri: program.entryUri,
    entry: options.entry,
    settings: {},
    overrides: options.overrides,
  };
  const run = new Run(io.workerScript);
  try {
    const end = await run.execute(input);
    switch (end.type) {
      case "rejected":
        return report(end.diagnostics);
      case "crashed":
        io.stderr(`schedlens: internal error: ${end.error}\n`);
        return EXIT.ours;
      case "died":
        io.stderr(`schedlens: the run ended: ${end.reason}\n`);
        return EXIT.limit;
      case "done":
        await run.printOutput(io);
        await writeExports(run, options.exports, io);
        return end.summary.exitCode;
      default:
        return assertUnreachable(end);
    }
  } finally {
    run.dispose();
  }
}

/** Before the run: a result that cannot be written would be lost. */
async function checkWritable(out: string, io: CliIo): Promise<void> {
  if (out === "-") return;
  const path = resolve(io.cwd, out);
  const folder = await stat(dirname(path)).catch(() => undefined);
  if (folder?.isDirectory() !== true)
    throw new UsageError(`cannot write ${out}: there is no folder ${dirname(path)}`);
  const file = await stat(path).catch(() => undefined);
  if (file?.isDirectory() === true) throw new UsageError(`cannot write ${out}: it is a folder`);
}

async function writeExports(run: Run, exports: RunOptions["exports"], io: CliIo): Promise<void> {
  for (const [format, out] of exports) {
    const bytes = await run.export(format);
    if (out === "-") io.stdout(bytes);
    else
      await writeFile(resolve(io.cwd, out), bytes).catch((error: unknown) => {
        throw new UsageError(
          `cannot write ${out}: ${error instanceof Error ? error.message : String(error)}`,
        );
      });
  }
}
