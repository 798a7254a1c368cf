import { WAIT_REASONS } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { GIndex } from "../../shared/ids";
import { t } from "../../shared/l10n/t";
import type { EventLog } from "../../shared/log/eventLog";
import type { Finding } from "../../shared/trace/findings";
import type { Component } from "./components";
import { MOST_LISTED, blockedGoroutine, findingObject, gNames, goroutinesText } from "./describe";
import { sentences } from "../words";
import { explain } from "./explain";
import type { Stuck, Waits } from "./stuck";
import { waitGraph } from "./waitGraph";

/** So long must the run go on after an inferred one, ns: nobody may have come to what would end it. */
const LEAST_LIFE_NS = 1e6;

/**
 * Partial deadlocks: goroutines that can never run again while others live. Go's runtime does not report them.
 *
 * What is certain, and what is inferred:
 * - That its members were blocked from the time given for each to the end of the run, and that others of the program ran in the meantime, is
 *   certain: the log says so. A member that was blocked at the onset never runs after it.
 * - That they would never have run again is certain for locks that are held by members or by goroutines that have ended (as everywhere, a
 *   lock is given back by who took it, though Go lets others do it), for nil channels, and for selects without cases.
 * - For channels, wait groups, conditions and semaphores it is inferred: see `stuckGoroutines`. Then the run must have gone on for 1 ms.
 */
export function partialDeadlocks(
  log: EventLog,
  waits: Waits,
  stuck: Stuck,
  parts: readonly Component[],
): { readonly findings: readonly Finding[]; readonly members: ReadonlySet<number> } {
  const { states } = waits;
  const members = new Set<number>();
  if (states.end === "deadlock") return { findings: [], members };
  const ran = ranLast(waits, stuck);
  const resting = parts.find(({ gs }) => gs.some((g) => isMainAtRest(log, waits, g)));
  const found = parts.filter(
    (part) =>
      part !== resting && ran > part.onset && (part.certain || states.endTime - part.onset >= LEAST_LIFE_NS),
  );
  for (const { gs } of [...found, ...(resting === undefined ? [] : [resting])])
    for (const g of gs) members.add(g);
  return { findings: found.map((part) => finding(log, waits, stuck, part)), members };
}

/** An empty select in the main goroutine is how a program says that its other goroutines are to run for ever: nothing is wrong. */
function isMainAtRest(log: EventLog, { states }: Waits, g: number): boolean {
  return (
    WAIT_REASONS[states.reason[g] ?? 0] === "select (no cases)" &&
    log.tables.gs.at(g as GIndex).parent === NONE
  );
}

/** When one of the program's goroutines that are not stuck ran last. */
function ranLast({ states }: Waits, { members }: Stuck): number {
  let latest = -1;
  for (let g = 0; g < states.count; g++)
    if (states.user[g] === 1 && !members.has(g)) latest = Math.max(latest, states.ranUntil(g));
  return latest;
}

function finding(log: EventLog, waits: Waits, stuck: Stuck, part: Component): Finding {
  const { gs, inner, onset, certain } = part;
  const behind = gs.length - inner;
  const who = inner === 1 ? gNames(log, gs, 1) : goroutinesText(inner);
  return {
    kind: "partial deadlock",
    // Inferred, it may be that what would end it comes only after what the log shows.
    severity: certain ? "error" : "warning",
    certainty: certain ? "certain" : "inferred",
    title: certain
      ? t("Partial deadlock: {0} can never run again", who)
      : t("Partial deadlock: {0} will probably never run again", who),
    text: sentences(
      explain(log, waits, stuck, part),
      behind === 0
        ? ""
        : t(
            "{0, plural, one {# goroutine} other {# goroutines}} later came to wait for {1, plural, one {it} other {them}}.",
            behind,
            inner,
          ),
    ),
    onset,
    end: undefined,
    count: gs.length,
    goroutines: gs.slice(0, MOST_LISTED).map((g) => blockedGoroutine(log, waits.states, g)),
    objects: part.objects.slice(0, MOST_LISTED).map((object) => findingObject(log, object)),
    ps: [],
    graph: waitGraph(log, waits, stuck, gs, gs.length),
  };
}
