import { isObject, keyText, standardObjects } from "./intrinsics";
import type { Intrinsic, Key } from "./intrinsics";

/**
 * Freezes the standard objects of the realm, so that nothing a program does reaches the code that simulates it, other processes of the
 * simulation, or another run.
 *
 * A frozen property of a prototype would also forbid to give an object below it a property of that name by assignment (the "override
 * mistake" of the standard): `error.name = …`, `object.toString = …`. So those properties become accessors whose setter gives the
 * object its own property, as if the prototype were not frozen.
 */

/** Getters and setters that stand for a property → its value. */
const standIns = new WeakMap<object, unknown>();
const frozen = new WeakMap<object, string>();

const TYPED_ARRAY = Object.getPrototypeOf(Int8Array.prototype) as object;

/** Their `constructor` and iterator are what V8's short cuts look at. */
const SHORT_CUTS: ReadonlySet<object> = new Set<object>([
  Array.prototype,
  TYPED_ARRAY,
  ArrayBuffer.prototype,
  Map.prototype,
  Set.prototype,
  Promise.prototype,
]);

/** Nothing is below them but wrappers of primitive values, and regular expressions, which are slow enough. */
const AS_THEY_ARE: ReadonlySet<object> = new Set<object>([
  String.prototype,
  Number.prototype,
  Boolean.prototype,
  Symbol.prototype,
  BigInt.prototype,
  RegExp.prototype,
]);

/**
 * Properties that V8's own short cuts look at: as accessors they would make slices, spreads and loops slow for good. An object below can
 * have its own only by definition (docs/security.md).
 */
function mustStay(object: object, key: Key): boolean {
  if (AS_THEY_ARE.has(object) || key === "next" || key === "then" || key === "stackTraceLimit") return true;
  if (key !== "constructor" && key !== Symbol.iterator) return false;
  return SHORT_CUTS.has(object) || Object.getPrototypeOf(object) === TYPED_ARRAY;
}

/** What a program is told that tries. */
export function frozenText(path: string): string {
  return `${path} cannot be changed: the standard objects are frozen in a simulation`;
}

/** How people call a frozen standard object; `undefined` for every other object. */
export function frozenName(object: unknown): string | undefined {
  return isObject(object) ? frozen.get(object) : undefined;
}

function standIn({ object, path }: Intrinsic, key: Key, property: PropertyDescriptor): void {
  const { value } = property as { readonly value: unknown };
  const name = typeof key === "symbol" ? `[${key.description ?? ""}]` : key;
  const get = (): unknown => value;
  function set(this: unknown, own: unknown): void {
    if (this === object) throw new TypeError(frozenText(`${path}.${name}`));
    if (!isObject(this))
      throw new TypeError(`Cannot create property '${name}' on ${typeof this} '${String(this)}'`);
    if (Object.hasOwn(this, key)) Reflect.set(this, key, own);
    else if (Object.isExtensible(this)) Object.defineProperty(this, key, { ...OWN, value: own });
    else throw new TypeError(`Cannot add property ${name}, object is not extensible`);
  }
  standIns.set(get, value);
  standIns.set(set, value);
  const { enumerable = false } = property;
  Object.defineProperty(object, key, { get, set, enumerable, configurable: false });
}

/** Stands in for what a program could ask for the accessors that freezing has made. */
function hideStandIns(): void {
  for (const name of ["__lookupGetter__", "__lookupSetter__"]) {
    const original = Reflect.get(Object.prototype, name) as (key: unknown) => unknown;
    const holder = {
      [name](this: unknown, key: unknown): unknown {
        const found = original.call(this, key);
        return typeof found === "function" && standIns.has(found) ? undefined : found;
      },
    };
    Object.defineProperty(Object.prototype, name, {
      value: holder[name],
      writable: true,
      configurable: true,
    });
  }
}

const OWN = { writable: true, enumerable: true, configurable: true } as const;

/** A descriptor as it would be without the accessors that freezing has made. */
export function plainDescriptor(property: PropertyDescriptor): PropertyDescriptor {
  const get: unknown = Reflect.get(property, "get");
  if (typeof get !== "function" || !standIns.has(get)) return property;
  const { enumerable = false, configurable = false } = property;
  return { value: standIns.get(get), writable: false, enumerable, configurable };
}

/** Freezes the realm's standard objects, for good. */
export function freezeStandardObjects(): void {
  // Nobody can set it any more: no error made from here on shows the host's functions and files.
  (Error as { stackTraceLimit?: number }).stackTraceLimit = 0;
  hideStandIns();
  hardened = true;
  const all = standardObjects();
  for (const intrinsic of all) {
    const { object, path, inherited } = intrinsic;
    frozen.set(object, path);
    if (!inherited) continue;
    for (const key of Reflect.ownKeys(object)) {
      const property = Object.getOwnPropertyDescriptor(object, key);
      if (property?.configurable === true && property.writable === true && !mustStay(object, key))
        standIn(intrinsic, key, property);
    }
  }
  for (const { object } of all) close(object);
}

/** The realm is frozen: so what is added to it is to be frozen, too. */
let hardened = false;

/** Freezes, in such a realm, these objects and all that their properties and prototypes lead to. @param roots by what people call them. */
export function freezeShared(roots: Readonly<Record<string, unknown>> | readonly unknown[]): void {
  if (!hardened) return;
  const queue: Intrinsic[] = [];
  const add = (object: unknown, path: string, inherited: boolean): void => {
    if (!isObject(object) || frozen.has(object)) return;
    frozen.set(object, path);
    queue.push({ object, path, inherited });
  };
  for (const [name, value] of Object.entries(roots)) add(value, nameOf(value) ?? name, false);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { object, path, inherited } = next;
    add(Object.getPrototypeOf(object), `the prototype of ${path}`, true);
    for (const key of Reflect.ownKeys(object)) {
      const property = Object.getOwnPropertyDescriptor(object, key) ?? {};
      for (const part of [
        property.value,
        Reflect.get(property, "get"),
        Reflect.get(property, "set"),
      ] as unknown[])
        add(part, `${path}${keyText(key)}`, key === "prototype");
      // As an accessor it would hide the name of the class from `console`.
      const stays = key === "constructor";
      if (inherited && !stays && property.configurable === true && property.writable === true)
        standIn(next, key, property);
    }
    Object.freeze(object);
  }
}

function nameOf(value: unknown): string | undefined {
  const name: unknown =
    typeof value === "function" ? Object.getOwnPropertyDescriptor(value, "name")?.value : undefined;
  return typeof name === "string" && name !== "" ? name : undefined;
}

/**
 * Makes an object frozen in a way that keeps V8 fast. `Object.freeze` would mark its elements as frozen, and V8 then looks at the whole
 * prototype chain for every element of an array; changed one by one, properties end up in a table, which being made a prototype turns back.
 */
function close(object: object): void {
  if (object === Array.prototype) {
    Object.seal(object);
    Object.defineProperty(object, "length", { writable: false });
    return;
  }
  if (!IN_CHAINS.has(object) && Object.getPrototypeOf(object) !== TYPED_ARRAY) {
    Object.freeze(object);
    return;
  }
  Object.seal(object);
  for (const key of Reflect.ownKeys(object))
    if (Object.getOwnPropertyDescriptor(object, key)?.writable === true)
      Object.defineProperty(object, key, { writable: false });
  Object.create(object);
}
const IN_CHAINS: ReadonlySet<object> = new Set<object>([Object.prototype, TYPED_ARRAY]);
