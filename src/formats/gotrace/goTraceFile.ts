import { ByteWriter } from "../bytes";
import { encodeUtf8 } from "../../shared/utf8";
import { Ev, HEADER, NO_M } from "./wire";

/** Ticks of the trace's clock in a second: its times are our nanoseconds. */
const FREQUENCY = 1_000_000_000;
/** All is in one generation. */
const GENERATION = 1;

/** A Go execution trace: a header and then batches, in any order between Ms. */
export class GoTraceFile {
  private readonly pieces: Uint8Array[] = [encodeUtf8(HEADER)];
  private length = HEADER.length;
  private readonly head = new ByteWriter();

  constructor() {
    const frequency = new ByteWriter();
    frequency.byte(Ev.Frequency);
    frequency.varint(FREQUENCY);
    this.batch(NO_M, 0, frequency.view());
  }

  /** Appends a batch of at most MAX_BATCH_SIZE bytes, which are copied. Those of one M come in the order of time. */
  batch(m: number, time: number, data: Uint8Array): void {
    const { head } = this;
    head.length = 0;
    head.byte(Ev.EventBatch);
    head.varint(GENERATION);
    if (m === NO_M) {
      for (let i = 0; i < 9; i++) head.byte(0xff);
      head.byte(0x01);
    } else {
      head.varint(m);
    }
    head.varint(time);
    head.varint(data.length);
    const piece = new Uint8Array(head.length + data.length);
    piece.set(head.view());
    piece.set(data, head.length);
    this.pieces.push(piece);
    this.length += piece.length;
  }

  bytes(): Uint8Array {
    const all = new Uint8Array(this.length);
    let at = 0;
    for (const piece of this.pieces) {
      all.set(piece, at);
      at += piece.length;
    }
    return all;
  }
}
