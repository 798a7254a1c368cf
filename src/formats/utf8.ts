import { TraceFormatError } from "./traceFormatError";

/**
 * UTF-8 for JavaScript strings, which may hold unpaired surrogates: those are written as three bytes like any other character, so that
 * every string comes back as it was (WTF-8).
 */
export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    if (code < 0x80) {
      bytes[at++] = code;
      continue;
    }
    if (code < 0x800) {
      bytes[at++] = 0xc0 | (code >> 6);
      bytes[at++] = 0x80 | (code & 0x3f);
      continue;
    }
    const next = code >= 0xd800 && code < 0xdc00 ? text.charCodeAt(i + 1) : 0;
    if (next >= 0xdc00 && next < 0xe000) {
      i++;
      code = 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00);
      bytes[at++] = 0xf0 | (code >> 18);
      bytes[at++] = 0x80 | ((code >> 12) & 0x3f);
    } else {
      bytes[at++] = 0xe0 | (code >> 12);
    }
    bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
    bytes[at++] = 0x80 | (code & 0x3f);
  }
  return bytes.slice(0, at);
}

const PIECE = 4096;

/** @throws TraceFormatError for bytes that `encodeUtf8` does not make. */
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
