import type { CoreId } from "../../shared/ids";
import type { EventLog } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import type { Enqueue, SchedPolicy } from "./policies/policy";
import type { Task } from "./task";

/**
 * The run queue of a core: its policy, and the log of what enters and leaves.
 * Invariant: a task is in at most one queue, that of `task.core`, and is then runnable.
 */
export class RunQueue {
  constructor(
    readonly core: CoreId,
    readonly policy: SchedPolicy,
    private readonly log: EventLog,
  ) {}

  get length(): number {
    return this.policy.waiting.length;
  }

  enqueueTask(task: Task, how: Enqueue): void {
    if (task.queued) throw new Error(`task ${task.tid} is in a run queue already`);
    task.core = this.core;
    this.policy.enqueueTask(task, how);
    this.put(task, this.length);
  }

  /** Takes out a waiting task, or lets go of the current one. */
  dequeueTask(task: Task): void {
    this.policy.dequeueTask(task);
    if (task.queued) this.take(task);
  }

  /** Notes that the policy has put the task back, which leaves `length` waiting ones. */
  put(task: Task, length: number): void {
    task.queued = true;
    this.log.emit(Kind.CpuEnqueue, this.core, task.index, length);
  }

  /** Notes that the policy has picked the task. */
  take(task: Task): void {
    task.queued = false;
    this.log.emit(Kind.CpuDequeue, this.core, task.index, this.length);
  }
}
