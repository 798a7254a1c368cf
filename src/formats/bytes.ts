import { TraceFormatError } from "./traceFormatError";

/** A growing sequence of bytes. */
export class ByteWriter {
  private data: Uint8Array;
  length = 0;

  /** @param room bytes that there is room for before it has to grow. */
  constructor(room = 1 << 16) {
    this.data = new Uint8Array(room);
  }

  byte(value: number): void {
    if (this.length === this.data.length) this.grow(this.length + 1);
    this.data[this.length++] = value;
  }

  bytes(values: Uint8Array): void {
    if (this.length + values.length > this.data.length) this.grow(this.length + values.length);
    this.data.set(values, this.length);
    this.length += values.length;
  }

  /** A whole number 0 … 2^53 − 1: seven bits a byte, the lowest first. */
  varint(value: number): void {
    let rest = value;
    // Bit operations are for 31 bits.
    for (; rest > 0x7fff_ffff; rest = Math.floor(rest / 0x80)) this.byte((rest % 0x80) | 0x80);
    for (; rest >= 0x80; rest >>>= 7) this.byte((rest & 0x7f) | 0x80);
    this.byte(rest);
  }

  /** 32 bits, the lowest byte first. */
  uint32(value: number): void {
    for (let shift = 0; shift < 32; shift += 8) this.byte((value >>> shift) & 0xff);
  }

  /** What was written so far. Shares memory with the writer. */
  view(): Uint8Array {
    return this.data.subarray(0, this.length);
  }

  private grow(needed: number): void {
    const grown = new Uint8Array(Math.max(needed, this.data.length * 2));
    grown.set(this.view());
    this.data = grown;
  }
}

export function concatenated(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** Reads what a ByteWriter wrote. Every method throws TraceFormatError where the bytes end too early. */
export class ByteReader {
  at = 0;

  constructor(private readonly data: Uint8Array) {}

  get left(): number {
    return this.data.length - this.at;
  }

  byte(): number {
    const value = this.data[this.at];
    if (value === undefined) throw this.truncated();
    this.at++;
    return value;
  }

  bytes(count: number): Uint8Array {
    if (count > this.left) throw this.truncated();
    this.at += count;
    return this.data.subarray(this.at - count, this.at);
  }

  varint(): number {
    const first = this.byte();
    // Nearly all numbers have one byte.
    if (first < 0x80) return first;
    let value = first & 0x7f;
    let scale = 0x80;
    for (;;) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (value > Number.MAX_SAFE_INTEGER) throw damaged(`a number at byte ${this.at} has more than 53 bits`);
      if (byte < 0x80) return value;
      scale *= 0x80;
      if (scale > 2 ** 56) throw damaged(`a number at byte ${this.at} does not end`);
    }
  }

  /** A count of things of at least one byte each. */
  count(what: string): number {
    const count = this.varint();
    if (count > this.left)
      throw damaged(`it is said to hold ${count} ${what}, more than the ${this.left} bytes that follow`);
    return count;
  }

  uint32(): number {
    let value = 0;
    for (let shift = 0; shift < 32; shift += 8) value |= this.byte() << shift;
    return value >>> 0;
  }

  private truncated(): TraceFormatError {
    return new TraceFormatError(
      `the trace file is truncated: it ends after ${this.data.length} bytes, in the middle of its contents`,
    );
  }
}

export function damaged(why: string): TraceFormatError {
  return new TraceFormatError(`the trace file is damaged: ${why}`);
}
