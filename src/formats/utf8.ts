import { TraceFormatError } from "./traceFormatError";

const PIECE = 4096;

/** @throws TraceFormatError for bytes that `encodeUtf8` (shared/utf8.ts) does not make. */
export function decodeUtf8(bytes: Uint8Array): string {
  let text = "";
  let units: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at++] ?? 0;
    if (first < 0x80) {
      units.push(first);
    } else {
      const more = first >= 0xf0 && first < 0xf8 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
      if (more === 0 || first >= 0xf8 || at + more > bytes.length) throw invalid();
      let code = first & (0x3f >> more);
      for (let i = 0; i < more; i++) {
        const next = bytes[at++] ?? 0;
        if ((next & 0xc0) !== 0x80) throw invalid();
        code = (code << 6) | (next & 0x3f);
      }
      if (code > 0x10ffff) throw invalid();
      if (code < 0x10000) units.push(code);
      else units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
    }
    if (units.length >= PIECE) {
      text += String.fromCharCode(...units);
      units = [];
    }
  }
  return text + String.fromCharCode(...units);
}

function invalid(): TraceFormatError {
  return new TraceFormatError("the trace file is damaged: a text in it is not valid UTF-8");
}
