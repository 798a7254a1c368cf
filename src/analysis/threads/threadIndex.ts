import { codeOf, TASK_STATES } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import type { ThreadAt } from "../../shared/trace/threads";
import { eventIndexes } from "../explain/eventIndex";
import type { EventIndex } from "../explain/eventIndex";
import { threadTag } from "../names";
import { placeOf } from "../placeIndex";
import type { PlaceIndex } from "../placeIndex";
import { changeReason } from "../transitions";

const NEW = codeOf(TASK_STATES, "new");
const RUNNABLE = codeOf(TASK_STATES, "runnable");
const RUNNING = codeOf(TASK_STATES, "running");
const DEAD = codeOf(TASK_STATES, "dead");

/**
 * Every kernel thread at an instant, by binary search in its own events. What happens in an instant counts as done at it. The first
 * question builds the index in two passes.
 */
export class ThreadIndex {
  /** Changes of each thread's state, its creation first. */
  readonly changes: EventIndex;
  /** Switches of a core to the thread. */
  private readonly dispatches: EventIndex;
  /** Its ways into kernel run queues and out of them. */
  private readonly queueMoves: EventIndex;
  /** What it does in the kernel: system calls begun and ended, waits on futexes. */
  readonly calls: EventIndex;

  constructor(
    readonly log: EventLog,
    private readonly places: () => PlaceIndex,
  ) {
    const rows = log.tables.tasks.length;
    const argument = ({ a }: LogEvent): number => a;
    const indexes = eventIndexes(log, {
      changes: { rows, kinds: [Kind.TaskNew, Kind.TaskState], rowOf: argument },
      dispatches: { rows, kinds: [Kind.ContextSwitch], rowOf: ({ b }) => b },
      queueMoves: { rows, kinds: [Kind.CpuEnqueue, Kind.CpuDequeue], rowOf: argument },
      calls: {
        rows,
        kinds: [Kind.SyscallEnter, Kind.SyscallExit, Kind.FutexWait],
        rowOf: ({ task }) => task,
      },
    });
    this.changes = indexes.changes;
    this.dispatches = indexes.dispatches;
    this.queueMoves = indexes.queueMoves;
    this.calls = indexes.calls;
  }

  /** The event that comes first after everything that happens at `time`. */
  after(time: number): number {
    return this.log.firstAtOrAfter(time + 1);
  }

  /** Threads that exist at `time`, in the order of their creation: the first `max`, and how many there are. */
  at(time: number, max: number): { readonly total: number; readonly threads: readonly ThreadAt[] } {
    const threads: ThreadAt[] = [];
    let total = 0;
    for (let task = 0; task < this.log.tables.tasks.length; task++) {
      const change = this.changeAt(task, time);
      if (change === undefined) continue;
      if (total++ < max) threads.push(this.describe(task, change, time));
    }
    return { total, threads };
  }

  /** One thread; undefined where it does not exist at `time`. */
  one(task: number, time: number): ThreadAt | undefined {
    const change = this.changeAt(task, time);
    return change && this.describe(task, change, time);
  }

  /** The change by which a thread came into its state at `time`; undefined where it does not exist then. */
  changeAt(task: number, time: number): LogEvent | undefined {
    if (time < this.log.window.from || task < 0 || task >= this.log.tables.tasks.length) return undefined;
    const change = this.read(this.changes.lastBefore(task, this.after(time)));
    return change === undefined || stateAfter(change) === DEAD ? undefined : change;
  }

  /** Its next change of state after `time`. */
  next(task: number, time: number): LogEvent | undefined {
    return this.read(this.changes.at(task, this.changes.countBefore(task, this.after(time))));
  }

  /** The nearest change of a thread's state after (`back`: before) `time`, ns. */
  step(task: number, time: number, back: boolean): number | undefined {
    const { changes, log } = this;
    let at = changes.countBefore(task, back ? log.firstAtOrAfter(time) : this.after(time)) - (back ? 1 : 0);
    for (;;) {
      const event = this.read(changes.at(task, at));
      if (event === undefined || event.index >= log.window.start) return event?.time;
      if (back) return undefined;
      at++;
    }
  }

  /** The system call that a thread is in at `time`. */
  callAt(task: number, time: number): LogEvent | undefined {
    const { calls } = this;
    for (let at = calls.countBefore(task, this.after(time)) - 1; at >= 0; at--) {
      const event = this.read(calls.at(task, at));
      if (event === undefined || event.kind === Kind.SyscallExit) return undefined;
      if (event.kind === Kind.SyscallEnter) return event;
    }
    return undefined;
  }

  /** The switch by which a thread came onto its core. */
  dispatchAt(task: number, time: number): LogEvent | undefined {
    return this.read(this.dispatches.lastBefore(task, this.after(time)));
  }

  /** The event by which a thread came into the run queue that it is in; undefined: it is in none. */
  enqueuedAt(task: number, time: number): LogEvent | undefined {
    const move = this.read(this.queueMoves.lastBefore(task, this.after(time)));
    return move?.kind === Kind.CpuEnqueue ? move : undefined;
  }

  /** Threads in the run queue of a core, in the order in which they came. */
  queueAt(core: number, time: number): number[] {
    const members: { readonly task: number; readonly came: number }[] = [];
    for (let task = 0; task < this.log.tables.tasks.length; task++) {
      const enqueued = this.enqueuedAt(task, time);
      if (enqueued?.aux === core) members.push({ task, came: enqueued.index });
    }
    return members.sort((one, other) => one.came - other.came).map(({ task }) => task);
  }

  /** The futex on which a thread sleeps since `change`; NONE: it waits for something else. */
  futexAt(task: number, change: LogEvent): number {
    const last = this.read(this.calls.lastBefore(task, change.index + 1));
    return last?.kind === Kind.FutexWait ? last.a : NONE;
  }

  private describe(task: number, change: LogEvent, time: number): ThreadAt {
    const { log } = this;
    const { tid = 0, name = "" } = log.tables.tasks[task] ?? {};
    const state = stateAfter(change);
    const before = this.after(time);
    const on =
      state === RUNNING
        ? this.dispatchAt(task, time)?.core
        : state === RUNNABLE
          ? this.read(this.queueMoves.lastBefore(task, before))?.aux
          : undefined;
    return {
      task,
      tid,
      tag: threadTag(log, task),
      name,
      state: TASK_STATES[state] ?? "",
      reason: changeReason(change),
      since: change.time,
      place: placeOf(log, this.places().locBefore(task, before)),
      core: on ?? NONE,
    };
  }

  read(event: number): LogEvent | undefined {
    return event === NONE ? undefined : this.log.read(event);
  }
}

/** The state, position in TASK_STATES, in which an event of `ThreadIndex.changes` leaves its thread. */
export function stateAfter({ kind, aux }: LogEvent): number {
  return kind === Kind.TaskNew ? NEW : aux;
}
