import { NONE } from "../../../shared/ids";
import { LAST_SIGNAL } from "../../../shared/signals";
import { Syscall } from "../../machine/codes";
import { Errno } from "../kernelCall";
import type { KernelCall, KernelContext } from "../kernelCall";
import { ROOT } from "../processTable";
import type { Process } from "../process";
import type { Task } from "../task";
import { UNBLOCKABLE, bitOf } from "./signalState";
import type { Disposition } from "./signalState";

/**
 * kill(2), for one process. Signal 0 only asks whether there is one. A process that signals itself and handles the signal sees to it
 * before the call returns.
 * @throws ESRCH for a process that does not exist or has been waited for; EINVAL for a number that is no signal; EPERM unless the caller
 * is root or the process has the same user.
 */
export class Kill implements KernelCall {
  readonly syscall = Syscall.kill;
  readonly argument: number;
  readonly short = true;

  constructor(
    private readonly pid: number,
    private readonly signal: number,
  ) {
    this.argument = Math.max(NONE, pid);
  }

  attempt({ owner }: Task, { table, signalling }: KernelContext): Errno | undefined {
    const target = table.find(this.pid);
    if (target === undefined) return new Errno("ESRCH");
    if (!(this.signal >= 0 && this.signal <= LAST_SIGNAL)) return new Errno("EINVAL");
    if (!mayKill(owner, target)) return new Errno("EPERM");
    if (this.signal > 0) signalling.send(target, this.signal);
    return undefined;
  }
}

function mayKill(sender: Process, target: Process): boolean {
  return sender.uid === ROOT || sender.uid === target.uid;
}

/** rt_sigaction(2). Gives what was set before. @throws EINVAL for a number that is no signal, SIGKILL and SIGSTOP. */
export class SigAction implements KernelCall {
  readonly syscall = Syscall.rt_sigaction;
  readonly short = true;

  readonly argument: number;

  constructor(
    private readonly signal: number,
    private readonly disposition: Disposition,
  ) {
    this.argument = Math.max(NONE, signal);
  }

  attempt({ owner: { signals } }: Task): Disposition | Errno {
    const { signal } = this;
    if (!(signal >= 1 && signal <= LAST_SIGNAL) || (bitOf(signal) & UNBLOCKABLE) !== 0)
      return new Errno("EINVAL");
    const before = signals.disposition(signal);
    signals.setDisposition(signal, this.disposition);
    return before;
  }
}

export type MaskChange = "block" | "unblock" | "setmask";

/**
 * rt_sigprocmask(2), of the calling thread. SIGKILL and SIGSTOP stay unblocked without an error. Gives the set that it had blocked before.
 */
export class SigProcMask implements KernelCall {
  readonly syscall = Syscall.rt_sigprocmask;
  readonly argument = NONE;
  readonly short = true;

  constructor(
    private readonly how: MaskChange,
    private readonly set: number,
    /** All threads of the process get the mask that the caller gets: for a runtime whose code has no thread of its own. */
    private readonly all: boolean,
  ) {}

  attempt(task: Task, { signalling }: KernelContext): number {
    const { owner, blocked: before } = task;
    const after = this.changed(before);
    if (this.all) for (const each of owner.tasks) each.blocked = after;
    else task.blocked = after;
    signalling.act(owner);
    return before;
  }

  private changed(before: number): number {
    const set = this.set & ~UNBLOCKABLE;
    if (this.how === "setmask") return set;
    return this.how === "block" ? before | set : before & ~set;
  }

  result(): number {
    return 0;
  }
}

/** rt_sigreturn(2): a handler has returned; what was blocked when it was called is blocked again. Never fails. */
export class SigReturn implements KernelCall {
  readonly syscall = Syscall.rt_sigreturn;
  readonly argument = NONE;
  readonly short = true;

  constructor(private readonly mask: number) {}

  attempt(task: Task, { signalling }: KernelContext): undefined {
    task.blocked = this.mask;
    signalling.act(task.owner);
  }
}
