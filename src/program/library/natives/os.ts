import type { Pid } from "../../../shared/ids";
import { wholeNumber } from "./binding";
import type { Binding } from "./binding";

const MESSAGES: Readonly<Record<string, string>> = {
  EAGAIN: "resource temporarily unavailable",
  ECHILD: "no child processes",
};

/** A system call has failed. */
export class OSError extends Error {
  constructor(
    readonly code: string,
    /** Name of the system call. */
    readonly syscall: string,
  ) {
    super(`${syscall}: ${MESSAGES[code] ?? code}`);
  }
}
Object.defineProperty(OSError.prototype, "name", { value: "OSError", writable: true, configurable: true });

const SIGNAL = 0x7f;

/** What programs get of a child that has been waited for. */
function ended({ pid, status }: { readonly pid: Pid | 0; readonly status: number }) {
  if (pid === 0) return { pid, status };
  const signal = status & SIGNAL;
  return signal === 0 ? { pid, status, code: (status >> 8) & 0xff } : { pid, status, signal };
}

/** The process: fork, wait, exit. */
export function makeOs({ api, forks }: Binding): Readonly<Record<string, unknown>> {
  const wait = (pid: number, hang: boolean): unknown => api.waitpid(pid, hang, ended);
  return {
    OSError,
    os: Object.freeze({
      exit: (code: unknown = 0) => api.exit(wholeNumber(code, "os.exit: the code")),
      fork: () => {
        if (!forks) throw new TypeError("os.fork has to be written by its name somewhere in the program");
        return api.fork();
      },
      wait: () => wait(-1, true),
      waitpid: (pid: unknown, options: { readonly nohang?: unknown } = {}) =>
        wait(wholeNumber(pid, "os.waitpid: the pid"), options.nohang !== true),
      getpid: () => api.getpid(),
      getppid: () => api.getppid(),
    }),
  };
}
