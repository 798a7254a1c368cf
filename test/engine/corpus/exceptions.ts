function thrower(n: number): number {
  for (let i = 0; i < 3; i++) {
    op(i);
    if (i === n) throw new Error("boom" + n);
  }
  return n;
}
function t(n: number): string {
  let log = "";
  try {
    try {
      log += "a";
      thrower(n);
      log += "b";
      if (n === 7) return "ret" + log;
    } catch (e) {
      op(0);
      log += "c" + (e as Error).message;
      if (n === 2) throw e;
    } finally {
      op(0);
      log += "f";
      out(log);
    }
    log += "z";
  } catch {
    log += "outer";
  }
  return log;
}
for (const n of [0, 1, 2, 7, 9]) out(t(n));
function over() {
  try {
    return op("try");
  } finally {
    return op("finally");
  }
}
out(over());
function cont() {
  let s = "";
  for (let i = 0; i < 4; i++) {
    try {
      if (i === 1) continue;
      if (i === 3) break;
      s += i;
    } finally {
      s += "F" + op(i);
    }
  }
  return s;
}
out(cont());
function swallow() {
  for (;;) {
    try {
      throw 1;
    } finally {
      break;
    }
  }
  return "swallowed";
}
out(swallow());
try {
  boom(new RangeError("native"));
} catch (e) {
  out(e instanceof RangeError, (e as Error).message);
}
try {
  (null as any).x.y;
} catch (e) {
  out((e as Error).message);
}
try {
  throw { code: op(5) };
} catch ({ code }: any) {
  out(code);
}
try {
  try {
    throw new Error("one");
  } finally {
    out("cleanup", op(1));
  }
} catch (e) {
  out((e as Error).message);
}
try {
  try {
    throw new Error("one");
  } finally {
    throw new Error("two");
  }
} catch (e) {
  out((e as Error).message);
}
try {
  try {
    throw new Error("one");
  } catch (e) {
    throw new Error("three", { cause: e });
  }
} catch (e) {
  out((e as Error).message, ((e as Error).cause as Error).message);
}
function nested(d: number): number {
  try {
    if (d === 0) throw new Error("deep");
    return nested(d - 1);
  } finally {
    out("unwind", op(d));
  }
}
try {
  nested(3);
} catch (e) {
  out((e as Error).message);
}
function catchDeep(d: number): string {
  if (d === 5) {
    try {
      return inner(0);
    } catch (e) {
      return "caught " + (e as Error).message;
    }
  }
  return catchDeep(d + 1);
}
function inner(d: number): string {
  if (d === 4) {
    boom(new TypeError("far"));
  }
  return inner(d + 1);
}
out(catchDeep(0));
let x = 0;
try {
  x = op(1);
} catch {
  x = 2;
} finally {
  x += 10;
}
out(x);
class MyError extends Error {
  code = 7;
  constructor(m: string) {
    super("My: " + m);
    this.name = "MyError";
  }
}
try {
  throw new MyError("m");
} catch (e) {
  out(e instanceof MyError, e instanceof Error, (e as MyError).code, String(e), (e as any).constructor.name);
}
function fin(k: number) {
  const log: number[] = [];
  lbl: {
    try {
      if (k === 1) break lbl;
      if (k === 2) return log;
      log.push(0);
    } finally {
      log.push(op(k));
      try {
        throw 1;
      } catch {
        log.push(9);
      }
    }
    log.push(5);
  }
  return log;
}
out(fin(0), fin(1), fin(2));
