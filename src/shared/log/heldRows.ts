import { NONE } from "../ids";
import type { LogEvent } from "./logEvent";
import { RowStore } from "./rowStore";
import { WIDE_ARGUMENTS } from "./wideArguments";

/** Events that are kept, some of them under a key, of which each holds one. Their wide arguments are kept decoded. */
export class HeldRows {
  private readonly store = new RowStore();
  private readonly byKey = new Map<number, number>();
  private readonly wide = new Map<number, { readonly a: number; readonly b: number }>();

  constructor(private readonly readWide: (argument: number) => number) {}

  /** Keeps an event that no key names. @returns its row */
  add(event: LogEvent, order: number): number {
    const row = this.store.add(event, order);
    this.keepWide(row, event);
    return row;
  }

  remove(row: number): void {
    this.store.remove(row);
    if (this.wide.size > 0) this.wide.delete(row);
  }

  /** Keeps an event instead of the one that the key has held so far. */
  hold(key: number, event: LogEvent, order: number): void {
    const row = this.byKey.get(key);
    if (row === undefined) {
      this.byKey.set(key, this.add(event, order));
      return;
    }
    this.store.set(row, event, order);
    if (this.wide.size > 0) this.wide.delete(row);
    this.keepWide(row, event);
  }

  release(key: number): void {
    const row = this.byKey.get(key);
    if (row === undefined) return;
    this.byKey.delete(key);
    this.remove(row);
  }

  keys(): Iterable<number> {
    return this.byKey.keys();
  }

  /** Rows that are held under a key. */
  held(): Iterable<number> {
    return this.byKey.values();
  }

  /** Reads what a key holds, wide arguments left out. Whether it holds anything. */
  find(key: number, into: LogEvent): boolean {
    const row = this.byKey.get(key);
    if (row !== undefined) this.store.read(row, into);
    return row !== undefined;
  }

  /** Time of what the key holds, NONE for nothing. */
  timeUnder(key: number): number {
    const row = this.byKey.get(key);
    return row === undefined ? NONE : this.store.timeOf(row);
  }

  orderOf(row: number): number {
    return this.store.orderOf(row);
  }

  /** `encode` makes an argument of a wide number. */
  read(row: number, into: LogEvent, encode: (value: number) => number): void {
    this.store.read(row, into);
    const wide = this.wide.get(row);
    if (wide === undefined) return;
    if (wide.a !== NONE) into.a = encode(wide.a);
    if (wide.b !== NONE) into.b = encode(wide.b);
  }

  private keepWide(row: number, event: LogEvent): void {
    if (event.a >= NONE && event.b >= NONE) return;
    const wide = WIDE_ARGUMENTS[event.kind];
    const a = wide?.a === true && event.a < NONE ? this.readWide(event.a) : NONE;
    const b = wide?.b === true && event.b < NONE ? this.readWide(event.b) : NONE;
    if (a !== NONE || b !== NONE) this.wide.set(row, { a, b });
  }
}
