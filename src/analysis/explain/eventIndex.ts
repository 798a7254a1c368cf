import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { firstAtLeast } from "../search";

/** Which events an index holds. */
export interface IndexSpec {
  /** Entities of the table. */
  readonly rows: number;
  readonly kinds: readonly number[];
  /** The entity an event of one of the kinds belongs to, −1 for none. Gives the same each time. */
  readonly rowOf: (event: LogEvent) => number;
}

/** The events of each entity of a table, in order: found without going through the log. */
export class EventIndex {
  readonly offsets: Uint32Array;
  private events = new Uint32Array(0);
  private next = new Uint32Array(0);

  constructor(private readonly spec: IndexSpec) {
    this.offsets = new Uint32Array(spec.rows + 1);
  }

  /** First pass: how many events each entity has. */
  count(event: LogEvent): void {
    const row = this.spec.rowOf(event);
    if (row >= 0) this.offsets[row + 1] = (this.offsets[row + 1] ?? 0) + 1;
  }

  /** Between the passes. */
  counted(): void {
    const { offsets } = this;
    const { rows } = this.spec;
    for (let row = 0; row < rows; row++) offsets[row + 1] = (offsets[row + 1] ?? 0) + (offsets[row] ?? 0);
    this.events = new Uint32Array(offsets[rows] ?? 0);
    this.next = offsets.slice(0, rows);
  }

  /** Second pass. */
  add(event: LogEvent): void {
    const row = this.spec.rowOf(event);
    if (row < 0) return;
    const at = this.next[row] ?? 0;
    this.events[at] = event.index;
    this.next[row] = at + 1;
  }

  /** How many events of the entity come before an event. */
  countBefore(row: number, before: number): number {
    const low = this.offsets[row] ?? 0;
    return firstAtLeast(this.events, low, this.offsets[row + 1] ?? low, before) - low;
  }

  /** The nth event of the entity, −1 where it has fewer. */
  at(row: number, n: number): number {
    const low = this.offsets[row] ?? 0;
    const position = low + n;
    return n < 0 || position >= (this.offsets[row + 1] ?? low) ? -1 : (this.events[position] ?? -1);
  }

  /** The latest event of the entity before an event, −1 for none. */
  lastBefore(row: number, before: number): number {
    return this.at(row, this.countBefore(row, before) - 1);
  }
}

/** Indexes over a log, all made in two passes. */
export function eventIndexes<const Specs extends Readonly<Record<string, IndexSpec>>>(
  log: EventLog,
  specs: Specs,
): { readonly [Name in keyof Specs]: EventIndex } {
  const made = Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, new EventIndex(spec)]));
  const byKind: EventIndex[][] = Array.from({ length: 256 }, () => []);
  for (const [name, { kinds }] of Object.entries(specs)) {
    const index = made[name];
    if (index !== undefined) for (const kind of kinds) byKind[kind]?.push(index);
  }
  log.forEach((event) => {
    const indexes = byKind[event.kind];
    if (indexes !== undefined) for (let i = 0; i < indexes.length; i++) indexes[i]?.count(event);
  });
  for (const index of Object.values(made)) index.counted();
  log.forEach((event) => {
    const indexes = byKind[event.kind];
    if (indexes !== undefined) for (let i = 0; i < indexes.length; i++) indexes[i]?.add(event);
  });
  return made as { readonly [Name in keyof Specs]: EventIndex };
}
