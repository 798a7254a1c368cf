import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { compileProgram } from "../src/program/compiler/compile";
import { Cpu } from "../src/sim/machine/cpu";
import { RoutineStop, SUSPENDED } from "../src/sim/routine";
import type { Routine } from "../src/sim/routine";
import { commonJs, compileOne, ENTRY, engineMain, load, nativeMain, WHOLE } from "./engineProgram";
import { measureFork } from "./fork";
import { median } from "./median";
import { quickJs } from "./quickjs";
import { WORKLOADS } from "./workloads";
import type { Workload } from "./workloads";

/** One line of the table: a figure, what is asked for, and whether it is reached. */
export interface Figure {
  readonly figure: string;
  readonly measured: number;
  readonly aim: string;
  readonly met: string;
}

/** A workload on the engine, over the same code as JavaScript, and in QuickJS over the engine. */
interface Ratios {
  readonly name: string;
  readonly nativeMs: number;
  readonly native: number;
  readonly sliced: number;
  readonly quickJs: number;
}

const SLICE = 10_000;
const ROUNDS = 9;
const QUICKJS_ROUNDS = 2;

/** Compares the engine with JavaScript itself and with QuickJS, all in this process, and measures what it asks for besides. */
export async function benchEngine(): Promise<Figure[]> {
  const compile = compileFigure();
  const inQuickJs = await quickJs();
  const ratios = WORKLOADS.map((each) => compare(each, inQuickJs));
  console.table(ratios);
  const native = ratios.map((each) => each.native);
  const quick = ratios.map((each) => each.quickJs);
  const switches = [1, 10, 1000, 100_000].map((depth) => [depth, switchNs(depth)] as const);
  const clone = measureFork();
  const switchTimes = switches.map(([, ns]) => ns);
  return [
    atMost("time over native, geometric mean", geometricMean(native), 3),
    atMost("time over native, largest", Math.max(...native), 6),
    atLeast("faster than QuickJS, geometric mean", geometricMean(quick), 10),
    atLeast("faster than QuickJS, smallest", Math.min(...quick), 2),
    ...switches.map(([depth, ns]) => atMost(`a switch at depth ${depth}, ns`, ns, 150)),
    atMost("slowest switch over fastest", Math.max(...switchTimes) / Math.min(...switchTimes), 2),
    atMost("sieve with access hooks, time over native", watchedSieve(), 10),
    atMost("a blocked routine at call depth 3, bytes", blockedBytes(), 500),
    atMost("compiling 1,000 lines, ms", compile, 100),
    atMost("cloning 200,000 objects, ms", clone.ms, clone.atMost),
  ];
}

function compare({ name, source }: Workload, inQuickJs: (text: string) => () => number): Ratios {
  const text = commonJs(source);
  const runs = [nativeMain(text), engineMain(source, WHOLE), engineMain(source, SLICE)];
  const times: number[][] = [[], [], []];
  const results = new Set<number>();
  const measure = (run: () => number): number => {
    const start = performance.now();
    results.add(run());
    return performance.now() - start;
  };
  for (let round = 0; round < ROUNDS; round++)
    for (const [i, run] of runs.entries()) times[i]?.push(measure(run));
  const quick = inQuickJs(text);
  const slow = Array.from({ length: QUICKJS_ROUNDS }, () => measure(quick));
  if (results.size !== 1) throw new Error(`${name}: different results ${[...results].join(", ")}`);
  const [n = NaN, whole = NaN, sliced = NaN] = times.map(median);
  return {
    name,
    nativeMs: round(n),
    native: round(whole / n),
    sliced: round(sliced / n),
    quickJs: round(Math.min(...slow) / whole),
  };
}

/** The sieve with every access told to hooks that count, over the same as JavaScript. */
function watchedSieve(): number {
  const source = WORKLOADS.find(({ name }) => name === "sieve")?.source ?? "";
  let accesses = 0;
  const count = (): void => {
    accesses++;
  };
  const runs = [nativeMain(commonJs(source)), engineMain(source, WHOLE, { read: count, write: count })];
  const times = runs.map((run) =>
    Array.from({ length: ROUNDS }, () => {
      const start = performance.now();
      run();
      return performance.now() - start;
    }),
  );
  if (accesses === 0) throw new Error("the sieve has not told of its accesses");
  const [native = NaN, watched = NaN] = times.map(median);
  return watched / native;
}

