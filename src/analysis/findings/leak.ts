import { WAIT_REASONS } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { GIndex } from "../../shared/ids";
import type { EventLog } from "../../shared/log/eventLog";
import type { Finding } from "../../shared/trace/findings";
import { gName, locName } from "../names";
import { MOST_LISTED, blockedGoroutine, findingObject, gNames, plural } from "./describe";
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
  const where = locName(log, states.loc[first] ?? NONE);
  const reason = WAIT_REASONS[states.reason[first] ?? 0] ?? "";
  const were = gs.length === 1 ? "was" : "were";
  return {
    kind: "goroutine leak",
    severity: brief ? "info" : "warning",
    certainty: "certain",
    title: `${gs.length === 1 ? gName(log, first) : plural(gs.length, "goroutine")} ${were} still blocked at the end`,
    text: `${gNames(log, gs, gs.length)}${made === "" ? "" : `, created at ${made},`} ${were} still waiting (${reason})${where === "" ? "" : ` at ${where}`} when the program ended. ${ADVICE[reason] ?? "Tell it to stop, and wait for it, before main returns."}`,
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

const ADVICE: Readonly<Record<string, string>> = {
  "chan receive":
    "Close the channel when nothing more will be sent, and wait for its readers before main returns.",
  "chan send":
    "Receive everything that is sent, give the channel room for it, or let the sender select on a channel that says when to stop.",
  select: "Give it a case that ends it, such as a context's done(), and use that before main returns.",
};
