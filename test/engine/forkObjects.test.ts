import { describe, expect, test } from "vitest";
import { expectBoth } from "./forking";

/**
 * Each program makes objects, stops at `op`, where it is forked, and then changes and prints them: what the processes had in common
 * would show twice, what a copy lacks not at all.
 */
const PROGRAMS: Readonly<Record<string, string>> = {
  "identity and cycles": `
    const a: any = { name: "a" }; const b: any = { a, list: [a, a] }; a.self = a; a.b = b;
    const c = new Map<any, any>([[a, b]]); c.set(c, c);
    op(0);
    out(a.self === a, b.a === a, b.list[0] === b.list[1], b.list[0] === a, c.get(a) === b, c.get(c) === c);
    a.count = (a.count ?? 0) + 1; out(b.list[1].count);`,
  "closures and shared environments": `
    function counter() { let n = 0; return { up: () => ++n, get: () => n }; }
    const one = counter(), two = counter(); one.up();
    const fns: (() => number)[] = []; for (let i = 0; i < 3; i++) fns.push(() => (i += 10));
    function named() { return named.calls = (named.calls ?? 0) + 1; } named.calls = 5 as any;
    const bound = function (this: any, x: number) { return this.k + x; }.bind({ k: 3 }, 4);
    op(0);
    out(one.up(), one.get(), two.up(), fns.map((f) => f()), fns.map((f) => f()), named(), named.name, bound(), bound.name, bound.length);`,
  "classes: statics, accessors, private members, inheritance": `
    class Base {
      static #made = 0; static list: Base[] = [];
      #secret = 1; protected value = 10;
      constructor(public name: string) { Base.#made++; Base.list.push(this); }
      static get made() { return Base.#made; }
      get secret() { return this.#secret; } set secret(v: number) { this.#secret = v * 2; }
      #twice() { return this.#secret * 2; } twice() { return this.#twice(); }
      static is(o: any) { return #secret in o; }
    }
    class Derived extends Base { #own = [1, 2]; get own() { return this.#own; } describe() { return super.twice() + this.value; } }
    const d = new Derived("d");
    op(0);
    d.secret = 4; d.own.push(3); (Base as any).extra = 1;
    const e = new Derived("e"); (Derived.prototype as any).patched = function (this: any) { return "patched " + this.name; };
    out(d.secret, d.describe(), d.own, e.own, Base.made, Derived.made, Base.list.map((b) => b.name), Base.is(d), Base.is({}));
    out(d instanceof Derived, d instanceof Base, d.constructor === Derived, (d as any).patched(), Object.getPrototypeOf(Derived) === Base, Derived.name);`,
  "instances found before their class, and a class whose prototype has lost it": `
    const make = () => { class Hidden { v = 1; inc() { return ++this.v; } } return new Hidden(); };
    const lost = (() => { class Lost { static n = 0; inc() { return ++Lost.n; } } const C = Lost as any; delete C.prototype.constructor; return [new C(), C]; })();
    const h = make();
    op(0);
    out(h.inc(), h.constructor.name, new (h.constructor as any)().inc(), lost[0].inc(), lost[1].n, lost[0] instanceof lost[1], new lost[1]().inc());`,
  "classes that extend built-ins": `
    class Stack extends Array<number> { top() { return this.at(-1); } }
    class Counts extends Map<string, number> { #hits = 0; up(k: string) { this.#hits++; return this.set(k, (this.get(k) ?? 0) + 1); } get hits() { return this.#hits; } }
    class Fault extends Error { constructor(m: string, public code: number) { super(m, { cause: { code } }); this.name = "Fault"; } }
    const s = new Stack(); s.push(1, 2); const c = new Counts(); c.up("a"); const f = new Fault("m", 7); const caught = (() => { try { throw f; } catch (e) { return e; } })();
    op(0);
    s.push(3); c.up("a"); (f.cause as any).code++;
    out(s, s.top(), s.length, s instanceof Stack, s.map((x) => x) instanceof Stack, c, c.hits, c instanceof Counts, f, f.code, (caught as any).cause.code, f instanceof Fault, caught === f, Object.keys(f), typeof f.stack);`,
  "arrays: holes, extra properties, accessors, length": `
    const holes: any = [1, , 3]; holes.extra = "x"; holes[Symbol.for("k")] = 1; const sparse: any[] = []; sparse[1e6] = 1;
    const odd: any = [1, 2, 3]; Object.defineProperty(odd, 1, { get() { return this[0] * 10; }, enumerable: true, configurable: true });
    const fixed = [1, 2]; Object.defineProperty(fixed, "length", { writable: false }); const frozen = Object.freeze([{ n: 1 }]);
    op(0);
    holes.push(4); odd[0] = 5; sparse.length--; frozen[0].n++;
    out(holes, 1 in holes, holes.extra, holes[Symbol.for("k")], Object.keys(holes), sparse.length, Object.keys(sparse), odd[1], frozen, Object.isFrozen(frozen));
    try { fixed.push(3); } catch (e) { out(e); }`,
  "arrays with nothing but one more property, and accessors over shared variables": `
    const named: any = [1, 2, 3]; named.tag = { n: 1 };
    let n = 1; const counter: any = { get next() { return ++n; }, set next(v) { n = v; } };
    op(0);
    named.tag.n++; named.push(4); out(named, named.tag, Object.keys(named));
    out(counter.next, n, counter.next, n); counter.next = 10; out(n, counter.next);`,
  "property attributes and integrity": `
    const o: any = {}; Object.defineProperty(o, "hidden", { value: [1], enumerable: false }); Object.defineProperty(o, "both", { get() { return this.hidden.length; }, set(v) { this.hidden.push(v); }, configurable: true });
    const sealed = Object.seal({ a: 1 }), frozen = Object.freeze({ a: { b: 1 } }), closed = Object.preventExtensions({ c: 1 } as any);
    const bare = Object.create(null); bare.x = 1; bare["__proto__"] = 2; const proto = { greet() { return "hi " + (this as any).n; } }; const child = Object.create(proto, { n: { value: 1, writable: true } });
    const literal: any = { ["__proto__"]: 3, get twice() { return 2 * this.v; }, v: 2 };
    const sym = Symbol("s"); const keyed = { [sym]: 1 };
    op(0);
    o.both = 5; child.n++; frozen.a.b++; sealed.a++; keyed[sym]++; literal.v++;
    out(Object.getOwnPropertyDescriptor(o, "hidden"), o.both, Object.keys(o), Object.isSealed(sealed), sealed, Object.isFrozen(frozen), frozen, Object.isExtensible(closed));
    out(bare.x, bare["__proto__"], Object.getPrototypeOf(bare), child.greet(), Object.getPrototypeOf(child) === proto, keyed[sym], literal.twice, Object.keys(literal));
    try { (frozen as any).a = 1; } catch (e) { out(e); } try { closed.d = 1; } catch (e) { out(e); }`,
  "Map and Set while they are iterated": `
    const m = new Map([["a", 1], ["b", 2], ["c", 3], ["d", 4]]); const s = new Set([1, 2, 3, 4]); const seen: any[] = [];
    for (const [k, v] of m) { seen.push(k); if (k === "b") { m.delete("a"); m.delete("c"); m.set("a", 9); } op(0); if (m.size < 8) m.set(k + v, v + 1); }
    for (const x of s) { s.delete(x); op(0); if (x < 9) s.add(x + 3); seen.push(x); }
    s.forEach((x) => { seen.push(op(x)); }); m.forEach((v, k) => { seen.push(op(k)); if (k === "d") m.delete("a"); });
    out(seen, m, s);`,
  "iterators that the program holds": `
    const m = new Map([["a", 1], ["b", 2], ["c", 3]]); const list = [1, 2, 3, 4]; const text = "a😀b"; const bytes = new Uint8Array([7, 8, 9]);
    const its: any[] = [m.entries(), m.keys(), m.values(), new Set([1, 2, 3]).entries(), list[Symbol.iterator](), list.entries(), list.keys(), text[Symbol.iterator](), text.matchAll(/[a-z]/g), bytes.values(), "x1y22".matchAll(/\\d*/g)];
    const done = [1].values(); done.next(); done.next();
    for (const it of its) it.next();
    op(0);
    m.delete("b"); m.set("d", 4); list.push(5);
    for (const it of its) out(it.next(), it[Symbol.toStringTag], Object.prototype.toString.call(it), it[Symbol.iterator]() === it);
    op(0);
    for (const it of its) { const rest: any[] = []; for (const each of it) rest.push(each); out(rest); }
    out(done.next(), [...m.keys()], [...[1, 2].entries()], Array.from(m.values()), new Map(m.entries()).size, Object.fromEntries(m.entries()));
    try { its[0].next.call(its[4]); } catch (e) { out((e as Error).name); }`,
  "for-of, spread and destructuring under way": `
    const seen: any[] = [];
    for (const c of "x😀y") { seen.push(op(c)); }
    for (const b of new Uint8Array([1, 2, 3])) seen.push(op(b));
    const list = [1, 2]; for (const x of list) { if (x < 3) list.push(op(x + 1)); seen.push(x); }
    const [p, q = op("dflt"), ...r] = new Set([op(1), undefined, 3, 4]); const [a, b] = "z" as any;
    out(seen, p, q, r, a, b, Math.max(...[op(1), 2]), [...new Map([[1, op(2)]])]);`,
  "typed arrays share their buffer": `
    const buffer = new ArrayBuffer(16); const bytes = new Uint8Array(buffer, 4, 8); const view = new DataView(buffer, 2); const words = new Float64Array(buffer);
    const own = new Int16Array([1, -2]); (own as any).tag = "t"; const big = new BigInt64Array([5n]); class Samples extends Float32Array { sum() { let s = 0; for (const x of this) s += x; return s; } } const samples = new Samples([1, 2]);
    bytes[0] = 1;
    op(0);
    bytes[1] += 7; view.setInt8(0, view.getInt8(0) - 1); own[1]--; big[0]++; samples[0]++;
    out(bytes, view.getInt8(0), words.length, words[0], own, (own as any).tag, big, bytes.buffer === view.buffer, new Uint8Array(buffer), bytes.byteOffset, bytes.length, samples.sum(), samples instanceof Samples);`,
  "dates, regular expressions, boxed values, symbols": `
    const d = new Date(5); const r = /a./gy; (r as any).note = 1; r.test("abac"); const boxes: any[] = [Object(1), Object("text"), Object(true), Object(Symbol.for("q")), Object(10n)]; boxes[1].extra = 2;
    const local = Symbol("local"); const holder = { local, [local]: 1, it: Symbol.iterator };
    op(0);
    d.setTime(d.getTime() + 1); boxes[1].extra++;
    out(d.getTime(), d instanceof Date, r.lastIndex, r.test("abac"), r.lastIndex, r.source, r.flags, (r as any).note, boxes.map((b) => typeof b.valueOf()), boxes[1].length, boxes[1].extra, String(boxes[1]), holder.local === local, holder[local], holder.it === Symbol.iterator);`,
  "weak collections": `
    const k1 = {}, k2 = () => 1, deep: any = { w: new WeakMap() }; const w = new WeakMap<any, any>([[k1, { n: 1 }], [k2, "fn"], [Array, "builtin"]]); const ws = new WeakSet<any>([k1]);
    const chain = { id: 1 }; deep.w.set(chain, { next: { last: chain } }); w.set(deep.w, chain);
    op(0);
    w.get(k1).n++; ws.add(k2);
    out(w.get(k1), w.get(k2), w.get(Array), ws.has(k1), ws.has(k2), deep.w.get(chain).next.last === chain, w.get(deep.w) === chain, w.has({}));`,
  "proxies, weak references": `
    const t: any = { n: 1 }; const p: any = new Proxy(t, { get: (o, k) => (k === "double" ? o.n * 2 : o[k]) }); const call: any = new Proxy(() => t.n, {}); const all: any = { t, p };
    const w = new WeakRef(t), registry = new FinalizationRegistry(() => 0); class Ref extends WeakRef<any> { more = 1; } const r = new Ref(p);
    op(0); t.n++;
    out(p.double, p.n, w.deref() === t, t.n, call(), all.p === p, r.deref() === p, r.more, registry.unregister(t)); p.n = 10; out(t.n, p.double, call());`,
  "proxies that can be revoked": `
    const a: any = Proxy.revocable({ n: 1 } as any, {}), b = Proxy.revocable({ n: 2 } as any, {}), keep = { revoke: b.revoke, of: new Map([[a.revoke, a.proxy]]) };
    const read = (p: any) => { try { return p.n; } catch (e) { return (e as Error).message; } };
    b.revoke();
    op(0);
    out(read(a.proxy), read(b.proxy), keep.revoke === b.revoke, keep.of.get(a.revoke) === a.proxy, a.revoke.length, a.revoke.name === "");
    a.revoke(); b.revoke(); out(read(a.proxy), read(b.proxy), Object.keys(a));`,
  "generators and what they hold": `
    function* walk(n: number): any { const mine: number[] = []; try { while (n > 0) { const got = yield n--; mine.push(got); } return mine; } finally { out("closed", mine); } }
    const a = walk(3), b = walk(5); a.next(); b.next(); b.next("x"); const proto = Object.getPrototypeOf(a) === walk.prototype; (walk.prototype as any).tag = "tag";
    op(0);
    out(a.next("p"), b.next("q"), b.return("early"), a.next(), a.next(), a.next(), proto, (a as any).tag, a instanceof (walk as any), walk.constructor.name);
    const again = walk(1); out(again.next(), again.next("end"));`,
  "arguments, templates, errors on their way": `
    function f(..._: any[]) { const args = arguments; op(0); args[0]++; return [args.length, args[0], args]; }
    const tag = (s: TemplateStringsArray) => s; const t = () => tag\`one\${1}two\`; const first = t();
    let caught: any; try { try { null!.x; } finally { op(0); } } catch (e) { caught = e; }
    op(0);
    out(f(1, 2), first === t(), first, first.raw, caught, caught instanceof TypeError, new AggregateError([new Error("in")], "all").errors);`,
};

