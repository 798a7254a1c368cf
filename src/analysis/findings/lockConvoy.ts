import { durationText } from "../../shared/l10n/numbers";
import { t } from "../../shared/l10n/t";
import { SYNC_OPS, codeOf } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import type { Finding } from "../../shared/trace/findings";
import { MOST_LISTED, findingGoroutine, findingObject, objectText } from "./describe";
import { inParentheses, sentences } from "../words";
import { locName } from "../names";
import type { Finder, Reader } from "./finder";

const LOCK = codeOf(SYNC_OPS, "lock");
const LOCK_AFTER_WAITING = codeOf(SYNC_OPS, "lock (acquired after waiting)");
const LOCK_HANDED_OVER = codeOf(SYNC_OPS, "lock (handed over)");
const UNLOCK = codeOf(SYNC_OPS, "unlock");

/** Acquisitions after waiting that make a convoy. */
const LEAST_WAITED = 64;
/** An acquisition without waiting weighs as much as so many after waiting: nine in ten must have waited. */
const FREE_WEIGHT = 9;
const LEAST_GOROUTINES = 3;
/** So long it must hold, ns: as long as a goroutine waits before sync.Mutex is handed over. */
const LEAST_NS = 1e6;
/** The handovers must take at least this share of the time. */
const LEAST_LOST = 0.1;
const MOST_FOUND = 100;
const MOST_REMEMBERED = 1000;

/** What goes on at one mutex. */
interface Queue {
  /** Falls to 0: the convoy has dissolved. */
  score: number;
  onset: number;
  acquisitions: number;
  waited: number;
  handedOver: number;
  heldNs: number;
  gapNs: number;
  lockedAt: number;
  unlockedAt: number;
  /** Time of the latest acquisition after waiting. */
  latest: number;
  /** Goroutines, each with the place where it locks. */
  readonly who: Map<number, number>;
}

/** All convoys at one mutex. */
interface Convoys {
  readonly object: number;
  readonly onset: number;
  end: number;
  stretches: number;
  ns: number;
  acquisitions: number;
  waited: number;
  handedOver: number;
  heldNs: number;
  gapNs: number;
  readonly who: Map<number, number>;
}

/**
 * Lock convoys, after Blasgen, Gray, Mitoma and Price, "The Convoy Phenomenon" (ACM SIGOPS Operating Systems Review 13(2), 1979): goroutines
 * that take a lock often and for a short time queue up at it, and the queue does not dissolve, since whoever has had its turn comes back
 * before the queue is empty: every acquisition costs a wait and a switch.
 *
 * Here: at a sync.Mutex at least 64 acquisitions by 3 or more goroutines, nine in ten of them after waiting, at each unlock somebody
 * waiting, for 1 ms or more, and for at least a tenth of the time the lock was on its way from one to the next instead of being held: so its sections
 * were short against the switch. A lock that is merely busy, with long sections, is no convoy. Certain.
 */
export class LockConvoyFinder implements Finder, Reader {
  readonly kinds = [Kind.Sync];
  readonly first: readonly Reader[] = [this];
  private readonly queues = new Map<number, Queue>();
  private readonly found = new Map<number, Convoys>();

  constructor(private readonly log: EventLog) {}

  event({ aux: op, a: object, b: waiters, g, loc, time }: LogEvent): void {
    // A lock of kernel threads.
    if (g === NONE) return;
    if (op === LOCK_AFTER_WAITING || op === LOCK_HANDED_OVER) {
      const queue = this.queueOf(object, time);
      if (queue === undefined) return;
      if (op === LOCK_HANDED_OVER) queue.handedOver++;
      queue.waited++;
      queue.score = Math.min(queue.score + 1, LEAST_WAITED);
      queue.latest = time;
      acquired(queue, g, loc, time);
    } else if (op === LOCK) {
      const queue = this.queues.get(object);
      if (queue === undefined) return;
      queue.score -= FREE_WEIGHT;
      acquired(queue, g, loc, time);
      if (queue.score <= 0) this.close(object);
    } else if (op === UNLOCK) {
      const queue = this.queues.get(object);
      if (queue === undefined) return;
      queue.heldNs += time - queue.lockedAt;
      queue.unlockedAt = time;
      if (waiters === 0) this.close(object);
    }
  }

  second(): readonly Reader[] {
    for (const object of this.queues.keys()) this.close(object);
    return [];
  }

