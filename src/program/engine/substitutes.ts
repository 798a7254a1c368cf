import { ARRAY_METHODS } from "../compiler/substituted";
import { room } from "../realm/bulk";
import { plainDescriptor } from "../realm/freeze";
import { withGuards } from "../realm/guarded";
import { TAMED } from "../realm/makers";
import { LOCALE_FUNCTIONS } from "./globals/localeFunctions";
import { ITERATOR_PROTOTYPE } from "./intrinsics";
import { ITERATOR_METHODS } from "./prelude/iterator";
import { SET_METHODS } from "./prelude/sets";
import { TYPED_ARRAY_METHODS } from "./prelude/typedArray";
import { GENERATOR_VALUES } from "./coroutines/generator";
import { addFunction } from "./support/effects";
import { EVERYTHING } from "./support/everything";
import { isConstructor } from "./support/construction";
import { isObject } from "./support/cursors";
import { brief } from "./support/messages";
import { applyArguments } from "./support/properties";

type AnyFunction = (...args: never[]) => unknown;
export type Tame = (value: unknown) => unknown;

/** A built-in function as a value. */
function builtin(holder: object, name: string): unknown {
  return Reflect.get(holder, name);
}

/** Built-in functions that call functions → the prelude's functions that do the same. */
const PRELUDE_FUNCTIONS: readonly (readonly [builtin: unknown, name: string])[] = [
  ...ARRAY_METHODS.map((name) => [builtin(Array.prototype, name), `Array_${name}`] as const),
  [builtin(Array, "from"), "Array_from"],
  [builtin(Array, "fromAsync"), "Array_fromAsync"],
  [builtin(Object, "groupBy"), "Object_groupBy"],
  [builtin(Object, "assign"), "Object_assign"],
  [builtin(Object, "fromEntries"), "Object_fromEntries"],
  [builtin(Map, "groupBy"), "Map_groupBy"],
  ...SET_METHODS.map((name) => [builtin(Set.prototype, name), `Set_${name}`] as const),
  ...ITERATOR_METHODS.map((name) => [builtin(ITERATOR_PROTOTYPE, name), `Iterator_${name}`] as const),
  ...TYPED_ARRAY_METHODS.map((name) => [builtin(Int8Array.prototype, name), `TypedArray_${name}`] as const),
  [builtin(Object.getPrototypeOf(Int8Array) as object, "from"), "TypedArray_from"],
  [builtin(JSON, "parse"), "JSON_parse"],
  [builtin(JSON, "stringify"), "JSON_stringify"],
  [builtin(Map.prototype, "forEach"), "Map_forEach"],
  [builtin(Set.prototype, "forEach"), "Set_forEach"],
  [builtin(String.prototype, "replace"), "String_replace"],
  [builtin(String.prototype, "replaceAll"), "String_replaceAll"],
  [builtin(Function.prototype, "bind"), "Function_bind"],
];

/**
 * The values that the program gets in place of built-in ones: what it reads from properties is looked up here. The built-ins themselves
 * stay as they are.
 * @param prelude the environment of the prelude.
 */
export class Substitutes {
  private readonly table: Map<unknown, unknown>;
  /** By name of the property; for the fixed names the compiled code asks here. */
  readonly byName: Readonly<Record<string, Tame>>;

  /**
   * @param reflect gets the members of the program's `Reflect`.
   * @param names of the properties that compiled code looks up.
   */
  constructor(
    prelude: Readonly<Record<string, unknown>>,
    reflect: object,
    iterators: ReadonlyMap<unknown, unknown>,
    names: readonly string[],
  ) {
    const table = new Map(iterators);
    for (const [value, name] of PRELUDE_FUNCTIONS) {
      const own = prelude[name];
      if (value === undefined || own === undefined) continue;
      likeOriginal(own as object, value as AnyFunction);
      table.set(value, own);
    }
    for (const [value, own] of [...TAMED, ...LOCALE_FUNCTIONS]) table.set(value, own);
    this.table = withGuards(table);
    this.addDescriptors();
    this.fillReflect(prelude, reflect);
    const byName: Record<string, Tame> = {};
    for (const name of names) byName[name] = this.lookup;
    this.byName = byName;
  }

