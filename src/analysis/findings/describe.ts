import { WAIT_REASONS } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { GIndex } from "../../shared/ids";
import { t } from "../../shared/l10n/t";
import type { EventLog } from "../../shared/log/eventLog";
import type { FindingGoroutine, FindingObject } from "../../shared/trace/findings";
import { gName, gTag, locName, objectName } from "../names";
import { placeOf } from "../placeIndex";
import { listed } from "../words";
import type { GoroutineStates } from "./goroutineStates";

/** Goroutines that a finding lists; of more it says the number. */
export const MOST_LISTED = 32;

/** Names that are told in a row; of more the number. */
export const MOST_NAMED = 3;

/** `mutex 3 (made at main.ts:7)`. */
export function objectText(log: EventLog, object: number): string {
  const made = locName(log, log.tables.objects[object]?.created ?? NONE);
  return made === "" ? objectName(log, object) : t("{0} (made at {1})", objectName(log, object), made);
}

export function findingObject(log: EventLog, object: number): FindingObject {
  return {
    object,
    label: objectName(log, object),
    created: placeOf(log, log.tables.objects[object]?.created ?? NONE),
  };
}

/** A goroutine of a finding: `part` says what it does in it. */
export function findingGoroutine(
  log: EventLog,
  g: number,
  { part, since, loc }: { readonly part: string; readonly since: number; readonly loc: number },
): FindingGoroutine {
  const { goid, name, created, process } = log.tables.gs.at(g as GIndex);
  return {
    g,
    goid,
    pid: log.tables.processes[process]?.pid ?? 0,
    tag: gTag(log, g),
    name: log.tables.string(name),
    part,
    since,
    at: placeOf(log, loc),
    created: placeOf(log, created),
  };
}

/** What a goroutine that is blocked at the end waits for: `waits in sync.Mutex.Lock for mutex 3`. */
export function waitText(log: EventLog, states: GoroutineStates, g: number): string {
  const reason = WAIT_REASONS[states.reason[g] ?? 0] ?? "";
  const object = states.object[g] ?? NONE;
  if (object !== NONE) return `${reason}: ${objectName(log, object)}`;
  const cases = states.casesOf(g).map(({ chan }) => objectName(log, chan));
  return cases.length === 0 ? reason : `${reason}: ${listed([...new Set(cases)], MOST_NAMED)}`;
}

export function blockedGoroutine(log: EventLog, states: GoroutineStates, g: number): FindingGoroutine {
  return findingGoroutine(log, g, {
    part: waitText(log, states, g),
    since: states.since[g] ?? 0,
    loc: states.loc[g] ?? NONE,
  });
}

/** `G7 worker, G8 worker and 5 more`. */
export function gNames(log: EventLog, gs: readonly number[], total = gs.length): string {
  return listed(
    gs.slice(0, MOST_NAMED).map((g) => gName(log, g)),
    MOST_NAMED,
    total,
  );
}

/** `3 goroutines`. */
export function goroutinesText(count: number): string {
  return t("{0, plural, one {# goroutine} other {# goroutines}}", count);
}
