import { NONE } from "../ids";
import type { RunConfig } from "../config";
import { Kind } from "../schema";
import { CHUNK_EVENTS, CHUNK_SHIFT, EVENT_BYTES, newChunk, readRow, trimmed } from "./chunk";
import type { Chunk } from "./chunk";
import { ChunkWriter } from "./chunkWriter";
import { Compaction } from "./compaction";
import { newLogEvent } from "./logEvent";
import type { LogEvent } from "./logEvent";
import { parseRetention } from "./retention";
import type { Retention } from "./retention";
import { LogTables } from "./tables";
import { rewriteWide, wideArgument, wideRow } from "./wideArguments";

export { newLogEvent } from "./logEvent";
export type { LogEvent } from "./logEvent";

/** 2 GB of events: as much as a run may have that keeps them all. */
const MOST_EVENTS = 2e9 / EVENT_BYTES;

/** Fewer wide numbers than these are not worth the work of removing unused ones. */
const LEAST_WIDE = 1 << 16;

/** The part of a log in which nothing is missing. */
export interface LogWindow {
  /** Its first event: 0, or where events were dropped, the one after Dropped. */
  readonly start: number;
  /** Since when the log is whole, ns. */
  readonly from: number;
  /** How many events of before are missing. */
  readonly dropped: number;
}

/**
 * The append-only log of a run: the only truth about it. Everything that is shown, exported or checked is computed from this.
 *
 * The producer sets the context fields (`now`, `core`, `task`, `p`, `g`, `loc`) when the executing entity changes, then calls
 * `emit` for each event. Events must be emitted in the order of time. Who ends the run calls `close`.
 *
 * What `RunConfig.events` says bounds its memory. A log that may drop events keeps what has been folded (`Compaction`) apart from the
 * chunks until it is closed: then it begins with RunStart and the events that were kept of those before, followed by Dropped and by
 * the window, in which nothing is missing.
 */
export class EventLog {
  readonly tables = new LogTables();
  readonly chunks: Chunk[] = [];
  length = 0;
  /** Where all events are kept: so many of them make the log `full`. */
  most = MOST_EVENTS;
  /** Whoever runs the simulation should end it. */
  full = false;

  now = 0;
  core: number = NONE;
  task: number = NONE;
  p: number = NONE;
  g: number = NONE;
  loc: number = NONE;

  /** Where events go, up to `capacity`; before the first one, and with `none`, it has no room. */
  private tail: Chunk = newChunk(0, 0);
  private used: number;
  private readonly capacity: number;
  /** Time of the latest event relative to the tail's base. */
  private lastDelta = 0;

  private readonly retention: Retention;
  /** Keeps next to nothing: `emit` only counts. */
  private readonly silent: boolean;
  /** Events that were only counted, and when the latest of them was, since the latest one that was not. */
  private skipped = 0;
  private skippedAt = 0;
  /** What is left of dropped events, until the log is closed. */
  private compaction: Compaction | undefined;
  /** A chunk whose events have been dropped. */
  private spare: Chunk | undefined;
  /** Numbers in the table of wide ones at which those of dropped events are removed. */
  private mostWide = LEAST_WIDE;
  private readonly event = newLogEvent();

  /** @throws RangeError where `events` of the configuration is none of the values that `parseRetention` knows. */
  constructor(readonly config: RunConfig) {
    const retention = parseRetention(config.events);
    if ("error" in retention) throw new RangeError(retention.error);
    this.retention = retention;
    this.silent = retention.keep === "none";
    this.capacity = retention.keep === "last" ? chunkEventsFor(retention.events) : CHUNK_EVENTS;
    this.used = this.capacity;
  }

  /** Appends an event in the present context. @throws Error where time would go backwards. */
  emit(kind: number, aux = 0, a: number = NONE, b: number = NONE): void {
    if (this.silent && this.now >= this.skippedAt && !isKept(kind)) {
      this.skippedAt = this.now;
      this.skipped++;
    } else {
      this.append(kind, aux, a, b);
    }
  }

  private append(kind: number, aux: number, a: number, b: number): void {
    let delta = this.now - this.tail.base;
    if (delta < this.lastDelta) {
      const last = this.tail.base + this.lastDelta;
      throw new Error(`event ${this.emitted} at ${this.now} ns comes before the latest one at ${last} ns`);
    }
    if (this.used === this.capacity || delta > 0xffff_ffff) {
      if (!this.makeRoom(kind, aux, a, b)) return;
      delta = 0;
      a = this.event.a;
      b = this.event.b;
    }
    this.lastDelta = delta;
    const i = this.used++;
    const chunk = this.tail;
    chunk.delta[i] = delta;
    chunk.kind[i] = kind;
    chunk.aux[i] = aux;
    chunk.core[i] = this.core;
    chunk.task[i] = this.task;
    chunk.p[i] = this.p;
    chunk.g[i] = this.g;
    chunk.a[i] = a;
    chunk.b[i] = b;
    chunk.loc[i] = this.loc;
    this.length++;
  }

