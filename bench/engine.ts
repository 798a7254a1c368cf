import ts from "typescript";
import { compileProgram } from "../src/program/compiler/compile";
import { Engine } from "../src/program/engine/engine";
import { Cpu } from "../src/sim/machine/cpu";
import { RoutineStop } from "../src/sim/routine";
import { median } from "./median";

/** One workload: how much longer it takes than the same code as JavaScript, whole and in slices of 10 us. */
export interface EngineFigure {
  readonly name: string;
  readonly nativeMs: number;
  readonly ratio: number;
  readonly slicedRatio: number;
  /** What is asked for, where something is. */
  readonly atMost: number | undefined;
}

const ENTRY = "file:///bench.ts";
const WHOLE = 2 ** 30 - 1;
const SLICE = 10_000;
const ROUNDS = 7;

/** Each exports `main`, which returns a number. */
const WORKLOADS: readonly (readonly [name: string, atMost: number | undefined, source: string])[] = [
  [
    "tight loop with a call",
    5,
    `function step(x: number, i: number): number { return (x * 31 + i) & 0xffff; }
    export function main(): number { let s = 0; for (let i = 0; i < 20_000_000; i++) s = step(s, i); return s; }`,
  ],
  [
    "recursive fib",
    3,
    `function fib(n: number): number { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
    export function main(): number { return fib(32); }`,
  ],
  [
    "sieve",
    undefined,
    `export function main(): number {
      const n = 2_000_000; const a: number[] = []; let c = 0;
      for (let i = 0; i <= n; i++) a.push(1);
      for (let i = 2; i <= n; i++) if (a[i] === 1) { c++; for (let j = i * 2; j <= n; j += i) a[j] = 0; }
      return c;
    }`,
  ],
  [
    "insertion sort",
    undefined,
    `export function main(): number {
      const a: number[] = []; let x = 12345;
      for (let i = 0; i < 4000; i++) { x = (x * 1103515 + 12345) % 2147483; a.push(x); }
      for (let i = 1; i < a.length; i++) {
        const v = a[i]!; let j = i - 1;
        while (j >= 0 && a[j]! > v) { a[j + 1] = a[j]!; j--; }
        a[j + 1] = v;
      }
      return a[2000]!;
    }`,
  ],
  [
    "closures, Map, for-of",
    undefined,
    `function account() { let t = 0; return { add: (x: number) => { t += x; }, total: () => t }; }
    export function main(): number {
      const sum = account(); const m = new Map<number, { id: number; v: number }>();
      for (let i = 0; i < 300_000; i++) { m.set(i % 1000, { id: i, v: i % 7 }); sum.add(i % 7); }
      for (const [k, o] of m) sum.add(k + o.id);
      return sum.total();
    }`,
  ],
  [
    "classes",
    undefined,
    `class Vector {
      constructor(readonly x: number, readonly y: number) {}
      add(o: Vector) { return new Vector(this.x + o.x, this.y + o.y); }
    }
    export function main(): number {
      let v = new Vector(0, 0); const d = new Vector(1, 2);
      for (let i = 0; i < 2_000_000; i++) v = v.add(d);
      return v.x + v.y;
    }`,
  ],
  [
    "map, filter, reduce",
    undefined,
    `export function main(): number {
      let t = 0; const a = Array.from({ length: 1000 }, (_, i) => i);
      for (let k = 0; k < 300; k++) t += a.map((x) => x * 2).filter((x) => x % 3 === 0).reduce((p, c) => p + c, 0);
      return t;
    }`,
  ],
];

/** Compares the engine with JavaScript itself, in this process. */
export function benchEngine(): EngineFigure[] {
  return WORKLOADS.map(([name, atMost, source]) => {
    const native = nativeMain(source);
    const whole = engineMain(source, WHOLE);
    const sliced = engineMain(source, SLICE);
    const times: [number[], number[], number[]] = [[], [], []];
    const results = new Set<number>();
    for (let round = 0; round < ROUNDS; round++) {
      for (const [i, run] of [native, whole, sliced].entries()) {
        const start = performance.now();
        results.add(run());
        times[i]!.push(performance.now() - start);
      }
    }
    if (results.size !== 1) throw new Error(`${name}: different results ${[...results].join(", ")}`);
    const [n, w, s] = times.map(median) as [number, number, number];
    return { name, nativeMs: round(n), ratio: round(w / n), slicedRatio: round(s / n), atMost };
  });
}

function nativeMain(source: string): () => number {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.CommonJS },
  });
  const exports = {} as { main: () => number };
  const body = Reflect.construct(Function, ["exports", `"use strict";${outputText}`]) as (e: unknown) => void;
  body(exports);
  return () => exports.main();
}

function engineMain(source: string, slice: number): () => number {
  const compiled = compileProgram({
    files: new Map([[ENTRY, source]]),
    entryUri: ENTRY,
    resolve: () => undefined,
    meter: "budget",
    addLoc: () => 0,
  });
  if ("diagnostics" in compiled) throw new Error(compiled.diagnostics.map((each) => each.message).join("\n"));
  const cpu = new Cpu();
  const engine = new Engine({ program: compiled.ok, cpu, natives: {}, globals: {} });
  const drive = (routine: ReturnType<Engine["routine"]>): unknown => {
    for (;;) {
      cpu.aim(0, 0, slice, 0);
      const stop = routine.run();
      if (stop === RoutineStop.Returned) return routine.result;
      if (stop !== RoutineStop.Budget) throw new Error(`stopped: ${stop}`, { cause: routine.result });
    }
  };
  drive(engine.evaluateModules());
  return () => drive(engine.routine(engine.exportOf(ENTRY, "main"), [])) as number;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
