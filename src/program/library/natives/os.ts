import { toNanoseconds } from "../../../shared/duration";
import { GetParentPid, GetPid } from "../../../sim/kernel/identity";
import { Nanosleep } from "../../../sim/kernel/nanosleep";
import { Wait4 } from "../../../sim/kernel/wait4";
import type { Ended } from "../../../sim/kernel/wait4";
import { wholeNumber } from "./binding";
import type { Binding } from "./binding";
import { OSError } from "./osError";

const SIGNAL = 0x7f;

/** What programs get of a child that has been waited for. */
function ended(value: unknown) {
  const { pid, status } = value as Ended;
  if (pid === 0) return { pid, status };
  const signal = status & SIGNAL;
  return signal === 0 ? { pid, status, code: (status >> 8) & 0xff } : { pid, status, signal };
}

/** The process: fork, wait, exit; and what it does with others through the kernel. */
export function makeOs(
  binding: Binding,
  ipc: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const wait = (pid: number, hang: boolean): unknown => binding.process.call(new Wait4(pid, hang), ended);
  return {
    OSError,
    os: Object.freeze({
      exit: (code: unknown = 0) => binding.process.exit(wholeNumber(code, "os.exit: the code")),
      fork: () => {
        if (!binding.forks)
          throw new TypeError("os.fork has to be written by its name somewhere in the program");
        return binding.process.fork();
      },
      wait: () => wait(-1, true),
      waitpid: (pid: unknown, options: { readonly nohang?: unknown } = {}) =>
        wait(wholeNumber(pid, "os.waitpid: the pid"), options.nohang !== true),
      getpid: () => binding.process.call(new GetPid()),
      getppid: () => binding.process.call(new GetParentPid()),
      sleep: (d: unknown) => binding.process.call(new Nanosleep(toNanoseconds(d))),
      ...ipc,
    }),
  };
}
