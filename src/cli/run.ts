import { resolve } from "node:path";
import type { RunConfig } from "../shared/config";
import { assertUnreachable } from "../shared/assert";
import type { ExportFormat, ProgramDiagnostic, RunInput, RunSummary } from "../shared/messages/worker";
import { droppedText } from "../shared/trace/droppedText";
import { parseRunOption, RUN_OPTIONS } from "../program/annotations/options";
import { parseOptions } from "./args";
import { parseFormat, TRACE_FORMATS } from "./formats";
import { cannotRead, readInput } from "./inputs";
import { EXIT, UsageError } from "./io";
import type { CliIo } from "./io";
import { loadProgram } from "./loadProgram";
import { checkWritable, sayLeftOut, writeOutput } from "./outputs";
import { Run } from "./runClient";

/** Options that name a file to write, and what goes there; of a trace, `--format` says what. */
const EXPORTS = { trace: "schedtrace", stats: "stats", spans: "spans" } as const satisfies Record<
  string,
  ExportFormat
>;
/** Options whose value may be left out. */
const SWITCHES = RUN_OPTIONS.filter((option) => option.placeholder === "on|off").map((option) => option.key);

export const RUN_USAGE = `schedlens run FILE [--entry NAME] [--OPTION VALUE …] [--stdin FILE]
                [--trace OUT [--format ${TRACE_FORMATS.join("|")}]] [--stats OUT.json]
                [--spans OUT.csv]      (OUT may be -: standard output)`;

interface RunOptions {
  readonly file: string;
  readonly entry: string | undefined;
  readonly overrides: Partial<RunConfig>;
  /** File that the program's descriptor 0 reads. */
  readonly stdin: string | undefined;
  readonly exports: readonly (readonly [format: ExportFormat, out: string])[];
}

function parseRunArgs(args: readonly string[]): RunOptions {
  const names = [
    "entry",
    "format",
    "stdin",
    ...Object.keys(EXPORTS),
    ...RUN_OPTIONS.map((option) => option.key),
  ];
  const { values, positionals } = parseOptions(args, names, { switches: SWITCHES });
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
  const traceFormat = values.get("format");
  if (traceFormat !== undefined && !values.has("trace"))
    throw new UsageError("--format says what --trace OUT writes: add --trace");
  const exports = Object.entries(EXPORTS).flatMap(([name, format]) => {
    const out = values.get(name);
    if (out === undefined) return [];
    const isOther = name === "trace" && traceFormat !== undefined;
    return [[isOther ? parseFormat("--format", traceFormat, TRACE_FORMATS) : format, out] as const];
  });
  const outs = exports.map(([, out]) => out);
  const twice = outs.find((out, at) => outs.indexOf(out) !== at);
  if (twice !== undefined)
    throw new UsageError(
      `two of --${Object.keys(EXPORTS).join(", --")} go to ${twice}: give each its own OUT`,
    );
  return { file, entry: values.get("entry"), overrides, stdin: values.get("stdin"), exports };
}

/** `schedlens run`. Resolves to the exit code. @throws UsageError */
export async function runCommand(args: readonly string[], io: CliIo): Promise<number> {
  const options = parseRunArgs(args);
  for (const [, out] of options.exports) await checkWritable(out, io);
  const program = await loadProgram(resolve(io.cwd, options.file), io.cwd);
  if (program === undefined) throw await cannotRead(options.file, io);
  const stdin = options.stdin === undefined ? undefined : await readInput(options.stdin, io);
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
    overrides: { ...options.overrides, ...(stdin === undefined ? {} : { stdin }) },
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
        sayDropped(end.summary, options.exports.length > 0, io);
        for (const [format, out] of options.exports) {
          sayLeftOut(format, end.summary, io);
          await writeOutput(out, await run.export(format), io);
        }
        return end.summary.exitCode;
      default:
        return assertUnreachable(end);
    }
  } finally {
    run.dispose();
  }
}

/** A log that was switched off is no news, unless something is to be made of it. */
function sayDropped({ dropped, config }: RunSummary, exports: boolean, io: CliIo): void {
  const text = droppedText(dropped, config.events);
  if (text !== undefined && (exports || config.events !== "none")) io.stderr(`schedlens: ${text}\n`);
}
