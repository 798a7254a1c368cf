import { NativeProcess } from "../native/nativeProcess";
import type { GoRuntime } from "./runtime";

/** The kernel threads of a Go process that the program has created beside the runtime's, as C code that Go calls can. */
export function nativeThreadsOf(rt: GoRuntime): NativeProcess {
  rt.native ??= new NativeProcess(rt.machinery, rt.process, rt.hooks, (end) => {
    rt.end ??= end;
  });
  return rt.native;
}
