import { NONE } from "../../shared/ids";
import type { EventLog } from "../../shared/log/eventLog";
import type { CausalPathAnswer, CauseRow, PathShare } from "../../shared/trace/causality";
import type { Entity } from "../../shared/trace/entity";
import { SPAN_KINDS } from "../../shared/trace/queries";
import type { SpanColumns } from "../../shared/trace/spanColumns";
import { entityName } from "../names";
import { placeOf } from "../placeIndex";
import { spanReason } from "../spans/spanReason";

/** A path for people: what it is made of, and its latest `max` stretches. */
export function describePath(log: EventLog, path: SpanColumns, max: number): CausalPathAnswer {
  const total = path.start.length;
  const byState = new Shares<string>();
  const byEntity = new Shares<Entity>();
  for (let i = 0; i < total; i++) {
    const ns = (path.end[i] ?? 0) - (path.start[i] ?? 0);
    const why = spanReason(log, path, i);
    const state = SPAN_KINDS[path.kind[i] ?? 0] ?? "";
    byState.add(why === "" ? state : `${state}: ${why}`, ns);
    byEntity.add(path.entity[i] ?? NONE, ns);
  }
  const rows: CauseRow[] = [];
  for (let i = Math.max(0, total - Math.trunc(max)); i < total; i++) rows.push(row(log, path, i, total));
  return {
    start: path.start[0] ?? 0,
    end: path.end[total - 1] ?? 0,
    byState: byState.sorted().map(({ key, ns, count }): PathShare => ({ what: key, ns, count })),
    byEntity: byEntity
      .sorted()
      .map(({ key, ns, count }) => ({ what: entityName(log, key), ns, count, entity: key })),
    rows,
    total,
  };
}

function row(log: EventLog, path: SpanColumns, i: number, total: number): CauseRow {
  const entity = path.entity[i] ?? NONE;
  const next = i + 1 < total ? (path.entity[i + 1] ?? NONE) : entity;
  const { loc } = log.read(path.event[i] ?? 0);
  return {
    entity,
    name: entityName(log, entity),
    start: path.start[i] ?? 0,
    end: path.end[i] ?? 0,
    kind: SPAN_KINDS[path.kind[i] ?? 0] ?? "running",
    reason: spanReason(log, path, i),
    place: placeOf(log, loc),
    woke: next === entity ? "" : entityName(log, next),
  };
}

class Shares<Key> {
  private readonly shares = new Map<Key, { ns: number; count: number }>();

  add(key: Key, ns: number): void {
    const share = this.shares.get(key) ?? { ns: 0, count: 0 };
    share.ns += ns;
    share.count++;
    this.shares.set(key, share);
  }

  /** The longest first. */
  sorted(): { key: Key; ns: number; count: number }[] {
    return [...this.shares].map(([key, share]) => ({ key, ...share })).sort((a, b) => b.ns - a.ns);
  }
}
