const t = (f: () => unknown) => {
  try {
    return f();
  } catch (e) {
    return "caught " + (e as Error).message;
  }
};
out(
  t(() =>
    [1, 2, 3].map((x) => {
      if (x === 2) throw new Error("map" + op(x));
      return x;
    }),
  ),
);
out(
  t(() =>
    [3, 1, 2].sort(() => {
      throw new Error("sort");
    }),
  ),
  t(() => new Map([[1, 2]]).forEach(() => boom(new Error("fe")))),
);
out(
  t(() =>
    "abc".replace(/b/, () => {
      throw new Error("replace" + op(1));
    }),
  ),
  t(() => Array.from([1], () => boom(new Error("from")))),
);
let seen: number[] = [];
try {
  [1, 2, 3].forEach((x) => {
    try {
      if (x === 2) throw op("two");
      seen.push(x);
    } finally {
      seen.push(x * 10);
    }
  });
} catch (e) {
  out(e, seen);
}
out(
  [1, 2, 3, 4].find((x) => {
    try {
      return op(x) === 3;
    } finally {
      out("f", x);
    }
  }),
);
