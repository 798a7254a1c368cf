import { NONE } from "../../../shared/ids";
import type { LocIndex } from "../../../shared/ids";
import type { EventLog } from "../../../shared/log/eventLog";
import type { CopyKind } from "../../copying";
import { Syscall } from "../../machine/codes";
import { BLOCKED } from "../../kernel/kernelCall";
import type { KernelCall, KernelContext } from "../../kernel/kernelCall";
import type { Task } from "../../kernel/task";
import { HELD } from "../../routine";
import { FutexWord } from "./futexWord";

/** A barrier (pthread_barrier_wait(3)): threads wait for each other until `count` have come; then it is as new. */
export class Barrier {
  arrived = 0;
  /** How often all have come. */
  round = 0;
  readonly word: FutexWord;

  constructor(
    readonly count: number,
    readonly created: LocIndex | -1,
  ) {
    this.word = new FutexWord("barrier", created);
  }

  /** The program's object stands for it. */
  [HELD](): number {
    return 0;
  }
}

/** Waits for the others. Gives true to the last one, which the C library calls PTHREAD_BARRIER_SERIAL_THREAD. */
export class WaitBarrier implements KernelCall {
  readonly syscall = Syscall.futex;
  readonly argument = NONE;
  private round = 0;
  private last = false;

  constructor(private readonly barrier: Barrier) {}

  inUser(_: Task, log: EventLog): boolean | typeof BLOCKED {
    const { barrier } = this;
    this.round = barrier.round;
    barrier.arrived++;
    this.last = barrier.arrived === barrier.count;
    barrier.word.did(log, this.last ? "wait" : "wait (waits)");
    if (!this.last) return BLOCKED;
    barrier.arrived = 0;
    barrier.round++;
    return barrier.word.waiting.length === 0 ? true : BLOCKED;
  }

  attempt(task: Task, kernel: KernelContext): boolean | typeof BLOCKED {
    const { barrier } = this;
    if (this.last) barrier.word.wake(kernel, barrier.count);
    else if (barrier.round === this.round) return barrier.word.wait(task, kernel);
    return this.last;
  }
}

/** Whoever has come does not exist in a forked process. */
export const BARRIER_KIND: CopyKind = {
  allocate: (from) => new Barrier((from as Barrier).count, (from as Barrier).created),
};
