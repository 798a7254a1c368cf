import { encodeUtf8 } from "../../shared/utf8";
import type { GoTraceFile } from "./goTraceFile";
import { TableBatches } from "./tableBatches";
import { Ev, MAX_STRING_SIZE } from "./wire";

/** The strings of a trace. Number 0 is the empty string, which is not written. */
export class StringTable {
  private readonly ids = new Map<string, number>();
  private readonly batches: TableBatches;
  private count = 0;

  constructor(file: GoTraceFile) {
    this.batches = new TableBatches(file, Ev.Strings);
  }

  /** The number of a text that recurs. */
  id(text: string): number {
    const known = this.ids.get(text);
    if (known !== undefined) return known;
    const id = this.unique(text);
    this.ids.set(text, id);
    return id;
  }

  /** The number of a text that is not expected to recur. */
  unique(text: string): number {
    if (text === "") return 0;
    const id = ++this.count;
    const bytes = shortUtf8(text);
    this.batches.add((entry) => {
      entry.byte(Ev.String);
      entry.varint(id);
      entry.varint(bytes.length);
      entry.bytes(bytes);
    });
    return id;
  }

  flush(): void {
    this.batches.flush();
  }
}

/** What fits of a text, ended by `…` where that is not all. */
function shortUtf8(text: string): Uint8Array {
  const bytes = encodeUtf8(text.length > MAX_STRING_SIZE ? text.slice(0, MAX_STRING_SIZE + 1) : text);
  if (bytes.length <= MAX_STRING_SIZE) return bytes;
  const dots = encodeUtf8("…");
  let end = MAX_STRING_SIZE - dots.length;
  // Not in the middle of a character.
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  const short = new Uint8Array(end + dots.length);
  short.set(bytes.subarray(0, end));
  short.set(dots, end);
  return short;
}
