import { NONE } from "../ids";
import type { LogEvent } from "./logEvent";

/** Events by row, in no order: rows that are freed are used again. 48 bytes a row. */
export class RowStore {
  private free: number[] = [];
  private rows = 0;
  private capacity = 0;
  private order = new Float64Array();
  private time = new Float64Array();
  private kind = new Uint8Array();
  private aux = new Uint8Array();
  private core = new Int16Array();
  private columns = new Int32Array();

  /** Puts an event into a row of its own. `order`: its position among all events. */
  add(event: LogEvent, order: number): number {
    const row = this.free.pop() ?? this.rows++;
    if (row >= this.capacity) this.grow();
    this.set(row, event, order);
    return row;
  }

  set(row: number, event: LogEvent, order: number): void {
    this.order[row] = order;
    this.time[row] = event.time;
    this.kind[row] = event.kind;
    this.aux[row] = event.aux;
    this.core[row] = event.core;
    const at = 6 * row;
    this.columns[at] = event.task;
    this.columns[at + 1] = event.p;
    this.columns[at + 2] = event.g;
    this.columns[at + 3] = event.a;
    this.columns[at + 4] = event.b;
    this.columns[at + 5] = event.loc;
  }

  read(row: number, into: LogEvent): void {
    into.time = this.time[row] ?? 0;
    into.kind = this.kind[row] ?? 0;
    into.aux = this.aux[row] ?? 0;
    into.core = this.core[row] ?? NONE;
    const at = 6 * row;
    into.task = this.columns[at] ?? NONE;
    into.p = this.columns[at + 1] ?? NONE;
    into.g = this.columns[at + 2] ?? NONE;
    into.a = this.columns[at + 3] ?? NONE;
    into.b = this.columns[at + 4] ?? NONE;
    into.loc = this.columns[at + 5] ?? NONE;
  }

  orderOf(row: number): number {
    return this.order[row] ?? 0;
  }

  timeOf(row: number): number {
    return this.time[row] ?? 0;
  }

  remove(row: number): void {
    this.free.push(row);
  }

  private grow(): void {
    const capacity = Math.max(64, 2 * this.capacity);
    const grown = <Column extends { set(from: Column): void }>(column: Column, larger: Column): Column => {
      larger.set(column);
      return larger;
    };
    this.order = grown(this.order, new Float64Array(capacity));
    this.time = grown(this.time, new Float64Array(capacity));
    this.kind = grown(this.kind, new Uint8Array(capacity));
    this.aux = grown(this.aux, new Uint8Array(capacity));
    this.core = grown(this.core, new Int16Array(capacity));
    this.columns = grown(this.columns, new Int32Array(6 * capacity));
    this.capacity = capacity;
  }
}
