import type { LocIndex } from "../../../shared/ids";
import type { GoApi } from "../../../sim/goruntime/api";
import type { Routine } from "../../../sim/routine";

/** What the native part of the library needs: the Go runtime, and how to start functions of the program on it. */
export interface Binding {
  readonly api: GoApi;
  /** A routine that calls a function of the program. */
  routine(fn: unknown, args: readonly unknown[]): Routine;
  /** The function's name, for people. */
  nameOf(fn: unknown): string;
}

/** Place of the call that is being made. */
export function callSite({ api }: Binding): LocIndex | -1 {
  return api.rt.getg().routine.loc();
}

/** The function, or a TypeError that says which argument is none. */
export function requireFunction(value: unknown, what: string): unknown {
  if (typeof value !== "function") throw new TypeError(`${what} must be a function`);
  return value;
}

/** Starts a goroutine that calls `fn`. */
export function startGoroutine(
  binding: Binding,
  fn: unknown,
  args: readonly unknown[],
  name: string,
): unknown {
  return binding.api.newproc(binding.routine(fn, args), name, callSite(binding));
}
