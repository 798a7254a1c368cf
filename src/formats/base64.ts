const DIGITS = Uint8Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", (digit) =>
  digit.charCodeAt(0),
);
const PADDING = "=".charCodeAt(0);

/** Bytes as base64 with padding (RFC 4648), in ASCII. */
export function base64(bytes: Uint8Array): Uint8Array {
  const text = new Uint8Array(4 * Math.ceil(bytes.length / 3)).fill(PADDING);
  for (let from = 0, to = 0; from < bytes.length; from += 3, to += 4) {
    const left = bytes.length - from;
    const bits = ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
    text[to] = DIGITS[bits >> 18] ?? 0;
    text[to + 1] = DIGITS[(bits >> 12) & 63] ?? 0;
    if (left > 1) text[to + 2] = DIGITS[(bits >> 6) & 63] ?? 0;
    if (left > 2) text[to + 3] = DIGITS[bits & 63] ?? 0;
  }
  return text;
}
