import { NONE } from "../../shared/ids";
import type { CoreId } from "../../shared/ids";
import type { EventLog } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import type { Accept, Enqueue, SchedPolicy } from "./policies/policy";
import type { Task } from "./task";

/**
 * The run queue of a core, or the one of all cores: its policy, and the log of what enters and leaves. In the log the one of all cores is
 * that of core 0.
 * Invariant: a task is in at most one queue, and is then runnable; where each core has its own, in that of `task.core`.
 */
export class RunQueue {
  /** In the queue of all cores, waiting tasks that some core may not have: because of their affinity, or because they still occupy one. */
  private bound = 0;

  constructor(
    readonly core: CoreId,
    readonly policy: SchedPolicy,
    private readonly log: EventLog,
    /** All cores take their tasks from here. */
    readonly shared: boolean,
  ) {}

  get length(): number {
    return this.policy.length;
  }

  enqueueTask(task: Task, how: Enqueue): void {
    if (task.queued) throw new Error(`task ${task.tid} is in a run queue already`);
    if (!this.shared) task.core = this.core;
    task.enqueued = true;
    this.policy.enqueueTask(task, how);
    this.put(task, this.length, task.onCore !== NONE);
  }

  /** Takes out a waiting task, or lets go of a current one. Without effect on one that is not the queue's. */
  dequeueTask(task: Task): void {
    if (!task.enqueued) return;
    task.enqueued = false;
    this.policy.dequeueTask(task);
    if (task.queued) this.take(task);
  }

  /** The core's next task, among the waiting ones that it may have and `previous`. Where it is another one, `exchange` must follow. */
  pickNextTask(core: CoreId, previous: Task | undefined): Task | undefined {
    return this.policy.pickNextTask(previous, this.bound === 0 ? undefined : acceptFor(core, previous));
  }

  /** `previous`, if given, goes back into the queue, and `next` out of it. */
  exchange(previous: Task | undefined, next: Task | undefined): void {
    if (previous !== undefined) this.put(previous, this.length + (next === undefined ? 0 : 1), false);
    if (next !== undefined) this.take(next);
  }

  /** The first waiting task that the core may have. */
  find(core: CoreId): Task | undefined {
    return this.length === 0 ? undefined : this.policy.find((task) => available(task, core));
  }

  /** @param occupies it has still to be switched away from; who gives way is so at this instant. */
  private put(task: Task, length: number, occupies: boolean): void {
    task.queued = true;
    if (this.shared && (task.affinity !== undefined || occupies)) {
      task.bound = true;
      this.bound++;
    }
    this.log.emit(Kind.CpuEnqueue, this.core, task.index, length);
  }

  private take(task: Task): void {
    task.queued = false;
    if (this.bound > 0 && task.bound) {
      task.bound = false;
      this.bound--;
    }
    this.log.emit(Kind.CpuDequeue, this.core, task.index, this.length);
  }
}

function acceptFor(core: CoreId, previous: Task | undefined): Accept {
  return (task) => task === previous || available(task, core);
}

/** Another core may not have a task that still occupies one, which it has not been switched away from. */
function available(task: Task, core: CoreId): boolean {
  return (task.onCore === NONE || task.onCore === core) && task.mayRunOn(core);
}
