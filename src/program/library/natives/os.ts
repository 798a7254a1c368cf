import { toNanoseconds } from "../../../shared/duration";
import { GetParentPid, GetPid } from "../../../sim/kernel/identity";
import { Nanosleep } from "../../../sim/kernel/nanosleep";
import { Wait4 } from "../../../sim/kernel/wait4";
import type { Ended, WaitOptions } from "../../../sim/kernel/wait4";
import { CONTINUED } from "../../../sim/kernel/signals/signalling";
import { wholeNumber } from "./binding";
import type { Binding } from "./binding";
import { makeCredentials } from "./credentials";
import { makeSignals } from "./signals";
import { OSError } from "./osError";

const SIGNAL = 0x7f;
const CORE = 0x80;

/** What programs get of a child that has been waited for (the macros of waitpid(2)). */
function ended(value: unknown) {
  const { pid, status } = value as Ended;
  if (pid === 0) return { pid, status };
  if (status === CONTINUED) return { pid, status, continued: true };
  const signal = status & SIGNAL;
  const code = (status >> 8) & 0xff;
  if (signal === 0) return { pid, status, code };
  if (signal === SIGNAL) return { pid, status, stopped: code };
  return { pid, status, signal, core: (status & CORE) !== 0 };
}

/** @throws TypeError for what is no object. */
function waitOptions(value: unknown): WaitOptions {
  if (typeof value !== "object" || value === null)
    throw new TypeError("os.waitpid: the options must be an object");
  const { nohang, untraced, continued } = value as Readonly<Record<string, unknown>>;
  return { nohang: nohang === true, untraced: untraced === true, continued: continued === true };
}

/** The process: fork, wait, exit, signals, the user and its limits; and what it does with others through the kernel. */
export function makeOs(
  binding: Binding,
  ipc: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const wait = (pid: number, options?: WaitOptions): unknown =>
    binding.process.call(new Wait4(pid, options), ended);
  return {
    OSError,
    os: Object.freeze({
      exit: (code: unknown = 0) => binding.process.exit(wholeNumber(code, "os.exit: the code")),
      fork: () => {
        if (!binding.forks)
          throw new TypeError("os.fork has to be written by its name somewhere in the program");
        return binding.process.fork();
      },
      wait: () => wait(-1),
      waitpid: (pid: unknown, options: unknown = {}) =>
        wait(wholeNumber(pid, "os.waitpid: the pid"), waitOptions(options)),
      getpid: () => binding.process.call(new GetPid()),
      getppid: () => binding.process.call(new GetParentPid()),
      sleep: (d: unknown) => binding.process.call(new Nanosleep(toNanoseconds(d))),
      ...ipc,
      ...makeSignals(binding),
      ...makeCredentials(binding),
    }),
  };
}
