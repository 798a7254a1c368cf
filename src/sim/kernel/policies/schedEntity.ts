import { invariant } from "../../../shared/assert";

/** Weight of nice 0. */
export const NICE_0_WEIGHT = 1024;

/** Weights of nice -20 … 19: each step is about 10 % of the processor (Linux kernel/sched/core.c, sched_prio_to_weight). */
const WEIGHTS = [
  88761, 71755, 56483, 46273, 36291, 29154, 23254, 18705, 14949, 11916, 9548, 7620, 6100, 4904, 3906, 3121,
  2501, 1991, 1586, 1277, 1024, 820, 655, 526, 423, 335, 272, 215, 172, 137, 110, 87, 70, 56, 45, 36, 29, 23,
  18, 15,
];

/** What the scheduling policies know of a task. */
export class SchedEntity {
  readonly weight: number;
  /** Virtual run time: time on a core, divided by the weight. */
  vruntime = 0;
  /** Virtual time by which the task shall have had its slice. */
  deadline = 0;
  /** The deadline when it was last picked; a differing one means that its slice is used up. */
  pickedDeadline = 0;
  /** Virtual time that it was owed when it left its queue. */
  lag = 0;
  /** The part of `Task.runTime` that is in `vruntime`. */
  accounted = 0;

  /** @throws Error where `nice` is no whole number from -20 to 19. */
  constructor(readonly nice: number) {
    const weight = WEIGHTS[nice + 20];
    invariant(weight !== undefined, `nice is a whole number from -20 to 19, not ${nice}`);
    this.weight = weight;
  }
}
