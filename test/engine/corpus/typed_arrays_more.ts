const attempt = (f: () => unknown) => {
  try {
    return f();
  } catch (e) {
    return e;
  }
};
const u8 = new Uint8Array([1, 2, 300, -1, 2.9, NaN]);
out(
  [...u8],
  [...new Int8Array([127, 128, 255, -129])],
  [...new Uint8ClampedArray([300, -5, 1.5, 2.5, NaN])],
  [...new Int16Array([32768])],
  [...new Uint32Array([-1])],
  [...new Float32Array([0.1, 1e40])],
  [...new Float64Array([0.1])],
);
const buffer = new ArrayBuffer(8);
const view = new DataView(buffer),
  bytes = new Uint8Array(buffer),
  words = new Uint16Array(buffer, 2, 2);
view.setUint32(0, 0xdeadbeef);
view.setInt16(4, -2, true);
view.setFloat32(4, 1.5);
out(
  [...bytes].map((b) => op(b.toString(16))),
  words.length,
  words.byteOffset,
  view.getUint8(3),
  view.getInt8(0),
  view.getUint16(0, true),
  view.getFloat32(4),
  view.byteLength,
);
words[0] = op(0x0102);
out(
  bytes[2]! + bytes[3]!,
  buffer.byteLength,
  buffer.slice(2, 4).byteLength,
  new Uint8Array(buffer.slice(0, 2))[0],
  ArrayBuffer.isView(words),
  ArrayBuffer.isView(buffer),
);
const sub = bytes.subarray(1, 4),
  copy = bytes.slice(1, 4);
sub[0] = 77;
out(bytes[1], copy[0], sub.length, sub.buffer === buffer, copy.buffer === buffer, sub.byteOffset);
const t = Int32Array.from([5, 1, 4], (x) => op(x * 2));
out(
  t,
  t.sort(),
  t.reverse(),
  t.map((x) => x / 3),
  t.filter((x) => op(x > 2)),
  t.indexOf(8),
  t.includes(3),
  t.join("|"),
  t.fill(7, 1),
  t.at(-1),
  Int32Array.of(1, op(2)).length,
  [...t.entries()],
  [...t.keys()],
);
out(
  t.reduce((a, b) => a + op(b), 0),
  t.some((x) => x === 7),
  t.every((x) => x > 100),
  t.find((x) => x < 8),
  t.findIndex((x) => x === 7),
  t.forEach((x) => x),
  t.subarray(1).length,
  Array.from(t),
  Array.isArray(t),
  t instanceof Int32Array,
);
t.set([9, 8], 1);
t.set(new Uint8Array([3]));
out(
  t,
  attempt(() => t.set([1, 2, 3, 4])),
  attempt(() => new Int32Array(-1)),
  attempt(() => new Uint16Array(buffer, 1)),
  attempt(() => view.getInt32(6)),
  attempt(() => (Uint8Array as any)(2)),
  t[99],
  (t[99] = 1),
  t.length,
  "99" in t,
  t.copyWithin(0, 1),
  delete (t as any)[99],
);
out(
  Object.keys(new Uint8Array(2)),
  JSON.stringify(new Uint8Array([1, 2])),
  String(new Uint8Array([1, 2])),
  Object.prototype.toString.call(t),
  Uint8Array.BYTES_PER_ELEMENT,
  new Float64Array(2).byteLength,
  new Uint8Array([3, 1, 2]).sort((a, b) => op(b - a)),
  [...new Float64Array([3, -0, 0, NaN, -1]).sort()].map((x) => (Object.is(x, -0) ? "-0" : x)),
);
const matrix = {
  rows: 2,
  cols: 3,
  data: new Float64Array(6),
  get(r: number, c: number) {
    return this.data[r * this.cols + c]!;
  },
  set(r: number, c: number, v: number) {
    this.data[r * this.cols + c] = op(v);
  },
};
for (let r = 0; r < 2; r++) for (let c = 0; c < 3; c++) matrix.set(r, c, r * 10 + c);
out(matrix.get(1, 2), matrix.data);
const sieve = new Uint8Array(50).fill(1);
for (let i = 2; i * i < 50; i++) if (sieve[i]) for (let j = i * i; j < 50; j += i) sieve[j] = 0;
out([...sieve.keys()].filter((i) => i > 1 && sieve[i]));
const hist = new Uint32Array(5);
for (const x of [1, 4, 1, 0, 4, 4]) hist[x]++;
hist[1]! += op(10);
hist[0] ||= 9;
hist[2] ??= 5;
hist[3]! ^= 255;
out(
  hist,
  Math.max(...hist),
  [...hist].map((n, i) => "#".repeat(Math.min(n, 3)) + i),
);
class Vec extends Float32Array {
  get norm() {
    return Math.hypot(...this);
  }
  static zero(n: number) {
    return new this(n);
  }
}
const v = new Vec([3, 4]);
out(
  v.norm,
  v.map((x) => x * 2) instanceof Vec,
  v.subarray(1) instanceof Vec,
  Vec.zero(3).length,
  Vec.from([1]).norm,
  v instanceof Float32Array,
);
let crc = 0xffffffff;
for (const b of new Uint8Array([49, 50, 51, 52])) {
  crc ^= b;
  for (let k = 0; k < 8; k++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> op(1);
}
out(
  ((crc ^ 0xffffffff) >>> 0).toString(16),
  new Uint8Array(new Set([1, 2])).length,
  new Uint8Array({ length: 2, 0: 5 } as any)[0],
  new Uint16Array(new Uint8Array([1, 255]))[1],
);
