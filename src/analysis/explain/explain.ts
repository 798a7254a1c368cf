import { codeOf, RUN_QUEUES, SYSCALLS } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import { t } from "../../shared/l10n/t";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import type { Explanation, GoroutineAt } from "../../shared/trace/queries";
import { SPAN_OFF_CORE } from "../spans/spanKinds";
import { spanAt } from "../state";
import type { StateIndex } from "../state";
import { changeReason } from "../transitions";
import { inParentheses, since, until } from "../words";
import { ExplainContext } from "./context";
import type { Lanes } from "./context";
import { explainDecision } from "./decision";
import type { QueueIndex, QueuePlace } from "./queueIndex";
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
    const sinceWhen = since(state.since, time);
    switch (state.state) {
      case "runnable":
        return this.runnable(name, sinceWhen, change, time);
      case "waiting":
        return explainWait(context, name, sinceWhen, change, this.next(state.g, time), time);
      case "syscall":
        return {
          sentence: t("{0} is in the system call {1} {2}.", name, SYSCALLS[change.aux] ?? "", sinceWhen),
          points: this.inSyscall(change, time),
        };
      case "running":
        return this.running(name, sinceWhen, state, change, time);
      default:
        return { sentence: t("{0} is {1}.", name, state.state), points: [] };
    }
  }

  private runnable(
    name: string,
    sinceWhen: string,
    change: LogEvent,
    time: number,
  ): Pick<Explanation, "sentence" | "points"> {
    const { context } = this;
    const g = change.a;
    const before = context.after(time);
    const place = context.queues.find(g, before);
    return {
      sentence: readySentence(context, name, sinceWhen, place),
      points: [
        this.waker(change),
        ...(place === undefined ? [] : explainQueue(context, g, place, before, time)),
        ...this.outcome(g, time),
      ],
    };
  }

  private running(
    name: string,
    sinceWhen: string,
    state: GoroutineAt,
    change: LogEvent,
    time: number,
  ): Pick<Explanation, "sentence" | "points"> {
    const { context } = this;
    const { g, p } = state;
    const span = spanAt(context.lanes.g, g, time, this.log.endTime);
    const offCore = span !== NONE && context.lanes.g.kind[span] === SPAN_OFF_CORE;
    const on = [context.p(p), context.m(change.task)];
    const sentence = offCore
      ? t("Go has {0} running on {1} and {2} {3}, but that thread has no core.", name, ...on, sinceWhen)
      : t("{0} runs on {1} and {2}, {3}, {4}.", name, ...on, context.core(state.core), sinceWhen);
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
    const points = [t("{0} is in the kernel with it.", context.m(task))];
    if (view.doing === "in a system call" && view.g === change.a)
      points.push(
        t(
          "{0} stays attached; sysmon may take it at the second look that finds the same call, 20 µs after the first or later.",
          context.p(p),
        ),
      );
    else if (view.g !== NONE)
      points.push(t("{0}, which it had, runs {1} now.", context.p(p), context.g(view.g)));
    else points.push(t("{0}, which it had, has been passed on.", context.p(p)));
    points.push(...this.outcome(change.a, time));
    return points;
  }

  /** Who made it runnable, and where. */
  private waker(change: LogEvent): string {
    const { context } = this;
    const by = change.g !== NONE && change.g !== change.a ? context.g(change.g) : "";
    const place = context.at(change.loc);
    const on = change.p === NONE ? "" : t(" on {0}", context.p(change.p));
    switch (changeReason(change)) {
      case "created":
        return by === "" ? t("The runtime started it.") : t("{0} started it{1}.", by, place);
      case "gosched":
        return t("It gave way by itself{0}.", place);
      case "preempted":
        return t("It was preempted{0}{1}: its slice was over, or the world had to stop.", on, place);
      case "goyield":
        return t("It handed a lock over and gave way{0}.", place);
      case "syscall exit":
        return t("Its system call was over, and no P was free for it.");
      case "netpoll":
        return change.task === NONE
          ? t("The netpoller reported it to the runtime.")
          : t("The netpoller reported it to {0}.", context.m(change.task));
      case "timer":
        return t(
          "Its timer fired; it was in the heap of {0} and was run by {1}{2}.",
          context.p(change.b),
          context.m(change.task),
          on,
        );
      default:
        return by === ""
          ? t("A timer in the heap of {0} readied it{1}.", context.p(change.b), on)
          : t("{0} readied it{1}{2}.", by, on, place);
    }
  }

  /** What became of it after `time`. */
  private outcome(g: number, time: number): string[] {
    const { context } = this;
    const next = this.next(g, time);
    if (next === undefined) return [t("It comes to nothing more before the run ends.")];
    const when = until(next.time, time);
    const reason = changeReason(next);
    switch (next.kind) {
      case Kind.GoRunning:
        return [t("It runs on {0} {1} ({2}).", context.p(next.p), when, reason)];
      case Kind.GoRunnable:
        return [t("It is ready to run {0}{1}.", when, inParentheses(reason))];
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

function readySentence(
  context: ExplainContext,
  name: string,
  sinceWhen: string,
  place: QueuePlace | undefined,
): string {
  if (place === undefined)
    return t("{0} is ready to run {1}, in the hands of a thread that is about to run it.", name, sinceWhen);
  const position = positionText(place.position, place.members.length);
  if (place.queue === GLOBAL)
    return t("{0} is ready to run {1}, in the global queue, {2}.", name, sinceWhen, position);
  const p = context.p(place.p);
  return RUN_QUEUES[place.queue] === "runnext"
    ? t("{0} is ready to run {1}, in runnext of {2}: the next to run there.", name, sinceWhen, p)
    : t("{0} is ready to run {1}, in the local queue of {2}, {3}.", name, sinceWhen, p, position);
}

function positionText(position: number, length: number): string {
  if (length === 1) return t("alone there");
  return position === 0 ? t("the first of {0}", length) : t("number {0} of {1}", position + 1, length);
}
