const values: [string, any][] = [
  ["0", 0],
  ["-0", -0],
  ["1", 1],
  ["NaN", NaN],
  ["''", ""],
  ["'0'", "0"],
  ["'a'", "a"],
  ["null", null],
  ["undef", undefined],
  ["true", true],
  ["false", false],
  ["[]", []],
  ["[1]", [1]],
  ["[1,2]", [1, 2]],
  ["{}", {}],
  ["1n", 1n],
  ["' '", " "],
];
for (const [name, v] of values) {
  out(
    name,
    values
      .filter(([, w]) => v == w)
      .map(([n]) => n)
      .join(" "),
    "|",
    values
      .filter(([, w]) => v === w)
      .map(([n]) => n)
      .join(" "),
  );
  out(
    values
      .map(([, w]) => {
        try {
          return v < w ? "<" : v > w ? ">" : v <= w ? "=" : "?";
        } catch {
          return "!";
        }
      })
      .join(""),
    !!v,
    typeof v,
    `${v}`,
    v + "",
    (() => {
      try {
        return v + 1;
      } catch (e) {
        return (e as Error).name;
      }
    })(),
    (() => {
      try {
        return op(v) * 2;
      } catch (e) {
        return (e as Error).name;
      }
    })(),
  );
}
const order: string[] = [];
const side = (name: string, value: any) =>
  ({
    valueOf() {
      order.push(name);
      return op(value);
    },
  }) as any;
out(side("a", 1) + side("b", 2) * side("c", 3) - side("d", 4), order.splice(0));
out(side("a", 1) < side("b", 2), side("c", 1) >= side("d", 2), order.splice(0));
out(side("l", "x") + side("r", 1), side("l", 1) + "s", 1 + side("r", "t"), order.splice(0));
out(
  side("a", 2) ** side("b", 3),
  side("a", 7) % side("b", 4),
  side("a", 6) & side("b", 3),
  side("a", 1) << side("b", 4),
  order.splice(0),
);
out(
  null ?? "n",
  undefined ?? "u",
  0 ?? "z",
  "" || "e",
  0 && "x",
  NaN || null || "last",
  1 && 2 && op(3),
  (null || undefined) ?? "mixed",
  !!"false",
  !!"" + "",
  !0 + !0,
);
out(
  [] + [],
  [] + {},
  [1] + [2],
  {} + [],
  ([2] * [3]) as any,
  ("5" - 2) as any,
  "5" + 2,
  +"  12  ",
  +"1 2",
  -"",
  +[[[7]]] as any,
  "b" + "a" + +"a" + "a",
  null + 1,
  undefined + 1,
  true + true,
  [] == ![],
  "" + null + undefined,
  1 < 2 < 3,
  3 > 2 > 1,
  "2" > "12",
  2 > "12",
  "a" > "B",
  null >= 0,
  null > 0,
  null == 0,
  undefined == 0,
);
out(
  typeof null,
  typeof undefined,
  typeof NaN,
  typeof [],
  typeof (() => 1),
  typeof class {},
  typeof Symbol(),
  typeof 1n,
  typeof Object(1),
  typeof new String(""),
  typeof undeclared,
  void 0,
  typeof void 0,
);
switch (op("1") as any) {
  case 1:
    out("number");
    break;
  case "1":
    out("string");
}
const keys: any = {};
keys[1] = "n";
keys["1"] += "s";
keys[1.0] += "f";
keys[null as any] = 1;
keys[undefined as any] = 2;
keys[{} as any] = 3;
keys[[1, 2] as any] = 4;
keys[true as any] = 5;
keys[-0] = "zero";
keys[1e21] = "big";
keys["-0"] = "minus";
out(keys, Object.keys(keys).length);
out(
  [10, 9, 8, 1, 2].sort(),
  [undefined, null, NaN, 0, "b"].sort(),
  [true, false, 0, 1, "a"].map(Boolean),
  ["1", "2", "3"].map(Number),
  [1, 2].map(String),
  [null, undefined, 1].map((x) => x ?? "-"),
  Number([]),
  Number([5]),
  Number({}),
  Number(null),
  Number(undefined),
  Number(true),
  Number("0x1F"),
  Number(""),
  Number(new Date(9)),
);
let n: any = "5";
n++;
out(n);
n += "1";
out(n);
n -= 1;
out(n);
n = null;
n++;
out(n);
n = undefined;
n++;
out(n);
n = true;
n--;
out(n);
n = "x";
n--;
out(n);
n = [4];
n *= 2;
out(n);
n = { valueOf: () => op(3) };
n++;
out(n);
n = "7";
out(n++ + ++n, n);
out(
  String([null, [undefined, [1]]]),
  String({ toString: () => "custom" }),
  `${[]}${{}}`,
  [] + "",
  JSON.stringify([NaN, -0, undefined]),
  parseInt("08"),
  (12.5).toString(),
  -7 >> 1,
  -7 >>> 28,
  ~~"9.9" as any,
  ("3" * "4") as any,
  ("10" / "4") as any,
  Math.max("3" as any, 2),
  Math.min([1] as any, "0" as any),
  isNaN("abc" as any),
  [1, 2, 3].includes(NaN),
  [NaN].includes(NaN),
  [NaN].indexOf(NaN),
  Object.is([], []),
  [1] == (1 as any),
  "1,2" == ([1, 2] as any),
);