  findings(): readonly Finding[] {
    return [...this.found.values()]
      .sort((a, b) => a.onset - b.onset)
      .slice(0, MOST_FOUND)
      .map((convoys) => finding(this.log, convoys));
  }

  /** undefined for an RWMutex: its events do not tell the waiting writers. */
  private queueOf(object: number, time: number): Queue | undefined {
    const known = this.queues.get(object);
    if (known !== undefined) return known;
    if (this.log.tables.objects[object]?.kind !== "mutex") return undefined;
    const queue: Queue = {
      score: 0,
      onset: time,
      acquisitions: 0,
      waited: 0,
      handedOver: 0,
      heldNs: 0,
      gapNs: 0,
      lockedAt: time,
      unlockedAt: time,
      latest: time,
      who: new Map(),
    };
    this.queues.set(object, queue);
    return queue;
  }

  private close(object: number): void {
    const queue = this.queues.get(object);
    this.queues.delete(object);
    if (queue === undefined || !isConvoy(queue)) return;
    const { onset, latest, who } = queue;
    const known = this.found.get(object);
    if (known === undefined) {
      const { acquisitions, waited, handedOver, heldNs, gapNs } = queue;
      const sums = { stretches: 1, ns: latest - onset, acquisitions, waited, handedOver, heldNs, gapNs };
      this.found.set(object, { object, onset, end: latest, ...sums, who });
      return;
    }
    known.end = latest;
    known.stretches++;
    known.ns += latest - onset;
    for (const sum of ["acquisitions", "waited", "handedOver", "heldNs", "gapNs"] as const)
      known[sum] += queue[sum];
    for (const [g, loc] of who) if (known.who.size < MOST_REMEMBERED) known.who.set(g, loc);
  }
}

function acquired(queue: Queue, g: number, loc: number, time: number): void {
  queue.acquisitions++;
  queue.gapNs += time - queue.unlockedAt;
  queue.lockedAt = time;
  if (queue.who.size < MOST_REMEMBERED || queue.who.has(g)) queue.who.set(g, loc);
}

function isConvoy({ waited, who, onset, latest, gapNs, heldNs }: Queue): boolean {
  return (
    waited >= LEAST_WAITED &&
    who.size >= LEAST_GOROUTINES &&
    latest - onset >= LEAST_NS &&
    gapNs >= LEAST_LOST * (gapNs + heldNs)
  );
}

function finding(log: EventLog, convoys: Convoys): Finding {
  const { object, onset, end, who } = convoys;
  return {
    kind: "lock convoy",
    severity: "warning",
    certainty: "certain",
    title: t(
      "Lock convoy: {0, plural, one {# goroutine} other {# goroutines}} queue at {1}",
      who.size,
      objectText(log, object),
    ),
    text: sentences(
      courseText(log, convoys),
      t(
        "Hold it less often and do more each time, give each goroutine its own share and add up at the end, or use fewer goroutines.",
      ),
    ),
    onset,
    end,
    count: who.size,
    goroutines: [...who]
      .slice(0, MOST_LISTED)
      .map(([g, loc]) =>
        findingGoroutine(log, g, { part: t("waits its turn again and again"), since: onset, loc }),
      ),
    objects: [findingObject(log, object)],
    ps: [],
    graph: undefined,
  };
}

function courseText(log: EventLog, convoys: Convoys): string {
  const { acquisitions, waited, handedOver, heldNs, gapNs, who, stretches, ns } = convoys;
  const waits = [waited, acquisitions, inParentheses(locName(log, [...who.values()][0] ?? NONE))];
  return t(
    "{0}: the lock was {1}, held for {2} and then on its way for {3} on average, {4} % of the time.",
    stretches === 1
      ? t("{0} of {1, plural, one {# acquisition} other {# acquisitions}} had to wait{2}", ...waits)
      : t(
          "In {3, plural, one {# stretch} other {# stretches}} of {4} in all, {0} of {1, plural, one {# acquisition} other {# acquisitions}} had to wait{2}",
          ...waits,
          stretches,
          durationText(ns),
        ),
    handedOver * 2 > acquisitions ? t("handed over in starvation mode") : t("passed on by waking the next"),
    durationText(Math.round(heldNs / acquisitions)),
    durationText(Math.round(gapNs / acquisitions)),
    Math.round((100 * gapNs) / (gapNs + heldNs)),
  );
}
