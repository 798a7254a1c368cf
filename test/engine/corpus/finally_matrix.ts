const log: string[] = [];
type How = "normal" | "throw" | "return" | "break" | "continue" | "label";
const hows: How[] = ["normal", "throw", "return", "break", "continue", "label"];
function act(how: How, where: string) {
  log.push(`${where}:${how}`);
}
function both(inTry: How, inFinally: How) {
  let rounds = 0;
  outer: for (let i = 0; i < 2; i++) {
    for (const x of [1, 2]) {
      if (rounds++ > 3) return "too long";
      try {
        act(inTry, "t");
        switch (op(inTry)) {
          case "throw":
            boom(`thrown${x}`);
          case "return":
            return op(`try${x}`);
          case "continue":
            continue;
          case "label":
            continue outer;
        }
        if (inTry === "break") break;
      } finally {
        act(inFinally, "f");
        if (inFinally === "throw") throw op(`finally${x}`);
        if (inFinally === "return") return op(`finally${x}`);
        if (inFinally === "break") break;
        if (inFinally === "continue") continue;
        if (inFinally === "label") break outer;
      }
      log.push("after");
    }
    log.push("next");
  }
  return "end";
}
for (const a of hows)
  for (const b of hows) {
    let result: unknown;
    try {
      result = both(a, b);
    } catch (e) {
      result = ["threw", e];
    }
    out(a, b, result, log.splice(0).join(" "));
  }
function nested(depth: number): unknown {
  try {
    try {
      if (depth === 0) boom("bottom");
      return [depth, nested(depth - 1)];
    } catch (e) {
      log.push(`catch${depth}`);
      if (depth % 2 === 0) throw op(`${String(e)}${depth}`);
      return e;
    } finally {
      log.push(`f${depth}`);
    }
  } finally {
    log.push(`g${depth}`);
  }
}
out(nested(3), log.splice(0).join(" "));
const value = () => {
  let x = 1;
  try {
    return op(x);
  } finally {
    x = 2;
  }
};
const object = () => {
  const x = { n: 1 };
  try {
    return x;
  } finally {
    x.n = op(2);
  }
};
out(value(), object());
function* inGenerator() {
  for (const x of [1, 2, 3])
    try {
      if (x === 2) continue;
      yield x;
    } finally {
      yield `f${x}`;
    }
}
out([...inGenerator()]);
const labelled = () => {
  block: {
    try {
      if (op(true)) break block;
      log.push("never");
    } finally {
      log.push("finally");
    }
    log.push("never");
  }
  return log.splice(0);
};
out(labelled());
const rethrown = () => {
  try {
    try {
      boom(new Error("inner"));
    } finally {
      try {
        boom(new Error("swallowed"));
      } catch {
        log.push("swallowed");
      }
    }
  } catch (e) {
    return [e, log.splice(0)];
  }
};
out(rethrown());
