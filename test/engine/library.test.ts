import { expect, test } from "vitest";
import { compile, run } from "./harness";

const MODES = [
  { slice: Infinity, suspend: false },
  { slice: 7, suspend: true },
  { slice: 1, suspend: true, native: 700 },
];

/** What a program prints, the same however it is interrupted; its callbacks can wait. */
function printed(source: string): readonly string[] {
  const compiled = compile(source);
  const outcomes = MODES.map((mode) => run(compiled, mode));
  for (const each of outcomes) {
    expect(each.lines).toEqual(outcomes[0]!.lines);
    expect(each.result).toEqual(outcomes[0]!.result);
    expect(each.atomic).toEqual([]);
  }
  expect(new Set(outcomes.map((each) => each.time)).size).toBe(1);
  return outcomes[0]!.lines;
}

// What the oldest host lacks cannot be compared with it: these are the standard's own results.

test("helpers of iterators close what they cannot be used with", () => {
  expect(
    printed(`
      let closed = 0;
      const source = (fails = false): any => Object.assign(Object.create(Iterator.prototype), {
        next: () => ({ done: false, value: 1 }),
        return() { closed++; if (fails) throw new Error("lost"); return op({}); },
      });
      for (const method of ["map", "filter", "flatMap", "forEach", "some", "every", "find", "reduce", "take", "drop"])
        for (const fails of [false, true])
          try { source(fails)[method](NaN); } catch (e) { out(method, e, closed); }
      try { source().take({ valueOf() { throw new Error("limit"); } }); } catch (e) { out(e, closed); }
    `),
  ).toEqual([
    ...["map", "filter", "flatMap", "forEach", "some", "every", "find", "reduce"].flatMap((method, i) => [
      `${method} TypeError: NaN is not a function ${2 * i + 1}`,
      `${method} TypeError: NaN is not a function ${2 * i + 2}`,
    ]),
    "take RangeError: NaN must be positive 17",
    "take RangeError: NaN must be positive 18",
    "drop RangeError: NaN must be positive 19",
    "drop RangeError: NaN must be positive 20",
    "Error: limit 21",
  ]);
});

test("groupBy", () => {
  expect(
    printed(`
      const by = Object.groupBy([1, 2, 3, 4], (x, i) => op(x % 2 === 0 ? "even" : "odd" + (i > 1 ? "!" : "")));
      out(by, Object.getPrototypeOf(by), Object.groupBy("abca", (c) => op(c)));
      const key = {}; const map = Map.groupBy(new Set([1, -0, 2]), (x) => op(x > 1 ? key : x * 0));
      out(map.get(key), map.get(0), map.size, Object.is([...map.keys()][0], 0));
      for (const bad of [() => Object.groupBy(null as any, () => 1), () => Map.groupBy([], 5 as any)]) try { bad(); } catch (e) { out(e); }
    `),
  ).toEqual([
    "{odd:[1],even:[2,4],odd!:[3]} null {a:[a,a],b:[b],c:[c]}",
    "[2] [1,0] 2 true",
    "TypeError: Object.groupBy called on null or undefined",
    "TypeError: 5 is not a function",
  ]);
});

test("methods of Set that take another", () => {
  expect(
    printed(`
      const a = new Set([1, 2, 3, 4]); const b = new Set([3, 4, 5]);
      out(a.union(b), a.intersection(b), a.difference(b), a.symmetricDifference(b));
      out(a.isSubsetOf(b), new Set([3]).isSubsetOf(b), a.isSupersetOf(new Set([1, 2])), a.isDisjointFrom(b), a.isDisjointFrom(new Set([9])));
      const like = (items: number[]) => ({ size: op(items.length), has: (x: number) => op(items.includes(x)), keys() { let i = 0; return { next: () => op(i < items.length ? { value: items[i++], done: false } : { value: undefined, done: true }), return() { out("closed"); return {}; } }; } }) as any;
      out(a.union(like([9, 1])), a.intersection(like([2, 1])), a.difference(like([1, 2, 3, 4, 5])), a.symmetricDifference(like([1, 7])));
      out(a.isSupersetOf(like([1, 8, 2])), a.isSubsetOf(like([4, 3, 2, 1, 0])), a.isDisjointFrom(like([6, 2, 5])));
      for (const bad of [[], { size: NaN }, { size: -1 }, { size: 1 }, { size: 1, has() {} }]) try { a.union(bad as any); } catch (e) { out((e as Error).name); }
      try { (a.union as any).call([], a); } catch (e) { out((e as Error).name); }
      out(Set.prototype.union.name, Set.prototype.union.length);
    `),
  ).toEqual([
    "Set{1,2,3,4,5} Set{3,4} Set{1,2} Set{1,2,5}",
    "false true true false true",
    "Set{1,2,3,4,9} Set{2,1} Set{} Set{2,3,4,7}",
    "closed",
    "closed",
    "false true false",
    "TypeError",
    "TypeError",
    "RangeError",
    "TypeError",
    "TypeError",
    "TypeError",
    "union 1",
  ]);
});

