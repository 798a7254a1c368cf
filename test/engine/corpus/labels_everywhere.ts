const log: string[] = [];
const flush = (title: string) => out(title, log.splice(0).join(" "));
a: b: c: for (let i = 0; i < 3; i++) {
  for (const j of [0, 1, 2]) {
    if (j === 1 && i === 0) continue a;
    if (i === 1) continue b;
    if (i === 2 && j === 1) break c;
    log.push(`${i}${j}`);
  }
}
flush("several labels");
block: {
  log.push("in");
  if (op(true)) break block;
  log.push("never");
}
flush("block");
outer: for (const k in op({ x: 1, y: 2, z: 3 })) {
  inner: while (true) {
    switch (k) {
      case "x":
        break inner;
      case "y":
        continue outer;
      default:
        break outer;
    }
  }
  log.push(k);
}
flush("switch in loops");
const nest = (n: number): string => {
  l1: do {
    l2: for (;;) {
      l3: try {
        if (n === 1) break l1;
        if (n === 2) break l2;
        if (n === 3) break l3;
        if (n === 4) return op("returned");
        if (n === 5) boom(new Error("thrown"));
        log.push("end of try");
        break l1;
      } catch (e) {
        log.push(String(e));
        if (n === 5) continue l1;
      } finally {
        log.push(`f${n}`);
        if (n === 6) break l2;
      }
      log.push("after l3");
      break;
    }
    log.push("after l2");
  } while (op(false));
  return "fell out";
};
for (const n of [1, 2, 3, 4, 5, 6, 7]) {
  log.push(nest(n));
  flush(`nest ${n}`);
}
lbl: if (op(1)) {
  log.push("if");
  if (log.length) break lbl;
  log.push("never");
} else log.push("else");
flush("if");
x: for (let i = 0, fs: (() => number)[] = []; ; i++) {
  fs.push(() => i);
  y: for (;;) {
    if (i < 2) continue x;
    break y;
  }
  log.push(fs.map((f) => f()).join());
  break;
}
flush("closures");
function* gen() {
  rows: for (const r of [1, 2, 3]) {
    for (const c of [1, 2, 3]) {
      if (c > r) continue rows;
      if (r === 3 && c === 2) return "stop";
      const sent: unknown = yield `${r}${c}`;
      if (sent === "skip") continue rows;
      if (sent === "out") break rows;
    }
  }
  return "end";
}
out([...gen()]);
const it = gen();
out(it.next(), it.next(), it.next("skip"), it.next("out"));
s: switch (op(3)) {
  case 3:
    for (const v of [1, 2]) {
      if (v === 2) break s;
      log.push(`v${v}`);
    }
  case 4:
    log.push("never");
}
flush("labelled switch");
const find = (grid: number[][], want: number) => {
  let at: number[] | undefined;
  search: for (let r = 0; r < grid.length; r++)
    for (let c = 0; c < grid[r]!.length; c++)
      if (op(grid[r]![c]!) === want) {
        at = [r, c];
        break search;
      }
  return at;
};
out(
  find(
    [
      [1, 2],
      [3, 4],
    ],
    3,
  ),
  find([[1]], 9),
);
same: for (const q of [1]) {
  (() => {
    same: for (const w of [1, 2]) {
      log.push(`w${w}`);
      if (w === 1) continue same;
      break same;
    }
  })();
  log.push(`q${q}`);
  continue same;
}
flush("same name in a function");
