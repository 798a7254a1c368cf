import { isProxy } from "../globals/proxy";

/**
 * What values count for on the simulated heap, in bytes: Go's sizes on 64-bit machines for what comes closest. The size of an object is
 * counted when it is made, and again, as it is then, when the collector finds it alive.
 *
 * | value | bytes |
 * |---|---|
 * | object, class instance, variables shared by closures | 16 + 8 for each property |
 * | array | 24 + 8 for each element |
 * | string | 16 + 1 for each UTF-16 unit |
 * | function | 32 |
 * | Map, Set | 48 + 48, or 32, for each entry |
 * | typed array, ArrayBuffer | 24 + its length |
 * | Error, RegExp | 64 |
 */

const HEADER = 16;
const WORD = 8;
const SLICE = 24;
const STRING = 16;
/** A function with its environment. */
export const CLOSURE_BYTES = 32;
const TABLE = 48;
const MAP_ENTRY = 48;
const SET_ENTRY = 32;
const BUILT_IN = 64;

/** Bytes of an object with so many properties. */
export function objectBytes(properties: number): number {
  return HEADER + WORD * properties;
}

export function stringBytes(text: string): number {
  return STRING + text.length;
}

/** Whether it can hold pointers: if not, it need not be scanned. */
export function isScanned(value: object): boolean {
  return !ArrayBuffer.isView(value) && !(value instanceof ArrayBuffer);
}

const mapSize = sizeGetter(Map.prototype);
const setSize = sizeGetter(Set.prototype);

function sizeGetter(prototype: object): () => number {
  return Reflect.get(Object.getOwnPropertyDescriptor(prototype, "size") ?? {}, "get") as () => number;
}

const dataViewBytes = Reflect.get(
  Object.getOwnPropertyDescriptor(DataView.prototype, "byteLength") ?? {},
  "get",
) as () => number;

/** None in what only inherits from such a collection, as a class's prototype. Nothing of the program runs. */
function entriesOf(size: () => number, collection: object): number {
  try {
    return Reflect.apply(size, collection, []);
  } catch {
    return 0;
  }
}

/** Bytes of an object without what it refers to. */
export function bytesOf(value: object): number {
  // Of its target and its handler.
  if (isProxy(value)) return objectBytes(2);
  if (typeof value === "function") return CLOSURE_BYTES;
  if (Array.isArray(value)) return SLICE + WORD * value.length;
  if (value instanceof Map) return TABLE + MAP_ENTRY * entriesOf(mapSize, value);
  if (value instanceof Set) return TABLE + SET_ENTRY * entriesOf(setSize, value);
  // None in a DataView whose buffer has been transferred.
  if (value instanceof DataView) return SLICE + entriesOf(dataViewBytes, value);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return SLICE + value.byteLength;
  if (value instanceof Error || value instanceof RegExp) return BUILT_IN;
  return objectBytes(Object.keys(value).length);
}

/** Where an element of an array lies in it, in bytes; other objects have none. */
export function elementAt(value: object, index: number): number {
  if (Array.isArray(value)) return SLICE + WORD * index;
  if (!ArrayBuffer.isView(value)) return 0;
  const each: unknown = Reflect.get(value, "BYTES_PER_ELEMENT");
  return SLICE + (typeof each === "number" ? each : 1) * index;
}

/** Methods of built-ins that give a new string or array. */
export const FRESH: ReadonlySet<string> = new Set([
  "slice",
  "splice",
  "concat",
  "split",
  "join",
  "repeat",
  "padStart",
  "padEnd",
  "toUpperCase",
  "toLowerCase",
  "trim",
  "trimStart",
  "trimEnd",
  "substring",
  "toString",
  "toFixed",
  "toPrecision",
  "stringify",
  "parse",
  "keys",
  "values",
  "entries",
  "fromEntries",
  "of",
  "flat",
  "toReversed",
  "toSpliced",
  "with",
  "subarray",
  "match",
  "String",
  "Array",
]);

/** Methods of built-ins that make their object larger. */
export const GROWING: ReadonlySet<string> = new Set(["push", "unshift", "set", "add"]);

/** Bytes for `count` more elements or entries: an array doubles when it is full, so each costs two words in the long run. */
export function growthOf(object: unknown, count: number): number {
  if (Array.isArray(object)) return 2 * WORD * count;
  if (object instanceof Map) return MAP_ENTRY;
  return object instanceof Set ? SET_ENTRY : 0;
}
