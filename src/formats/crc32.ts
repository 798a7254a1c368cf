/** CRC-32 as in ISO 3309 (zip, PNG), four bytes at a step: table k says what a byte does that k more follow. */
const TABLES = tables();

function tables(): readonly [Uint32Array, Uint32Array, Uint32Array, Uint32Array] {
  const first = Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  const next = (before: Uint32Array): Uint32Array =>
    before.map((value) => (value >>> 8) ^ (first[value & 0xff] ?? 0));
  const second = next(first);
  const third = next(second);
  return [first, second, third, next(third)];
}

/** @param before the CRC-32 of the bytes before these. */
export function crc32(bytes: Uint8Array, before = 0): number {
  const [one, two, three, four] = TABLES;
  const whole = bytes.length - (bytes.length % 4);
  let crc = ~before;
  for (let at = 0; at < whole; at += 4) {
    crc ^=
      (bytes[at] ?? 0) |
      ((bytes[at + 1] ?? 0) << 8) |
      ((bytes[at + 2] ?? 0) << 16) |
      ((bytes[at + 3] ?? 0) << 24);
    crc =
      (four[crc & 0xff] ?? 0) ^
      (three[(crc >>> 8) & 0xff] ?? 0) ^
      (two[(crc >>> 16) & 0xff] ?? 0) ^
      (one[crc >>> 24] ?? 0);
  }
  for (let at = whole; at < bytes.length; at++)
    crc = (crc >>> 8) ^ (one[(crc ^ (bytes[at] ?? 0)) & 0xff] ?? 0);
  return ~crc >>> 0;
}
