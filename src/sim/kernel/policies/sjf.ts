import type { Task } from "../task";
import { ShortestFirst } from "./shortestFirst";

/** Shortest job first: the shortest of the waiting ones, which then keeps its core. */
export class ShortestJobFirst extends ShortestFirst {
  protected override key(task: Task): number {
    return this.expected(task);
  }

  override wakeupPreempt(): boolean {
    return false;
  }
}
