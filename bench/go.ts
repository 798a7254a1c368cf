import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { median } from "./median";
import { prepare } from "./prepare";

/** Programs of bench/go, each in Go and in TypeScript, and what is compared. */
const PROGRAMS = ["pingpong", "sieve", "fanin", "contended", "mutex"] as const;
type ProgramName = (typeof PROGRAMS)[number];

const ROUNDS = 5;
const SOURCES = join("bench", "go");
const BUILT = join("build", "bench-go");

/** One program: wall time of Go, and ours over it. */
export interface GoFigure {
  readonly program: ProgramName;
  /** Median. */
  readonly goMs: number;
  /** Median of our time over Go's in the same round. */
  readonly logOff: number;
  readonly logOn: number;
  /** Our best time over Go's best: what is left of the ratios on a machine that others load. */
  readonly bestOff: number;
  readonly bestOn: number;
  /** Compiling the program and starting the simulation, which is not in the above. */
  readonly compileMs: number;
  readonly events: number;
}

interface OwnRun {
  readonly output: string;
  readonly ms: number;
  readonly compileMs: number;
  readonly events: number;
}

/**
 * Runs the programs with real Go at GOMAXPROCS=1 and with ours at gomaxprocs=1, in turn, each time in a new process. Both
 * sides time themselves from the start of main: starting the process and compiling are not in it.
 */
export function benchGo(): GoFigure[] {
  const go = findGo();
  if (go === undefined) {
    console.log("NO GO HERE: nothing to compare with. Set GO=/path/to/go, or have go in PATH.");
    return [];
  }
  console.log(execFileSync(go, ["version"], { encoding: "utf8" }).trim());
  mkdirSync(BUILT, { recursive: true });
  return PROGRAMS.map((program) => {
    const binary = join(BUILT, program);
    execFileSync(go, ["build", "-o", binary, join(SOURCES, `${program}.go`)], {
      env: { ...process.env, GO111MODULE: "off" },
    });
    return compare(program, binary);
  });
}

function compare(program: ProgramName, binary: string): GoFigure {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const [result, ns] = goRun(binary);
    const off = ownRun(program, "none");
    const on = ownRun(program, "all");
    for (const { output } of [off, on])
      if (output !== result) throw new Error(`${program}: Go prints ${result}, we print ${output}`);
    return { goMs: ns / 1e6, off, on };
  });
  const best = (values: readonly number[]): number => Math.min(...values);
  const goBest = best(rounds.map(({ goMs }) => goMs));
  return {
    program,
    goMs: tenths(median(rounds.map(({ goMs }) => goMs))),
    logOff: tenths(median(rounds.map(({ goMs, off }) => off.ms / goMs))),
    logOn: tenths(median(rounds.map(({ goMs, on }) => on.ms / goMs))),
    bestOff: tenths(best(rounds.map(({ off }) => off.ms)) / goBest),
    bestOn: tenths(best(rounds.map(({ on }) => on.ms)) / goBest),
    compileMs: Math.round(median(rounds.map(({ on }) => on.compileMs))),
    events: rounds[0]?.on.events ?? 0,
  };
}

/** What the Go program prints (to stderr, as println does): its result, and how long main took in ns. */
function goRun(binary: string): [result: string, ns: number] {
  const printed = execFileSync("sh", ["-c", `exec "$0" 2>&1`, binary], {
    encoding: "utf8",
    env: { ...process.env, GOMAXPROCS: "1" },
  });
  const [result = "", ns = ""] = printed.trim().split(" ");
  return [result, Number(ns)];
}

function ownRun(program: ProgramName, events: string): OwnRun {
  const [node, script] = [process.execPath, process.argv[1] ?? ""];
  return JSON.parse(
    execFileSync(node, [script, "one", join(SOURCES, `${program}.ts`), events], { encoding: "utf8" }),
  ) as OwnRun;
}

/** What `ownRun` has a process of its own do: one run of one program. Prints an OwnRun. */
export function runOne(path: string, events: string): void {
  const began = performance.now();
  const run = prepare(readFileSync(path, "utf8"), events);
  const start = performance.now();
  while (!run.step(1_000));
  const ms = performance.now() - start;
  const output = run.log.tables.strings.find((text) => /^\d+\n$/.test(text))?.trim() ?? "";
  const result: OwnRun = { output, ms, compileMs: start - began, events: run.log.length };
  console.log(JSON.stringify(result));
}

function findGo(): string | undefined {
  const named = process.env["GO"];
  const inPath = (process.env["PATH"] ?? "").split(":").map((dir) => join(dir, "go"));
  const all = [...(named === undefined ? [] : [named]), ...inPath, "/usr/lib/go-1.23/bin/go"];
  return all.find((path) => existsSync(path));
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
