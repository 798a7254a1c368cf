import { RUN_RULES, STEAL_LOOKS } from "../../shared/enums";
import type { RunRule } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { GIndex } from "../../shared/ids";
import { t } from "../../shared/l10n/t";
import type { LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { roundDetail, stealDetail } from "../steals";
import type { ExplainContext } from "./context";
import { listed } from "../words";

/** A decision and what it took lie within so many events: those of other cores come between. */
const REACH = 4096;

/** What the queues held when a decision was made. */
interface Moment {
  readonly context: ExplainContext;
  readonly event: LogEvent;
  readonly p: string;
  /** Index of the event by which the goroutine left its queue, or of the decision. */
  readonly before: number;
}

type Sentences = (moment: Moment) => string[];

const RULES: Readonly<Record<RunRule, Sentences>> = {
  start: () => [t("It is the first goroutine that runs.")],
  "global queue (61st tick)": (moment) => {
    const { context, event, before } = moment;
    return [
      t(
        "The schedtick of {0} was {1}, a multiple of 61: the global queue comes before its own, so that goroutines there are not forgotten.",
        moment.p,
        context.slices.tick(event.p, before),
      ),
      ...passedOver(moment),
    ];
  },
  runnext: (moment) => [runnextText(moment), ...waitingText(moment)],
  "local queue": (moment) => [
    t("The runnext of {0} was empty: it takes the head of its local queue, in a slice of its own.", moment.p),
    ...waitingText(moment),
    ...nextGlobal(moment),
  ],
  "global queue": (moment) => [
    t("{0} had nothing of its own: it took from the global queue.", moment.p),
    ...batch(moment),
  ],
  "global queue (last look)": (moment) => [
    t(
      "{0} had found nothing to steal; just before it went idle it looked at the global queue once more.",
      moment.p,
    ),
    ...batch(moment),
  ],
  "global queue (second look)": (moment) => [
    t(
      "Its thread had given up its P already; looking once more, it found work in the global queue and took {0} again.",
      moment.p,
    ),
    ...batch(moment),
  ],
  netpoll: ({ p }) => [
    t(
      "{0} had nothing of its own and the global queue was empty: it asked the netpoller without waiting, and took the first that was ready.",
      p,
    ),
  ],
  "netpoll (blocking)": ({ p }) => [
    t(
      "There was nothing to do anywhere: its thread slept in the netpoller until this goroutine was ready, and took {0} for it.",
      p,
    ),
  ],
  steal: (moment) => theft(moment),
  "steal runnext": (moment) => theft(moment),
  "P removed": ({ p }) => [
    t("GOMAXPROCS was lowered, and the P that it ran on is no more: it went on on {0}.", p),
  ],
  locked: ({ p }) => [
    t("It is locked to its thread: another thread had chosen it, and handed {0} over to that thread.", p),
  ],
  "syscall exit (fast)": ({ p }) => [
    t("Back from its system call it found {0} still free for it, and went on.", p),
  ],
  "syscall exit (idle P)": ({ p }) => [
    t(
      "Back from its system call its P had been given to another thread; {0} was idle, and it went on there.",
      p,
    ),
  ],
  "wait cancelled": () => [
    t("When it was about to wait there was nothing to wait for any more: it went on at once."),
  ],
  "GC worker": ({ p }) => [t("A collection is under way: it marks on {0} before any other work.", p)],
  "GC worker (idle P)": ({ p }) => [t("{0} had nothing else to do: it helps the collection mark.", p)],
  "runnext (another P's timers)": ({ p }) => [othersTimers(p)],
  "local queue (another P's timers)": ({ p }) => [othersTimers(p)],
};

function othersTimers(p: string): string {
  return t("In search of work, {0} ran the expired timers of another P: they readied it.", p);
}

/** Why this goroutine, by which rule and instead of whom. `event` is a GoRunning. */
export function explainDecision(context: ExplainContext, event: LogEvent): string[] {
  const rule = RUN_RULES[event.aux];
  const explain = rule === undefined ? undefined : (RULES as Partial<Record<string, Sentences>>)[rule];
  if (explain === undefined)
    return rule === undefined ? [] : [t("The scheduler chose it by the rule “{0}”.", rule)];
  const got = findBack(context, event, ({ kind, a }) => kind === Kind.RunqGet && a === event.a);
  return explain({ context, event, p: context.p(event.p), before: got?.index ?? event.index });
}

/** The latest event like this of the same thread before a decision. */
function findBack(
  { log }: ExplainContext,
  { index, task }: LogEvent,
  match: (event: LogEvent) => boolean,
): LogEvent | undefined {
  const event = { ...log.read(index) };
  for (let at = index - 1; at >= Math.max(0, index - REACH); at--) {
    log.read(at, event);
    if (event.task === task && match(event)) return event;
  }
  return undefined;
}

function processOf({ context, event }: Moment): number {
  return context.log.tables.gs.at(event.a as GIndex).process;
}

function runnextText({ context, event, p, before }: Moment): string {
  const began = context.slices.began(event.p, before);
  return began === NONE
    ? t("{0} had it in runnext, which comes first: it goes on in the slice of its waker.", p)
    : t(
        "{0} had it in runnext, which comes first: it goes on in the slice that began {1} before.",
        p,
        context.ns(event.time - began),
      );
}

/** Who else could have run: in the own queues and the global one. */
function waitingText(moment: Moment): string[] {
  const { context, event, before, p } = moment;
  const own = context.queues.ring(event.p, before).filter((g) => g !== event.a);
  const global = context.queues.globalLength(processOf(moment), before);
  if (own.length === 0 && global === 0) return [t("Nobody else was queued at {0} or globally.", p)];
  const parts = [
    own.length === 0 ? "" : t("in its local queue {0}", context.gs(own)),
    global === 0 ? "" : t("in the global queue {0, plural, one {# goroutine} other {# goroutines}}", global),
  ];
  return [t("Still waiting: {0}.", parts.filter((part) => part !== "").join(", "))];
}

function passedOver({ context, event, before, p }: Moment): string[] {
  const next = context.queues.runnext(event.p, before);
  const own = [...(next === NONE ? [] : [next]), ...context.queues.ring(event.p, before)];
  return own.length === 0 ? [] : [t("Passed over at {0}: {1}.", p, context.gs(own))];
}

function nextGlobal(moment: Moment): string[] {
  const { context, event, before, p } = moment;
  if (context.queues.globalLength(processOf(moment), before) === 0) return [];
  const left = context.slices.untilGlobal(event.p, before);
  return [
    t(
      "The global queue comes first at {0} after {1, plural, one {# more slice} other {# more slices}}.",
      p,
      left,
    ),
  ];
}

function batch(moment: Moment): string[] {
  const { context, event, before } = moment;
  const size = context.queues.globalLength(processOf(moment), before);
  const taken = context.queues.ringLength(event.p, event.index) + 1;
  return [
    t(
      "Of {0, plural, one {# goroutine} other {# goroutines}} there it took {1, plural, one {#: this one runs} other {#: this one runs, the others went into its local queue}}.",
      size,
      taken,
    ),
  ];
}

function theft(moment: Moment): string[] {
  const { context, event, p } = moment;
  const steal = findBack(context, event, ({ kind }) => kind === Kind.Steal);
  if (steal === undefined) return [t("{0} had nothing to do and stole it.", p)];
  const { before, batch: taken, round } = stealDetail(steal.b);
  const victim = context.p(steal.a);
  const sentences = [
    RUN_RULES[event.aux] === "steal"
      ? stealText(p, round, taken, before, victim)
      : t(
          "{0} had nothing to do: in round {1} of its search it took the runnext of {2}, whose ring was empty when it first looked.",
          p,
          round,
          victim,
        ),
  ];
  const walk = findBack(context, { ...event, index: steal.index }, ({ kind }) => kind === Kind.StealRound);
  if (walk === undefined) return sentences;
  const { counts } = roundDetail(walk.a, walk.b);
  const found = counts
    .map((count, look) => (look === 0 || count === 0 ? "" : `${count} ${STEAL_LOOKS[look] ?? ""}`))
    .filter((text) => text !== "");
  if (found.length > 0)
    sentences.push(t("On its way in that round it met {0}.", listed(found, STEAL_LOOKS.length)));
  return sentences;
}

function stealText(p: string, round: number, taken: number, before: number, victim: string): string {
  if (before === 1)
    return t(
      "{0} had nothing to do: in round {1} of its search it took the only one in the local queue of {2}.",
      p,
      round,
      victim,
    );
  return taken === 1
    ? t(
        "{0} had nothing to do: in round {1} of its search it took 1 of the {2} in the local queue of {3}.",
        p,
        round,
        before,
        victim,
      )
    : t(
        "{0} had nothing to do: in round {1} of its search it took {2} of the {3} in the local queue of {4} and runs the last of them.",
        p,
        round,
        taken,
        before,
        victim,
      );
}
