import { WAIT_REASONS } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import { t } from "../../shared/l10n/t";
import type { EventLog } from "../../shared/log/eventLog";
import { gName, locName, objectName } from "../names";
import { atPlace, listed, sentences } from "../words";
import type { Component } from "./components";
import { MOST_NAMED, gNames, objectText } from "./describe";
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
  if (holder !== undefined && waits.states.hasEnded(holder.g))
    return t(
      "{0} {1, plural, one {waits} other {wait}}{2} for {3}, which {4} took{5} and has never given back: it has ended. Unlock in a finally block.",
      gNames(log, inner, inner.length),
      inner.length,
      at(log, waits, first),
      objectText(log, point.object),
      gName(log, holder.g),
      atPlace(log, holder.loc),
    );
  if (holder?.g === first && inner.length === 1)
    return t(
      "{0} waits{1} for {2}, which it holds itself{3}. Go's locks cannot be taken twice: split the function into one that locks and one that expects the lock.",
      gName(log, first),
      at(log, waits, first),
      objectText(log, point.object),
      sincePlace(log, holder.loc),
    );
  return sentences(
    circle(log, waits, stuck, inner),
    t("Take the locks in the same order everywhere, or hold only one at a time."),
  );
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
    const object = objectName(log, point?.object ?? NONE);
    steps.push(
      holder === undefined
        ? t("{0} waits{1} for {2}", gName(log, g), at(log, waits, g), object)
        : t(
            "{0} waits{1} for {2}, held by {3}{4}",
            gName(log, g),
            at(log, waits, g),
            object,
            gName(log, holder.g),
            sincePlace(log, holder.loc),
          ),
    );
    g = holder?.g;
  }
  const more = inner.length - steps.length;
  return more > 0 ? t("{0}; and so on for {1} more.", steps.join("; "), more) : t("{0}.", steps.join("; "));
}

function hopeless(log: EventLog, waits: Waits, inner: readonly number[], first: number): string {
  const reason = WAIT_REASONS[waits.states.reason[first] ?? 0] ?? "";
  const who = [gNames(log, inner, inner.length), inner.length, at(log, waits, first)];
  return reason === "select (no cases)"
    ? t(
        "{0} {1, plural, one {waits} other {wait}}{2} in a select without cases, which nothing ever ends. Let it wait for a channel that is closed when it is to stop.",
        ...who,
      )
    : t(
        "{0} {1, plural, one {waits} other {wait}}{2} for a nil channel ({3}), on which nothing ever happens. Make the channel with chan() before it is used.",
        ...who,
        reason,
      );
}

function untouched(
  log: EventLog,
  waits: Waits,
  stuck: Stuck,
  component: Component,
  point: WaitPoint,
): string {
  const inner = component.gs.slice(0, component.inner);
  const objects = component.objects.slice(0, MOST_NAMED).map((object) => objectText(log, object));
  const hasLeft =
    point.waiters.length > 0 &&
    inner.some((g) => waits.points.of(g).some((of) => (stuck.wakers[of] ?? []).length > 0));
  const { hope, advice } = hopeOf(point.role, waits.points.kindOf(point), hasLeft);
  const values = [
    gNames(log, inner, inner.length),
    inner.length,
    inner.length === 1 ? at(log, waits, inner[0] ?? NONE) : "",
    listed(objects, MOST_NAMED, component.objects.length),
    hope,
  ];
  return sentences(
    waits.states.end === "deadlock"
      ? t("{0} {1, plural, one {waits} other {wait}}{2} for {3}, {4}.", ...values)
      : t("{0} {1, plural, one {waits} other {wait}}{2} for {3}, {4} in this run.", ...values),
    advice,
  );
}

/** What its waiters hope for in vain, as a relative clause, and what to do. `hasLeft`: there was somebody who did it once. */
function hopeOf(role: Role, kind: string, hasLeft: boolean): { hope: string; advice: string } {
  switch (role) {
    case Role.Receive:
      return {
        hope: hasLeft
          ? t("which nobody who is left sends on or closes")
          : t("which nobody ever sends on or closes"),
        advice: t(
          "Let the one who sends close the channel when no more will come, or select on a channel that says when to stop.",
        ),
      };
    case Role.Send:
      return {
        hope: hasLeft ? t("which nobody who is left receives from") : t("which nobody ever receives from"),
        advice: t(
          "Receive until the channel is closed, give it room for what nobody waits for, or select on a channel that says when to stop.",
        ),
      };
    case Role.Signal:
      return signalOf(kind, hasLeft);
    case Role.Lock:
    case Role.ReadLock:
    case Role.NoReaders:
      return {
        hope: hasLeft ? t("which nobody who is left unlocks") : t("which nobody ever unlocks"),
        advice: "",
      };
  }
}

function signalOf(kind: string, hasLeft: boolean): { hope: string; advice: string } {
  switch (kind) {
    case "waitgroup":
      return {
        hope: hasLeft ? t("which nobody who is left brings to zero") : t("which nobody ever brings to zero"),
        advice: t(
          "Call done() in a finally block of each goroutine that was added, or start them with wg.go().",
        ),
      };
    case "semaphore":
      return {
        hope: hasLeft ? t("which nobody who is left releases") : t("which nobody ever releases"),
        advice: t("Release in a finally block."),
      };
    default:
      return {
        hope: hasLeft ? t("which nobody who is left signals") : t("which nobody ever signals"),
        advice: kind === "cond" ? t("Call signal() or broadcast() after each change of the condition.") : "",
      };
  }
}

/** ` at main.ts:9`: where it waits. */
function at(log: EventLog, { states }: Waits, g: number): string {
  return atPlace(log, states.loc[g] ?? NONE);
}

/** ` since main.ts:15`: where a lock was taken. */
function sincePlace(log: EventLog, loc: number): string {
  const text = locName(log, loc);
  return text === "" ? "" : t(" since {0}", text);
}
