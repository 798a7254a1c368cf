import { NONE } from "../ids";
import type { RunConfig } from "../config";
import { CHUNK_EVENTS, CHUNK_MASK, CHUNK_SHIFT, newChunk } from "./chunk";
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

  constructor(readonly config: RunConfig) {}

  /** Appends an event in the present context. @throws Error where time would go backwards. */
  emit(kind: number, aux = 0, a: number = NONE, b: number = NONE): void {
    let delta = this.now - this.tail.base;
    if (this.used === CHUNK_EVENTS || delta > 0xffff_ffff) {
      this.openChunk();
      delta = 0;
    } else if (delta < 0) {
      throw new Error(`event at ${this.now} ns before the chunk's base ${this.tail.base} ns`);
    }
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
    const [chunk, i] = this.locate(index);
    into.index = index;
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
    return into;
  }

  timeAt(index: number): number {
    const [chunk, i] = this.locate(index);
    return chunk.base + (chunk.delta[i] ?? 0);
  }

  /** Time of the last event, 0 for an empty log. */
  get endTime(): number {
    return this.length === 0 ? 0 : this.timeAt(this.length - 1);
  }

  /** Calls `visit` for each event from `from` to before `to`. The event object is re-used between calls. */
  forEach(visit: (event: LogEvent) => void, from = 0, to = this.length): void {
    const event = newLogEvent();
    for (let index = from; index < to; index++) visit(this.read(index, event));
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

  /** Takes over chunks that a reader of the file format has filled, each but the last with its events full or closed by a gap. */
  adopt(chunk: Chunk, events: number): void {
    this.chunks.push(chunk);
    this.starts.push(this.length);
    this.length += events;
  }

  /** First event of each chunk: chunks are closed early where time jumps by more than 32 bits. */
  private readonly starts: number[] = [];
  private early = false;

  private openChunk(): void {
    if (this.used !== CHUNK_EVENTS) this.early = true;
    this.tail = newChunk(this.now);
    this.used = 0;
    this.chunks.push(this.tail);
    this.starts.push(this.length);
  }

  private locate(index: number): [Chunk, number] {
    if (index < 0 || index >= this.length)
      throw new RangeError(`no event ${index} in a log of ${this.length}`);
    let at = index >>> CHUNK_SHIFT;
    if (this.early || this.starts[at] !== index - (index & CHUNK_MASK)) at = this.chunkOf(index);
    const chunk = this.chunks[at];
    const start = this.starts[at];
    if (chunk === undefined || start === undefined) throw new RangeError(`no chunk for event ${index}`);
    return [chunk, index - start];
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
