import { isProxy } from "../globals/proxy";
import { isObject } from "./cursors";
import { brief, noThis } from "./messages";
import type { Paying } from "./paying";
import type { RawFunction } from "../frames";
import type { EngineRuntime } from "../runtime";

/** What compiled code tells of its closures; only it can see their private fields. */
export interface Closures {
  has(value: unknown): boolean;
  code(fn: unknown): RawFunction;
  env(fn: unknown): unknown;
  /** For a class: the raw constructor. */
  raw(fn: unknown): RawFunction | undefined;
}

/** What a bound function is made of. */
export interface BoundParts {
  readonly fn: unknown;
  readonly self: unknown;
  readonly first: readonly unknown[];
}

const bindTo = Reflect.get(Function.prototype, "bind") as AnyFunction;
type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

type Constructor = new (...args: unknown[]) => object;

/** Object construction in compiled code. `mark` stands for a `this` that is not there yet. */
export function makeConstruction(
  closures: () => Closures,
  mark: unknown,
  runtime: Pick<EngineRuntime, "nt">,
  { paid }: Pick<Paying, "paid">,
) {
  const isClass = (value: unknown): boolean => closures().raw(value) !== undefined;
  /** The new object for a function that is no class. */
  const prepare = (fn: unknown, target: object): object => {
    if (closures().code(fn).takesNewTarget === true) runtime.nt = target;
    return create(target);
  };

  return {
    /** What the raw function gets as `this`: for a class its new.target, for a function a new object. */
    newThis(callee: object): unknown {
      if (!closures().has(callee)) return undefined;
      return isClass(callee) ? callee : prepare(callee, callee);
    },

    /** What stands after `new`; in place of what is no constructor, one that fails when the arguments have been evaluated. */
    constructible(callee: unknown, site: string): Constructor {
      if (isConstructor(callee)) return callee;
      return function fail() {
        throw new TypeError(`${site} is not a constructor`);
      } as unknown as Constructor;
    },

    /** The result of a construction: what the function has returned, if that is an object. */
    constructed(result: unknown, self: unknown): unknown {
      return isObject(result) ? result : self;
    },

    create,

    bind: ({ fn, self, first }: BoundParts): unknown => bindTo.call(fn, self, ...first),

    parentOf(fn: object): unknown {
      const parent: unknown = Object.getPrototypeOf(fn);
      if (typeof parent !== "function" || parent === Function.prototype)
        throw new TypeError(
          `Super constructor ${parent === Function.prototype ? "null" : brief(parent)} of anonymous class is not a constructor`,
        );
      return parent;
    },

    superThis(parent: unknown, target: object): unknown {
      return closures().has(parent) && !isClass(parent) ? prepare(parent, target) : target;
    },

    construct(parent: Constructor, args: unknown[], target: Constructor): unknown {
      return paid(parent, undefined, Reflect.construct(parent, args, target), undefined);
    },

    bindThis(old: unknown, self: unknown): unknown {
      if (old !== mark) throw new ReferenceError("Super constructor may only be called once");
      return self;
    },

    /** What a constructor returns: an object of its own, or `this`. */
    returned(value: unknown, self: unknown, derived = true): unknown {
      if (isObject(value)) return value;
      if (derived && value !== undefined)
        throw new TypeError("Derived constructors may only return object or undefined");
      return self === mark ? noThis() : self;
    },

    extend(fn: { readonly prototype: object }, parent: unknown): void {
      if (parent === null) {
        Object.setPrototypeOf(fn.prototype, null);
        return;
      }
      if (typeof parent !== "function" || !isConstructor(parent))
        throw new TypeError(`Class extends value ${brief(parent)} is not a constructor or null`);
      const proto: unknown = parent.prototype;
      if (proto !== null && !isObject(proto))
        throw new TypeError(`Class extends value does not have valid prototype property ${brief(proto)}`);
      Object.setPrototypeOf(fn, parent);
      Object.setPrototypeOf(fn.prototype, proto);
    },
  };
}

