/* What the standard says of built-ins in corners that programs seldom come to. */
declare function out(...values: unknown[]): void;

function attempt(what: string, run: () => unknown): void {
  try {
    out(what, String(run()));
  } catch (error) {
    out(what, String(error));
  }
}

function typedArrays(): void {
  const buffer = new ArrayBuffer(8, { maxByteLength: 16 } as never);
  const numbers = new Int16Array(buffer);
  numbers.set([1, 2, 3, 4]);
  out(numbers.reduceRight((text, n, i) => `${text} ${i}:${n}`, ""));
  out(
    numbers.reduce((sum, n) => sum + n),
    numbers.reduceRight((sum, n) => sum * 2 + n),
  );
  attempt("empty", () => new Int8Array(0).reduce((a, b) => a + b));
  attempt("empty from the right", () => new Int8Array(0).reduceRight((a, b) => a + b));
  // Elements that are not there any more are asked for all the same.
  const seen: unknown[] = [];
  const shrinking = new Int16Array(new ArrayBuffer(8, { maxByteLength: 16 } as never));
  shrinking.forEach((n, i) => {
    seen.push(n);
    if (i === 0) (shrinking.buffer as unknown as { resize(n: number): void }).resize(4);
  });
  out(seen);
  structuredClone(buffer, { transfer: [buffer] });
  for (const name of [
    "forEach",
    "some",
    "every",
    "reduce",
    "reduceRight",
    "find",
    "findIndex",
    "findLast",
    "map",
    "filter",
    "toSorted",
  ])
    attempt(name, () => (numbers as unknown as Record<string, (f: () => number) => unknown>)[name]!(() => 1));
  class Small extends Int8Array {
    constructor(length: number) {
      super(Math.max(0, length - 1));
    }
  }
  attempt("too small", () => Object.setPrototypeOf(new Int8Array(3), Small.prototype).map((n: number) => n));
  class Other extends Int8Array {
    static get [Symbol.species](): never {
      return BigInt64Array as never;
    }
  }
  try {
    new Other(2).map((n) => n);
  } catch (error) {
    // JavaScript itself says what happens first, not what is wrong.
    out(error instanceof TypeError);
  }
}

function arrayFrom(): void {
  class Counting {
    length = -1;
    set 0(value: unknown) {
      out("set", value);
    }
  }
  const made = Array.from.call(Counting as never, ["a", "b"]) as unknown as Record<string, unknown>;
  out(Object.keys(made), made["0"], made["length"]);
  const alike = Array.from.call(Counting as never, { length: 1, 0: "c" }, (x: unknown) => `${x}!`);
  out(Object.keys(alike), (alike as unknown as Record<string, unknown>)["0"]);
}

function reflection(): void {
  attempt("apply without a list", () => Reflect.apply(Math.max, null, null as never));
  attempt("construct without a list", () => Reflect.construct(Array, undefined as never));
  attempt("construct for no constructor", () => Reflect.construct(Array, [], undefined as never));
  try {
    Reflect.construct(Array, [], { m() {} }.m as never);
  } catch (error) {
    out(String(error).includes("$"), error instanceof TypeError);
  }
  out(Reflect.construct(Array, { length: 2, 0: "x", 1: "y" } as never));
  out(Reflect.apply(Math.max, null, { length: 2, 0: 3, 1: 5 } as never));
  attempt("descriptor of a number", () => Reflect.getOwnPropertyDescriptor(1 as never, "x"));
  for (const [name, fn] of Object.entries(Object.getOwnPropertyDescriptors(Reflect)))
    out(name, (fn.value as Function).name, (fn.value as Function).length);
  attempt("a constructor?", () => new (Object.getOwnPropertyDescriptors as never as new () => object)());
  out("".localeCompare.length, (5).toLocaleString.length);
}

class Late extends Object {
  constructor() {
    // The missing `this` is found before the key.
    out((super[(super(), "toString") as "toString"] as unknown) !== undefined);
  }
}

export function main() {
  typedArrays();
  arrayFrom();
  reflection();
  attempt("super before super()", () => new Late());
  const bare = function () {} as unknown as { prototype: unknown };
  bare.prototype = 1;
  out(Reflect.construct(WeakRef, [bare], bare as never) instanceof WeakRef);
}
