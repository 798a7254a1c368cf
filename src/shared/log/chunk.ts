/** Events in a chunk. */
export const CHUNK_EVENTS = 1 << 16;
export const CHUNK_SHIFT = 16;

/** Up to `CHUNK_EVENTS` events as a structure of arrays: 32 bytes an event. Time is `base + delta[i]`. */
export interface Chunk {
  readonly base: number;
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