  /** Encodes a whole number of up to 53 bits as an argument of the next event. @throws RangeError for anything else. */
  wide(value: number): number {
    if (!Number.isSafeInteger(value) || value < 0)
      throw new RangeError(`not an argument of an event: ${value}`);
    if (value <= 0x7fff_ffff) return value;
    return this.retention.keep === "none" ? NONE : this.encode(value);
  }

  /** Decodes what `wide` encoded. `NONE` stays `NONE`. */
  readWide(argument: number): number {
    return argument >= NONE ? argument : (this.tables.wide[wideRow(argument)] ?? NONE);
  }

  /** Reads event `index` into `into` (or a new object). @throws RangeError outside the log. */
  read(index: number, into: LogEvent = newLogEvent()): LogEvent {
    const at = this.locate(index);
    readRow(this.chunkAt(at), index - (this.starts[at] ?? 0), into);
    into.index = index;
    return into;
  }

  /** Time of event `index`. @throws RangeError outside the log. */
  timeAt(index: number): number {
    const at = this.locate(index);
    const chunk = this.chunkAt(at);
    return chunk.base + (chunk.delta[index - (this.starts[at] ?? 0)] ?? 0);
  }

  /** Time of the latest event that was emitted, whether or not it was kept. */
  get latest(): number {
    return Math.max(this.tail.base + this.lastDelta, this.skippedAt);
  }

  /** Number of events that were emitted, whether or not they were kept; until the log is closed. */
  get emitted(): number {
    return this.length + this.skipped + (this.compaction?.folded ?? 0);
  }

  /** The run is over. Cuts the log to its window, with what was kept of dropped events before it. */
  close(): void {
    if (this.retention.keep === "last" && this.emitted > this.retention.events)
      this.dropBefore(this.cut(this.retention.events));
    const { compaction } = this;
    this.spare = undefined;
    if (compaction === undefined) return;
    this.compaction = undefined;
    rewriteWide(this.tables.wide, this.chunkLengths());
    const writer = new ChunkWriter();
    compaction.write(writer, (value) => (value <= 0x7fff_ffff ? value : this.encode(value)));
    this.replaceChunks([...writer.finish(), ...this.chunkLengths()]);
  }

  /** Where nothing is missing. The log must not be emitted to any more. */
  get window(): LogWindow {
    return (this.whole ??= this.findWindow());
  }

  /** Time of the last event, 0 for an empty log. */
  get endTime(): number {
    return this.length === 0 ? 0 : this.timeAt(this.length - 1);
  }

  /** Calls `visit` for each event from `from` to before `to`. The event object is re-used between calls. */
  forEach(visit: (event: LogEvent) => void, from = 0, to = this.length): void {
    const event = newLogEvent();
    for (let at = from < to ? this.chunkOf(from) : this.chunks.length; at < this.chunks.length; at++) {
      const start = this.starts[at] ?? 0;
      if (start >= to) return;
      const chunk = this.chunks[at];
      if (chunk === undefined) return;
      const stop = Math.min(to, this.starts[at + 1] ?? this.length);
      for (let index = Math.max(from, start); index < stop; index++) {
        readRow(chunk, index - start, event);
        event.index = index;
        visit(event);
      }
    }
  }

  /** Index of the first event at or after `time`; `length` where there is none. */
  firstAtOrAfter(time: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.timeAt(middle) >= time) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Number of events in the chunk at position `at` of `chunks`: those before the last may be closed early. */
  chunkLength(at: number): number {
    return (this.starts[at + 1] ?? this.length) - (this.starts[at] ?? this.length);
  }

  /** Takes over a chunk whose first `events` rows a reader of the file format has filled. The log must not be emitted to before. */
  adopt(chunk: Chunk, events: number): void {
    this.addChunk(chunk);
    this.length += events;
    this.now = Math.max(this.now, this.endTime);
    // What is emitted from now on goes to a chunk of its own.
    this.tail = newChunk(this.now, 0);
    this.used = this.capacity;
    this.lastDelta = 0;
  }

  /** First event of each chunk: chunks are closed early where time jumps by more than 32 bits. */
  private readonly starts: number[] = [];
  /** All chunks before the last are full, so that an event's chunk is known from its index. */
  private regular = true;
  /** Known once it has been asked for. */
  private whole: LogWindow | undefined;

  private findWindow(): LogWindow {
    if (this.retention.keep !== "all") {
      const event = newLogEvent();
      for (let index = 0; index < this.length; index++) {
        this.read(index, event);
        if (event.kind === Kind.Dropped)
          return { start: index + 1, from: event.time, dropped: this.readWide(event.a) };
      }
    }
    return { start: 0, from: 0, dropped: 0 };
  }

  private encode(value: number): number {
    return wideArgument(this.tables.wide.push(value) - 1);
  }

