import { WAIT_REASONS } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog } from "../../shared/log/eventLog";
import { gName, locName, objectName } from "../names";
import type { Component } from "./components";
import { gNames, listed, objectText } from "./describe";
import type { Stuck, Waits } from "./stuck";
import { Role, isLock } from "./waits";
import type { WaitPoint } from "./waits";

/** Goroutines of a circle that are told one by one. */
const MOST_TOLD = 4;

/** Why the inner goroutines of a component can never run again, and what to do about it: one sentence each. */
export function explain(log: EventLog, waits: Waits, stuck: Stuck, component: Component): string {
  const inner = component.gs.slice(0, component.inner);
  const [first] = inner;
  if (first === undefined) return "";
  const own = waits.points.of(first);
  const point = waits.points.points[own[0] ?? NONE];
  if (point === undefined) return hopeless(log, waits, inner, first);
  const wakers = stuck.wakers[own[0] ?? NONE] ?? [];
  if (!isLock(point.role)) return untouched(log, waits, stuck, component, point);
  const holder = wakers[0];
  if (holder !== undefined && waits.states.hasEnded(holder.g)) {
    return `${gNames(log, inner, inner.length)} ${wait(inner)} ${at(log, waits, first)}for ${objectText(log, point.object)}, which ${gName(log, holder.g)} took${place(log, holder.loc)} and has never given back: it has ended. Unlock in a finally block.`;
  }
  if (holder?.g === first && inner.length === 1) {
    return `${gName(log, first)} waits ${at(log, waits, first)}for ${objectText(log, point.object)}, which it holds itself${place(log, holder.loc, " since")}. Go's locks cannot be taken twice: split the function into one that locks and one that expects the lock.`;
  }
  return `${circle(log, waits, stuck, inner)} Take the locks in the same order everywhere, or hold only one at a time.`;
}

/** `G5 a waits at main.ts:9 for mutex 2, held by G6 b since main.ts:15; G6 b waits …` */
function circle(log: EventLog, waits: Waits, stuck: Stuck, inner: readonly number[]): string {
  const within = new Set(inner);
  const steps: string[] = [];
  const told = new Set<number>();
  for (let g = inner[0]; g !== undefined && !told.has(g) && steps.length < MOST_TOLD;) {
    told.add(g);
    const of: number = waits.points.of(g)[0] ?? NONE;
    const point: WaitPoint | undefined = waits.points.points[of];
    const holder = (stuck.wakers[of] ?? []).find((waker) => within.has(waker.g));
    const held =
      holder === undefined ? "" : `, held by ${gName(log, holder.g)}${place(log, holder.loc, " since")}`;
    steps.push(
      `${gName(log, g)} waits ${at(log, waits, g)}for ${point === undefined ? "nothing" : objectName(log, point.object)}${held}`,
    );
    g = holder?.g;
  }
  const more = inner.length - steps.length;
  return `${steps.join("; ")}${more > 0 ? `; and so on for ${more} more` : ""}.`;
}

function hopeless(log: EventLog, waits: Waits, inner: readonly number[], first: number): string {
  const reason = WAIT_REASONS[waits.states.reason[first] ?? 0] ?? "";
  const who = `${gNames(log, inner, inner.length)} ${wait(inner)} ${at(log, waits, first)}`;
  if (reason === "select (no cases)")
    return `${who}in a select without cases, which nothing ever ends. Let it wait for a channel that is closed when it is to stop.`;
  return `${who}for a nil channel (${reason}), on which nothing ever happens. Make the channel with chan() before it is used.`;
}

const HOPES: Readonly<Record<Role, string>> = {
  [Role.Receive]: "sends on or closes",
  [Role.Send]: "receives from",
  [Role.Signal]: "signals",
  [Role.Lock]: "unlocks",
  [Role.ReadLock]: "unlocks",
  [Role.NoReaders]: "unlocks",
};

const SIGNALS: Readonly<Record<string, readonly [hope: string, advice: string]>> = {
  waitgroup: [
    "brings to zero",
    "Call done() in a finally block of each goroutine that was added, or start them with wg.go().",
  ],
  cond: ["signals", "Call signal() or broadcast() after each change of the condition."],
  semaphore: ["releases", "Release in a finally block."],
};

const ADVICE: Partial<Record<Role, string>> = {
  [Role.Receive]:
    "Let the one who sends close the channel when no more will come, or select on a channel that says when to stop.",
  [Role.Send]:
    "Receive until the channel is closed, give it room for what nobody waits for, or select on a channel that says when to stop.",
};

function untouched(
  log: EventLog,
  waits: Waits,
  stuck: Stuck,
  component: Component,
  point: WaitPoint,
): string {
  const inner = component.gs.slice(0, component.inner);
  const objects = component.objects.slice(0, 3).map((object) => objectText(log, object));
  const signal = point.role === Role.Signal ? SIGNALS[waits.points.kindOf(point)] : undefined;
  const hope = signal?.[0] ?? HOPES[point.role];
  const nobody =
    point.waiters.length > 0 &&
    inner.some((g) => waits.points.of(g).some((of) => (stuck.wakers[of] ?? []).length > 0));
  const first = inner[0] ?? NONE;
  return `${gNames(log, inner, inner.length)} ${wait(inner)} ${inner.length === 1 ? at(log, waits, first) : ""}for ${listed(objects, 3, component.objects.length)}, which nobody ${nobody ? "who is left" : "ever"} ${hope}${waits.states.end === "deadlock" ? "" : " in this run"}. ${signal?.[1] ?? ADVICE[point.role] ?? ""}`;
}

function wait(gs: readonly number[]): string {
  return gs.length === 1 ? "waits" : "wait";
}

function at(log: EventLog, { states }: Waits, g: number): string {
  const text = locName(log, states.loc[g] ?? NONE);
  return text === "" ? "" : `at ${text} `;
}

function place(log: EventLog, loc: number, word = " at"): string {
  const text = locName(log, loc);
  return text === "" ? "" : `${word} ${text}`;
}
