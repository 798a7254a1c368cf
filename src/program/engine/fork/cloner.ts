import { present } from "../../../shared/assert";
import type { Copy, CopyKind, CopyKinds } from "../../../sim/copying";
import { Hidden } from "../coroutines/hidden";
import { copyProxy, makeRevoker, proxyParts, revokedBy } from "../globals/proxy";
import type { BoundParts, Closures } from "../support/construction";
import { BUILTIN_KINDS, DATE_KIND } from "./builtins";
import type { BuiltinKind } from "./builtins";

/** What makes closures of a function of the program. */
export interface Maker {
  /** @param bound what it binds, where that is not in the environment yet. */
  readonly make: (env: unknown, bound?: BoundParts) => object;
  /** A generator: its environment is within an object that also holds the function. */
  readonly owner: boolean;
  /** A bound function. */
  readonly bound: boolean;
}

/** What only compiled code can do, for clones (compiler/emit). */
export interface CloneAccess {
  readonly closures: Closures;
  /** By raw function. */
  readonly makers: ReadonlyMap<unknown, Maker>;
  /** Prototype of a class of the program → the class. */
  readonly classes: WeakMap<object, object>;
  /** Makes the `arguments` object of a call without arguments. */
  readonly makeArguments: () => object;
  /** Each gives a copy the private fields of one class, where the object has them. */
  readonly privateCopiers: readonly ((from: object, to: object, copy: Copy) => void)[];
}

export interface CloneSight extends CloneAccess {
  /** What all processes have in common. */
  readonly shared: ReadonlySet<object>;
  /** The engine's and the simulation's own classes. */
  readonly kinds: CopyKinds;
  /** What the program's dates inherit from. */
  readonly dates: unknown;
  /** Takes over what the engine knows of an object. */
  readonly note: (from: object, to: object, copy: Copy) => void;
}

type Fill = (from: object, to: object) => void;

/** What a closure has when it is made. */
type Fresh = readonly (readonly [key: PropertyKey, found: PropertyDescriptor])[];

/**
 * Copies what can be reached from some objects into a new process. Each object is copied once, so identity and cycles stay. First there is
 * an empty copy, which can be referred to; it is filled when its turn has come. So depth does not matter, but for prototypes and
 * classes, which are made from the top of their chain. Nothing of the program runs.
 *
 * Objects count by the prototype that they have now: one that a program has given another built-in class's prototype, or none,
 * loses what it held besides properties.
 */
export class Cloner {
  /** Original → copy, in the order in which they were found. Without what all processes share. */
  readonly copies = new Map<object, object>();
  /** Copies to be filled. A stack: so it stays small on long lists. */
  private readonly from: object[] = [];
  private readonly to: object[] = [];
  private readonly fills: Fill[] = [];
  private readonly late: { readonly kind: CopyKind; readonly from: object; readonly to: object }[] = [];
  private readonly weak: { readonly from: object; readonly to: object; next: number }[] = [];
  private readonly kindsOf = new Map<object, BuiltinKind | undefined>();

  /** By what makes them. */
  private readonly fresh = new Map<Maker, Fresh>();
  private readonly inheritedBy = new Map<object, ReadonlySet<PropertyKey>>();

  constructor(private readonly sight: CloneSight) {}

  readonly copy: Copy = (value) => {
    if ((typeof value !== "object" || value === null) && typeof value !== "function") return value;
    const known = this.copies.get(value);
    if (known !== undefined) return known as typeof value;
    return this.sight.shared.has(value) ? value : (this.allocate(value) as typeof value);
  };

  /** Has `to` be the copy of `from`, as it is. */
  set(from: object, to: object): void {
    this.copies.set(from, to);
  }

