import type { ObjectKind, SyncOp } from "../../../shared/enums";
import { SYNC_OPS, codeOf } from "../../../shared/enums";
import { NONE } from "../../../shared/ids";
import type { LocIndex, TaskIndex } from "../../../shared/ids";
import type { EventLog } from "../../../shared/log/eventLog";
import { Kind } from "../../../shared/schema";
import { Reason, Work } from "../../machine/codes";
import { BLOCKED } from "../../kernel/kernelCall";
import type { KernelContext } from "../../kernel/kernelCall";
import type { Task } from "../../kernel/task";
import { WaitQueue } from "../../kernel/waitQueue";

/** The word of a lock on which threads sleep by futex(2), first come first woken. Its row in the log is made when it is first used. */
export class FutexWord {
  readonly waiting = new WaitQueue();
  private object: number = NONE;

  constructor(
    private readonly kind: ObjectKind,
    readonly created: LocIndex | -1,
  ) {}

  /** FUTEX_WAIT, in an attempt: the task is going to sleep. @param timeout ns; −1: none. */
  wait(task: Task, { machine }: KernelContext, timeout = -1): typeof BLOCKED {
    machine.log.emit(Kind.FutexWait, 0, this.row(machine.log));
    machine.overhead(Work.futex, machine.costs.futex);
    this.waiting.add(task, Reason.futex, timeout);
    return BLOCKED;
  }

  /** FUTEX_WAKE: wakes up to `count` of those that sleep. */
  wake({ machine }: KernelContext, count: number): void {
    machine.overhead(Work.futex, machine.costs.futex);
    for (let left = count; left > 0; left--) {
      const task = this.waiting.first;
      if (task === undefined) return;
      machine.log.emit(Kind.FutexWake, 0, this.row(machine.log), task.index);
      task.wake();
    }
  }

  /** For the log: what the running thread has done with the lock. */
  did(log: EventLog, op: SyncOp): void {
    log.emit(Kind.Sync, codeOf(SYNC_OPS, op), this.row(log), this.waiting.length);
  }

  private row(log: EventLog): number {
    if (this.object === NONE) {
      const maker = log.task as TaskIndex | -1;
      this.object = log.tables.addObject({ kind: this.kind, size: 0, created: this.created, maker });
    }
    return this.object;
  }
}
