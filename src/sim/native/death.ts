import { SUSPENDED } from "../routine";
import type { Suspended } from "../routine";
import { STREAMS, codeOf } from "../../shared/enums";
import { frameLines, placeOf } from "../stackText";
import type { NativeProcess } from "./nativeProcess";
import type { NativeThread } from "./nativeThread";

/** What kills a native process from within. Its other threads die with it, other processes live. */

const STDERR = codeOf(STREAMS, "stderr");
const SIGABRT = 6;
const SIGSEGV = 11;

/** An exception has left a thread's function: what abort(3) does. */
export function uncaught(process: NativeProcess, thread: NativeThread): Suspended {
  const message = process.hooks.formatPanic(thread.routine.result);
  process.output(STDERR, `Uncaught ${message}\n${frames(process, thread)}`);
  process.die(SIGABRT, { how: "panic", message });
  return SUSPENDED;
}

/** There is no memory for what the thread's code has allocated: what a program does whose malloc(3) fails. */
export function outOfMemory(process: NativeProcess, thread: NativeThread, bytes: number): void {
  const message = `out of memory: cannot allocate ${bytes} bytes`;
  process.output(STDERR, `${message}\n${frames(process, thread)}`);
  process.die(SIGABRT, { how: "fatal error", message });
}

/** A call has touched the guard page below the thread's stack. */
export function stackOverflow(process: NativeProcess, thread: NativeThread): Suspended {
  const size = `${thread.stackSize / 1024} KiB`;
  const message = `stack overflow: the stack of thread ${thread.name} has ${size}, the next call touches its guard page`;
  process.output(STDERR, `Segmentation fault: ${message}\n${frames(process, thread)}`);
  process.die(SIGSEGV, { how: "fatal error", message });
  return SUSPENDED;
}

/** Its code has touched memory that the process has given away. */
export function badAccess(process: NativeProcess, thread: NativeThread): Suspended {
  const message = "this memory was given away by a remap";
  process.output(STDERR, `Segmentation fault: ${message}\n${frames(process, thread)}`);
  process.die(SIGSEGV, { how: "fatal error", message });
  return SUSPENDED;
}

/** `    at FUNCTION (FILE:LINE)` for each frame, innermost first. */
function frames({ log }: NativeProcess, { routine }: NativeThread): string {
  return frameLines(routine.stack(), ({ fn, loc }) => [`    at ${fn} (${placeOf(log.tables, loc)})`])
    .map((line) => `${line}\n`)
    .join("");
}
