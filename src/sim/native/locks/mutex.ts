import { NONE } from "../../../shared/ids";
import type { LocIndex } from "../../../shared/ids";
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

  /** In an attempt: takes it, or waits for it. */
  takeOrWait(self: unknown, task: Task, kernel: KernelContext): undefined | typeof BLOCKED {
    if (this.owner === undefined) {
      this.take(self, task, true);
      this.lend(kernel);
      return undefined;
    }
    this.contended = true;
    this.word.wait(task, kernel);
    this.lend(kernel);
    return BLOCKED;
  }

  /** Those that wait pass their priority on to the owner, where the run has priority inheritance. */
  private lend({ scheduler: { inheritance } }: KernelContext): void {
    const { ownerTask } = this;
    if (inheritance === undefined || ownerTask === undefined) return;
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

  inUser(task: Task): unknown {
    const { mutex, self } = this;
    if (mutex.owner === self) return new Errno("EDEADLK");
    if (mutex.owner !== undefined) return BLOCKED;
    mutex.take(self, task, false);
    return undefined;
  }

  attempt(task: Task, kernel: KernelContext): undefined | typeof BLOCKED {
    return this.mutex.takeOrWait(this.self, task, kernel);
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

  inUser(task: Task): boolean {
    const { mutex, self } = this;
    if (mutex.owner !== undefined) return false;
    mutex.take(self, task, false);
    return true;
  }

  attempt(task: Task): boolean {
    return this.inUser(task);
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

  inUser(): unknown {
    const { mutex, self } = this;
    if (mutex.owner !== self) return new Errno("EPERM");
    return mutex.release() ? BLOCKED : undefined;
  }

  attempt(_: Task, kernel: KernelContext): undefined {
    const { word } = this.mutex;
    // Whoever takes it next has what they lend from then on.
    for (const task of word.waiting.tasks()) kernel.scheduler.inheritance?.release(task);
    word.wake(kernel, 1);
  }
}

/** In a forked process what is locked stays locked; nobody waits. */
export const MUTEX_KIND: CopyKind = {
  allocate: (from) => new Mutex((from as Mutex).created),
  fill(from, to, copy) {
    (to as Mutex).owner = copy((from as Mutex).owner);
  },
};
