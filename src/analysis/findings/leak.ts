import { WAIT_REASONS } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { GIndex } from "../../shared/ids";
import { t } from "../../shared/l10n/t";
import type { EventLog } from "../../shared/log/eventLog";
import type { Finding } from "../../shared/trace/findings";
import { gName, locName } from "../names";
import { atPlace, sentences } from "../words";
import { MOST_LISTED, blockedGoroutine, findingObject, gNames } from "./describe";
import type { Waits } from "./stuck";

/** Blocked for less than this at the end, a goroutine may have been about to go on, ns. */
const BRIEF_NS = 1e6;

/**
 * Goroutines that were still blocked when the program came to its normal end, and are in no partial deadlock: one finding for all that were
 * created at one line and wait at one line. That they were blocked is certain; that they would have stayed so is not said. Those that sleep,
 * wait for a device or compute are not counted: the program ended before them, and that is all the log says.
 */
export function leaks(log: EventLog, waits: Waits, stuck: ReadonlySet<number>): Finding[] {
  const { states, points } = waits;
  if (states.end !== "exit") return [];
  const groups = new Map<string, number[]>();
  for (const g of points.blocked) {
    if (stuck.has(g)) continue;
    const key = `${log.tables.gs.at(g as GIndex).created} ${states.loc[g] ?? NONE} ${states.reason[g] ?? 0}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [g]);
    else group.push(g);
  }
  return Array.from(groups.values(), (gs) => finding(log, waits, gs)).sort((a, b) => a.onset - b.onset);
}

function finding(log: EventLog, { states, points }: Waits, gs: readonly number[]): Finding {
  const first = gs[0] ?? NONE;
  const onset = gs.reduce((least, g) => Math.min(least, states.since[g] ?? 0), Infinity);
  const brief = states.endTime - onset < BRIEF_NS;
  const objects = new Set<number>();
  for (const g of gs.slice(0, MOST_LISTED))
    for (const at of points.of(g)) objects.add(points.points[at]?.object ?? NONE);
  const made = locName(log, log.tables.gs.at(first as GIndex).created);
  const reason = WAIT_REASONS[states.reason[first] ?? 0] ?? "";
  return {
    kind: "goroutine leak",
    severity: brief ? "info" : "warning",
    certainty: "certain",
    title:
      gs.length === 1
        ? t("{0} was still blocked at the end", gName(log, first))
        : t(
            "{0, plural, one {# goroutine was} other {# goroutines were}} still blocked at the end",
            gs.length,
          ),
    text: sentences(
      t(
        "{0}{1} {2, plural, one {was} other {were}} still waiting ({3}){4} when the program ended.",
        gNames(log, gs, gs.length),
        made === "" ? "" : t(", created at {0},", made),
        gs.length,
        reason,
        atPlace(log, states.loc[first] ?? NONE),
      ),
      advice(reason),
    ),
    onset,
    end: undefined,
    count: gs.length,
    goroutines: gs.slice(0, MOST_LISTED).map((g) => blockedGoroutine(log, states, g)),
    objects: Array.from(objects, (object) => findingObject(log, object)).filter(
      ({ object }) => object !== NONE,
    ),
    ps: [],
    graph: undefined,
  };
}

function advice(reason: string): string {
  switch (reason) {
    case "chan receive":
      return t(
        "Close the channel when nothing more will be sent, and wait for its readers before main returns.",
      );
    case "chan send":
      return t(
        "Receive everything that is sent, give the channel room for it, or let the sender select on a channel that says when to stop.",
      );
    case "select":
      return t("Give it a case that ends it, such as a context's done(), and use that before main returns.");
    default:
      return t("Tell it to stop, and wait for it, before main returns.");
  }
}
