import { codeOf, READY_REASONS } from "../../src/shared/enums";
import type { EventLog } from "../../src/shared/log/eventLog";
import { Kind } from "../../src/shared/schema";
import { runText } from "../helpers/run";
import type { RunResult } from "../helpers/run";
import type { Program } from "./program";
import { printTs } from "./printTs";

/** What a program did, as far as it is the same in every run of real Go. */
export interface Outcome {
  readonly stdout: string;
  readonly exitCode: number;
  /** The first lines of stderr, and the header of each goroutine that the report lists. */
  readonly report: readonly string[];
}

/**
 * Numbers of goroutines other than 1 depend on the packages of a real program. Real Go's report of a semaphore is that of the
 * channel that it is made of.
 */
function header(line: string, semaphores: boolean): string {
  const text = line.replace(/^goroutine (?!1 )\d+ /, "goroutine N ");
  return semaphores ? text.replace(/\[semacquire([,\]])/, "[chan receive$1") : text;
}

/** @param stderr as either runtime wrote it. */
export function report(program: Program, stderr: string): string[] {
  if (stderr === "") return [];
  const lines = stderr.split("\n");
  const headers = lines.filter((line) => /^goroutine \d+ \[.*\]:$/.test(line));
  // A panic while another one is under way: Go lists both, and says which were recovered.
  if (lines[1]?.startsWith("\t") === true || /\[recovered\]$/.test(lines[0] ?? "")) return [SEVERAL_PANICS];
  return [lines[0] ?? "", ...headers.map((line) => header(line, program.semaphores.length > 0))];
}

const SEVERAL_PANICS = "several panics";

/** Whether the simulation did what real Go did. Of several panics at once it reports only the last, as JavaScript does. */
export function agree(ours: Outcome, real: Outcome): boolean {
  if (ours.stdout !== real.stdout || ours.exitCode !== real.exitCode) return false;
  if (real.report[0] === SEVERAL_PANICS) return ours.report[0]?.startsWith("panic: ") === true;
  return JSON.stringify(ours.report) === JSON.stringify(real.report);
}

/** Timers that are due within this time may fire together or one after the other: real machines differ in that. */
const TOGETHER_NS = 500_000;

/** Whether two timers fired so close to each other that their order is a matter of chance. */
export function hasTimersTogether(log: EventLog): boolean {
  const byTimer = codeOf(READY_REASONS, "timer");
  let latest = -Infinity;
  let together = false;
  log.forEach((event) => {
    if (event.kind !== Kind.TimerFire && !(event.kind === Kind.GoRunnable && event.aux === byTimer)) return;
    together ||= event.time - latest < TOGETHER_NS;
    latest = event.time;
  });
  return together;
}

/** What remains of an outcome where goroutines run side by side: which lines there are, but not in what order. */
export function unordered({ stdout, exitCode, report }: Outcome): Outcome {
  const [first, ...headers] = report;
  return {
    stdout: stdout.split("\n").sort().join("\n"),
    exitCode,
    report: first === undefined ? [] : [first, ...headers.sort()],
  };
}

/** Runs a program in the simulation, with so many Ps and cores. */
export function simulate(program: Program, seed = 1, ps = 1): { result: RunResult; outcome: Outcome } {
  const result = runText(printTs(program), { gomaxprocs: ps, cores: ps, seed, limit: 2e9 });
  const { stdout, exitCode } = result;
  return { result, outcome: { stdout, exitCode, report: report(program, result.stderr) } };
}
