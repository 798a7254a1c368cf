const holes = [1, , 3, , undefined, null] as any[];
const log: unknown[] = [];
const visit = (name: string, result: unknown) => out(name, result, log.splice(0));
const cb = (x: unknown, i: number) => (log.push(i), op(x));
visit("forEach", holes.forEach(cb));
visit("map", holes.map(cb));
visit(
  "filter",
  holes.filter((x, i) => (cb(x, i), true)),
);
visit(
  "some",
  holes.some((x, i) => (cb(x, i), false)),
);
visit(
  "every",
  holes.every((x, i) => (cb(x, i), true)),
);
visit(
  "reduce",
  holes.reduce((a, x, i) => (cb(x, i), a + 1), 0),
);
visit(
  "reduceRight",
  holes.reduceRight((a, x, i) => (cb(x, i), a + 1), 0),
);
visit(
  "find",
  holes.find((x, i) => (cb(x, i), false)),
);
visit(
  "findIndex",
  holes.findIndex((x, i) => (cb(x, i), x === undefined)),
);
visit(
  "findLastIndex",
  holes.findLastIndex((x, i) => (cb(x, i), x === undefined)),
);
visit(
  "flatMap",
  holes.flatMap((x, i) => (cb(x, i), [x, , i])),
);
visit("from", Array.from(holes, cb));
visit("spread", [...holes]);
for (const x of holes) log.push(x);
visit("for-of", undefined);
for (const i in holes) log.push(i);
visit("for-in", undefined);
out(
  "indexOf",
  holes.indexOf(undefined),
  "includes",
  holes.includes(undefined),
  "lastIndexOf",
  holes.lastIndexOf(null),
);
out(
  "join",
  holes.join("-"),
  "toString",
  String(holes),
  "keys",
  [...holes.keys()],
  "entries",
  [...holes.entries()].length,
);
out("concat", holes.concat([, 7]), "slice", holes.slice(1, 4), "flat", [1, [2, , [3, , [4]]], ,].flat(2));
out(
  "sort",
  [3, , 1, undefined, 2].sort(),
  [3, , 1, undefined, 2].sort((a, b) => op(b - a)),
);
out(
  "reverse",
  [1, , 3].reverse(),
  "fill",
  [, ,].fill(op(1)),
  "copyWithin",
  [1, 2, , 4].copyWithin(0, 2),
  "splice",
  [1, , 3, ,].splice(1, 2),
);
out(
  "toSorted",
  (holes as any).toSorted?.(),
  "with",
  ([1, , 3] as any).with(1, op(2)),
  "toReversed",
  ([1, , 3] as any).toReversed(),
  "toSpliced",
  ([1, , 3] as any).toSpliced(0, 1),
);
out("json", JSON.stringify(holes), "at", holes.at(1), "length", holes.length, 1 in holes, Object.keys(holes));
const [a = "dflt", b = "hole", ...rest] = holes;
out(a, b, rest);
const sparse: any[] = [];
sparse[3] = op("x");
sparse.length = 6;
out(
  sparse,
  sparse.push("end"),
  sparse.pop(),
  sparse.pop(),
  sparse.length,
  delete sparse[3],
  3 in sparse,
  sparse,
);
out(
  [, "a"].findLast(() => true),
  [, ,].length,
  [,].length,
  [1, , ,].length,
  new Array(3),
  new Array(3).fill(0).map((_, i) => i),
  Array.apply(null, [, 1] as any),
);
out(
  Array.from({ length: 3 }),
  Array.from({ length: 2, 0: "x" } as any),
  [...Array(2).keys()],
  Array(2).join("ab"),
);
const proto: any = Array.prototype;
out(
  proto.map.call("abc", (x: string) => x + op("")),
  proto.filter.call({ length: 3, 0: 1, 2: 3 }, () => true),
  proto.join.call({ length: 2 }, "-"),
);
out(
  [undefined, 3, , 1].sort((x, y) => x - y),
  [, undefined, 1].map(String),
  [
    [, 1],
    [2, ,],
  ].map((x) => x.length),
);
out(
  [1, 2, 3].map((x, i, all) => (i === 0 ? (delete all[1], x) : x)),
  [1, 2, 3].filter((x, i, all) => {
    if (i === 0) all.length = 2;
    return true;
  }),
);
out(
  [1, 2, 3].forEach((x, i, all) => {
    if (i === 0) all.push(op(9));
    log.push(x);
  }),
  log.splice(0),
);
out(
  [1, 2, 3].reduce((acc, x, i, all) => (i === 0 || all.pop(), acc + x), op(0)),
  [1, 2, 3].some((x, i, all) => (all.shift(), x === 3)),
);
out(
  [3, 2, 1].find((x, i, all) => {
    all[i + 1] = op(x * 10);
    return x > 100;
  }),
  [[3], [2]].flatMap((x) => (x.push(op(0)), x)),
);
