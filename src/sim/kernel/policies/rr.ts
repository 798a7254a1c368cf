import type { Task } from "../task";
import { Fifo } from "./fifo";
import type { PolicyHost } from "./policy";

/** Linux's RR_TIMESLICE. */
export const RR_QUANTUM_NS = 100_000_000;

/**
 * Round robin: first come first served, and who has used up its quantum goes to the tail. Whoever comes back from waiting starts a new
 * quantum. A task that arrives at the instant at which a quantum ends is before the one whose quantum ends.
 *
 * `aligned`: quanta end on all cores at the multiples of the quantum, so that one that begins in between is shorter.
 */
export class RoundRobin extends Fifo {
  constructor(
    private readonly quantum: number,
    private readonly host: PolicyHost,
    readonly aligned = false,
  ) {
    super();
  }

  override slice(): number {
    return this.aligned ? this.quantum - (this.host.now() % this.quantum) : this.quantum;
  }

  override sliceEnd(current: Task): boolean {
    current.sched.spent = this.length > 0 || this.aligned;
    return current.sched.spent;
  }
}
