// Getters named like the properties that the library itself reads.
const log: string[] = [];
const flush = (title: string, ...more: unknown[]) => out(title, log.splice(0).join(" "), ...more);
const list = {
  get length() {
    log.push("length");
    return op(3);
  },
  get 0() {
    log.push("0");
    return op("a");
  },
  get 2() {
    log.push("2");
    return op("c");
  },
};
const A = Array.prototype as any;
flush(
  "map",
  A.map.call(list, (x: string, i: number) => x + op(i)),
);
flush(
  "filter",
  A.filter.call(list, (x: string) => x !== "a"),
);
flush(
  "forEach",
  A.forEach.call(list, (x: string, i: number, all: unknown) => log.push(`${x}${i}${all === list}`)),
);
flush(
  "reduce",
  A.reduce.call(list, (a: string, x: string) => a + op(x), "="),
);
flush(
  "reduceRight",
  A.reduceRight.call(list, (a: string, x: string) => a + x),
);
flush(
  "some",
  A.some.call(list, (x: string) => x === "c"),
  A.every.call(list, (x: string) => x < "z"),
);
flush(
  "find",
  A.find.call(list, (x: unknown) => x === undefined),
  A.findIndex.call(list, (x: string) => x === "c"),
);
flush(
  "findLast",
  A.findLast.call(list, (x: unknown) => op(x) === "a"),
);
flush(
  "from",
  Array.from(list as any, (x) => op(x)),
);
flush("from without", Array.from(list as any));
flush("join", A.join.call(list, "-"));
flush("slice", A.slice.call(list, 1));
flush("indexOf", A.indexOf.call(list, "c"), A.includes.call(list, undefined));
class Box {
  constructor(private items: unknown[]) {}
  get size() {
    return op(this.items.length);
  }
  get next() {
    log.push("next");
    return () => ({
      get done() {
        log.push("done");
        return op(true);
      },
      get value() {
        log.push("value");
        return op(1);
      },
    });
  }
  [Symbol.iterator]() {
    log.push("iterator");
    return this as any;
  }
  get return() {
    log.push("return");
    return undefined;
  }
  get then() {
    log.push("then");
    return undefined;
  }
}
const box = new Box([1, 2]);
flush("size", box.size);
flush("spread", [...(box as any)]);
for (const x of box as any) out("never", x);
flush("for-of");
const [first] = box as any;
flush("pattern", first);
class Endless {
  n = 0;
  [Symbol.iterator]() {
    return this;
  }
  next() {
    const n = this.n++;
    return {
      get done() {
        log.push(`done${n}`);
        return op(n >= 2);
      },
      get value() {
        log.push(`value${n}`);
        return op(n * 10);
      },
    };
  }
  get return() {
    log.push("get return");
    return (...args: unknown[]) => (log.push(`return(${args.length})`), {});
  }
}
flush("all", [...new Endless()]);
for (const x of new Endless()) {
  log.push(`body${x}`);
  break;
}
flush("break");
try {
  for (const x of new Endless()) boom(new Error(`body ${x}`));
} catch (e) {
  flush("throw", e);
}
const [p, q] = new Endless();
flush("destructuring", p, q);
const [r, ...rest] = new Endless();
flush("rest", r, rest);
flush(
  "from",
  Array.from(new Endless(), (x) => x + 1),
);
flush("map", new Map([[1, 2]]).size, new Set(new Endless()).size);
