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

/**
 * A mutex as the C library has it (U. Drepper, "Futexes are tricky", mutex2): free, locked, or locked with waiters (`contended`). Lock and
 * unlock do without the kernel where nobody waits. A thread that was woken competes with those that come just then, and takes the lock as
 * contended, since it cannot know whether others sleep. It checks errors as PTHREAD_MUTEX_ERRORCHECK does.
 */
export class Mutex {
  /** Who has it (`ProcessApi.self`); `undefined`: nobody. */
  owner: unknown = undefined;
  /** The thread in which the owner took it. */
  ownerTask: Task | undefined;
  /** Threads may sleep on it. */
  contended = false;
  readonly word: FutexWord;

  constructor(readonly created: LocIndex | -1) {
    this.word = new FutexWord("mutex", created);
  }

  take(self: unknown, task: Task, contended: boolean): void {
    this.owner = self;
    this.ownerTask = task;
    this.contended = contended;
  }

  /** It is free. @returns whether somebody may have to be woken. */
  release(): boolean {
    const { contended } = this;
    this.owner = undefined;
    this.ownerTask = undefined;
    this.contended = false;
    return contended;
  }

  /** In an attempt: takes it, or waits for it. @param waited the thread has waited for it before in this call. */
  takeOrWait(self: unknown, task: Task, kernel: KernelContext, waited: boolean): undefined | typeof BLOCKED {
    const { log } = kernel.machine;
    if (this.owner === undefined) {
      this.take(self, task, true);
      this.word.did(log, waited ? "lock (acquired after waiting)" : "lock");
      this.lend(kernel);
      return undefined;
    }
    this.contended = true;
    if (!waited) this.word.did(log, "lock (waits)");
    this.word.wait(task, kernel);
    this.lend(kernel);
    return BLOCKED;
  }

  /** In an attempt, after `release`: it is free, and the first of those that wait is woken. */
  passOn(kernel: KernelContext): void {
    const { word } = this;
    word.did(kernel.machine.log, "unlock");
    // Whoever takes it next has what they lend from then on.
    kernel.scheduler.niceValues.inheritance?.releaseAll(word.waiting.tasks());
    word.wake(kernel, 1);
  }

  /** Those that wait pass their priority on to the owner, where the run has priority inheritance. */
  private lend({ scheduler: { niceValues } }: KernelContext): void {
    const { inheritance } = niceValues;
    const { ownerTask } = this;
    if (inheritance === undefined || ownerTask === undefined || ownerTask.ended) return;
    for (const task of this.word.waiting.tasks()) inheritance.wait(task, ownerTask);
  }

  /** The program's object stands for it. */
  [HELD](): number {
    return 0;
  }
}

/** pthread_mutex_lock(3). @throws EDEADLK where the caller has it */
export class LockMutex implements KernelCall {
  readonly syscall = Syscall.futex;
  readonly argument = NONE;

  constructor(
    private readonly mutex: Mutex,
    private readonly self: unknown,
  ) {}

  private waited = false;

  inUser(task: Task, log: EventLog): unknown {
    const { mutex, self } = this;
    if (mutex.owner === self) return new Errno("EDEADLK");
    if (mutex.owner !== undefined) return BLOCKED;
    mutex.take(self, task, false);
    mutex.word.did(log, "lock");
    return undefined;
  }

  attempt(task: Task, kernel: KernelContext): undefined | typeof BLOCKED {
    const { waited } = this;
    this.waited = true;
    return this.mutex.takeOrWait(this.self, task, kernel, waited);
  }
}

/** pthread_mutex_trylock(3). Gives whether the caller has it now. */
export class TryLockMutex implements KernelCall {
  readonly syscall = Syscall.futex;
  readonly argument = NONE;
  readonly short = true;

  constructor(
    private readonly mutex: Mutex,
    private readonly self: unknown,
  ) {}

  inUser(task: Task, log: EventLog): boolean {
    const { mutex, self } = this;
    if (mutex.owner !== undefined) return false;
    mutex.take(self, task, false);
    mutex.word.did(log, "lock");
    return true;
  }

  attempt(task: Task, { machine }: KernelContext): boolean {
    return this.inUser(task, machine.log);
  }
}

/** pthread_mutex_unlock(3). @throws EPERM where the caller does not have it */
export class UnlockMutex implements KernelCall {
  readonly syscall = Syscall.futex;
  readonly argument = NONE;
  readonly short = true;

  constructor(
    private readonly mutex: Mutex,
    private readonly self: unknown,
  ) {}

  inUser(_: Task, log: EventLog): unknown {
    const { mutex, self } = this;
    if (mutex.owner !== self) return new Errno("EPERM");
    if (mutex.release()) return BLOCKED;
    mutex.word.did(log, "unlock");
    return undefined;
  }

  attempt(_: Task, kernel: KernelContext): undefined {
    this.mutex.passOn(kernel);
  }
}

/** In a forked process what is locked stays locked; nobody waits. */
export const MUTEX_KIND: CopyKind = {
  allocate: (from) => new Mutex((from as Mutex).created),
  fill(from, to, copy) {
    (to as Mutex).owner = copy((from as Mutex).owner);
  },
};