  /** Fills all copies. More may be copied afterwards; then it has to be called again. */
  run(): void {
    do {
      for (let fill = this.fills.pop(); fill !== undefined; fill = this.fills.pop())
        fill(present(this.from.pop(), "original"), present(this.to.pop(), "copy"));
      this.fillWeak();
    } while (this.fills.length > 0);
    for (const { kind, from, to } of this.late.splice(0)) kind.finish?.(from, to, this.copy);
  }

  private add(from: object, to: object, fill: Fill): object {
    this.copies.set(from, to);
    this.from.push(from);
    this.to.push(to);
    this.fills.push(fill);
    return to;
  }

  private allocate(from: object): object {
    const parts = proxyParts(from);
    if (parts !== undefined) {
      const made = copyProxy(parts, this.copy);
      this.copies.set(from, made);
      return made;
    }
    if (typeof from === "function" && !this.sight.closures.has(from)) return this.native(from);
    if (typeof from === "function") return this.closure(from);
    const { classes, kinds } = this.sight;
    const owner = classes.get(from);
    if (owner !== undefined) {
      this.copy(owner);
      return present(this.copies.get(from), "prototype of a class");
    }
    const proto = Object.getPrototypeOf(from) as object | null;
    if (Array.isArray(from)) return this.arrayOf(from, proto);
    if (proto === Object.prototype && isArguments(from))
      return this.add(from, this.sight.makeArguments(), this.fillFunction);
    if (proto === Object.prototype || proto === null) return this.instance(from, proto);
    const own = kinds.get(proto);
    if (own !== undefined) return this.ofKind(own, from);
    const builtin = this.builtinOf(proto);
    const made = builtin?.allocate(from, this.copy);
    if (builtin === undefined || made === undefined) return this.instance(from, proto);
    this.withPrototype(made, Object.getPrototypeOf(made) as object, proto);
    if (made instanceof WeakMap || made instanceof WeakSet) this.weak.push({ from, to: made, next: 0 });
    return this.add(from, made, (_, to) => {
      builtin.fill?.(from, to, this.copy);
      this.properties(from, to, builtin.skips);
      this.behind(from, to);
    });
  }

  private ofKind(kind: CopyKind, from: object): object {
    const to = kind.allocate(from, this.copy);
    if (kind.finish !== undefined) this.late.push({ kind, from, to });
    return this.add(from, to, () => kind.fill?.(from, to, this.copy));
  }

  /** The kind of objects that have this prototype, at any height. */
  private builtinOf(proto: object): BuiltinKind | undefined {
    if (this.kindsOf.has(proto)) return this.kindsOf.get(proto);
    let kind: BuiltinKind | undefined;
    for (let each: object | null = proto; each !== null && kind === undefined; each = above(each))
      kind = each === this.sight.dates ? DATE_KIND : BUILTIN_KINDS.get(each);
    this.kindsOf.set(proto, kind);
    return kind;
  }

  /** Copies a prototype and those above it, from the top down. */
  private prototype(proto: object): object {
    const chain: object[] = [];
    for (let each: object | null = proto; each !== null && !this.isKnown(each); each = above(each))
      chain.push(each);
    for (const each of chain.toReversed()) this.copy(each);
    return this.copy(proto);
  }

  private isKnown(object: object): boolean {
    return this.copies.has(object) || this.sight.shared.has(object);
  }

  private withPrototype(made: object, present: object, proto: object | null): object {
    if (proto !== present) Object.setPrototypeOf(made, proto === null ? null : this.prototype(proto));
    return made;
  }

  /** A built-in function is the same in all processes, unless it is made for one object. */
  private native(fn: object): object {
    const proxy = revokedBy(fn);
    if (proxy === undefined) return fn;
    const made = makeRevoker(this.copy(proxy));
    this.copies.set(fn, made);
    return made;
  }

