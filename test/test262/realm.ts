import { Cpu } from "../../src/sim/machine/cpu";
import { RoutineStop, SUSPENDED } from "../../src/sim/routine";
import type { Routine } from "../../src/sim/routine";
import type { CompiledProgram } from "../../src/program/compiler/image";
import { Engine } from "../../src/program/engine/engine";
import { makeDate } from "../../src/program/library/globals/date";

/**
 * The engine, bundled by itself and evaluated in a realm of its own for each test, so that no test sees what another did to the built-in
 * objects.
 */

/** Small, so that programs are interrupted in the middle of everything. */
const SLICE_NS = 1000;
/** Virtual time after which a test is taken to run for ever. */
const LIMIT_NS = 60_000_000_000;
const STEPS = 2 ** 30 - 1;

export interface Result {
  /** How the modules' bodies have ended. `undefined`: normally. */
  readonly error: { readonly name: string; readonly text: string } | undefined;
  /** What the test has printed, also in later jobs. */
  readonly printed: readonly string[];
}

export function runProgram(program: CompiledProgram, detach: (buffer: unknown) => void): Result {
  const cpu = new Cpu();
  const printed: string[] = [];
  let time = 0;
  let waiting: number | undefined;
  const engine = new Engine({
    program,
    cpu,
    natives: {},
    globals: {
      print: (text: unknown) => {
        printed.push(String(text));
      },
      $262: { detachArrayBuffer: detach },
      // The harness asks for it by typeof.
      Float16Array: undefined,
      console: { log: () => undefined },
      Date: makeDate(() => cpu.now()),
    },
    loop: {
      now: () => cpu.now(),
      startTimer: (ns) => ns,
      wait: (ns) => {
        waiting = ns as number;
        return SUSPENDED;
      },
      stopTimer: () => undefined,
      wake: (value) => value,
    },
  });
  const drive = (routine: Routine): RoutineStop => {
    for (;;) {
      cpu.aim(0, time, time + SLICE_NS, time);
      cpu.steps = STEPS;
      const stop = routine.run();
      time = cpu.now();
      if (stop === RoutineStop.Budget && time < LIMIT_NS) continue;
      if (stop !== RoutineStop.Suspended) return stop;
      time += waiting ?? 0;
      waiting = undefined;
      routine.deliver(undefined);
    }
  };
  const bodies = engine.evaluateModules();
  const error = describe(drive(bodies), bodies.result);
  if (error !== undefined) return { error, printed };
  // A rejection that nobody looks at ends the loop's routine, not the test.
  for (let left = 1000; left > 0; left--) {
    const stop = drive(engine.eventLoop());
    if (stop === RoutineStop.Returned) break;
    if (stop !== RoutineStop.Threw) return { error: describe(stop, undefined), printed };
  }
  return { error: undefined, printed };
}

function describe(stop: RoutineStop, result: unknown): Result["error"] {
  switch (stop) {
    case RoutineStop.Returned:
      return undefined;
    case RoutineStop.Threw: {
      const name: unknown = (result as { readonly constructor?: { readonly name?: unknown } } | null)
        ?.constructor?.name;
      return { name: String(name), text: textOf(result) };
    }
    case RoutineStop.StackOverflow:
      return { name: "RangeError", text: "stack overflow" };
    default:
      return { name: "", text: "runs for ever" };
  }
}

function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return "something that cannot be shown";
  }
}
