function f(n: number): string {
  let s = "";
  outer: for (let i = 0; i < 5; i++) {
    try {
      switch (n + i) {
        case 1:
          s += "1";
          continue outer;
        case 2:
          s += "2";
          break;
        case 3:
          s += op("3");
          break outer;
        case 4:
          throw new Error("four");
        case 5:
          return s + "R";
        default:
          s += "d";
      }
      s += ".";
    } catch (e) {
      s += "C";
      if (op(i) === 1) break outer;
    } finally {
      s += "F" + op(i);
    }
  }
  return s;
}
for (const n of [0, 1, 2, 3, 4, 5, -3]) out(n, f(n));
function g() {
  const r: string[] = [];
  a: for (const x of ["p", "q"]) {
    b: for (const y of [1, 2, 3]) {
      try {
        try {
          if (y === 2) continue a;
          if (x === "q") break b;
          r.push(x + y);
        } finally {
          r.push("f1" + op(y));
        }
      } finally {
        r.push("f2");
      }
    }
    r.push("end" + x);
  }
  return r;
}
out(g());
function h(x: any) {
  switch (true) {
    case x > 10:
      return "big";
    case x > 5: {
      try {
        return op("mid");
      } finally {
        out("cleanup");
      }
    }
    case typeof x === "string":
      return op("str");
    default:
      return "small";
  }
}
out(h(20), h(7), h("s"), h(1));
let k = 0;
do {
  switch (k) {
    case 1:
      k += 2;
      continue;
    default:
      k++;
  }
  if (k > 6) break;
} while (k < op(10));
out(k);
sw: switch (op("x")) {
  case "x":
    for (;;) {
      switch (1) {
        case 1:
          break sw;
      }
    }
}
z: {
  y: {
    try {
      break z;
    } finally {
      out("z");
    }
  }
}
const res = [1, 2, 3].map((v) => {
  for (;;) {
    switch (v) {
      case 1:
        return "one";
      case 2:
        return op("two");
    }
    return "many";
  }
});
out(res);
