import { toNanoseconds } from "../../../shared/duration";
import { GetParentPid, GetPid } from "../../../sim/kernel/identity";
import { Nanosleep } from "../../../sim/kernel/nanosleep";
import { Wait4 } from "../../../sim/kernel/wait4";
import type { WaitOptions } from "../../../sim/kernel/wait4";
import { requireFunction, wholeNumber } from "./binding";
import type { Binding } from "./binding";
import { makeCredentials } from "./credentials";
import { makeSignals } from "./signals";
import { flagOf, optionsOf } from "./options";
import { OSError } from "./osError";
import { endedChild } from "./processes";
import type { Processes } from "./processes";
import { threadOptions } from "./schedOptions";

/** @throws TypeError */
function waitOptions(value: unknown): WaitOptions {
  const call = "os.waitpid";
  const { nohang, untraced, continued } = optionsOf(value, call, ["nohang", "untraced", "continued"]);
  return {
    nohang: flagOf(nohang, `${call}: nohang`),
    untraced: flagOf(untraced, `${call}: untraced`),
    continued: flagOf(continued, `${call}: continued`),
  };
}

/** The process: fork, wait, exit, signals, the user and its limits; and what it does with others through the kernel. */
export function makeOs(
  binding: Binding,
  ipc: Readonly<Record<string, unknown>>,
  processes: Processes,
): Readonly<Record<string, unknown>> {
  const wait = (pid: number, options?: WaitOptions): unknown =>
    binding.process.call(new Wait4(pid, options), endedChild);
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
      waitpid: (pid: unknown, options?: unknown) =>
        wait(wholeNumber(pid, "os.waitpid: the pid"), waitOptions(options)),
      getpid: () => binding.process.call(new GetPid()),
      getppid: () => binding.process.call(new GetParentPid()),
      spawn: (fn: unknown, options?: unknown) => {
        requireFunction(fn, "os.spawn: the first argument");
        const { args = [], uid } = (options ?? {}) as { readonly args?: unknown; readonly uid?: unknown };
        if (!Array.isArray(args)) throw new TypeError("os.spawn: args must be an array");
        const user = uid === undefined ? undefined : wholeNumber(uid, "os.spawn: uid");
        if (user !== undefined && (user < 0 || user >= 0xffff_ffff))
          throw new RangeError("os.spawn: uid must be from 0 to 4294967294");
        return processes.start(
          fn,
          args as unknown[],
          threadOptions(options, "os.spawn", ["args", "uid"]),
          user,
        );
      },
      sleep: (d: unknown) => binding.process.call(new Nanosleep(toNanoseconds(d))),
      ...ipc,
      ...makeSignals(binding),
      ...makeCredentials(binding),
    }),
  };
}
