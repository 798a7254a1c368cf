const log: unknown[] = [];
const note = (x: unknown) => {
  log.push(op(x));
  return x;
};
function a(how: string): unknown {
  for (const x of [1, 2]) {
    try {
      note("t" + x);
      if (how === "return") return note("r");
      if (how === "throw") throw new Error("e");
      if (how === "break") break;
      if (how === "continue") continue;
    } catch (e) {
      note("c");
      if (x === 2) return "caught";
    } finally {
      note("f" + x);
      if (how === "override") return note("o");
    }
    note("after" + x);
  }
  return "end";
}
for (const how of ["none", "return", "throw", "break", "continue", "override"]) {
  out(how, a(how), log.splice(0));
}
function b() {
  try {
    try {
      return note(1);
    } finally {
      note(2);
    }
  } finally {
    note(3);
  }
}
out(b(), log.splice(0));
function c() {
  let i = 0;
  try {
    return i;
  } finally {
    i = op(5);
  }
}
out(c());
function d() {
  try {
    throw new Error("a");
  } catch (e) {
    try {
      throw new Error("b");
    } finally {
      note("inner");
    }
  } finally {
    note("outer");
  }
}
try {
  d();
} catch (e) {
  out((e as Error).message, log.splice(0));
}
function e() {
  while (true) {
    try {
      try {
        break;
      } finally {
        note("x");
      }
    } finally {
      note("y");
    }
  }
  return "z";
}
out(e(), log.splice(0));
function f(n: number): string {
  try {
    if (n > 0) return f(n - 1) + n;
    throw new Error("base");
  } catch (x) {
    if (n < 2) throw x;
    return "[" + (x as Error).message + "]";
  } finally {
    note(n);
  }
}
out(f(3), log.splice(0));
function g() {
  const r: number[] = [];
  for (let i = 0; i < 3; i++) {
    try {
      if (i === 1) throw i;
      r.push(i);
    } catch {
      r.push(-1);
      continue;
    } finally {
      r.push(op(10 + i));
    }
    r.push(100);
  }
  return r;
}
out(g());
const h = () => {
  try {
    return op("try");
  } catch {
    return "no";
  } finally {
    note("done");
  }
};
out(h(), log.splice(0));
out(
  (() => {
    l: try {
      break l;
    } finally {
      note("brk");
    }
    return op("after");
  })(),
  log.splice(0),
);
