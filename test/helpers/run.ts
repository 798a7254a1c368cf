import { loadProgram } from "../../src/cli/loadProgram";
import { LogTraceSource } from "../../src/analysis/source";
import { scanText } from "../../src/program/annotations/scan";
import { prepareRun } from "../../src/worker/prepareRun";
import { DEFAULT_CONFIG } from "../../src/shared/config";
import type { RunConfig } from "../../src/shared/config";
import { EventLog } from "../../src/shared/log/eventLog";
import type { ProgramDiagnostic, RunInput } from "../../src/shared/messages/worker";

export interface RunResult {
  readonly log: EventLog;
  readonly source: LogTraceSource;
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  readonly diagnostics: readonly ProgramDiagnostic[];
}

const STEPS = 100_000;

/** Runs a program to its end in this thread. A program with diagnostics does not run: exit code 65 and an empty log. */
export function runInput(input: RunInput): RunResult {
  const prepared = prepareRun(input);
  if ("diagnostics" in prepared) {
    const log = new EventLog(DEFAULT_CONFIG);
    return {
      log,
      source: new LogTraceSource(log),
      stdout: "",
      stderr: "",
      exitCode: 65,
      diagnostics: prepared.diagnostics,
    };
  }
  while (!prepared.step(STEPS));
  const source = new LogTraceSource(prepared.log);
  const { rows } = source.answer("output", { offset: 0, count: Number.MAX_SAFE_INTEGER });
  const stream = (name: string): string =>
    rows
      .filter((row) => row.stream === name)
      .map((row) => row.text)
      .join("");
  const { exitCode } = source.answer("overview", {});
  return {
    log: prepared.log,
    source,
    stdout: stream("stdout"),
    stderr: stream("stderr"),
    exitCode,
    diagnostics: [],
  };
}

/** Runs a file with everything that it imports, as the command line does. Without `entry`: the first entry of the file. */
export async function runFile(
  path: string,
  overrides: Partial<RunConfig>,
  entry?: string,
): Promise<RunResult> {
  const program = await loadProgram(path, process.cwd());
  if (program === undefined) throw new Error(`cannot read ${path}`);
  if (program.diagnostics.length > 0)
    throw new Error(program.diagnostics.map((each) => each.message).join("\n"));
  const { files, entryUri } = program;
  const text = files.find(([uri]) => uri === entryUri)?.[1] ?? "";
  const first = scanText(text, entryUri).entries[0]?.name;
  return runInput({ files, entryUri, entry: entry ?? first, settings: {}, overrides });
}

/** Runs one file given as text. */
export function runText(text: string, overrides: Partial<RunConfig> = {}): RunResult {
  return runInput({
    files: [["main.ts", text]],
    entryUri: "main.ts",
    entry: undefined,
    settings: {},
    overrides,
  });
}