  /** Makes room for the event that is being emitted: `event`, its wide arguments as they are then. False where it is dropped. */
  private makeRoom(kind: number, aux: number, a: number, b: number): boolean {
    const { retention } = this;
    if (this.skipped > 0) {
      this.compacting().skip(this.skipped, this.skippedAt);
      this.skipped = 0;
    }
    if (this.silent && kind !== Kind.RunEnd) {
      this.skippedAt = this.now;
      this.lastDelta = this.now - this.tail.base;
      this.compacting().fold(this.present(kind, aux, a, b));
      return false;
    }
    const event = this.present(kind, aux, a, b);
    if (retention.keep === "last") this.recycle(retention.events, event);
    else if (this.length >= this.most) this.full = true;
    this.openChunk();
    return true;
  }

  /** The event that is being emitted. */
  private present(kind: number, aux: number, a: number, b: number): LogEvent {
    const { event } = this;
    event.time = this.now;
    event.kind = kind;
    event.aux = aux;
    event.core = this.core;
    event.task = this.task;
    event.p = this.p;
    event.g = this.g;
    event.a = a;
    event.b = b;
    event.loc = this.loc;
    return event;
  }

  private compacting(): Compaction {
    return (this.compaction ??= new Compaction(this.tables, (argument) => this.readWide(argument)));
  }

  /** Drops the oldest chunks as long as the others hold as many events as are to be kept, with the wide numbers that only they used. */
  private recycle(events: number, present: LogEvent): void {
    while (this.length - this.chunkLength(0) >= events) {
      const [oldest] = this.chunks;
      this.dropBefore(this.chunkLength(0));
      if (oldest?.kind.length === this.capacity) this.spare = oldest;
    }
    if (this.tables.wide.length < this.mostWide) return;
    rewriteWide(this.tables.wide, this.chunkLengths(), present);
    this.mostWide = Math.max(LEAST_WIDE, 2 * this.tables.wide.length);
  }

  /**
   * Where a window of the last `events` begins: with the next instant, so that none is torn apart, unless one takes up more than half
   * of the window.
   */
  private cut(events: number): number {
    const first = Math.max(0, this.length - events);
    const before = first > 0 ? this.timeAt(first - 1) : (this.compaction?.until ?? NONE);
    const next = this.firstAtOrAfter(before + 1);
    return next - first <= events / 2 ? next : first;
  }

  /** Folds the first `count` events. */
  private dropBefore(count: number): void {
    const compaction = this.compacting();
    this.forEach((event) => compaction.fold(event), 0, count);
    const rest: (readonly [Chunk, number])[] = [];
    for (const [at, [chunk, events]] of this.chunkLengths().entries()) {
      const gone = Math.min(events, Math.max(0, count - (this.starts[at] ?? 0)));
      if (gone < events) rest.push([gone === 0 ? chunk : trimmed(chunk, gone, events), events - gone]);
    }
    this.replaceChunks(rest);
  }

  private chunkLengths(): (readonly [chunk: Chunk, events: number])[] {
    return this.chunks.map((chunk, at) => [chunk, this.chunkLength(at)]);
  }

  private replaceChunks(chunks: readonly (readonly [chunk: Chunk, events: number])[]): void {
    this.chunks.length = 0;
    this.starts.length = 0;
    this.length = 0;
    this.regular = true;
    for (const [chunk, events] of chunks) {
      this.addChunk(chunk);
      this.length += events;
    }
  }

  private openChunk(): void {
    const last = this.chunks.length - 1;
    // Time has jumped: what is left of the chunk's room would never be used.
    if (last >= 0 && this.used < this.capacity) {
      this.chunks[last] = trimmed(this.tail, 0, this.used);
      if (this.tail.kind.length === this.capacity) this.spare = this.tail;
    }
    this.tail = this.spare ?? newChunk(this.now, this.capacity);
    this.tail.base = this.now;
    this.spare = undefined;
    this.used = 0;
    this.addChunk(this.tail);
  }

  private addChunk(chunk: Chunk): void {
    this.regular &&= this.length === this.chunks.length * CHUNK_EVENTS;
    this.chunks.push(chunk);
    this.starts.push(this.length);
  }

  /** Position of the chunk that holds an event. */
  private locate(index: number): number {
    if (!(index >= 0 && index < this.length))
      throw new RangeError(`no event ${index} in a log of ${this.length}`);
    return this.regular ? index >>> CHUNK_SHIFT : this.chunkOf(index);
  }

  private chunkAt(at: number): Chunk {
    const chunk = this.chunks[at];
    if (chunk === undefined) throw new RangeError(`no chunk ${at}`);
    return chunk;
  }

  private chunkOf(index: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.starts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** A power of two, such that a window of `events` moves on in steps of at most an eighth of it, or 16. */
function chunkEventsFor(events: number): number {
  return Math.min(CHUNK_EVENTS, Math.max(16, 2 ** Math.floor(Math.log2(events / 8))));
}

/** What a log keeps that keeps nothing else. */
function isKept(kind: number): boolean {
  return kind === Kind.Output || kind === Kind.RunStart || kind === Kind.RunEnd;
}
