out(
  JSON.stringify({
    d: new Date(0),
    n: [undefined, () => 1, Symbol()],
    nested: {
      toJSON(k: string) {
        return k + op("!");
      },
    },
  }),
  JSON.stringify([1, [2]], null, 1),
  JSON.stringify({ a: 1, b: 2 }, ["a"]),
  JSON.stringify({ a: 5 }, (k, v) => (k === "a" ? v + 1 : v)),
  JSON.parse('{"a":[1,2,{"b":3}]}', (k, v) => (typeof v === "number" ? v * 2 : v)).a[2].b,
);
const d = new Date(Date.UTC(2020, 1, 29, 12));
out(d.toISOString(), d.getTime() - +new Date(d), d < new Date(2021, 0), typeof Date.now());
out(
  encodeURIComponent("ü&"),
  isNaN(+"x"),
  [..."ab"].entries().next().value,
  Object.fromEntries([["a", op(1)]]),
  Number("0x1f"),
  (1234.5678).toFixed(2),
  [1, 2, 3].at(-1),
  Object.entries({ a: 1 }).flat(),
  structured({ a: [1] }),
);
function structured<T>(x: T): T {
  return JSON.parse(JSON.stringify(x)) as T;
}
const u = new Uint8Array([1, 2, 300]);
out(
  [...u],
  u.map((x) => x * 2).join(),
  u.length,
  new Float64Array(2).fill(1.5).reduce((a, b) => a + b),
);
const dv = new DataView(new ArrayBuffer(8));
dv.setInt16(0, -2);
out(
  dv.getUint16(0),
  new Int32Array([3, 1, 2]).sort().join(),
  Uint8Array.from([1, 2], (x) => op(x) + 1).join(),
  Array.from(u.entries()).length,
  u.subarray(1).length,
);
out(
  [3, 1, 2].toString(),
  String([1, [2, 3]]),
  `${[1, 2]}`,
  [] + "",
  [null, undefined, 1].join("-"),
  Math.max(...[1, op(5), 3]),
  [1, 2, 3].includes(op(2)),
  "abc".split("").reverse().join(""),
  [[1, 2], [3]].flat(),
  Array.isArray([]),
  Number.isSafeInteger(2 ** 53),
);
