import { Reason } from "../../machine/codes";
import type { Task } from "../task";
import { Ordered } from "./ordered";
import { Enqueue } from "./policy";

/**
 * Earliest deadline first (Liu and Layland, 1973; Dertouzos, 1974: on one core no other order meets deadlines that this one misses). A
 * task's deadline is set by its arrival, and anew whenever it comes back from a sleep: so a periodic task is one that sleeps until its next
 * period. Who has none runs when nobody has one, in the order of arrival.
 */
export class EarliestDeadlineFirst extends Ordered {
  protected override arrived({ params, sched, waitReason }: Task, how: Enqueue): void {
    if (how === Enqueue.Woken && waitReason !== Reason.sleep) return;
    sched.deadline = this.host.now() + (params.deadline ?? Infinity);
  }

  constructor(private readonly host: { now(): number }) {
    super();
  }

  protected override key(task: Task): number {
    return task.sched.deadline;
  }

  override wakeupPreempt(current: Task, woken: Task): boolean {
    return woken.sched.deadline < current.sched.deadline;
  }
}
