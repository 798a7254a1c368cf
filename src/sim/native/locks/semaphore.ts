import { NONE } from "../../../shared/ids";
import type { LocIndex } from "../../../shared/ids";
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
  take(): boolean {
    if (this.value === 0) return false;
    this.value--;
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

  inUser(): undefined | typeof BLOCKED {
    return this.semaphore.take() ? undefined : BLOCKED;
  }

  attempt(task: Task, kernel: KernelContext): undefined | typeof BLOCKED {
    return this.semaphore.take() ? undefined : this.semaphore.word.wait(task, kernel);
  }
}

/** sem_post(3). @throws EOVERFLOW */
export class ReleaseSemaphore implements KernelCall {
  readonly syscall = Syscall.futex;
  readonly argument = NONE;
  readonly short = true;

  constructor(private readonly semaphore: Semaphore) {}

  inUser(): unknown {
    const { semaphore } = this;
    if (semaphore.value === MOST) return new Errno("EOVERFLOW");
    semaphore.value++;
    return semaphore.word.waiting.length === 0 ? undefined : BLOCKED;
  }

  attempt(_: Task, kernel: KernelContext): undefined {
    this.semaphore.word.wake(kernel, 1);
  }
}

export const SEMAPHORE_KIND: CopyKind = {
  allocate: (from) => new Semaphore((from as Semaphore).value, (from as Semaphore).created),
};