describe("objects of each kind are copied, and not shared", () => {
  for (const [name, body] of Object.entries(PROGRAMS)) {
    test(name, () => {
      expect(expectBoth(`export function main() {${body}\n}`)).toBeGreaterThan(0);
    });
  }
});

const LOOP_PROGRAMS: Readonly<Record<string, string>> = {
  "promises, reactions, jobs and timers": `
    const pending = Promise.withResolvers<any>(); const shared = { n: 0 };
    const all = Promise.all([pending.promise, Promise.resolve(1), new Promise((r) => setTimeout(r, 5, "late"))]);
    all.then((v) => out("all", v, ++shared.n)); pending.promise.finally(() => out("finally", ++shared.n));
    async function work(id: number) { try { const v = await pending.promise; out(id, v, ++shared.n); return id; } finally { out("done", id, await op(id)); } }
    const works = [work(1), work(2)]; const t = setInterval(() => { out("tick", ++shared.n); if (shared.n > 9) clearInterval(t); }, 2);
    setTimeout((x) => { pending.resolve(op(x)); }, 3, { from: "timer" }); queueMicrotask(() => out("micro", op(1)));
    Promise.reject(new Error("handled")).catch((e) => out(e)); Promise.any([Promise.reject(1), work(3)]).then(out);
    out("main", works.length, op(0));`,
  "async generators": `
    async function* source(n: number) { try { for (let i = 0; i < n; i++) yield op(i); } finally { out("closed"); } }
    const g = source(3); const requests = [g.next(), g.next()];
    (async () => { for await (const x of source(3)) { out("x", op(x)); if (x === 1) break; } for (const r of requests) out(await r); out(await g.return(9 as any), await g.next()); })();
    op(0);`,
};

describe("what is pending in a process is there in both", () => {
  for (const [name, body] of Object.entries(LOOP_PROGRAMS)) {
    test(name, () => {
      expect(expectBoth(`export function main() {${body}\n}`)).toBeGreaterThan(0);
    });
  }
});
