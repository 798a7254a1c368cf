import type { GoTraceFile } from "./goTraceFile";
import { MAX_BATCH_SIZE, NO_M } from "./wire";

/** Bytes that the longest event can take: its type, the time and up to five arguments of ten bytes. */
const EVENT_BYTES = 64;
const FIRST_BYTES = 512;

/** The events of one M, in batches. Call `event`, then `arg` for each argument. */
export class MStream {
  private data = new Uint8Array(FIRST_BYTES);
  private length = 0;
  private base = 0;
  private last = 0;

  constructor(
    private readonly file: GoTraceFile,
    private readonly m: number,
  ) {}

  /** `time` must not be before that of the stream's event before. */
  event(type: number, time: number): void {
    if (this.length + EVENT_BYTES > this.data.length) this.makeRoom();
    if (this.length === 0) this.base = this.last = time;
    this.data[this.length++] = type;
    this.arg(time - this.last);
    this.last = time;
  }

  /** A whole number 0 … 2^53 − 1, or NO_M. */
  arg(value: number): void {
    const { data } = this;
    if (value === NO_M) {
      for (let i = 0; i < 9; i++) data[this.length++] = 0xff;
      data[this.length++] = 0x01;
      return;
    }
    let rest = value;
    // Bit operations are for 31 bits.
    for (; rest > 0x7fff_ffff; rest = Math.floor(rest / 0x80)) data[this.length++] = (rest % 0x80) | 0x80;
    for (; rest >= 0x80; rest >>>= 7) data[this.length++] = (rest & 0x7f) | 0x80;
    data[this.length++] = rest;
  }

  flush(): void {
    if (this.length > 0) this.file.batch(this.m, this.base, this.data.subarray(0, this.length));
    this.length = 0;
  }

  /** Buffers grow with what their M has to say: there may be ten thousand Ms. */
  private makeRoom(): void {
    if (this.data.length === MAX_BATCH_SIZE) {
      this.flush();
      return;
    }
    const grown = new Uint8Array(Math.min(MAX_BATCH_SIZE, this.data.length * 4));
    grown.set(this.data.subarray(0, this.length));
    this.data = grown;
  }
}
