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
 * A reader-writer lock that prefers readers, as the C library's does by default (PTHREAD_RWLOCK_PREFER_READER_NP): they come in whenever no
 * writer has it, though writers may wait.
 */
export class RWLock {
  readers = 0;
  /** Who has it for writing (`ProcessApi.self`); `undefined`: nobody. */
  writer: unknown = undefined;
  readonly forReading: FutexWord;
  readonly forWriting: FutexWord;

  constructor(readonly created: LocIndex | -1) {
    this.forReading = new FutexWord("rwmutex", created);
    this.forWriting = new FutexWord("rwmutex", created);
  }

  read(log: EventLog): boolean {
    if (this.writer !== undefined) return false;
    this.readers++;
    this.forWriting.did(log, "rlock");
    return true;
  }

  write(self: unknown, log: EventLog): boolean {
    if (this.writer !== undefined || this.readers > 0) return false;
    this.writer = self;
    this.forWriting.did(log, "lock");
    return true;
  }

  /** The program's object stands for it. */
  [HELD](): number {
    return 0;
  }
}

/** pthread_rwlock_rdlock(3). @throws EDEADLK where the caller has it for writing */
export class ReadLock implements KernelCall {
  readonly syscall = Syscall.futex;
  readonly argument = NONE;

  constructor(
    private readonly lock: RWLock,
    private readonly self: unknown,
  ) {}

  private waited = false;

  inUser(_: Task, log: EventLog): unknown {
    if (this.lock.writer === this.self) return new Errno("EDEADLK");
    return this.lock.read(log) ? undefined : BLOCKED;
  }

  attempt(task: Task, kernel: KernelContext): undefined | typeof BLOCKED {
    const { lock, waited } = this;
    const { log } = kernel.machine;
    if (lock.read(log)) return undefined;
    if (!waited) lock.forWriting.did(log, "rlock (waits)");
    this.waited = true;
    return lock.forReading.wait(task, kernel);
  }
}

/** pthread_rwlock_wrlock(3). @throws EDEADLK where the caller has it for writing */
export class WriteLock implements KernelCall {
  readonly syscall = Syscall.futex;
  readonly argument = NONE;

  constructor(
    private readonly lock: RWLock,
    private readonly self: unknown,
  ) {}

  private waited = false;

  inUser(_: Task, log: EventLog): unknown {
    if (this.lock.writer === this.self) return new Errno("EDEADLK");
    return this.lock.write(this.self, log) ? undefined : BLOCKED;
  }

  attempt(task: Task, kernel: KernelContext): undefined | typeof BLOCKED {
    const { lock, self, waited } = this;
    const { log } = kernel.machine;
    if (lock.write(self, log)) return undefined;
    if (!waited) lock.forWriting.did(log, "lock (waits)");
    this.waited = true;
    return lock.forWriting.wait(task, kernel);
  }
}

/** pthread_rwlock_tryrdlock(3); with `self`, who writes, pthread_rwlock_trywrlock(3). Gives whether the caller has it now. */
export class TryRWLock implements KernelCall {
  readonly syscall = Syscall.futex;
  readonly argument = NONE;
  readonly short = true;

  constructor(
    private readonly lock: RWLock,
    private readonly self?: unknown,
  ) {}

  inUser(_: Task, log: EventLog): boolean {
    const { lock, self } = this;
    return self === undefined ? lock.read(log) : lock.write(self, log);
  }

  attempt(task: Task, { machine }: KernelContext): boolean {
    return this.inUser(task, machine.log);
  }
}

/** pthread_rwlock_unlock(3) by a reader: the last one lets a writer in. @throws EPERM where nobody reads */
export class ReadUnlock implements KernelCall {
  readonly syscall = Syscall.futex;
  readonly argument = NONE;
  readonly short = true;

  constructor(private readonly lock: RWLock) {}

  inUser(_: Task, log: EventLog): unknown {
    const { lock } = this;
    if (lock.readers === 0) return new Errno("EPERM");
    lock.readers--;
    lock.forWriting.did(log, "runlock");
    return lock.readers > 0 || lock.forWriting.waiting.length === 0 ? undefined : BLOCKED;
  }

  attempt(_: Task, kernel: KernelContext): undefined {
    this.lock.forWriting.wake(kernel, 1);
  }
}

/** pthread_rwlock_unlock(3) by the writer: all readers that wait, or else one writer. @throws EPERM where the caller does not have it for writing */
export class WriteUnlock implements KernelCall {
  readonly syscall = Syscall.futex;
  readonly argument = NONE;
  readonly short = true;

  constructor(
    private readonly lock: RWLock,
    private readonly self: unknown,
  ) {}

  inUser(_: Task, log: EventLog): unknown {
    const { lock, self } = this;
    if (lock.writer !== self) return new Errno("EPERM");
    lock.writer = undefined;
    lock.forWriting.did(log, "unlock");
    return lock.forReading.waiting.length + lock.forWriting.waiting.length === 0 ? undefined : BLOCKED;
  }

  attempt(_: Task, kernel: KernelContext): undefined {
    const { forReading, forWriting } = this.lock;
    if (forReading.waiting.length > 0) forReading.wake(kernel, Infinity);
    else forWriting.wake(kernel, 1);
  }
}

/** In a forked process what is locked stays locked; nobody waits. */
export const RWLOCK_KIND: CopyKind = {
  allocate: (from) => new RWLock((from as RWLock).created),
  fill(from, to, copy) {
    (to as RWLock).readers = (from as RWLock).readers;
    (to as RWLock).writer = copy((from as RWLock).writer);
  },
};
