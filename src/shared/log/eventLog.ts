import { NONE } from "../ids";
import type { RunConfig } from "../config";
import { CHUNK_EVENTS, CHUNK_SHIFT, newChunk } from "./chunk";
import type { Chunk } from "./chunk";
import { LogTables } from "./tables";

/** One event, read out of the columns. `a` and `b` are as stored: see `EventLog.readWide` for wide arguments. */
export interface LogEvent {
  index: number;
  time: number;
  kind: number;
  aux: number;
  core: number;
  task: number;
  p: number;
  g: number;
  a: number;
  b: number;
  loc: number;
}

/**
 * The append-only log of a run: the only truth about it. Everything that is shown, exported or checked is computed from this.
 *
 * The producer sets the context fields (`now`, `core`, `task`, `p`, `g`, `loc`) when the executing entity changes, then calls
 * `emit` for each event. Events must be emitted in the order of time.
 */
export class EventLog {
  readonly tables = new LogTables();
  readonly chunks: Chunk[] = [];
  length = 0;

  now = 0;
  core: number = NONE;
  task: number = NONE;
  p: number = NONE;
  g: number = NONE;
  loc: number = NONE;

  private tail: Chunk = newChunk(0, 0);
  private used = CHUNK_EVENTS;
  /** Time of the latest event relative to the tail's base. */
  private lastDelta = 0;

  constructor(readonly config: RunConfig) {}

  /** Appends an event in the present context. @throws Error where time would go backwards. */
  emit(kind: number, aux = 0, a: number = NONE, b: number = NONE): void {
    let delta = this.now - this.tail.base;
    if (delta < this.lastDelta) {
      const last = this.tail.base + this.lastDelta;
      throw new Error(`event ${this.length} at ${this.now} ns comes before the latest one at ${last} ns`);
    }
    if (this.used === CHUNK_EVENTS || delta > 0xffff_ffff) {
      this.openChunk();
      delta = 0;
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

  /** Encodes a whole number of up to 53 bits as an event argument. @throws RangeError for anything else. */
  wide(value: number): number {
    if (!Number.isSafeInteger(value) || value < 0)
      throw new RangeError(`not an argument of an event: ${value}`);
    if (value <= 0x7fff_ffff) return value;
    return -1 - this.tables.wide.push(value);
  }

  /** Decodes what `wide` encoded. `NONE` stays `NONE`. */
  readWide(argument: number): number {
    return argument >= NONE ? argument : (this.tables.wide[-2 - argument] ?? NONE);
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
    this.used = CHUNK_EVENTS;
    this.lastDelta = 0;
  }

  /** First event of each chunk: chunks are closed early where time jumps by more than 32 bits. */
  private readonly starts: number[] = [];
  /** All chunks before the last are full, so that an event's chunk is known from its index. */
  private regular = true;

  private openChunk(): void {
    this.tail = newChunk(this.now);
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

function readRow(chunk: Chunk, i: number, into: LogEvent): void {
  into.time = chunk.base + (chunk.delta[i] ?? 0);
  into.kind = chunk.kind[i] ?? 0;
  into.aux = chunk.aux[i] ?? 0;
  into.core = chunk.core[i] ?? NONE;
  into.task = chunk.task[i] ?? NONE;
  into.p = chunk.p[i] ?? NONE;
  into.g = chunk.g[i] ?? NONE;
  into.a = chunk.a[i] ?? NONE;
  into.b = chunk.b[i] ?? NONE;
  into.loc = chunk.loc[i] ?? NONE;
}

export function newLogEvent(): LogEvent {
  return {
    index: 0,
    time: 0,
    kind: 0,
    aux: 0,
    core: NONE,
    task: NONE,
    p: NONE,
    g: NONE,
    a: NONE,
    b: NONE,
    loc: NONE,
  };
}
