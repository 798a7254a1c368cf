import type { Task } from "../task";
import { Enqueue } from "./policy";
import { Ordered } from "./ordered";

/**
 * What sjf and stcf have in common: how long a task is. It declares it (`burst`); otherwise its next burst is predicted as the exponential
 * average of those that it had, half of it the latest one, beginning with 0 (Silberschatz, Galvin and Gagne, Operating System
 * Concepts, 5.3.2).
 */
export abstract class ShortestFirst extends Ordered {
  /** Of the whole job, or of the present burst. */
  protected expected(task: Task): number {
    return task.params.burst ?? task.sched.predicted;
  }

  /** Time on a core that is left of it. */
  protected remaining(task: Task): number {
    const { params, sched, runTime } = task;
    const had = params.burst === undefined ? runTime - sched.accounted : runTime;
    return Math.max(0, this.expected(task) - had);
  }

  protected override arrived({ sched, runTime }: Task, how: Enqueue): void {
    if (how === Enqueue.Woken) sched.predicted = (sched.predicted + runTime - sched.accounted) / 2;
    sched.accounted = runTime;
  }
}
