import { NONE } from "../ids";
import type { LogEvent } from "./logEvent";

/** Most events in a chunk. */
export const CHUNK_EVENTS = 1 << 16;
export const CHUNK_SHIFT = 16;

/** What an event takes in a chunk. */
export const EVENT_BYTES = 32;

/** Events as a structure of arrays. Time is `base + delta[i]`. */
export interface Chunk {
  base: number;
  readonly delta: Uint32Array;
  readonly kind: Uint8Array;
  readonly aux: Uint8Array;
  readonly core: Int16Array;
  readonly task: Int32Array;
  readonly p: Int32Array;
  readonly g: Int32Array;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly loc: Int32Array;
}

export function newChunk(base: number, events = CHUNK_EVENTS): Chunk {
  return {
    base,
    delta: new Uint32Array(events),
    kind: new Uint8Array(events),
    aux: new Uint8Array(events),
    core: new Int16Array(events),
    task: new Int32Array(events),
    p: new Int32Array(events),
    g: new Int32Array(events),
    a: new Int32Array(events),
    b: new Int32Array(events),
    loc: new Int32Array(events),
  };
}

/** A copy of its events from `from` to before `to`, without room for more. */
export function trimmed(chunk: Chunk, from: number, to: number): Chunk {
  const skipped = chunk.delta[from] ?? 0;
  const delta = chunk.delta.slice(from, to);
  if (skipped > 0) for (let i = 0; i < delta.length; i++) delta[i] = (delta[i] ?? 0) - skipped;
  return {
    base: chunk.base + skipped,
    delta,
    kind: chunk.kind.slice(from, to),
    aux: chunk.aux.slice(from, to),
    core: chunk.core.slice(from, to),
    task: chunk.task.slice(from, to),
    p: chunk.p.slice(from, to),
    g: chunk.g.slice(from, to),
    a: chunk.a.slice(from, to),
    b: chunk.b.slice(from, to),
    loc: chunk.loc.slice(from, to),
  };
}

/** Reads row `i` into an event; its index stays as it is. */
export function readRow(chunk: Chunk, i: number, into: LogEvent): void {
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