  private closure(fn: object): object {
    const { closures, makers, classes } = this.sight;
    const maker = present(makers.get(closures.raw(fn) ?? closures.code(fn)), "maker of a closure");
    const env = closures.env(fn);
    const made = maker.bound
      ? maker.make(this.copy(env), this.boundParts(env as BoundParts))
      : maker.make(this.copy(maker.owner ? (env as { readonly e: unknown }).e : env));
    const fresh = !maker.bound && this.isFresh(fn, made, maker);
    this.add(fn, made, fresh ? this.behind : this.fillFunction);
    if (closures.raw(fn) === undefined) return made;
    const { prototype } = fn as { readonly prototype: object };
    if (classes.get(prototype) === fn)
      this.add(prototype, (made as { readonly prototype: object }).prototype, this.fillFunction);
    return made;
  }

  /** These cannot refer to the bound function, which comes after them. */
  private boundParts({ fn, self, first }: BoundParts): BoundParts {
    return { fn: this.copy(fn), self: this.copy(self), first: first.map(this.copy) };
  }

  /** Whether a closure has only what it has been made with, as most have. */
  private isFresh(fn: object, made: object, maker: Maker): boolean {
    let fresh = this.fresh.get(maker);
    if (fresh === undefined) {
      fresh = Object.entries(Object.getOwnPropertyDescriptors(made));
      this.fresh.set(maker, fresh);
    }
    if (above(fn) !== above(made) || keysOf(fn).length !== fresh.length) return false;
    return fresh.every(([key, descriptor]) => {
      const found = Object.getOwnPropertyDescriptor(fn, key);
      return found !== undefined && isSame(found, descriptor);
    });
  }

  /** A function, `arguments`, or the prototype of a class: some of it is there already. */
  private readonly fillFunction: Fill = (from, to) => {
    const proto = above(from);
    if (proto !== above(to)) Object.setPrototypeOf(to, proto === null ? null : this.prototype(proto));
    for (const key of keysOf(to)) if (!Object.hasOwn(from, key)) Reflect.deleteProperty(to, key);
    this.object(from, to);
  };

  /** An object that has nothing but properties, and what is hidden behind it. */
  private instance(from: object, proto: object | null): object {
    if (proto === Object.prototype) return this.add(from, {}, this.object);
    return this.add(from, Object.create(proto && this.prototype(proto)) as object, this.object);
  }

  private arrayOf(from: readonly unknown[], proto: object | null): object {
    const { length } = from;
    // Nothing but elements.
    let plain = keysOf(from).length === length + 1;
    for (let i = 0; plain && i < length; i++) plain = isPlain(from, i);
    plain &&= Object.getOwnPropertyDescriptor(from, "length")?.writable === true;
    // The platform's own copying gives it the storage of the original. With plain elements nothing of the program runs.
    const to = plain ? toSpliced.call(from, 0, 0) : new Array(length);
    return this.add(
      from,
      this.withPrototype(to, Array.prototype, proto),
      plain ? this.elements : this.object,
    );
  }

  private readonly object: Fill = (from, to) => {
    this.properties(from, to, undefined);
    this.behind(from, to);
  };

  private readonly elements: Fill = (from, to) => {
    const elements = to as unknown[];
    for (let i = 0; i < elements.length; i++) {
      const value = elements[i];
      if (mayBeCopied(value)) elements[i] = this.copy(value);
    }
    this.behind(from, to);
  };

  private properties(from: object, to: object, skips: BuiltinKind["skips"]): void {
    const inherited = this.inherited(above(from));
    for (const key of keysOf(from)) {
      if (skips?.(from, key) === true) continue;
      const found = Object.getOwnPropertyDescriptor(from, key);
      if (found === undefined) continue;
      // Plain assignment, where nothing above has a say in it.
      if (isPlainData(found) && !inherited.has(key)) {
        (to as Record<PropertyKey, unknown>)[key] = this.copy(found.value as unknown);
        continue;
      }
      if ("value" in found) found.value = this.copy(found.value as unknown);
      else
        for (const half of ["get", "set"] as const)
          Reflect.set(found, half, this.copy(Reflect.get(found, half)));
      const present = Object.getOwnPropertyDescriptor(to, key);
      if (present === undefined || !isSame(present, found)) Object.defineProperty(to, key, found);
    }
  }

