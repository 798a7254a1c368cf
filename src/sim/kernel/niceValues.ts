import { Kind } from "../../shared/schema";
import { PriorityReason } from "../machine/codes";
import type { Machine } from "../machine/machine";
import { coreOf } from "./core";
import type { Core } from "./core";
import type { CoreTime } from "./coreTime";
import { Inheritance } from "./inheritance";
import { staticPriority } from "./policies/schedEntity";
import type { Preemption } from "./preemption";
import { TaskStatus } from "./task";
import type { Task } from "./task";

/** Nice values that change: by a call, and where the run has it by inheritance. */
export class NiceValues {
  /** Absent: nobody inherits a priority. */
  readonly inheritance: Inheritance | undefined;

  constructor(
    private readonly machine: Machine,
    private readonly cores: readonly Core[],
    private readonly time: CoreTime,
    private readonly preemption: Preemption,
    private readonly options: {
      readonly inherit: boolean;
      readonly shared: boolean;
      readonly preemptive: boolean;
    },
  ) {
    this.inheritance = options.inherit
      ? new Inheritance((task, nice, why) => this.renice(task, nice, why))
      : undefined;
  }

  /** setpriority(2): the task has got another nice value of its own. */
  changed(task: Task): void {
    this.tell(task);
    if (this.inheritance === undefined) this.renice(task, task.nice, 0);
    else this.inheritance.adjust(task, 0);
  }

  /** For the log: the task has this nice value of its own. */
  tell(task: Task): void {
    this.machine.log.emit(Kind.PriorityChange, PriorityReason.nice, task.index, staticPriority(task.nice));
  }

  /** Gives a task another nice value in force. Who waits may then be before who runs. */
  private renice(task: Task, nice: number, why: number): void {
    const core = coreOf(this.cores, task.core);
    this.time.accountQueue(core);
    core.queue.policy.changeNice(task, nice);
    if (why !== 0) this.machine.log.emit(Kind.PriorityChange, why, task.index, staticPriority(nice));
    if (task.queued) this.preemption.offer(task, this.options.shared ? undefined : core);
    else if (task.status === TaskStatus.Running && this.options.preemptive && core.queue.length > 0)
      this.preemption.resched(core);
  }
}
