import { NativeProcess } from "../native/nativeProcess";
import { bitOf } from "../kernel/signals/signalState";
import type { GoRuntime } from "./runtime";
import { sigsend } from "./sigqueue";

/** The kernel threads of a Go process that the program has created beside the runtime's, as C code that Go calls can. */
export function nativeThreadsOf(rt: GoRuntime): NativeProcess {
  rt.native ??= new NativeProcess(
    rt.machinery,
    rt.process,
    rt.hooks,
    (end) => {
      rt.end ??= end;
    },
    // As with cgo: the runtime's handler is that of all threads.
    (signal) => {
      sigsend(rt, bitOf(signal));
    },
  );
  return rt.native;
}
