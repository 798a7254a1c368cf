import { codeOf, TASK_STATES } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { coreName, taskName } from "../names";
import type { Check } from "./check";

const RUNNABLE = codeOf(TASK_STATES, "runnable");

/**
 * A core's kernel run queue holds what was put in and not taken out, as many as the events say; a task is in one at most, and only
 * while it is runnable. No runnable task is lost: when an instant is over, each is in a queue or on a core.
 */
export class CpuQueueCheck implements Check {
  readonly kinds = [Kind.TaskState, Kind.CpuEnqueue, Kind.CpuDequeue, Kind.ContextSwitch];
  private readonly queueOf: Int32Array;
  private readonly lengths: Int32Array;
  private readonly state: Int8Array;
  private readonly onCore: Uint8Array;
  private readonly touched = new Set<number>();

  constructor(private readonly log: EventLog) {
    this.queueOf = new Int32Array(log.tables.tasks.length).fill(NONE);
    this.onCore = new Uint8Array(log.tables.tasks.length);
    this.lengths = new Int32Array(log.config.cores);
    this.state = new Int8Array(log.tables.tasks.length).fill(NONE);
  }

  event({ kind, aux, a: task, b: length }: LogEvent): string | undefined {
    if (kind === Kind.ContextSwitch) {
      this.move(task, 0);
      this.move(length, 1);
      return undefined;
    }
    if (kind === Kind.TaskState) {
      this.state[task] = aux;
      this.touched.add(task);
      return undefined;
    }
    if (kind !== Kind.CpuEnqueue && kind !== Kind.CpuDequeue) return undefined;
    this.touched.add(task);
    const present = this.queueOf[task] ?? NONE;
    const enters = kind === Kind.CpuEnqueue;
    if (enters && present !== NONE)
      return `${taskName(this.log, task)} enters the queue of ${coreName(aux)}, but is in that of ${coreName(present)}`;
    if (!enters && present !== aux)
      return `${taskName(this.log, task)} leaves the queue of ${coreName(aux)}, but is in that of ${coreName(present)}`;
    this.queueOf[task] = enters ? aux : NONE;
    const now = (this.lengths[aux] ?? 0) + (enters ? 1 : -1);
    this.lengths[aux] = now;
    return now === length
      ? undefined
      : `the queue of ${coreName(aux)} holds ${now}, the event says ${length}`;
  }

  instant(): string | undefined {
    for (const task of this.touched) {
      const queue = this.queueOf[task] ?? NONE;
      if (queue !== NONE && this.state[task] !== RUNNABLE)
        return `${taskName(this.log, task)} is in the queue of ${coreName(queue)} and not runnable`;
      if (queue === NONE && this.state[task] === RUNNABLE && this.onCore[task] === 0)
        return `${taskName(this.log, task)} is runnable, but in no queue and on no core`;
    }
    this.touched.clear();
    return undefined;
  }

  private move(task: number, onCore: number): void {
    if (task === NONE) return;
    this.onCore[task] = onCore;
    this.touched.add(task);
  }
}
