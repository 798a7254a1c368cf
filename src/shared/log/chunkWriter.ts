import { CHUNK_EVENTS, newChunk, trimmed } from "./chunk";
import type { Chunk } from "./chunk";
import type { LogEvent } from "./logEvent";

/** Makes chunks of events that come in the order of time. */
export class ChunkWriter {
  private readonly done: (readonly [chunk: Chunk, events: number])[] = [];
  private tail: Chunk | undefined;
  private used = 0;

  write(event: LogEvent): void {
    let { tail } = this;
    if (tail === undefined || this.used === CHUNK_EVENTS || event.time - tail.base > 0xffff_ffff) {
      this.closeTail();
      tail = newChunk(event.time);
      this.tail = tail;
    }
    const i = this.used++;
    tail.delta[i] = event.time - tail.base;
    tail.kind[i] = event.kind;
    tail.aux[i] = event.aux;
    tail.core[i] = event.core;
    tail.task[i] = event.task;
    tail.p[i] = event.p;
    tail.g[i] = event.g;
    tail.a[i] = event.a;
    tail.b[i] = event.b;
    tail.loc[i] = event.loc;
  }

  /** What has been written. The writer is empty afterwards. */
  finish(): (readonly [chunk: Chunk, events: number])[] {
    this.closeTail();
    this.tail = undefined;
    return this.done.splice(0);
  }

  private closeTail(): void {
    const { tail, used } = this;
    if (tail !== undefined) this.done.push([used < CHUNK_EVENTS ? trimmed(tail, 0, used) : tail, used]);
    this.used = 0;
  }
}
