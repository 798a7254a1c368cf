import { codeOf, RUN_QUEUES, SYSCALLS } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import type { Explanation, GoroutineAt } from "../../shared/trace/queries";
import { SPAN_OFF_CORE } from "../spans/spanKinds";
import { spanAt } from "../state";
import type { StateIndex } from "../state";
import { changeReason } from "../transitions";
import { ExplainContext } from "./context";
import type { Lanes } from "./context";
import { explainDecision } from "./decision";
import type { QueueIndex } from "./queueIndex";
import { explainQueue } from "./queued";
import { explainOffCore, explainSlice } from "./running";
import { explainWait } from "./waiting";

const GLOBAL = codeOf(RUN_QUEUES, "global");

/** Says why a goroutine is in its state. The indexes are built by the first question; an answer takes a few searches in them. */
export class Explainer {
  private readonly context: ExplainContext;

  constructor(
    private readonly log: EventLog,
    lanes: Lanes,
    private readonly states: StateIndex,
    queues: QueueIndex,
  ) {
    this.context = new ExplainContext(log, lanes, queues);
  }

  /** The goroutine at `time`, ns; what happens in that instant has happened. Nothing where it does not exist then. */
  at(g: number, time: number): Explanation | undefined {
    if (g < 0 || g >= this.log.tables.gs.length || !this.states.exists(g, time)) return undefined;
    const state = this.states.one(g, time);
    const change = this.changeAt(g, time);
    if (change === undefined) return undefined;
    const told = this.tell(state, change, time);
    return { entity: g, time, state: state.state, ...told };
  }

  private tell(state: GoroutineAt, change: LogEvent, time: number): Pick<Explanation, "sentence" | "points"> {
    const { context } = this;
    const name = context.g(state.g);
    const since = `since ${context.ns(state.since)} (for ${context.ns(time - state.since)})`;
    switch (state.state) {
      case "runnable":
        return this.runnable(name, since, change, time);
      case "waiting":
        return explainWait(context, name, since, change, this.next(state.g, time), time);
      case "syscall":
        return {
          sentence: `${name} is in the system call ${SYSCALLS[change.aux] ?? ""} ${since}.`,
          points: this.inSyscall(change, time),
        };
      case "running":
        return this.running(name, since, state, change, time);
      default:
        return { sentence: `${name} is ${state.state}.`, points: [] };
    }
  }

  private runnable(
    name: string,
    since: string,
    change: LogEvent,
    time: number,
  ): Pick<Explanation, "sentence" | "points"> {
    const { context } = this;
    const g = change.a;
    const before = context.after(time);
    const place = context.queues.find(g, before);
    const where =
      place === undefined
        ? "in the hands of a thread that is about to run it"
        : place.queue === GLOBAL
          ? `in the global queue, ${positionText(place.position, place.members.length)}`
          : RUN_QUEUES[place.queue] === "runnext"
            ? `in runnext of ${context.p(place.p)}: the next to run there`
            : `in the local queue of ${context.p(place.p)}, ${positionText(place.position, place.members.length)}`;
    return {
      sentence: `${name} is ready to run ${since}, ${where}.`,
      points: [
        this.waker(change),
        ...(place === undefined ? [] : explainQueue(context, g, place, before, time)),
        ...this.outcome(g, time),
      ],
    };
  }

  private running(
    name: string,
    since: string,
    state: GoroutineAt,
    change: LogEvent,
    time: number,
  ): Pick<Explanation, "sentence" | "points"> {
    const { context } = this;
    const { g, p } = state;
    const span = spanAt(context.lanes.g, g, time, this.log.endTime);
    const offCore = span !== NONE && context.lanes.g.kind[span] === SPAN_OFF_CORE;
    const on = `${context.p(p)} and ${context.m(change.task)}`;
    const sentence = offCore
      ? `Go has ${name} running on ${on} ${since}, but that thread has no core.`
      : `${name} runs on ${on}, ${context.core(state.core)}, ${since}.`;
    return {
      sentence,
      points: [
        ...(offCore ? explainOffCore(context, change.task, time) : []),
        ...explainDecision(context, change),
        ...explainSlice(context, g, p, time),
      ],
    };
  }

  private inSyscall(change: LogEvent, time: number): string[] {
    const { context } = this;
    const { p, task } = change;
    if (p === NONE) return [];
    const view = context.pAt(p, time);
    const points = [`${context.m(task)} is in the kernel with it.`];
    if (view.doing === "in a system call" && view.g === change.a)
      points.push(
        `${context.p(p)} stays attached; sysmon may take it at the second look that finds the same call, 20 µs after the first or later.`,
      );
    else if (view.g !== NONE) points.push(`${context.p(p)}, which it had, runs ${context.g(view.g)} now.`);
    else points.push(`${context.p(p)}, which it had, has been passed on.`);
    points.push(...this.outcome(change.a, time));
    return points;
  }

  /** Who made it runnable, and where. */
  private waker(change: LogEvent): string {
    const { context } = this;
    const by = change.g !== NONE && change.g !== change.a ? context.g(change.g) : "";
    const place = context.at(change.loc);
    const on = change.p === NONE ? "" : ` on ${context.p(change.p)}`;
    switch (changeReason(change)) {
      case "created":
        return by === "" ? "The runtime started it." : `${by} started it${place}.`;
      case "gosched":
        return `It gave way by itself${place}.`;
      case "preempted":
        return `It was preempted${on}${place}: its slice was over, or the world had to stop.`;
      case "goyield":
        return `It handed a lock over and gave way${place}.`;
      case "syscall exit":
        return "Its system call was over, and no P was free for it.";
      case "netpoll":
        return `The netpoller reported it to ${change.task === NONE ? "the runtime" : context.m(change.task)}.`;
      case "timer":
        return `Its timer fired; it was in the heap of ${context.p(change.b)} and was run by ${context.m(change.task)}${on}.`;
      default:
        return by === ""
          ? `A timer in the heap of ${context.p(change.b)} readied it${on}.`
          : `${by} readied it${on}${place}.`;
    }
  }

  /** What became of it after `time`. */
  private outcome(g: number, time: number): string[] {
    const { context } = this;
    const next = this.next(g, time);
    if (next === undefined) return ["It comes to nothing more before the run ends."];
    const when = `in ${context.ns(next.time - time)}, at ${context.ns(next.time)}`;
    const reason = changeReason(next);
    switch (next.kind) {
      case Kind.GoRunning:
        return [`It runs on ${context.p(next.p)} ${when} (${reason}).`];
      case Kind.GoRunnable:
        return [`It is ready to run ${when} (${reason}).`];
      default:
        return [];
    }
  }

  /** The goroutine's next change of state after `time`. */
  private next(g: number, time: number): LogEvent | undefined {
    const { changes } = this.context;
    return this.read(changes.at(g, changes.countBefore(g, this.context.after(time))));
  }

  /** The change by which it came into its state at `time`. */
  private changeAt(g: number, time: number): LogEvent | undefined {
    return this.read(this.context.changes.lastBefore(g, this.context.after(time)));
  }

  private read(event: number): LogEvent | undefined {
    return event === NONE ? undefined : this.log.read(event);
  }
}

function positionText(position: number, length: number): string {
  if (length === 1) return "alone there";
  return position === 0 ? `the first of ${length}` : `number ${position + 1} of ${length}`;
}
