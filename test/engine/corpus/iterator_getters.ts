const seen: string[] = [];
class Counted {
  n = 0;
  constructor(
    readonly last: number,
    readonly name = "",
  ) {}
  [Symbol.iterator]() {
    seen.push(this.name + "iterator");
    return this;
  }
  get next() {
    seen.push(this.name + "next?");
    return () => {
      const own = this;
      op(0);
      return {
        get done() {
          seen.push("done?");
          return own.n >= own.last;
        },
        get value() {
          seen.push("value?");
          return own.n++;
        },
      };
    };
  }
  get return() {
    seen.push("return?");
    return undefined;
  }
}
function told(what: string, f: () => unknown): void {
  seen.length = 0;
  let result: unknown;
  try {
    result = f();
  } catch (e) {
    result = e;
  }
  out(what, result, seen.join(" "));
}
const made = (last = 2): any => new Counted(last);
told("hole", () => {
  const [, second] = made();
  return second;
});
told("holes at the end", () => {
  const [first, , ,] = made();
  return first;
});
told("assigned holes", () => {
  let x;
  [, , x] = made(3);
  return x;
});
told("hole and rest", () => {
  const [, ...rest] = made(3);
  return rest;
});
told("only a hole", () => {
  const [,] = made();
});
told("holes of a list", () => {
  const [, b, , d] = [1, op(2), 3, 4];
  return [b, d];
});
told("Set", () => new Set(made()));
told("Map", () => new Map(made()));
told("list", () => [...made()]);
told("Array.from", () => Array.from(made()));
told("typed", () => [...new Uint8Array(made())]);
told("for", () => {
  for (const x of made()) if (x === 1) break;
});
told("call", () => Math.max(...made()));
