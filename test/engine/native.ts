import ts from "typescript";
import { makeHost } from "./harness";

export interface Native {
  readonly lines: readonly string[];
  readonly error: unknown;
}

/** Runs the same program in JavaScript itself. */
export function runNatively(source: string): Native {
  return startNatively(erased(source), {});
}

/** The same for a program without types, imports and exports. */
export function runScript(source: string): Native {
  return startNatively(source, {});
}

/** A timer of the program under test. */
interface Timer {
  readonly run: () => void;
  readonly order: number;
  due: number;
}

/**
 * Runs a program with promises and timers in JavaScript itself, on a clock of its own that goes on when there is nothing else to do. The
 * platform's queue of jobs is empty between two timers, as in its own event loop.
 * @param plain the program has no types.
 */
export async function runLoopNatively(source: string, plain = false): Promise<Native> {
  let timers: Timer[] = [];
  let now = 0;
  let order = 0;
  const add = (callback: (...args: unknown[]) => void, delay: unknown, args: unknown[], repeat: boolean) => {
    if (typeof callback !== "function") throw new TypeError("the callback is not a function");
    const ms = Number(delay);
    const wait = ms >= 1 && ms < 2 ** 31 ? Math.trunc(ms) : 1;
    const timer: Timer = {
      order: order++,
      due: now + wait,
      run: () => {
        callback(...args);
        if (repeat && !cleared.has(timer))
          timers.push(Object.assign(timer, { due: now + wait, order: order++ }));
      },
    };
    timers.push(timer);
    return timer;
  };
  const cleared = new Set<unknown>();
  const clear = (timer: unknown): void => {
    cleared.add(timer);
    timers = timers.filter((each) => each !== timer);
  };
  const rejections: unknown[] = [];
  const unhandled = (reason: unknown): void => {
    rejections.push(reason);
  };
  process.on("unhandledRejection", unhandled);
  try {
    const result = startNatively(plain ? source : erased(source), {
      setTimeout: (callback: () => void, delay: unknown, ...args: unknown[]) =>
        add(callback, delay, args, false),
      setInterval: (callback: () => void, delay: unknown, ...args: unknown[]) =>
        add(callback, delay, args, true),
      clearTimeout: clear,
      clearInterval: clear,
    });
    if (result.error !== undefined) return result;
    for (;;) {
      // All jobs run before an immediate does.
      await new Promise((resolve) => setImmediate(resolve));
      if (rejections.length > 0) return { lines: result.lines, error: rejections[0] };
      const [first] = timers.sort((a, b) => a.due - b.due || a.order - b.order);
      if (first === undefined) return result;
      timers.shift();
      now = first.due;
      try {
        first.run();
      } catch (error) {
        return { lines: result.lines, error };
      }
    }
  } finally {
    process.off("unhandledRejection", unhandled);
  }
}

function erased(source: string): string {
  return ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  }).outputText;
}

function startNatively(text: string, more: Readonly<Record<string, unknown>>): Native {
  const host = makeHost(false);
  const globals: Readonly<Record<string, unknown>> = { ...host.globals, ...more };
  const names = Object.keys(globals);
  const exports: { main?: () => void } = {};
  const body = Reflect.construct(Function, ["exports", ...names, `"use strict";${text}`]) as (
    ...values: unknown[]
  ) => void;
  try {
    body(exports, ...names.map((name) => globals[name]));
    exports.main?.();
    return { lines: host.lines, error: undefined };
  } catch (error) {
    return { lines: host.lines, error };
  }
}
