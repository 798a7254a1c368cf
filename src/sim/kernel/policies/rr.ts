import type { Task } from "../task";
import type { SchedPolicy } from "./policy";

/** Linux's RR_TIMESLICE. */
export const RR_QUANTUM_NS = 100_000_000;

/**
 * Round robin: first come first served, and who has used up its quantum goes to the tail. Whoever comes back from waiting starts a new
 * quantum. A task that arrives at the instant at which a quantum ends is before the one whose quantum ends.
 */
export class RoundRobin implements SchedPolicy {
  readonly waiting: Task[] = [];

  constructor(readonly quantum: number = RR_QUANTUM_NS) {}

  enqueueTask(task: Task): void {
    this.waiting.push(task);
  }

  dequeueTask(task: Task): void {
    const at = this.waiting.indexOf(task);
    if (at >= 0) this.waiting.splice(at, 1);
  }

  pickNextTask(previous: Task | undefined): Task | undefined {
    if (previous !== undefined) this.waiting.push(previous);
    return this.waiting.shift();
  }

  tick(): boolean {
    return false;
  }

  yieldTask(): void {
    // Yielding is going to the tail, as pickNextTask does.
  }

  wakeupPreempt(): boolean {
    return false;
  }
}