test("helpers of iterators", () => {
  expect(
    printed(`
      function* numbers() { try { for (let i = 1; ; i++) yield op(i); } finally { out("closed"); } }
      out(numbers().map((x, i) => op(x * 10 + i)).filter((x) => op(x % 20 !== 0)).take(3).toArray());
      out([...numbers().drop(2).take(2)], numbers().flatMap((x) => [x, op(-x)]).take(4).toArray(), numbers().find((x) => op(x > 3)));
      out(numbers().some((x) => op(x === 2)), numbers().take(3).every((x) => op(x < 9)), [1, 2, 3].values().reduce((a, b) => op(a + b)), new Map([[1, 2]]).entries().map(([k, v]) => op(k + v)).toArray());
      [5].values().forEach((x, i) => out("each", op(x), i));
      const helper = numbers().map((x) => x); out(helper.next(), helper.return(), helper.next(), Object.prototype.toString.call(helper), helper instanceof Iterator);
      out(numbers().take(0).next(), [].values().take(1).return!());
      const wrapped = Iterator.from({ next: () => op({ value: 1, done: false }), return: () => { out("from closed"); return {} as any; } } as any); for (const x of wrapped) { out(x, wrapped instanceof Iterator); break; }
      class Mine extends Iterator<number> { n = 0; next() { return { value: this.n, done: this.n++ > op(2) } as any; } } out(new Mine().toArray(), [...new Mine().map((x) => x + 1)]);
      for (const bad of [() => new (Iterator as any)(), () => numbers().take(-1), () => numbers().map(1 as any), () => [].values().reduce((a) => a)]) try { bad(); } catch (e) { out(e); }
      try { numbers().map(() => { throw new Error("mapper"); }).next(); } catch (e) { out((e as Error).message); }
    `),
  ).toEqual([
    "closed",
    "[10,21,32]",
    "closed",
    "closed",
    "closed",
    "[3,4] [1,-1,2,-2] 4",
    "closed",
    "closed",
    "true true 6 [3]",
    "each 5 0",
    "closed",
    "{value:1,done:false} {value:undefined,done:true} {value:undefined,done:true} [object Iterator Helper] true",
    "{value:undefined,done:true} {value:undefined,done:true}",
    "1 true",
    "from closed",
    "[0,1,2] [1,2,3]",
    "TypeError: Abstract class Iterator not directly constructable",
    "RangeError: -1 must be positive",
    "TypeError: 1 is not a function",
    "TypeError: Reduce of a done iterator with no initial value",
    "closed",
    "mapper",
  ]);
});

test("Array.fromAsync, Promise.try and withResolvers", () => {
  expect(
    printed(`
      async function* gen() { yield 1; yield op(2); }
      export async function main() {
        out(await Array.fromAsync(gen()), await Array.fromAsync([Promise.resolve(1), 2], async (x) => op(x * 2)), await Array.fromAsync({ length: 2, 0: "a", 1: Promise.resolve("b") } as any));
        out(await Promise.try((a, b) => op(a + b), 1, 2), await Promise.try(() => { throw new Error("sync"); }).catch((e) => e.message));
        const { promise, resolve } = Promise.withResolvers<number>(); resolve(op(5)); out(await promise);
        out(await Array.fromAsync(null as any).catch((e) => e.name));
      }`),
  ).toEqual(["[1,2] [2,4] [a,b]", "3 sync", "5", "TypeError"]);
});

test("structuredClone", () => {
  expect(
    printed(`
      class P { x = 1; #y = 2; get z() { return 3; } }
      const shared = { s: 1 };
      const value: any = { a: [1, , 3], m: new Map([[shared, new Set([shared])]]), d: new Date(5), r: /x/gi, e: new RangeError("r", { cause: shared }), b: 5n, n: null, u: undefined, p: new P(), t: new Uint8Array([1, 2]), w: Object("s") };
      value.self = value; value.view = new DataView(value.t.buffer, 1);
      const copy = structuredClone(value);
      out(copy !== value, copy.self === copy, copy.a, 1 in copy.a, copy.d.getTime(), copy.d instanceof Date, copy.r, copy.e, copy.e.cause, copy.b, copy.u, copy.p.constructor === Object, copy.p);
      const [[key, set]] = copy.m; out(set.has(key), key !== shared, copy.e.cause === key, copy.t, copy.view.buffer === copy.t.buffer, copy.view.byteLength, typeof copy.w);
      for (const bad of [() => 1, Symbol("s"), { f() {} }, Promise.resolve(1), new WeakMap()]) try { structuredClone(bad); } catch (e: any) { out(e.name, e.message, e.code); }
      const buffer = new ArrayBuffer(4); const moved = structuredClone(buffer, { transfer: [buffer] }); out(buffer.byteLength, moved.byteLength);
    `),
  ).toEqual([
    "true true [1,-,3] false 5 true RegExp {lastIndex:0} RangeError: r {s:1} 5n undefined true {x:1}",
    "true true true Uint8Array {0:1,1:2} true 1 object",
    "DataCloneError function  could not be cloned. 25",
    "DataCloneError Symbol(s) could not be cloned. 25",
    "DataCloneError function f could not be cloned. 25",
    "DataCloneError #<Promise> could not be cloned. 25",
    "DataCloneError #<WeakMap> could not be cloned. 25",
    "0 4",
  ]);
});

