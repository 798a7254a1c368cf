import ts from "typescript";
import { Cpu } from "../../src/sim/machine/cpu";
import { RoutineStop, SUSPENDED } from "../../src/sim/routine";
import type { Routine, StackFrame } from "../../src/sim/routine";
import { compileProgram } from "../../src/program/compiler/compile";
import type { CompiledProgram, SourceLocation } from "../../src/program/compiler/compile";
import { Engine } from "../../src/program/engine/engine";

/** How a program is run: how much virtual time at a stretch, and whether its operations suspend. */
export interface Mode {
  readonly slice: number;
  readonly suspend: boolean;
  /** Native stack in simulated bytes: small values force it to be moved to the heap. */
  readonly native?: number;
}

export interface Outcome {
  readonly lines: readonly string[];
  /** Virtual time, ns. */
  readonly time: number;
  readonly stop: RoutineStop;
  readonly result: unknown;
  readonly routine: Routine;
  readonly stack: readonly StackFrame[];
}

export const ENTRY = "file:///main.ts";

/** Operations that every test program can call: `out` prints, `op` gives back its argument, after a suspension where the mode says so. */
const PREFIX_NAMES = ["out", "op", "boom", "print"] as const;

export interface Compiled {
  readonly program: CompiledProgram;
  readonly locs: SourceLocation[];
}

export function compile(
  source: string | Readonly<Record<string, string>>,
  meter: "budget" | "steps" = "budget",
): Compiled {
  const files = new Map(
    typeof source === "string"
      ? [[ENTRY, source]]
      : Object.entries(source).map(([name, text]) => [`file:///${name}`, text]),
  );
  const locs: SourceLocation[] = [];
  const compiled = compileProgram({
    files,
    entryUri: typeof source === "string" ? ENTRY : `file:///${Object.keys(source)[0]}`,
    resolve: (specifier, from) => {
      if (specifier === "test") return "native:test";
      const uri = new URL(specifier, from).href;
      return [uri, `${uri}.ts`].find((each) => files.has(each));
    },
    meter,
    addLoc: (loc) => locs.push(loc) - 1,
    providedGlobals: new Set(["console", "Date", ...PREFIX_NAMES]),
  });
  if ("diagnostics" in compiled)
    throw new Error(
      compiled.diagnostics.map((each) => `${each.line}:${each.column}: ${each.message}`).join("\n"),
    );
  return { program: compiled.ok, locs };
}

export interface Host {
  readonly lines: string[];
  readonly globals: Readonly<Record<string, unknown>>;
  /** What the operation that has suspended gives. */
  pending: { readonly value: unknown; readonly error: boolean } | undefined;
}

export function makeHost(suspend: boolean, engine?: () => Engine): Host {
  const host: Host = {
    lines: [],
    pending: undefined,
    globals: {
      out: (...values: unknown[]) => {
        host.lines.push(values.map(show).join(" "));
      },
      op: (value: unknown) => {
        if (!suspend || engine?.().atomic !== undefined) return value;
        host.pending = { value, error: false };
        return SUSPENDED;
      },
      boom: (value: unknown) => {
        if (!suspend || engine?.().atomic !== undefined) throw value as Error;
        host.pending = { value, error: true };
        return SUSPENDED;
      },
      console: { log: (...values: unknown[]) => host.lines.push(values.map(show).join(" ")) },
      Date,
    },
  };
  return host;
}

/** A value in one line, the same for native and compiled values. */
export function show(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "symbol") return value.toString();
  if (typeof value === "function") return `[Function ${value.name}/${value.length}]`;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof Map) return `Map{${[...value].map(([k, v]) => `${show(k)}=>${show(v)}`).join(",")}}`;
  if (value instanceof Set) return `Set{${[...value].map(show).join(",")}}`;
  if (Array.isArray(value)) {
    const items: string[] = [];
    for (let i = 0; i < value.length; i++) items.push(i in value ? show(value[i]) : "-");
    return `[${items.join(",")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const name = (Object.getPrototypeOf(value) as { constructor?: { name: string } } | null)?.constructor
      ?.name;
    const fields = Reflect.ownKeys(value).map(
      (key) => `${String(key)}:${show((value as Record<PropertyKey, unknown>)[key])}`,
    );
    return `${name === undefined || name === "Object" ? "" : `${name} `}{${fields.join(",")}}`;
  }
  return Object.is(value, -0) ? "-0" : String(value);
}

const LIMIT = 2 ** 30 - 1;

/** Runs a compiled program to its end: modules, then `main` if it is exported. */
export function run(compiled: Compiled, mode: Mode): Outcome {
  const cpu = new Cpu();
  const host = makeHost(mode.suspend, () => engine);
  const engine: Engine = new Engine({
    program: compiled.program,
    cpu,
    natives: {},
    globals: host.globals,
    ...(mode.native === undefined ? {} : { nativeBytes: mode.native }),
  });
  let time = 0;
  const drive = (routine: Routine): RoutineStop => {
    for (;;) {
      cpu.aim(0, time, time + Math.min(mode.slice, LIMIT), time);
      cpu.steps = LIMIT;
      const stop = routine.run();
      time = cpu.now();
      if (stop === RoutineStop.Budget) continue;
      if (stop !== RoutineStop.Suspended) return stop;
      const { pending } = host;
      host.pending = undefined;
      if (pending === undefined) throw new Error("suspended without an operation");
      if (pending.error) routine.deliverError(pending.value);
      else routine.deliver(pending.value);
    }
  };
  let routine = engine.evaluateModules();
  let stop = drive(routine);
  const main = stop === RoutineStop.Returned ? engine.exportOf(ENTRY, "main") : undefined;
  if (main !== undefined) {
    routine = engine.routine(main, []);
    stop = drive(routine);
  }
  return { lines: host.lines, time, stop, result: routine.result, routine, stack: routine.stack() };
}

/** Runs the same program in JavaScript itself. */
export function runNatively(source: string): { readonly lines: readonly string[]; readonly error: unknown } {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.CommonJS },
  });
  const host = makeHost(false);
  const names = Object.keys(host.globals);
  const exports: { main?: () => void } = {};
  const body = Reflect.construct(Function, ["exports", ...names, `"use strict";${outputText}`]) as (
    ...values: unknown[]
  ) => void;
  try {
    body(exports, ...names.map((name) => host.globals[name]));
    exports.main?.();
    return { lines: host.lines, error: undefined };
  } catch (error) {
    return { lines: host.lines, error };
  }
}
