import { Cpu } from "../../src/sim/machine/cpu";
import { RoutineStop, SUSPENDED } from "../../src/sim/routine";
import type { Routine, StackFrame } from "../../src/sim/routine";
import { compileProgram } from "../../src/program/compiler/compile";
import type { CompiledProgram, SourceLocation } from "../../src/program/compiler/compile";
import { Engine } from "../../src/program/engine/engine";
import type { EngineInput } from "../../src/program/engine/engine";

/** How a program is run: how much virtual time at a stretch, and whether its operations suspend. */
export interface Mode {
  readonly slice: number;
  readonly suspend: boolean;
  /** Native stack in simulated bytes: small values force it to be moved to the heap. */
  readonly native?: number;
  /** Forks at that stop of the program (slice, operation or pause), the first being 1; parent and child then go on in turns. Compile with `forks`. */
  readonly fork?: number;
  /** The slice is over after every so many writes that a build with `writes` tells of, as a page fault may end it: from the fork on. */
  readonly faults?: number;
  /** Called at each pause of the debug build. */
  readonly onPause?: (routine: Routine) => void;
  /** Called when an operation has suspended. */
  readonly onOperation?: (routine: Routine) => void;
}

export interface Outcome {
  readonly lines: readonly string[];
  /** Virtual time, ns. */
  readonly time: number;
  readonly stop: RoutineStop;
  readonly result: unknown;
  readonly routine: Routine;
  readonly stack: readonly StackFrame[];
  /** What became of the copy, where there was a fork. */
  readonly child: Outcome | undefined;
  /** Functions in which operations could not suspend, since built-in code had called them. */
  readonly atomic: readonly string[];
}

export const ENTRY = "file:///main.ts";

/** Operations that every test program can call: `out` prints, `op` gives back its argument, after a suspension where the mode says so. */
const PREFIX_NAMES = ["out", "op", "boom", "print"] as const;

export interface Compiled {
  readonly program: CompiledProgram;
  readonly locs: SourceLocation[];
  readonly build: Build;
}

/** How a program is compiled besides the usual way. */
export interface Build {
  readonly meter?: "budget" | "steps";
  /** It tells of its writes. */
  readonly writes?: boolean;
  /** Its processes can be cloned. */
  readonly forks?: boolean;
  /** It pauses before every statement. */
  readonly debug?: boolean;
  /** It tells of its reads and writes. */
  readonly accesses?: boolean;
}

export function compile(source: string | Readonly<Record<string, string>>, build: Build = {}): Compiled {
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
    meter: "budget",
    ...build,
    addLoc: (loc) => locs.push(loc) - 1,
    providedGlobals: new Set(["console", "Date", ...PREFIX_NAMES]),
  });
  if ("diagnostics" in compiled)
    throw new Error(
      compiled.diagnostics.map((each) => `${each.line}:${each.column}: ${each.message}`).join("\n"),
    );
  return { program: compiled.ok, locs, build };
}

export interface Host {
  lines: string[];
  readonly atomic: string[];
  readonly globals: Readonly<Record<string, unknown>>;
  /** What the operation that has suspended gives, after so many ns. */
  pending: { readonly value: unknown; readonly error: boolean; readonly ns?: number } | undefined;
}

export function makeHost(suspend: boolean, engine?: () => Engine): Host {
  const host: Host = {
    lines: [],
    atomic: [],
    pending: undefined,
    globals: {
      out: (...values: unknown[]) => {
        host.lines.push(values.map((each) => show(each)).join(" "));
      },
      op: (value: unknown) => {
        const { atomic } = engine?.() ?? {};
        if (atomic !== undefined) host.atomic.push(atomic);
        if (!suspend || atomic !== undefined) return value;
        host.pending = { value, error: false };
        return SUSPENDED;
      },
      boom: (value: unknown) => {
        if (!suspend || engine?.().atomic !== undefined) throw value as Error;
        host.pending = { value, error: true };
        return SUSPENDED;
      },
      console: { log: (...values: unknown[]) => host.lines.push(values.map((each) => show(each)).join(" ")) },
      Date,
    },
  };
  return host;
}

/** How deep values are shown: random programs nest them without bound. */
const DEPTH = 8;

