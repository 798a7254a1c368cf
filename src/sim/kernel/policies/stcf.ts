import type { Task } from "../task";
import { ShortestFirst } from "./shortestFirst";

/** Shortest time to completion first: a task that comes with less to do than is left of the current one takes its core. */
export class ShortestTimeToCompletionFirst extends ShortestFirst {
  protected override key(task: Task): number {
    return this.remaining(task);
  }

  override wakeupPreempt(current: Task, woken: Task): boolean {
    return this.remaining(woken) < this.remaining(current);
  }
}
