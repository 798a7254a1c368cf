import { PriorityReason } from "../../machine/codes";
import type { Task } from "../task";
import { Ordered } from "./ordered";
import type { PolicyHost } from "./policy";
import { staticPriority } from "./schedEntity";

export interface PriorityParams {
  /** A higher one takes the core at once; else it waits until that is given up. */
  readonly preemptive: boolean;
  /** Waiting for so long is worth one step of nice, ns; 0: no aging. */
  readonly aging: number;
  /** Time after which one gives way to its equals, ns; 0: never. */
  readonly quantum: number;
}

/**
 * Fixed priorities: the lowest nice value runs. With aging a waiting task rises steadily and falls back as soon as it runs: it is ordered
 * by nice × aging + the beginning of its wait, which need not be touched while it waits; the tick looks whether the first one has risen over
 * the current one.
 */
export class Priority extends Ordered {
  readonly tick?: (current: Task) => boolean;

  constructor(
    private readonly params: PriorityParams,
    private readonly host: PolicyHost,
  ) {
    super();
    if (params.preemptive && params.aging > 0) this.tick = (current) => this.hasRisen(current);
  }

  protected override key({ sched }: Task): number {
    const { aging } = this.params;
    if (aging === 0) return sched.nice;
    sched.since = this.host.now();
    return sched.nice * aging + sched.since;
  }

  protected override picked(task: Task): void {
    const { aging } = this.params;
    const { sched } = task;
    const risen = aging === 0 ? 0 : Math.floor((this.host.now() - sched.since) / aging);
    if (risen > 0)
      this.host.prioritized(task, Math.max(0, staticPriority(sched.nice) - risen), PriorityReason.aging);
  }

  private hasRisen(current: Task): boolean {
    return (
      this.length > 0 && this.waiting.firstKey < current.sched.nice * this.params.aging + this.host.now()
    );
  }

  override slice(): number {
    return this.params.quantum;
  }

  override sliceEnd(current: Task): boolean {
    const { first } = this.waiting;
    current.sched.spent = first !== undefined && first.sched.nice <= current.sched.nice;
    return current.sched.spent;
  }

  override wakeupPreempt(current: Task, woken: Task): boolean {
    return this.params.preemptive && woken.sched.nice < current.sched.nice;
  }
}