test("nothing is collected while a program runs", () => {
  expect(
    printed(`
      let o: object | undefined = { x: 1 }; const ref = new WeakRef(o); o = undefined;
      const registry = new FinalizationRegistry(() => out("never")); registry.register(ref.deref()!, 1);
      out(ref.deref(), ref instanceof WeakRef, WeakRef.name, registry instanceof FinalizationRegistry);
      try { new FinalizationRegistry(1 as any); } catch (e) { out((e as Error).name); }
    `),
  ).toEqual(["{x:1} true WeakRef true", "TypeError"]);
});

test("globalThis shows what a program may use, and cannot be changed", () => {
  expect(
    printed(`
      out(globalThis.Array === Array, globalThis.globalThis === globalThis, typeof globalThis.Promise, typeof (globalThis as any).process, typeof (globalThis as any).eval, "fetch" in globalThis, globalThis.Function === Function);
      const all: any = globalThis; try { all.x = 1; } catch (e) { out((e as Error).name); }
      try { (globalThis as any)["Func" + "tion"]("return 1"); } catch (e) { out(e); }
      out(globalThis.parseInt("12px"), globalThis["Math"].max(1, op(2)), Object.keys(globalThis));
    `),
  ).toEqual([
    "true true function undefined undefined false true",
    "TypeError",
    "EvalError: code cannot be made from text in a simulation",
    "12 2 []",
  ]);
});

test("texts of the locale are the same everywhere", () => {
  expect(
    printed(`
      out((1234567.891).toLocaleString(), (1234.5).toLocaleString("de-DE"), (0.256).toLocaleString(undefined, { style: "percent" }), (5).toLocaleString("en", { minimumFractionDigits: 2 }), 12345n.toLocaleString(), [1234, null, "x"].toLocaleString(), new Float32Array([1500]).toLocaleString());
      out("ä".localeCompare("z", "sv"), ["b", "a", "C"].sort((x, y) => x.localeCompare(y)), "I".toLocaleLowerCase("tr"), "i".toLocaleUpperCase("tr"), ["a10", "a9"].sort((x, y) => x.localeCompare(y, undefined, { numeric: true })));
      try { (1).toLocaleString("en", { style: "unit" }); } catch (e) { out(e); }
    `),
  ).toEqual([
    "1,234,567.891 1,234.5 26% 5.00 12,345 1,234,,x 1,500",
    "-1 [a,b,C] i I [a9,a10]",
    "RangeError: toLocaleString: the style unit is not supported in a simulation",
  ]);
});

test("RegExp.escape and moved buffers", () => {
  expect(
    printed(`
      out(RegExp.escape("a.b*c"), RegExp.escape("(1) x-y\\n/"), new RegExp(RegExp.escape("[x]?")).test("a[x]?b"));
      const buffer = new ArrayBuffer(4); new Uint8Array(buffer)[0] = 7;
      const moved = buffer.transfer(8); out(buffer.detached, buffer.byteLength, moved.byteLength, new Uint8Array(moved)[0], moved.detached);
      const growing = new ArrayBuffer(2, { maxByteLength: 4 }); out(growing.transfer().resizable, new ArrayBuffer(2, { maxByteLength: 4 }).transferToFixedLength().resizable);
      const e: any = {}; Error.captureStackTrace(e); out(typeof e.stack, (Math as any).f16round, (Error as any).isError, (JSON as any).rawJSON);
    `),
  ).toEqual([
    String.raw`\x61\.b\*c \(1\)\x20x\x2dy\n\/ true`,
    "true 0 8 7 false",
    "true false",
    "string undefined undefined undefined",
  ]);
});

test("a proxy", () => {
  expect(
    printed(`
      const log: string[] = [];
      const p: any = new Proxy({ a: 1 } as any, { get: (t, k, r) => { log.push("get " + String(k)); return Reflect.get(t, k, r); }, has: (t, k) => k === "magic" || k in t, set: (t, k, v) => { t[k] = v * 2; return true; }, deleteProperty: () => true, ownKeys: () => ["a", "b"], getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }) });
      p.b = 5; out(p.a, p.b, "magic" in p, delete p.a, Object.keys(p), log);
      const f: any = new Proxy(function (x: number) { return x + 1; }, { apply: (t, self, args) => t(...(args as [number])) * 2, construct: () => ({ made: true }) }); out(f(1), new f());
      const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); try { (proxy as any).x; } catch (e) { out((e as Error).message); }
      try { (Proxy as any)({}, {}); } catch (e) { out((e as Error).message); }
      try { new Proxy({}, { get() { throw new Error("trap"); } } as any).x; } catch (e) { out((e as Error).message); }
      out(new Proxy(class A {}, {}).name, typeof Proxy, Proxy.name);
    `),
  ).toEqual([
    "1 10 true true [a,b] [get a,get b]",
    "4 {made:true}",
    "Cannot perform 'get' on a proxy that has been revoked",
    "Constructor Proxy requires 'new'",
    "trap",
    "A function Proxy",
  ]);
});
