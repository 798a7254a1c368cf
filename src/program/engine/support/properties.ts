import { room } from "../../realm/bulk";
import { isObject } from "./cursors";

/** Properties of the program's objects, as the language's own syntax defines them. */

type Key = string | symbol;

export function define(object: object, key: Key, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

/** A field of a class: plain assignment where nothing of that name is there yet. */
export function field(object: Record<Key, unknown>, key: Key, value: unknown): void {
  if (key in object || !Object.isExtensible(object)) define(object, key, value);
  else object[key] = value;
}

export function method(object: object, key: Key, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: false, configurable: true });
}

export function accessor(
  object: object,
  kind: "get" | "set",
  key: Key,
  fn: () => unknown,
  enumerable: boolean,
): void {
  Object.defineProperty(fn, "name", { value: `${kind} ${keyText(key)}`, configurable: true });
  Object.defineProperty(object, key, { [kind]: fn, enumerable, configurable: true });
}

/** Names a function whose name is only known at run time. Not one that names itself. */
export function named(fn: unknown, key: Key): unknown {
  if (typeof fn !== "function") return fn;
  const own = Object.getOwnPropertyDescriptor(fn, "name");
  if (own !== undefined && own.value !== "" && own.value !== "m" && own.value !== "$f") return fn;
  Object.defineProperty(fn, "name", { value: keyText(key), configurable: true });
  return fn;
}

function keyText(key: Key): string {
  if (typeof key === "string") return key;
  return key.description === undefined ? "" : `[${key.description}]`;
}

/** A computed key, converted once. */
export function key(value: unknown): Key {
  if (typeof value === "symbol" || typeof value === "string") return value;
  return String(value);
}

/** The key of a property that is read and then written. Reading one of null fails before the key is converted. */
export function keyOf(object: unknown, value: unknown): unknown {
  return object === null || object === undefined ? value : key(value);
}

/** What properties are about to be copied from. V8 takes minutes for those of a very long list. @throws LimitReached */
export function entries<T>(source: T): T {
  if (typeof source === "string" || Array.isArray(source) || ArrayBuffer.isView(source))
    room((source as { readonly length?: unknown }).length, "the spread syntax");
  return source;
}

/** Spreads into an object that is there already. */
export function copyProperties(object: object, source: unknown): void {
  const copy: Record<Key, unknown> = { ...(entries(source) as object) };
  for (const name of Reflect.ownKeys(copy)) define(object, name, copy[name]);
}

export function setProto(object: object, proto: unknown): void {
  if (proto === null || isObject(proto)) Object.setPrototypeOf(object, proto);
}

/** `...rest` of an object pattern. */
export function rest(source: object, taken: readonly Key[]): object {
  const from = Object(entries(source)) as Record<Key, unknown>;
  const copy: object = {};
  for (const name of Reflect.ownKeys(from))
    if (!taken.includes(name) && Object.prototype.propertyIsEnumerable.call(from, name))
      define(copy, name, from[name]);
  return copy;
}

/** The keys that for-in visits. */
export function keysIn(value: unknown): string[] {
  const keys: string[] = [];
  for (const name in value as object) keys.push(name);
  return keys;
}

export function hasKey(value: unknown, name: string): boolean {
  return name in Object(value);
}

export function enumMember(object: Record<string, unknown>, name: string, value: unknown): void {
  object[name] = value;
  if (typeof value !== "string") object[String(value)] = name;
}

export function template(
  cooked: readonly (string | undefined)[],
  raw: readonly string[],
): readonly unknown[] {
  const strings = [...cooked];
  Object.defineProperty(strings, "raw", { value: Object.freeze([...raw]) });
  return Object.freeze(strings);
}

/** The list that `apply` takes its arguments from. */
export function applyArguments(value: unknown): unknown[] {
  if (value === null || value === undefined) return [];
  if (!isObject(value)) throw new TypeError("CreateListFromArrayLike called on non-object");
  room((value as { readonly length?: unknown }).length, "apply");
  if (Array.isArray(value)) return Array.from(value as readonly unknown[]);
  const list = value as ArrayLike<unknown>;
  return Array.from({ length: list.length }, (_, i) => list[i]);
}