/** A value in one line, the same for native and compiled values. */
export function show(value: unknown, depth = DEPTH): string {
  const inner = (each: unknown): string => show(each, depth - 1);
  if (typeof value === "string") return value;
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "symbol") return value.toString();
  if (typeof value === "function") return `[Function ${value.name}/${value.length}]`;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (typeof value === "object" && value !== null && depth < 0) return "…";
  if (value instanceof Map) return `Map{${[...value].map(([k, v]) => `${inner(k)}=>${inner(v)}`).join(",")}}`;
  if (value instanceof Set) return `Set{${[...value].map(inner).join(",")}}`;
  if (Array.isArray(value)) {
    const items: string[] = [];
    for (let i = 0; i < value.length; i++) items.push(i in value ? inner(value[i]) : "-");
    return `[${items.join(",")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const name = (Object.getPrototypeOf(value) as { constructor?: { name: string } } | null)?.constructor
      ?.name;
    const fields = Reflect.ownKeys(value).flatMap((key) =>
      // That of `arguments` cannot be read.
      key === "callee" ? [] : [`${String(key)}:${inner((value as Record<PropertyKey, unknown>)[key])}`],
    );
    return `${name === undefined || name === "Object" ? "" : `${name} `}{${fields.join(",")}}`;
  }
  return Object.is(value, -0) ? "-0" : String(value);
}

const LIMIT = 2 ** 30 - 1;

/** One process of a program on its way. */
interface Process {
  readonly engine: Engine;
  readonly lines: string[];
  time: number;
  /** 0: the modules' bodies, 1: main, 2: the event loop. */
  stage: number;
  routine: Routine;
  /** That of main, when it has returned. */
  main: Routine | undefined;
  stop: RoutineStop | undefined;
}

/** Runs a compiled program to its end: modules, then `main` if it is exported, then the event loop. */
export function run(compiled: Compiled, mode: Mode): Outcome {
  const cpu = new Cpu();
  const host = makeHost(mode.suspend, () => process.engine);
  const input: EngineInput = {
    program: compiled.program,
    cpu,
    natives: {},
    globals: host.globals,
    loop: {
      now: () => cpu.now(),
      startTimer: (ns) => ns,
      wait: (ns) => {
        host.pending = { value: undefined, error: false, ns: ns as number };
        return SUSPENDED;
      },
      stopTimer: () => undefined,
      wake: (value) => value,
    },
    placeOf: (loc) => {
      const at = compiled.locs[loc];
      return at === undefined ? undefined : `${at.uri.replace("file:///", "")}:${at.line}:${at.column}`;
    },
    ...(mode.native === undefined ? {} : { nativeBytes: mode.native }),
  };
  const engine = new Engine(input);
  if (compiled.build.debug === true) engine.debug.pauseEverywhere(true);
  const { writes = false } = compiled.build;
  engine.watchWrites(writes && mode.fork === undefined ? () => undefined : undefined);
  let process: Process = {
    engine,
    lines: host.lines,
    time: 0,
    stage: 0,
    routine: engine.evaluateModules(),
    main: undefined,
    stop: undefined,
  };
  const parent = process;
  let child: Process | undefined;
  for (let stops = 1; ; stops++) {
    if (parent.stop === undefined) step((process = parent), cpu, host, mode);
    if (child?.stop === undefined && child !== undefined) step((process = child), cpu, host, mode);
    if (stops === mode.fork && parent.stop === undefined) {
      child = forked(parent);
      if (writes) engine.watchWrites(faultEvery(mode.faults ?? Infinity, cpu));
    }
    if (parent.stop === undefined || (child !== undefined && child.stop === undefined)) continue;
    const { atomic } = host;
    return outcomeOf(parent, atomic, child === undefined ? undefined : outcomeOf(child, atomic, undefined));
  }
}

function faultEvery(most: number, cpu: Cpu): () => void {
  let writes = 0;
  return () => {
    if (++writes < most) return;
    writes = 0;
    cpu.limit -= cpu.budget + 1;
    cpu.budget = -1;
  };
}

function outcomeOf(process: Process, atomic: readonly string[], child: Outcome | undefined): Outcome {
  const { lines, time, stop = RoutineStop.Returned, main } = process;
  const routine = stop === RoutineStop.Returned ? (main ?? process.routine) : process.routine;
  return { lines, time, stop, result: routine.result, routine, stack: routine.stack(), atomic, child };
}

function forked(parent: Process): Process {
  const { engine, routine } = parent.engine.fork(parent.routine, new Map());
  return { ...parent, engine, routine, lines: [...parent.lines] };
}

/** Goes on up to the next stop. */
function step(process: Process, cpu: Cpu, host: Host, mode: Mode): void {
  const { routine } = process;
  host.lines = process.lines;
  cpu.aim(0, process.time, process.time + Math.min(mode.slice, LIMIT), process.time);
  cpu.steps = LIMIT;
  const stop = routine.run();
  process.time = cpu.now();
  if (stop === RoutineStop.Paused) mode.onPause?.(routine);
  if (stop === RoutineStop.Budget || stop === RoutineStop.Paused) return;
  if (stop === RoutineStop.Suspended) {
    mode.onOperation?.(routine);
    const { pending } = host;
    host.pending = undefined;
    if (pending === undefined) throw new Error("suspended without an operation");
    process.time += pending.ns ?? 0;
    if (pending.error) routine.deliverError(pending.value);
    else routine.deliver(pending.value);
    return;
  }
  const next = stop === RoutineStop.Returned ? nextRoutine(process) : undefined;
  if (next === undefined) process.stop = stop;
  else process.routine = next;
}

/** What comes after what has returned. */
function nextRoutine(process: Process): Routine | undefined {
  const { engine } = process;
  switch (process.stage++) {
    case 0: {
      const main = engine.exportOf(ENTRY, "main");
      if (main !== undefined) return engine.routine(main, []);
      process.stage++;
      return engine.eventLoop();
    }
    case 1:
      process.main = process.routine;
      return engine.eventLoop();
    default:
      return undefined;
  }
}
