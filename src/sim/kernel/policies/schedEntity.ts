import { invariant } from "../../../shared/assert";
import type { Task } from "../task";
import type { SchedPolicy } from "./policy";
import type { ListNode } from "./taskList";

/** Weight of nice 0. */
export const NICE_0_WEIGHT = 1024;

/** Weights of nice -20 … 19: each step is about 10 % of the processor (Linux kernel/sched/core.c, sched_prio_to_weight). */
const WEIGHTS = [
  88761, 71755, 56483, 46273, 36291, 29154, 23254, 18705, 14949, 11916, 9548, 7620, 6100, 4904, 3906, 3121,
  2501, 1991, 1586, 1277, 1024, 820, 655, 526, 423, 335, 272, 215, 172, 137, 110, 87, 70, 56, 45, 36, 29, 23,
  18, 15,
];

function weightOf(nice: number): number {
  const weight = WEIGHTS[nice + 20];
  invariant(weight !== undefined, `nice is a whole number from -20 to 19, not ${nice}`);
  return weight;
}

/** Linux's static_prio, which is how the log counts: 100 … 139. */
export function staticPriority(nice: number): number {
  return nice + 120;
}

/** What the scheduling policies keep of a task: where it is in their queues, and what each counts. What it declares is in `Task.params`. */
export class SchedEntity {
  /** Its slot in a deque or a heap, or the one that it had there. */
  slot = 0;
  /** It has used up its slice, or has yielded: it queues up behind its equals. */
  spent = false;
  /** The part of `Task.runTime` that the policy has counted already. */
  accounted = 0;
  /** Virtual run time: time on a core, divided by the weight; or the pass of `stride`. */
  vruntime = 0;
  /** Its place in a list that it has been in. */
  node: ListNode | undefined;

  /** In force: the own one, or a lower one that is inherited from a task that waits for this one. Set by `SchedPolicy.change` only. */
  nice: number;
  weight: number;

  /** Order in a tree, and its links there. */
  key = 0;
  seq = 0;
  rank = 0;
  measure = 0;
  left: Task | undefined;
  right: Task | undefined;
  inTree = false;

  /** Virtual time by which the task shall have had its slice; under `deadline`, real time by which it shall be done. */
  deadline = 0;
  /** The deadline when it was last picked; a differing one means that its slice is used up. */
  pickedDeadline = 0;
  /** Virtual time that it was owed when it left its queue. */
  lag = 0;
  /** The policy that placed it last. */
  home: SchedPolicy | undefined;
  /** When it began to wait for a core. */
  since = 0;
  /** How long it is expected to run before it waits again, where it declares no burst. */
  predicted = 0;
  /** Under `mlfq`: its queue, 0 the lowest; what is left of its quantum in ns and of its allotment in quanta; the period of boosts that this holds for. */
  level = 0;
  quantumLeft = 0;
  allotment = 0;
  period = 0;
  /** When its quantum was last used up, and its queue until then. */
  expiredAt = -1;
  expiredLevel = 0;

  /** @throws Error where `nice` is no whole number from -20 to 19. */
  constructor(readonly task: Task) {
    this.nice = task.params.nice;
    this.weight = weightOf(this.nice);
  }

  setNice(nice: number): void {
    this.nice = nice;
    this.weight = weightOf(nice);
  }
}
