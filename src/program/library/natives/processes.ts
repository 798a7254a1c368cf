import { CONTINUED } from "../../../sim/kernel/signals/signalling";
import { Wait4 } from "../../../sim/kernel/wait4";
import type { Ended } from "../../../sim/kernel/wait4";
import { Hidden } from "../../engine/coroutines/hidden";
import { wrongReceiver } from "./binding";
import type { Binding } from "./binding";
import type { ThreadOptions } from "./schedOptions";

const SIGNAL = 0x7f;
const CORE = 0x80;

/** What programs get of a child that has been waited for (the macros of waitpid(2)). */
export function endedChild(value: unknown) {
  const { pid, status } = value as Ended;
  if (pid === 0) return { pid, status };
  if (status === CONTINUED) return { pid, status, continued: true };
  const signal = status & SIGNAL;
  const code = (status >> 8) & 0xff;
  if (signal === 0) return { pid, status, code };
  if (signal === SIGNAL) return { pid, status, stopped: code };
  return { pid, status, signal, core: (status & CORE) !== 0 };
}

/** What a program holds of a process that it has created. */
class Child {
  constructor(readonly pid: number) {}
}

export interface Processes {
  /** Creates a process that calls `fn`. Gives its Process. */
  start(fn: unknown, args: readonly unknown[], options: ThreadOptions, uid?: number): unknown;
  readonly prototype: object;
}

/** Processes that are created, not copied. */
export function makeProcesses(binding: Binding): Processes {
  class Process {
    static of(value: unknown): number {
      const inside = Hidden.of(value);
      return inside instanceof Child ? inside.pid : wrongReceiver("Process");
    }
    get pid(): number {
      return Process.of(this);
    }
    wait(): unknown {
      return binding.process.call(new Wait4(Process.of(this)), endedChild);
    }
  }
  // Programs get processes from `os.spawn` and functions with @process only.
  Object.defineProperty(Process.prototype, "constructor", { value: undefined });
  Object.defineProperty(Process.prototype, Symbol.toStringTag, { value: "Process" });
  return {
    start: (fn, args, options, uid) =>
      binding.process.call(binding.spawn(fn, args, options, uid), (pid) =>
        Hidden.put(new Process(), new Child(pid as number)),
      ),
    prototype: Process.prototype,
  };
}