const DEEP = `
function down(n: number): number {
  if (n > 1) return down(n - 1) + 1;
  for (;;) pause();
}
export function main(n: number) { return down(n); }`;

/** Suspends and resumes a routine of so many calls, ns each. */
function switchNs(depth: number): number {
  const cpu = new Cpu();
  const { engine } = load(compileOne(DEEP, ["pause"]), { pause: () => SUSPENDED });
  const routine = engine.routine(engine.exportOf(ENTRY, "main"), [depth]);
  const step = (): void => {
    cpu.aim(0, 0, WHOLE, 0);
    while (routine.run() !== RoutineStop.Suspended);
    routine.deliver(undefined);
  };
  step();
  const count = 300_000;
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    for (let i = 0; i < count; i++) step();
    return ((performance.now() - start) * 1e6) / count;
  });
  return median(times);
}

const THREE_DEEP = `
function third(gate: object, n: number) { pause(gate); return n; }
function second(gate: object, n: number) { return third(gate, n + 1) + 1; }
export function main(gate: object, n: number) { return second(gate, n) + 1; }`;

/**
 * What the engine keeps of a routine that waits three calls deep: median of several rounds, since the heap holds other things that come and
 * go. Needs Node's `--expose-gc`.
 */
function blockedBytes(): number {
  const count = 100_000;
  const { engine } = load(compileOne(THREE_DEEP, ["pause"]), { pause: () => SUSPENDED });
  const main = engine.exportOf(ENTRY, "main");
  const gate = {};
  const start = (n: number): Routine => {
    const routine = engine.routine(main, [gate, n]);
    while (routine.run() !== RoutineStop.Suspended);
    return routine;
  };
  const free = start(0);
  const routines: Routine[] = new Array<Routine>(count);
  // Code that is compiled anew, and the shapes of objects, would count.
  for (let i = 0; i < count; i++) start(i);
  const round = (): number => {
    routines.fill(free);
    const before = used();
    for (let i = 0; i < count; i++) routines[i] = start(i);
    const bytes = (used() - before) / count;
    if (routines.includes(free)) throw new Error("they must be alive until here");
    return bytes;
  };
  return median(Array.from({ length: 5 }, round));
}

/** Bytes in use on the heap, when what is not has been given back. */
function used(): number {
  for (let i = 0; i < 3; i++) globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

const CORPUS = join("test", "engine", "corpus");

/** Time to compile 1,000 lines of the programs that the engine's tests run, as modules of one program, ms. */
function compileFigure(): number {
  const files = new Map<string, string>();
  let lines = 0;
  for (const name of readdirSync(CORPUS)) {
    const text = readFileSync(join(CORPUS, name), "utf8");
    lines += text.split("\n").length;
    files.set(`file:///${name}`, text);
    if (lines >= 1000) break;
  }
  const imports = [...files.keys()].map((uri) => `import "${uri}";`);
  files.set(ENTRY, imports.join("\n"));
  const times = Array.from({ length: 9 }, () => {
    const start = performance.now();
    const compiled = compileProgram({
      files,
      entryUri: ENTRY,
      resolve: (specifier) => specifier,
      meter: "budget",
      addLoc: () => 0,
      providedGlobals: new Set(["console", "Date", "out", "op", "boom", "print"]),
    });
    if ("diagnostics" in compiled) throw new Error("the corpus does not compile");
    return performance.now() - start;
  });
  return (median(times) * 1000) / lines;
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, each) => sum + Math.log(each), 0) / values.length);
}

function atMost(figure: string, measured: number, aim: number): Figure {
  return { figure, measured: round(measured), aim: `≤ ${aim}`, met: measured <= aim ? "yes" : "NO" };
}

function atLeast(figure: string, measured: number, aim: number): Figure {
  return { figure, measured: round(measured), aim: `≥ ${aim}`, met: measured >= aim ? "yes" : "NO" };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