  /** The value to use in place of one that has been read. */
  readonly lookup: Tame = (value) => {
    if (typeof value !== "function") return value;
    const own = this.table.get(value);
    return own === undefined ? value : own;
  };

  values(): readonly unknown[] {
    return [...this.table.values()];
  }

  private readonly tamed = (descriptor: PropertyDescriptor | undefined): PropertyDescriptor | undefined => {
    if (descriptor === undefined) return undefined;
    const plain = plainDescriptor(descriptor);
    if ("value" in plain) plain.value = this.lookup(plain.value);
    return plain;
  };

  /** Descriptors would show the originals. */
  private addDescriptors(): void {
    const { tamed } = this;
    // Neither is a constructor.
    const own = {
      getOwnPropertyDescriptor: (object: unknown, key: PropertyKey) =>
        tamed(Object.getOwnPropertyDescriptor(object, key)),
      getOwnPropertyDescriptors: (object: object) => {
        const all = Object.getOwnPropertyDescriptors(object) as Record<PropertyKey, PropertyDescriptor>;
        for (const key of Reflect.ownKeys(all)) all[key as string] = tamed(all[key as string]) ?? {};
        return all;
      },
    };
    this.table.set(Object.getOwnPropertyDescriptor, own.getOwnPropertyDescriptor);
    this.table.set(Object.getOwnPropertyDescriptors, own.getOwnPropertyDescriptors);
  }

  private fillReflect(prelude: Readonly<Record<string, unknown>>, reflect: object): void {
    const { lookup, tamed } = this;
    for (const name of Reflect.ownKeys(Reflect))
      Object.defineProperty(reflect, name, {
        value: Reflect.get(Reflect, name) as unknown,
        writable: true,
        configurable: true,
      });
    const own: Readonly<Record<string, unknown>> = {
      apply: prelude["Reflect_apply"],
      construct: prelude["Reflect_construct"],
      get:
        prelude["Reflect_get"] ??
        ((object: object, key: PropertyKey, ...receiver: [unknown?]) =>
          lookup(Reflect.get(object, key, ...receiver))),
      set: prelude["Reflect_set"] ?? Reflect.set,
      getOwnPropertyDescriptor: (object: object, key: PropertyKey) =>
        tamed(Reflect.getOwnPropertyDescriptor(object, key)),
    };
    for (const [name, value] of Object.entries(own)) {
      if (value !== Reflect.set) likeOriginal(value as object, Reflect.get(Reflect, name) as AnyFunction);
      Object.defineProperty(reflect, name, { value, writable: true, configurable: true });
    }
    Object.freeze(reflect);
  }
}

/** Gives a function the name and length of the one that it stands for. */
function likeOriginal(own: object, { name, length }: AnyFunction): void {
  Object.defineProperty(own, "name", { value: name, configurable: true });
  Object.defineProperty(own, "length", { value: length, configurable: true });
}

const REGEXP_REPLACE = Reflect.get(RegExp.prototype, Symbol.replace) as unknown;

type Replacement = (...args: unknown[]) => unknown;
interface Match {
  readonly args: readonly unknown[];
  readonly start: number;
  readonly length: number;
}

