import { RUN_RULES, STEAL_LOOKS } from "../../shared/enums";
import type { RunRule } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { GIndex } from "../../shared/ids";
import type { LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { roundDetail, stealDetail } from "../steals";
import type { ExplainContext } from "./context";
import { counted, listed } from "./words";

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
  start: () => ["It is the first goroutine that runs."],
  "global queue (61st tick)": (moment) => {
    const { context, event, before } = moment;
    const tick = context.slices.tick(event.p, before);
    return [
      `The schedtick of ${moment.p} was ${tick}, a multiple of 61: the global queue comes before its own, so that goroutines there are not forgotten.`,
      ...passedOver(moment),
    ];
  },
  runnext: (moment) => [
    `${moment.p} had it in runnext, which comes first: it goes on in the slice ${sliceText(moment)}.`,
    ...waitingText(moment),
  ],
  "local queue": (moment) => [
    `The runnext of ${moment.p} was empty: it takes the head of its local queue, in a slice of its own.`,
    ...waitingText(moment),
    ...nextGlobal(moment),
  ],
  "global queue": (moment) => [
    `${moment.p} had nothing of its own: it took from the global queue.`,
    ...batch(moment),
  ],
  "global queue (last look)": (moment) => [
    `${moment.p} had found nothing to steal; just before it went idle it looked at the global queue once more.`,
    ...batch(moment),
  ],
  "global queue (second look)": (moment) => [
    `Its thread had given up its P already; looking once more, it found work in the global queue and took ${moment.p} again.`,
    ...batch(moment),
  ],
  netpoll: ({ p }) => [
    `${p} had nothing of its own and the global queue was empty: it asked the netpoller without waiting, and took the first that was ready.`,
  ],
  "netpoll (blocking)": ({ p }) => [
    `There was nothing to do anywhere: its thread slept in the netpoller until this goroutine was ready, and took ${p} for it.`,
  ],
  steal: (moment) => theft(moment),
  "steal runnext": (moment) => theft(moment),
  "P removed": ({ p }) => [
    `GOMAXPROCS was lowered, and the P that it ran on is no more: it went on on ${p}.`,
  ],
  locked: ({ p }) => [
    `It is locked to its thread: another thread had chosen it, and handed ${p} over to that thread.`,
  ],
  "syscall exit (fast)": ({ p }) => [
    `Back from its system call it found ${p} still free for it, and went on.`,
  ],
  "syscall exit (idle P)": ({ p }) => [
    `Back from its system call its P had been given to another thread; ${p} was idle, and it went on there.`,
  ],
  "wait cancelled": () => [
    "When it was about to wait there was nothing to wait for any more: it went on at once.",
  ],
  "GC worker": ({ p }) => [`A collection is under way: it marks on ${p} before any other work.`],
  "GC worker (idle P)": ({ p }) => [`${p} had nothing else to do: it helps the collection mark.`],
  "runnext (another P's timers)": ({ p }) => [
    `In search of work, ${p} ran the expired timers of another P: they readied it.`,
  ],
  "local queue (another P's timers)": ({ p }) => [
    `In search of work, ${p} ran the expired timers of another P: they readied it.`,
  ],
};

/** Why this goroutine, by which rule and instead of whom. `event` is a GoRunning. */
export function explainDecision(context: ExplainContext, event: LogEvent): string[] {
  const rule = RUN_RULES[event.aux];
  const explain = rule === undefined ? undefined : (RULES as Partial<Record<string, Sentences>>)[rule];
  if (explain === undefined)
    return rule === undefined ? [] : [`The scheduler chose it by the rule “${rule}”.`];
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

function sliceText({ context, event, before }: Moment): string {
  const began = context.slices.began(event.p, before);
  return began === NONE ? "of its waker" : `that began ${context.ns(event.time - began)} before`;
}

/** Who else could have run: in the own queues and the global one. */
function waitingText(moment: Moment): string[] {
  const { context, event, before, p } = moment;
  const own = context.queues.ring(event.p, before).filter((g) => g !== event.a);
  const global = context.queues.globalLength(processOf(moment), before);
  const parts = [
    own.length === 0 ? "" : `in its local queue ${context.gs(own)}`,
    global === 0 ? "" : `in the global queue ${counted(global, "goroutine")}`,
  ].filter((part) => part !== "");
  return parts.length === 0
    ? [`Nobody else was queued at ${p} or globally.`]
    : [`Still waiting: ${parts.join(", ")}.`];
}

function passedOver({ context, event, before, p }: Moment): string[] {
  const next = context.queues.runnext(event.p, before);
  const own = [...(next === NONE ? [] : [next]), ...context.queues.ring(event.p, before)];
  return own.length === 0 ? [] : [`Passed over at ${p}: ${context.gs(own)}.`];
}

function nextGlobal(moment: Moment): string[] {
  const { context, event, before, p } = moment;
  if (context.queues.globalLength(processOf(moment), before) === 0) return [];
  const left = context.slices.untilGlobal(event.p, before);
  return [`The global queue comes first at ${p} after ${counted(left, "more slice")}.`];
}

function batch(moment: Moment): string[] {
  const { context, event, before } = moment;
  const size = context.queues.globalLength(processOf(moment), before);
  const taken = context.queues.ringLength(event.p, event.index) + 1;
  return [
    `Of ${counted(size, "goroutine")} there it took ${taken}: this one runs${taken > 1 ? ", the others went into its local queue" : ""}.`,
  ];
}

function theft(moment: Moment): string[] {
  const { context, event, p } = moment;
  const steal = findBack(context, event, ({ kind }) => kind === Kind.Steal);
  if (steal === undefined) return [`${p} had nothing to do and stole it.`];
  const { before, batch: taken, round } = stealDetail(steal.b);
  const victim = context.p(steal.a);
  const sentences = [
    RUN_RULES[event.aux] === "steal"
      ? `${p} had nothing to do: in round ${round} of its search it took ${before === 1 ? "the only one" : `${taken} of the ${before}`} in the local queue of ${victim}${taken === 1 ? "." : " and runs the last of them."}`
      : `${p} had nothing to do: in round ${round} of its search it took the runnext of ${victim}, whose ring was empty when it first looked.`,
  ];
  const walk = findBack(context, { ...event, index: steal.index }, ({ kind }) => kind === Kind.StealRound);
  if (walk === undefined) return sentences;
  const { counts } = roundDetail(walk.a, walk.b);
  const found = counts
    .map((count, look) => (look === 0 || count === 0 ? "" : `${count} ${STEAL_LOOKS[look] ?? ""}`))
    .filter((text) => text !== "");
  if (found.length > 0) sentences.push(`On its way in that round it met ${listed(found)}.`);
  return sentences;
}
