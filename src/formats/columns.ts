import { damaged } from "./bytes";
import type { ByteReader, ByteWriter } from "./bytes";

/** A column of integers of up to 32 bits. */
export type IntegerColumn = Int32Array | Uint32Array | Int16Array | Uint8Array;

/** Every difference is written. */
const PLAIN = 0;
/** Runs of zero differences are counted: number of zeros, next difference, number of zeros, … */
const RUNS = 1;
const CONTEXTS = 256;

/**
 * Writes a column as differences. A value is compared with the one before it in the same context (the same kind of event): in a log
 * most values recur, and most differences are 0.
 */
export function writeColumn(
  writer: ByteWriter,
  column: IntegerColumn,
  count: number,
  contexts?: Uint8Array,
): void {
  const differences = new Uint32Array(count);
  const last = new Int32Array(CONTEXTS);
  let zeros = 0;
  for (let i = 0; i < count; i++) {
    const context = contexts?.[i] ?? 0;
    const value = column[i] ?? 0;
    const difference = (value - (last[context] ?? 0)) | 0;
    last[context] = value;
    differences[i] = (difference << 1) ^ (difference >> 31);
    if (difference === 0) zeros++;
  }
  if (zeros * 2 > count) {
    writer.byte(RUNS);
    writeRuns(writer, differences);
  } else {
    writer.byte(PLAIN);
    for (const difference of differences) writer.varint(difference);
  }
}

function writeRuns(writer: ByteWriter, differences: Uint32Array): void {
  let zeros = 0;
  for (const difference of differences) {
    if (difference === 0) {
      zeros++;
      continue;
    }
    writer.varint(zeros);
    writer.varint(difference);
    zeros = 0;
  }
  if (zeros > 0) writer.varint(zeros);
}

/** Reads what `writeColumn` wrote into the first `count` places of a column. @throws TraceFormatError */
export function readColumn(
  reader: ByteReader,
  column: IntegerColumn,
  count: number,
  contexts?: Uint8Array,
): void {
  const mode = reader.byte();
  if (mode !== PLAIN && mode !== RUNS) throw damaged(`a column is coded in an unknown way (${mode})`);
  const last = new Int32Array(CONTEXTS);
  const contextOf = contexts ?? new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    if (mode === RUNS) {
      const zeros = reader.varint();
      if (zeros > count - i) throw damaged("a column is longer than it may be");
      // What recurs has fitted before.
      for (const stop = i + zeros; i < stop; i++) column[i] = last[contextOf[i] ?? 0] ?? 0;
      if (i === count) return;
    }
    const difference = reader.varint();
    if (difference > 0xffff_ffff) throw damaged("a column has a difference of more than 32 bits");
    const context = contextOf[i] ?? 0;
    const value = ((last[context] ?? 0) + ((difference >>> 1) ^ -(difference & 1))) | 0;
    last[context] = value;
    column[i] = value;
    if (column[i] !== value && (column[i] ?? 0) !== value >>> 0)
      throw damaged(`a column has the value ${value}, which does not fit`);
  }
}
