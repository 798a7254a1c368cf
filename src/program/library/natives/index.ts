import { toNanoseconds } from "../../../shared/duration";
import { requireFunction, startGoroutine } from "./binding";
import type { Binding } from "./binding";
import type { Chans } from "./chan";
import { makeOs } from "./os";
import type { Processes } from "./processes";
import { makeSelect } from "./select";
import { makeSync } from "./sync";
import type { Threads } from "./thread";
import { makeTime } from "./time";

/** A device cannot answer before it is asked: a negative duration is none. */
function waitingTime(d: unknown): number {
  return Math.max(0, toNanoseconds(d));
}

/** @throws RangeError for what is no number of Ps; 0 and less ask without changing anything. */
function processors(n: unknown): number {
  if (typeof n === "number" && Number.isSafeInteger(n) && n <= 1024) return n;
  throw new RangeError("gomaxprocs: the number of Ps must be a whole number up to 1024");
}

function requireContext(value: unknown, what: string): void {
  const { done, err, value: get } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof done === "function" && typeof err === "function" && typeof get === "function") return;
  throw new TypeError(`${what} must be a context: context.background(), or one that was made from it`);
}

function requireInstant(value: unknown, what: string): void {
  if (typeof value === "number" && Number.isFinite(value)) return;
  throw new TypeError(
    `${what} must be a number of nanoseconds, as time.now() gives; withTimeout takes a Duration`,
  );
}

/** What the prelude's modules import from the native module. */
export function makeNatives(
  binding: Binding,
  chans: Chans,
  ipc: Readonly<Record<string, unknown>>,
  threads: Threads,
  processes: Processes,
): Readonly<Record<string, unknown>> {
  const { api } = binding;
  return {
    go: (fn: unknown, ...args: unknown[]) =>
      startGoroutine(binding, requireFunction(fn, "go: the first argument"), args, binding.nameOf(fn)),
    /** Starts `body` under the name of `fn`. */
    goNamed: (fn: unknown, body: unknown) => startGoroutine(binding, body, [], binding.nameOf(fn)),
    chan: (capacity: unknown) => chans.chan(capacity),
    nilChan: () => chans.nilChan(),
    compute: (d: unknown) => binding.process.compute(toNanoseconds(d)),
    syscall: (d: unknown) => binding.process.syscall(waitingTime(d)),
    io: Object.freeze({
      network: (d: unknown) => binding.process.ioNetwork(waitingTime(d)),
      disk: (d: unknown) => binding.process.ioDisk(waitingTime(d)),
    }),
    ...makeOs(binding, ipc, processes),
    ...threads.natives,
    runtime: Object.freeze({
      gosched: () => api.gosched(),
      goexit: () => api.goexit(),
      gomaxprocs: (n: unknown = 0) => api.gomaxprocs(processors(n)),
      numGoroutine: () => api.numGoroutine(),
      numCPU: () => api.rt.kernel.cores,
      lockOSThread: () => api.lockOSThread(),
      unlockOSThread: () => api.unlockOSThread(),
      goid: () => api.goid(),
      stack: (all: unknown = false) => api.stack(all === true),
    }),
    toNanoseconds,
    requireFunction,
    requireContext,
    requireInstant,
    ...makeSelect(binding, chans),
    ...makeSync(binding),
    ...makeTime(binding, chans),
  };
}

/** What the tags on functions become. */
export function makeAnnotationNatives(
  binding: Binding,
  threads: Threads,
  processes: Processes,
): Readonly<Record<string, unknown>> {
  const effects: Readonly<Record<string, (ns: number) => unknown>> = {
    cpu: (ns) => binding.process.compute(ns),
    network: (ns) => binding.process.ioNetwork(ns),
    disk: (ns) => binding.process.ioDisk(ns),
    syscall: (ns) => binding.process.syscall(ns),
  };
  return {
    effect: (kind: string, ns: number) => effects[kind]?.(ns),
    goroutine: (fn: unknown, _this: unknown, args: readonly unknown[]) =>
      startGoroutine(binding, fn, args, binding.nameOf(fn)),
    /** `stack`: bytes; −1: as the run's configuration says. */
    thread: (fn: unknown, _this: unknown, args: readonly unknown[], stack: number) =>
      threads.start(fn, args, { name: undefined, stack: stack < 0 ? undefined : stack, params: {} }),
    /** Whether the call of the function is the one that its process has been created for. */
    begins: (fn: unknown) => binding.begins(fn),
    process: (fn: unknown, args: readonly unknown[]) =>
      processes.start(fn, args, { name: undefined, stack: undefined, params: {} }),
  };
}
