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

/** Pieces of a text in UTF-8, one after the other. */
export class Utf8Decoder {
  /** The beginning of a character whose other bytes are still to come. */
  private rest: readonly number[] = [];

  /** What the bytes say; U+FFFD for what is no UTF-8. A character that they cut waits for the next piece. */
  decode(bytes: Uint8Array): string {
    const all = this.rest.length === 0 ? bytes : Uint8Array.from([...this.rest, ...bytes]);
    this.rest = [];
    const pieces: string[] = [];
    for (let at = 0; at < all.length;) {
      const first = all[at] ?? 0;
      const more =
        first < 0x80
          ? 0
          : first >= 0xf0 && first < 0xf8
            ? 3
            : first >= 0xe0 && first < 0xf0
              ? 2
              : first >= 0xc0 && first < 0xe0
                ? 1
                : -1;
      let code = more === 0 ? first : first & (0x3f >> more);
      let size = 1;
      for (; size <= more; size++) {
        const next = all[at + size];
        if (next === undefined && at + size >= all.length) {
          this.rest = [...all.subarray(at)];
          return pieces.join("");
        }
        if (next === undefined || (next & 0xc0) !== 0x80) break;
        code = (code << 6) | (next & 0x3f);
      }
      const whole = more >= 0 && size === more + 1 && code <= 0x10ffff;
      pieces.push(whole ? String.fromCodePoint(code) : "\ufffd");
      at += size;
    }
    return pieces.join("");
  }

  /** There is no more: U+FFFD for a character that has been cut. */
  end(): string {
    const cut = this.rest.length > 0;
    this.rest = [];
    return cut ? "\ufffd" : "";
  }
}

/** The text of bytes, with U+FFFD for what is no UTF-8, also at the end. */
export function textOf(bytes: Uint8Array): string {
  const decoder = new Utf8Decoder();
  return decoder.decode(bytes) + decoder.end();
}