  /** All keys of a prototype and those above it. */
  private inherited(proto: object | null): ReadonlySet<PropertyKey> {
    if (proto === null) return NO_KEYS;
    const known = this.inheritedBy.get(proto);
    if (known !== undefined) return known;
    const keys = new Set(keysOf(proto));
    for (let each = above(proto); each !== null; each = above(each))
      for (const key of keysOf(each)) keys.add(key);
    this.inheritedBy.set(proto, keys);
    return keys;
  }

  /** What an object has besides properties. */
  private readonly behind: Fill = (from, to) => {
    const inside = Hidden.of(from);
    if (inside !== undefined) Hidden.put(to, this.copy(inside));
    for (const copyFields of this.sight.privateCopiers) copyFields(from, to, this.copy);
    this.sight.note(from, to, this.copy);
    if (!Object.isExtensible(from)) Object.preventExtensions(to);
  };

  /** Entries of weak collections whose keys have been copied, or are shared. */
  private fillWeak(): void {
    if (this.weak.length === 0) return;
    const keys = [...this.sight.shared, ...this.copies.keys()];
    for (const each of this.weak) {
      for (; each.next < keys.length; each.next++)
        this.addWeak(each.from, each.to, present(keys[each.next], "key"));
    }
  }

  private addWeak(from: object, to: object, key: object): void {
    if (to instanceof WeakMap) {
      const source = from as WeakMap<object, unknown>;
      if (weakHas.call(source, key)) weakSet.call(to, this.copy(key), this.copy(weakGet.call(source, key)));
    } else if (weakSetHas.call(from as WeakSet<object>, key)) {
      weakAdd.call(to as WeakSet<object>, this.copy(key));
    }
  }
}

const toSpliced = Reflect.get(Array.prototype, "toSpliced") as (start: number, skip: number) => object;
const weakHas = Reflect.get(WeakMap.prototype, "has");
const weakGet = Reflect.get(WeakMap.prototype, "get");
const weakSet = Reflect.get(WeakMap.prototype, "set");
const weakSetHas = Reflect.get(WeakSet.prototype, "has");
const weakAdd = Reflect.get(WeakSet.prototype, "add");

/** `Reflect.ownKeys`, but several times faster on most objects. */
function keysOf(object: object): PropertyKey[] {
  const names = Object.getOwnPropertyNames(object);
  const symbols = Object.getOwnPropertySymbols(object);
  return symbols.length === 0 ? names : [...names, ...symbols];
}

const THROWER = Reflect.get(Object.getOwnPropertyDescriptor(Function.prototype, "caller") ?? {}, "get");

/** Only the `arguments` of strict code have this accessor. */
function isArguments(object: object): boolean {
  if (!Object.hasOwn(object, "callee")) return false;
  const found = Object.getOwnPropertyDescriptor(object, "callee") ?? {};
  return Reflect.get(found, "get") === THROWER;
}

function above(object: object): object | null {
  return Object.getPrototypeOf(object) as object | null;
}

const NO_KEYS: ReadonlySet<PropertyKey> = new Set();

function isSame(a: PropertyDescriptor, b: PropertyDescriptor): boolean {
  return (
    Object.is(a.value, b.value) &&
    a.writable === b.writable &&
    a.enumerable === b.enumerable &&
    a.configurable === b.configurable &&
    "value" in a &&
    "value" in b
  );
}

function isPlainData(found: PropertyDescriptor): boolean {
  return found.writable === true && found.enumerable === true && found.configurable === true;
}

function isPlain(object: object, key: PropertyKey): boolean {
  const found = Object.getOwnPropertyDescriptor(object, key);
  return found !== undefined && isPlainData(found);
}

function mayBeCopied(value: unknown): boolean {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
