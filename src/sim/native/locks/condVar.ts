import { NONE } from "../../../shared/ids";
import type { LocIndex } from "../../../shared/ids";
import type { EventLog } from "../../../shared/log/eventLog";
import type { CopyKind } from "../../copying";
import { Syscall } from "../../machine/codes";
import { BLOCKED, Errno } from "../../kernel/kernelCall";
import type { KernelCall, KernelContext } from "../../kernel/kernelCall";
import type { Task } from "../../kernel/task";
import { HELD } from "../../routine";
import { FutexWord } from "./futexWord";
import type { Mutex } from "./mutex";

/** A condition variable (pthread_cond_wait(3)): threads wait for a signal, having let go of a mutex. */
export class CondVar {
  readonly word: FutexWord;

  constructor(readonly created: LocIndex | -1) {
    this.word = new FutexWord("cond", created);
  }

  /** The program's object stands for it. */
  [HELD](): number {
    return 0;
  }
}

/**
 * pthread_cond_wait(3), pthread_cond_timedwait(3): lets go of the mutex and waits, at one instant; then takes the mutex again. Gives
 * whether it was signalled before its time was over. @throws EPERM where the caller does not have the mutex
 */
export class WaitCond implements KernelCall {
  readonly syscall = Syscall.futex;
  readonly argument = NONE;
  private phase: "begin" | "asleep" | "lock" = "begin";
  private late = false;

  /** @param timeout ns; −1: none. */
  constructor(
    private readonly cond: CondVar,
    private readonly mutex: Mutex,
    private readonly self: unknown,
    private readonly timeout: number,
  ) {}

  inUser(): unknown {
    return this.mutex.owner === this.self ? BLOCKED : new Errno("EPERM");
  }

  attempt(task: Task, kernel: KernelContext): boolean | typeof BLOCKED {
    const { cond, mutex, self, timeout } = this;
    if (this.phase === "begin") {
      if (mutex.release()) mutex.passOn(kernel);
      else mutex.word.did(kernel.machine.log, "unlock");
      this.phase = "asleep";
      cond.word.did(kernel.machine.log, "wait (waits)");
      return cond.word.wait(task, kernel, timeout);
    }
    const waited = this.phase === "lock";
    if (!waited) {
      this.late = task.timedOut;
      this.phase = "lock";
    }
    return mutex.takeOrWait(self, task, kernel, waited) === BLOCKED ? BLOCKED : !this.late;
  }
}

/** pthread_cond_signal(3) and pthread_cond_broadcast(3): wake up to `count` of those that wait. The kernel is asked only if there are any. */
export class SignalCond implements KernelCall {
  readonly syscall = Syscall.futex;
  readonly argument = NONE;
  readonly short = true;

  constructor(
    private readonly cond: CondVar,
    private readonly count: number,
  ) {}

  inUser(_: Task, log: EventLog): undefined | typeof BLOCKED {
    const { word } = this.cond;
    word.did(log, this.count === 1 ? "signal" : "broadcast");
    return word.waiting.length === 0 ? undefined : BLOCKED;
  }

  attempt(_: Task, kernel: KernelContext): undefined {
    this.cond.word.wake(kernel, this.count);
  }
}

export const COND_KIND: CopyKind = { allocate: (from) => new CondVar((from as CondVar).created) };
