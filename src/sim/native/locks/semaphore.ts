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

/** limits.h: SEM_VALUE_MAX. */
const MOST = 2 ** 31 - 1;

/** An unnamed counting semaphore of one process (sem_init(3)). */
export class Semaphore {
  readonly word: FutexWord;

  constructor(
    public value: number,
    readonly created: LocIndex | -1,
  ) {
    this.word = new FutexWord("semaphore", created);
  }

  /** Takes one if there is one. */
  take(log: EventLog): boolean {
    if (this.value === 0) return false;
    this.value--;
    this.word.did(log, "acquire");
    return true;
  }

  /** The program's object stands for it. */
  [HELD](): number {
    return 0;
  }
}

/** sem_wait(3). */
export class AcquireSemaphore implements KernelCall {
  readonly syscall = Syscall.futex;
  readonly argument = NONE;

  constructor(private readonly semaphore: Semaphore) {}

  private waited = false;

  inUser(_: Task, log: EventLog): undefined | typeof BLOCKED {
    return this.semaphore.take(log) ? undefined : BLOCKED;
  }

  attempt(task: Task, kernel: KernelContext): undefined | typeof BLOCKED {
    const { semaphore, waited } = this;
    const { log } = kernel.machine;
    if (semaphore.take(log)) return undefined;
    if (!waited) semaphore.word.did(log, "acquire (waits)");
    this.waited = true;
    return semaphore.word.wait(task, kernel);
  }
}

/** sem_trywait(3). Gives whether it has taken one. */
export class TryAcquireSemaphore implements KernelCall {
  readonly syscall = Syscall.futex;
  readonly argument = NONE;
  readonly short = true;

  constructor(private readonly semaphore: Semaphore) {}

  inUser(_: Task, log: EventLog): boolean {
    return this.semaphore.take(log);
  }

  attempt(task: Task, { machine }: KernelContext): boolean {
    return this.inUser(task, machine.log);
  }
}

/** sem_post(3). @throws EOVERFLOW */
export class ReleaseSemaphore implements KernelCall {
  readonly syscall = Syscall.futex;
  readonly argument = NONE;
  readonly short = true;

  constructor(private readonly semaphore: Semaphore) {}

  inUser(_: Task, log: EventLog): unknown {
    const { semaphore } = this;
    if (semaphore.value === MOST) return new Errno("EOVERFLOW");
    semaphore.value++;
    semaphore.word.did(log, "release");
    return semaphore.word.waiting.length === 0 ? undefined : BLOCKED;
  }

  attempt(_: Task, kernel: KernelContext): undefined {
    this.semaphore.word.wake(kernel, 1);
  }
}

export const SEMAPHORE_KIND: CopyKind = {
  allocate: (from) => new Semaphore((from as Semaphore).value, (from as Semaphore).created),
};
