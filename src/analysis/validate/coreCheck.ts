import { TASK_STATES } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { coreName, taskName } from "../names";
import type { Check } from "./check";

const RUNNING = TASK_STATES.indexOf("running");

/**
 * A core has one task, a task one core; context switches begin with the task that is there; a running task has a core, and one that
 * leaves its core does not run on. The last is looked at when an instant is over: within it, the switch and the changes of state come
 * in any order. A task may be on a core without running: while the core switches to it, or away from one that has gone to sleep.
 */
export class CoreCheck implements Check {
  readonly kinds = [Kind.TaskState, Kind.ContextSwitch];
  private readonly onCore: Int32Array;
  private readonly coreOf: Int32Array;
  private readonly running: Uint8Array;
  private readonly touched = new Set<number>();

  constructor(private readonly log: EventLog) {
    this.onCore = new Int32Array(log.config.cores).fill(NONE);
    this.coreOf = new Int32Array(log.tables.tasks.length).fill(NONE);
    this.running = new Uint8Array(log.tables.tasks.length);
  }

  event(event: LogEvent): string | undefined {
    if (event.kind === Kind.TaskState) {
      this.running[event.a] = event.aux === RUNNING ? 1 : 0;
      this.touched.add(event.a);
      return undefined;
    }
    return event.kind === Kind.ContextSwitch ? this.contextSwitch(event) : undefined;
  }

  instant(): string | undefined {
    for (const task of this.touched) {
      if (this.running[task] === 1 && this.coreOf[task] === NONE)
        return `${taskName(this.log, task)} is running and has no core`;
    }
    this.touched.clear();
    return undefined;
  }

  restore(event: LogEvent): string | undefined {
    if (event.kind === Kind.ContextSwitch) this.onCore[event.core] = event.a;
    return this.event(event);
  }

  private contextSwitch({ core, a: from, b: to }: LogEvent): string | undefined {
    if (core === NONE) return "ContextSwitch without a core";
    const present = this.onCore[core] ?? NONE;
    if (present !== from)
      return `ContextSwitch on ${coreName(core)} from ${taskName(this.log, from)}, but ${taskName(this.log, present)} is there`;
    if (from === to) return `ContextSwitch on ${coreName(core)} from ${taskName(this.log, from)} to itself`;
    const elsewhere = to === NONE ? NONE : (this.coreOf[to] ?? NONE);
    if (elsewhere !== NONE)
      return `ContextSwitch on ${coreName(core)} to ${taskName(this.log, to)}, which is on ${coreName(elsewhere)}`;
    if (from !== NONE) {
      this.coreOf[from] = NONE;
      this.touched.add(from);
    }
    if (to !== NONE) {
      this.coreOf[to] = core;
      this.touched.add(to);
    }
    this.onCore[core] = to;
    return undefined;
  }
}
