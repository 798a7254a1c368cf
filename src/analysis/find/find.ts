import { NONE } from "../../shared/ids";
import { t } from "../../shared/l10n/t";
import type { EventLog } from "../../shared/log/eventLog";
import { threadEntity } from "../../shared/trace/entity";
import type { Entity } from "../../shared/trace/entity";
import type { FindAnswer, FindRow } from "../../shared/trace/find";
import type { GoroutineAt } from "../../shared/trace/queries";
import type { ThreadAt } from "../../shared/trace/threads";
import { doerOf } from "../causality/wakeups";
import { entityName } from "../names";

/** Who is in which state at an instant. */
export interface StatesAt {
  readonly goroutines: readonly GoroutineAt[];
  readonly threads: readonly ThreadAt[];
}

/** `main.ts:34`, or `:34` in any file. */
const LINE = /^(.*):(\d+)$/;
/** Of a state or a reason this much has to be typed: else nearly everything would be found. */
const LEAST = 3;

/**
 * Goroutines and threads by a text: those whose name has it (`G7`, `worker`, `tid 7`), then those that are in a state, or wait for a
 * reason, with it; for `file:line` those that come to the line, with the first time from `time` on, or else the last before. Capitals do not count.
 * @param statesAt who is in which state at `time`; asked for only if needed.
 */
export function find(
  log: EventLog,
  text: string,
  time: number,
  max: number,
  statesAt: () => StatesAt,
): FindAnswer {
  const wanted = text.trim().toLowerCase();
  const found = new Found(max);
  if (wanted === "") return found.answer();
  const line = LINE.exec(wanted);
  if (line !== null) {
    atLine(log, line[1] ?? "", Number(line[2]), time, found);
    return found.answer();
  }
  for (const entity of entities(log)) {
    if (found.full) break;
    const name = entityName(log, entity);
    if (name.toLowerCase().includes(wanted)) found.add({ entity, name, what: "", time: undefined });
  }
  if (wanted.length >= LEAST && !found.full) {
    const { goroutines, threads } = statesAt();
    const look = (entity: Entity, state: string, reason: string): void => {
      if (!state.includes(wanted) && !reason.toLowerCase().includes(wanted)) return;
      const what = reason === "" || reason === state ? state : `${state} (${reason})`;
      found.add({ entity, name: entityName(log, entity), what, time });
    };
    for (const { g, state, reason } of goroutines) look(g, state, reason);
    for (const { task, state, reason } of threads) look(threadEntity(task), state, reason);
  }
  return found.answer();
}

function* entities(log: EventLog): Generator<Entity> {
  for (let g = 0; g < log.tables.gs.length; g++) yield g;
  for (let task = 0; task < log.tables.tasks.length; task++) yield threadEntity(task);
}

function atLine(log: EventLog, file: string, line: number, time: number, found: Found): void {
  const { locs, files } = log.tables;
  const isThere = locs.map(
    (loc) => loc.line === line && (files[loc.file]?.uri.toLowerCase().endsWith(file) ?? false),
  );
  if (!isThere.includes(true)) return;
  const times = new Map<Entity, number>();
  for (let index = log.window.start; index < log.length; index++) {
    const event = log.read(index);
    if (isThere[event.loc] !== true) continue;
    const entity = doerOf(event);
    if (entity === NONE) continue;
    const known = times.get(entity);
    if (known === undefined || known < time) times.set(entity, event.time);
  }
  for (const [entity, at] of times)
    found.add({ entity, name: entityName(log, entity), what: t("at line {0}", String(line)), time: at });
}

/** Each entity once, up to a number. */
class Found {
  private readonly rows = new Map<Entity, FindRow>();
  private more = false;

  constructor(private readonly max: number) {}

  get full(): boolean {
    return this.more;
  }

  add(row: FindRow): void {
    if (this.rows.has(row.entity)) return;
    if (this.rows.size >= this.max) this.more = true;
    else this.rows.set(row.entity, row);
  }

  answer(): FindAnswer {
    return { rows: [...this.rows.values()], more: this.more };
  }
}
