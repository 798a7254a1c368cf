import type { ProcessIndex } from "../shared/ids";
import { firstM } from "./goruntime/boot";
import { GoRuntime } from "./goruntime/runtime";
import type { Execution } from "./kernel/services";
import { NativeProcess } from "./native/nativeProcess";
import { NativeThread } from "./native/nativeThread";
import { ThreadHandle } from "./native/threadHandle";
import type { Machinery, ProgramHooks } from "./programHooks";
import type { Routine } from "./routine";

/** A process as yet without threads: its runtime, of the kind that the configuration says, and what its first thread is to run. */
export function startProcess(
  machinery: Machinery,
  index: ProcessIndex,
  hooks: ProgramHooks,
  main: (runtime: GoRuntime | NativeProcess) => Routine,
  stack: number = machinery.config.stack,
): { readonly runtime: GoRuntime | NativeProcess; readonly execution: Execution } {
  const { config } = machinery;
  if (config.runtime === "native") {
    const process = new NativeProcess(machinery, index, hooks);
    return {
      runtime: process,
      execution: new NativeThread(process, main(process), new ThreadHandle("main"), stack, true),
    };
  }
  const runtime = new GoRuntime(machinery, index, config.gomaxprocs, hooks, config.gc);
  runtime.main = main(runtime);
  return { runtime, execution: firstM(runtime) };
}
