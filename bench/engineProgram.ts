import ts from "typescript";
import { compileProgram } from "../src/program/compiler/compile";
import type { CompiledProgram } from "../src/program/compiler/compile";
import type { AccessHooks } from "../src/program/engine/accesses";
import { Engine } from "../src/program/engine/engine";
import { Cpu } from "../src/sim/machine/cpu";
import { RoutineStop } from "../src/sim/routine";
import type { Routine } from "../src/sim/routine";

export const ENTRY = "file:///bench.ts";
/** As long as nothing else wants the core. */
export const WHOLE = 2 ** 30 - 1;

/** Compiles a program of one file. `names`: globals that it is given; `accesses`: it tells of its accesses. */
export function compileOne(source: string, names: readonly string[] = [], accesses = false): CompiledProgram {
  const compiled = compileProgram({
    files: new Map([[ENTRY, source]]),
    entryUri: ENTRY,
    resolve: () => undefined,
    meter: "budget",
    accesses,
    addLoc: () => 0,
    providedGlobals: new Set(names),
  });
  if ("diagnostics" in compiled) throw new Error(compiled.diagnostics.map((each) => each.message).join("\n"));
  return compiled.ok;
}

/** A compiled program, its modules evaluated. */
export interface Loaded {
  readonly engine: Engine;
  /** Runs to the end, in slices of so many ns of virtual time. @returns the result. */
  readonly drive: (routine: Routine, slice: number) => unknown;
}

export function load(
  program: CompiledProgram,
  globals: Readonly<Record<string, unknown>> = {},
  hooks?: AccessHooks,
): Loaded {
  const cpu = new Cpu();
  const accesses = hooks === undefined ? {} : { accesses: hooks };
  const engine = new Engine({ program, cpu, natives: {}, globals, ...accesses });
  const drive = (routine: Routine, slice: number): unknown => {
    for (;;) {
      cpu.aim(0, 0, slice, 0);
      const stop = routine.run();
      if (stop === RoutineStop.Returned) return routine.result;
      if (stop !== RoutineStop.Budget) throw new Error(`stopped: ${stop}`, { cause: routine.result });
    }
  };
  drive(engine.evaluateModules(), WHOLE);
  return { engine, drive };
}

/** `main` of the program on the engine; with `hooks`, which get its accesses. */
export function engineMain(source: string, slice: number, hooks?: AccessHooks): () => number {
  const { engine, drive } = load(compileOne(source, [], hooks !== undefined), {}, hooks);
  return () => drive(engine.routine(engine.exportOf(ENTRY, "main"), []), slice) as number;
}

/** The program without its types. Parameter properties are plain assignments: as fields, defined first, they make V8 slower. */
export function commonJs(source: string): string {
  return ts.transpileModule(source, {
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.CommonJS,
      useDefineForClassFields: false,
    },
  }).outputText;
}

/** How many frames V8 writes into an Error. */
const host = Error as unknown as { stackTraceLimit: number };

/** `main` of the program as JavaScript itself. As on the engine, errors get no stack traces: they would dominate what throws. */
export function nativeMain(text: string): () => number {
  const exports = {} as { main: () => number };
  const body = Reflect.construct(Function, ["exports", `"use strict";${text}`]) as (e: unknown) => void;
  body(exports);
  return () => {
    const limit = host.stackTraceLimit;
    host.stackTraceLimit = 0;
    try {
      return exports.main();
    } finally {
      host.stackTraceLimit = limit;
    }
  };
}
