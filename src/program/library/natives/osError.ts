import { errorText } from "../../../sim/kernel/errno";
import type { ErrnoCode } from "../../../sim/kernel/errno";

/** A system call has failed. */
export class OSError extends Error {
  constructor(
    readonly code: ErrnoCode,
    /** Name of the system call. */
    readonly syscall: string,
  ) {
    super(`${syscall}: ${errorText(code)}`);
  }
}
Object.defineProperty(OSError.prototype, "name", { value: "OSError", writable: true, configurable: true });
