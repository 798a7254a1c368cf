import { present } from "../../shared/assert";
import type { ProcessIndex } from "../../shared/ids";
import { goKinds } from "../goruntime/copying";
import type { ForkedProgram } from "../programHooks";
import { NativeProcess } from "./nativeProcess";
import { NativeThread } from "./nativeThread";
import type { NativeOp } from "./nativeThread";

/**
 * fork by a bare thread: the child has the calling thread alone (POSIX), also where the process has a Go runtime: that is gone. Gives the pid;
 * in the child 0. @throws OSError EAGAIN.
 */
export const forkOp: NativeOp = (process, thread) => {
  let program: ForkedProgram | undefined;
  const copied = (): ForkedProgram =>
    (program ??= present(
      process.hooks.fork?.(
        thread.routine,
        goKinds(() => undefined),
      ),
      "program that can fork",
    ));
  const pid = process.kernel.fork(
    () => copied().pages(),
    (index) => childOf(process, thread, index, copied()),
  );
  return typeof pid === "string" ? process.raiseErrno(pid, "fork") : pid;
};

function childOf(
  { machinery, handlers }: NativeProcess,
  caller: NativeThread,
  index: ProcessIndex,
  { hooks, routine, copy }: ForkedProgram,
): NativeThread {
  const child = new NativeProcess(machinery, index, hooks);
  for (const [signal, handler] of handlers) child.handlers.set(signal, { ...handler, fn: copy(handler.fn) });
  const handle = copy(caller.handle);
  handle.task = undefined;
  handle.gone = false;
  const thread = new NativeThread(child, routine, handle, caller.stackSize, caller.main);
  thread.op = zero;
  return thread;
}

const zero: NativeOp = () => 0;
