import { room } from "../../realm/bulk";
import { isProxy } from "../globals/proxy";
import { isObject } from "./cursors";
import { addFunction, readDeep, reportAssign } from "./effects";
import { EVERYTHING } from "./everything";
import { brief } from "./messages";
import { define, key } from "./properties";

/** What parts of the prelude take from the engine: built-in operations that call nothing of the program. */

const TYPED_ARRAY = Object.getPrototypeOf(Int8Array) as object;
const typedPrototype = Reflect.get(TYPED_ARRAY, "prototype") as object;
const tagOf = getterOf(typedPrototype, Symbol.toStringTag);
const sizeOf = getterOf(Set.prototype, "size");

type TypedArray = Int8Array;
type TypedArrayConstructor = new (length: number) => TypedArray;

function getterOf(holder: object, name: PropertyKey): unknown {
  return Reflect.get(Object.getOwnPropertyDescriptor(holder, name) ?? {}, "get");
}

function typedName(value: unknown): string | undefined {
  return Reflect.apply(tagOf as () => string | undefined, value, []);
}

const keysOf = Reflect.get(typedPrototype, "keys") as () => unknown;

const lengthOf = getterOf(typedPrototype, "length") as () => number;

/** ValidateTypedArray. @returns its length, whatever property of that name the program has given it. */
function needTypedArray(value: unknown, method: string): number {
  if (typedName(value) === undefined) throw new TypeError("this is not a typed array.");
  try {
    Reflect.apply(keysOf, value, []);
  } catch {
    // What is out of bounds counts as that.
    throw new TypeError(`Cannot perform %TypedArray%.prototype.${method} on a detached ArrayBuffer`);
  }
  return Reflect.apply(lengthOf, value, []);
}

function standardTyped(value: unknown): TypedArrayConstructor {
  return Reflect.get(globalThis, typedName(value) ?? "Int8Array") as TypedArrayConstructor;
}

function isBig(value: unknown): boolean {
  return typedName(value)?.startsWith("Big") === true;
}

/** TypedArraySpeciesCreate. */
function sameKind(value: { readonly constructor?: unknown }, length: number, method: string): unknown {
  const standard = standardTyped(value);
  const own = value.constructor;
  if (own === undefined || own === standard) return new standard(length);
  if (!isObject(own)) throw new TypeError("The .constructor property is not an object");
  const species = (own as { readonly [Symbol.species]?: unknown })[Symbol.species];
  if (species === undefined || species === null) return new standard(length);
  const made = new (species as TypedArrayConstructor)(length);
  needTypedArray(made, method);
  if (made.length < length)
    throw new TypeError("Derived TypedArray constructor created an array which was too small");
  if (isBig(made) !== isBig(value))
    throw new TypeError("Content type of source and derived typed arrays differ");
  return made;
}

export const LIBRARY_VALUES: Readonly<Record<string, unknown>> = {
  brief,
  isObject,
  needConverter(value: unknown): void {
    if (typeof value !== "function")
      throw new TypeError(`${isObject(value) ? "" : `${typeof value} `}${brief(value)} is not a function`);
  },
  needNoSymbol(value: unknown): void {
    if (typeof value === "symbol") throw new TypeError("Cannot convert a Symbol value to a number");
  },
  needPrimitive(value: unknown): void {
    if (isObject(value)) throw new TypeError("Cannot convert object to primitive value");
  },
  define,
  toPropertyKey: key,
  reflectSet: (object: object, name: PropertyKey, value: unknown, ...receiver: [unknown?]) =>
    Reflect.set(object, name, value, ...receiver),
  isEnumerable: (object: object, name: PropertyKey) =>
    Object.prototype.propertyIsEnumerable.call(object, name),
  assign: (target: object, sources: readonly unknown[]) => Object.assign(target, ...sources) as unknown,
  toInteger: (value: number) => Math.trunc(value) || 0,
  fromEntries: (entries: never) => Object.fromEntries(entries) as unknown,
  needEntry(entry: unknown): void {
    if (!isObject(entry)) throw new TypeError(`Iterator value ${brief(entry)} is not an entry object`);
  },

  needSet(value: unknown): void {
    setSize(value);
  },
  setSize,
  setHas: (set: unknown, value: unknown): boolean => Set.prototype.has.call(set as Set<unknown>, value),
  copySet: (set: Set<unknown>) => new Set(set),

  /** Above all iterators. */
  iteratorPrototype: Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()) as object) as unknown,

  needTypedArray,
  sameKind,
  sortTyped: (value: unknown): unknown =>
    Reflect.apply(Reflect.get(typedPrototype, "sort") as () => unknown, value, []),
  copyTyped: (value: TypedArray): unknown =>
    new (standardTyped(value) as unknown as new (from: TypedArray) => TypedArray)(value),

  parseJson: (text: string) => JSON.parse(text) as unknown,
  stringifyJson: (value: unknown, listed: (string | number)[] | null, space: string | number) =>
    JSON.stringify(value, listed, space),
  failCircle(value: unknown): never {
    JSON.stringify(value);
    throw new TypeError("Converting circular structure to JSON");
  },
  /** The keys that a replacer lists. */
  listedKeys(list: readonly unknown[]): string[] {
    const keys = new Set<string>();
    for (const each of list) {
      const unwrapped = each instanceof Number || each instanceof String ? each.toString() : each;
      if (typeof unwrapped === "string" || typeof unwrapped === "number") keys.add(String(unwrapped));
    }
    return [...keys];
  },
  isPrimitiveObject: (value: unknown) =>
    value instanceof Number ||
    value instanceof String ||
    value instanceof Boolean ||
    Object.prototype.toString.call(value) === "[object BigInt]",
  /** What has no functions and symbols in it. */
  plainJson: (value: unknown) =>
    typeof value === "function" || typeof value === "symbol" ? undefined : value,
  tryDefine(object: object, name: string, value: unknown): void {
    Reflect.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
  },
};