function create(target: object): object {
  const proto: unknown = (target as { readonly prototype?: unknown }).prototype;
  return Object.create(isObject(proto) ? proto : Object.prototype) as object;
}

/** A proxy of what is a constructor is one. That asks for none of its properties. */
const CONSTRUCTIBLE: ProxyHandler<Constructor> = { construct: () => ({}) };

/** Whether `new` can be applied. */
export function isConstructor(value: unknown): value is Constructor {
  if (typeof value !== "function") return false;
  try {
    new new Proxy(value as Constructor, CONSTRUCTIBLE)();
    return true;
  } catch {
    return false;
  }
}

/** Accessors of the program, found for calls that may suspend; `undefined` where the property has none. */
export function makeAccessors(closures: () => Closures) {
  const find = (start: object | null, key: string | symbol, kind: "get" | "set"): unknown => {
    for (let each = start; each !== null; each = proto(each)) {
      // To ask a proxy would call its traps.
      if (isProxy(each)) return undefined;
      if (!Object.hasOwn(each, key)) {
        // Nothing above it is asked for what could be an element.
        if (ArrayBuffer.isView(each) && !(each instanceof DataView) && isNumeric(key)) return undefined;
        continue;
      }
      const found = Object.getOwnPropertyDescriptor(each, key);
      const accessor: unknown = found === undefined ? undefined : Reflect.get(found, kind);
      return closures().has(accessor) ? accessor : undefined;
    }
    return undefined;
  };
  // A plain array has none: such names as `length` are asked for too often.
  const hasAccessors = (value: unknown): value is object =>
    isObject(value) && !(Array.isArray(value) && proto(value) === Array.prototype);

  return {
    /** The program's Symbol.hasInstance of what stands on the right of instanceof. */
    instanceTest(value: unknown): unknown {
      if (!isObject(value)) return undefined;
      for (let each: object | null = value; each !== null && !isProxy(each); each = proto(each)) {
        const found: unknown = Object.getOwnPropertyDescriptor(each, Symbol.hasInstance)?.value;
        if (found !== undefined) return closures().has(found) ? found : undefined;
      }
      return undefined;
    },
    /** Whether copying its own properties calls functions of the program. */
    hasGetters(value: unknown): boolean {
      if (!isObject(value) || isProxy(value) || Array.isArray(value)) return false;
      return Reflect.ownKeys(value).some((name) => {
        const found = Object.getOwnPropertyDescriptor(value, name);
        return found?.enumerable === true && closures().has(getterIn(found));
      });
    },
    getter: (value: unknown, key: string | symbol): unknown =>
      hasAccessors(value) ? find(value, key, "get") : undefined,
    setter: (value: unknown, key: string | symbol): unknown =>
      hasAccessors(value) ? find(value, key, "set") : undefined,
    /** Where `super.key` begins to look. */
    superBase: proto,
    superGetter: (base: object | null, key: string | symbol): unknown => find(base, key, "get"),
    superSetter: (base: object | null, key: string | symbol): unknown => find(base, key, "set"),
    superGet(base: object | null, self: unknown, key: string | symbol): unknown {
      return Reflect.get(base ?? noBase(key, "read"), key, self);
    },
    superSet(base: object | null, self: unknown, key: string | symbol, value: unknown): unknown {
      if (!Reflect.set(base ?? noBase(key, "set"), key, value, self))
        throw new TypeError(`Cannot assign to read only property '${String(key)}' of object`);
      return value;
    },
  };
}

function noBase(key: string | symbol, doing: "read" | "set"): never {
  throw new TypeError(
    `Cannot ${doing} properties of null (${doing === "read" ? "reading" : "setting"} '${String(key)}')`,
  );
}

/** CanonicalNumericIndexString gives a number. */
function isNumeric(key: string | symbol): boolean {
  return typeof key === "string" && (key === "-0" || String(Number(key)) === key);
}

function getterIn(descriptor: PropertyDescriptor): unknown {
  return Reflect.get(descriptor, "get") as unknown;
}

function proto(object: object): object | null {
  return Object.getPrototypeOf(object) as object | null;
}