/** What the prelude takes from the engine. */
export const PRELUDE_VALUES: Readonly<Record<string, unknown>> = {
  toObject(value: unknown, method: string): object {
    if (value === null || value === undefined) throw new TypeError(`${method} called on null or undefined`);
    return Object(value) as object;
  },

  toLength(value: unknown): number {
    if (typeof value === "bigint") throw new TypeError("Cannot convert a BigInt value to a number");
    return Math.min(Math.max(Math.trunc(Number(value)) || 0, 0), Number.MAX_SAFE_INTEGER);
  },

  needFunction(value: unknown): void {
    if (typeof value !== "function") throw new TypeError(`${brief(value)} is not a function`);
  },

  /** @throws RangeError where no array has so many elements, LimitReached. */
  newArray(length: number): unknown[] {
    if (length < 2 ** 32) room(length, "a new list");
    return new Array<unknown>(length);
  },

  /** ArraySpeciesCreate: what the list's class makes; `undefined` where that is a plain array. */
  ownArray(list: object, length: number): object | undefined {
    if (!Array.isArray(list)) return undefined;
    const constructor: unknown = list.constructor;
    if (constructor === Array || constructor === undefined) return undefined;
    const species: unknown = isObject(constructor)
      ? ((constructor as { readonly [Symbol.species]?: unknown })[Symbol.species] ?? undefined)
      : constructor;
    if (species === undefined || species === Array) return undefined;
    if (!isConstructor(species))
      throw new TypeError("object.constructor[Symbol.species] is not a constructor");
    return Reflect.construct(species, [length]);
  },

  /** CreateDataPropertyOrThrow. */
  addItem(object: object, key: PropertyKey, value: unknown): void {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  },

  isConstructor,
  /** CreateListFromArrayLike. */
  argumentList(value: unknown): unknown[] {
    return applyArguments(value ?? 0);
  },

  ...GENERATOR_VALUES,
  slice: (value: string | readonly unknown[], start: number, end: number) => value.slice(start, end),
  sortAsText(list: unknown): unknown {
    room((list as { readonly length?: unknown } | null | undefined)?.length, "sort");
    return Array.prototype.sort.call(list);
  },
  arrayFrom: (items: never) => Array.from(items),
  mapEntries: (map: unknown) => Map.prototype.entries.call(map),
  setValues: (set: unknown) => Set.prototype.values.call(set),
  construct(fn: unknown, args: unknown[], target: unknown): unknown {
    // The host's message would show the text of what we have made of a function.
    for (const each of [fn, target])
      if (!isConstructor(each)) throw new TypeError(`${brief(each)} is not a constructor`);
    return Reflect.construct(fn as NewableFunction, args, target as NewableFunction);
  },

  /** A text where nothing of the program has to be called; otherwise the matches, each with the function's arguments. */
  replacements(
    text: unknown,
    pattern: never,
    replacement: unknown,
    all: boolean,
  ): string | { readonly text: string; readonly matches: readonly Match[] } {
    if (typeof text === "string") room(text.length, all ? "replaceAll" : "replace");
    const replace = (by: unknown): string => {
      const method = builtin(String.prototype, all ? "replaceAll" : "replace");
      return Reflect.apply(method as AnyFunction, text, [pattern, by]) as string;
    };
    if (typeof replacement !== "function") return replace(replacement);
    const matches: Match[] = [];
    const record: Replacement = (...args) => {
      const at = typeof args.at(-1) === "object" ? -3 : -2;
      matches.push({ args, start: args.at(at) as number, length: (args[0] as string).length });
      return "";
    };
    replace(record);
    return { text: String(text), matches };
  },

  /** The Symbol.replace of what is to be replaced, where it is not the one of regular expressions. */
  ownReplacer(pattern: object, all: boolean): unknown {
    const own = (pattern as Readonly<Record<symbol, unknown>>)[Symbol.replace];
    if (own === undefined || own === null || own === REGEXP_REPLACE) return undefined;
    if (typeof own !== "function") throw new TypeError(`${brief(own)} is not a function`);
    const { flags, [Symbol.match]: matcher = pattern instanceof RegExp } = pattern as RegExp;
    if (all && Boolean(matcher) && !flags.includes("g"))
      throw new TypeError("replaceAll must be called with a global RegExp");
    return own;
  },

  /** Has a weak collection refuse what it cannot hold. */
  needWeakKey(constructor: "WeakMap" | "WeakSet", key: never): void {
    if (constructor === "WeakMap") new WeakMap().set(key, 0);
    else new WeakSet().add(key);
  },
};

addFunction(PRELUDE_VALUES["sortAsText"], true, (to, _self, [list]) => {
  to.read(list, EVERYTHING);
  to.write(list, EVERYTHING);
});
for (const name of ["arrayFrom", "mapEntries", "setValues"])
  addFunction(PRELUDE_VALUES[name], false, (to, _self, [from]) => to.read(from, EVERYTHING));