for (const name of ["reflectSet", "define", "tryDefine", "sortTyped"])
  addFunction(LIBRARY_VALUES[name], true, (to, _self, [object]) => {
    to.write(object, EVERYTHING);
  });
for (const name of ["copySet", "fromEntries", "copyTyped"])
  addFunction(LIBRARY_VALUES[name], false, (to, _self, [object]) => to.read(object, EVERYTHING));
addFunction(LIBRARY_VALUES["assign"], true, (to, _self, [target, sources]) => {
  reportAssign(to, target, sources as readonly unknown[]);
});
addFunction(LIBRARY_VALUES["setHas"], false, (to, _self, [set, value]) => to.read(set, value));
addFunction(LIBRARY_VALUES["stringifyJson"], false, (to, _self, [value]) => readDeep(to, value, new Set()));

function setSize(value: unknown): number {
  return Reflect.apply(sizeOf as () => number, value, []);
}

/** @param isOwn whether a function is the program's. */
export function makeJsonValues(isOwn: (value: unknown) => boolean): Readonly<Record<string, unknown>> {
  return {
    /** Whether writing the value calls functions of the program: getters and toJSON. */
    mayCall(root: unknown): boolean {
      const seen = new Set<unknown>();
      const visit = (value: unknown): boolean => {
        if (!isObject(value) || seen.has(value)) return false;
        seen.add(value);
        if (findsOwn(value, "toJSON", isOwn)) return true;
        if (Array.isArray(value)) room(value.length, "JSON.stringify");
        for (const name of Object.keys(value)) {
          const found = Object.getOwnPropertyDescriptor(value, name);
          if (found === undefined) continue;
          if (isOwn(getterOf(value, name)) || visit(found.value)) return true;
        }
        return false;
      };
      return visit(root);
    },
  };
}

function findsOwn(object: object, name: string, isOwn: (value: unknown) => boolean): boolean {
  for (let each: object | null = object; each !== null; each = Object.getPrototypeOf(each) as object | null) {
    const found = Object.getOwnPropertyDescriptor(each, name);
    if (found !== undefined) return isOwn(found.value) || isOwn(getterOf(each, name));
  }
  return false;
}

interface AccessorLookup {
  hasGetters(value: unknown): boolean;
  getter(value: unknown, key: string | symbol): unknown;
  setter(value: unknown, key: string | symbol): unknown;
}

/** Reading and writing by Reflect. */
export function makeReflectValues(
  accessors: AccessorLookup,
  tame: (value: unknown) => unknown,
): Readonly<Record<string, unknown>> {
  return {
    getterOf: (object: object, name: unknown) => accessors.getter(object, key(name)),
    setterOf: (object: object, name: unknown) => accessors.setter(object, key(name)),
    /** Whether Object.assign calls accessors of the program. */
    findsAccessors: (target: unknown, sources: readonly unknown[]) =>
      sources.some(
        (source) =>
          accessors.hasGetters(source) ||
          (isObject(source) &&
            !isProxy(source) &&
            Reflect.ownKeys(source).some((name) => accessors.setter(target, name) !== undefined)),
      ),
    reflectGet: (object: object, name: PropertyKey, ...receiver: [unknown?]) =>
      tame(Reflect.get(object, name, ...receiver)),
  };
}
