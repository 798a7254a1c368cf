import { toNanoseconds } from "../../../shared/duration";
import { requireFunction, startGoroutine } from "./binding";
import type { Binding } from "./binding";
import { makeChans } from "./chan";
import { makeSelect } from "./select";
import { makeSync } from "./sync";
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

/** What the prelude's modules import from the native module. */
export function makeNatives(binding: Binding): Readonly<Record<string, unknown>> {
  const { api } = binding;
  const chans = makeChans(binding);
  return {
    go: (fn: unknown, ...args: unknown[]) =>
      startGoroutine(binding, requireFunction(fn, "go: the first argument"), args, binding.nameOf(fn)),
    /** Starts `body` under the name of `fn`. */
    goNamed: (fn: unknown, body: unknown) =>
      startGoroutine(binding, body, [], binding.nameOf(requireFunction(fn, "go: the first argument"))),
    chan: (capacity: unknown) => chans.chan(capacity),
    nilChan: () => chans.nilChan(),
    compute: (d: unknown) => api.compute(toNanoseconds(d)),
    syscall: (d: unknown) => api.syscall(waitingTime(d)),
    io: Object.freeze({
      network: (d: unknown) => api.ioNetwork(waitingTime(d)),
      disk: (d: unknown) => api.ioDisk(waitingTime(d)),
    }),
    os: Object.freeze({ exit: (code: unknown = 0) => api.exit(Math.trunc(Number(code))) }),
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
    ...makeSelect(binding, chans),
    ...makeSync(binding),
    ...makeTime(binding, chans),
  };
}

/** What the tags on functions become. */
export function makeAnnotationNatives(binding: Binding): Readonly<Record<string, unknown>> {
  const { api } = binding;
  const effects: Readonly<Record<string, (ns: number) => unknown>> = {
    cpu: (ns) => api.compute(ns),
    network: (ns) => api.ioNetwork(ns),
    disk: (ns) => api.ioDisk(ns),
    syscall: (ns) => api.syscall(ns),
  };
  return {
    effect: (kind: string, ns: number) => effects[kind]?.(ns),
    goroutine: (fn: unknown, _this: unknown, args: readonly unknown[]) =>
      startGoroutine(binding, fn, args, binding.nameOf(fn)),
  };
}
