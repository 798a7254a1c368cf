import { builtinBehind } from "../../realm/guarded";
import { isObject } from "./cursors";
import { EVERYTHING } from "./everything";

/**
 * What built-in functions read and write of the objects that they are given. Compiled code tells of its own reads and writes
 * (compiler/lower/watching.ts); for a built-in this table does. Functions that are not in it touch nothing that others can see, or, as
 * those that call the program back, are code of the prelude.
 */

/** Gets the accesses of one call. The objects may be any values: those that are none do not count. */
export interface AccessReport {
  read(object: unknown, key: unknown): void;
  write(object: unknown, key: unknown): void;
}

export interface Effect {
  readonly writes: boolean;
  /** Called before the function is. */
  report(to: AccessReport, self: unknown, args: readonly unknown[]): void;
}

type Report = Effect["report"];

const table = new Map<unknown, Effect>();

/** What a built-in does to objects, or nothing. */
export function effectOf(fn: unknown): Effect | undefined {
  return table.get(builtinBehind(fn));
}

function add(holder: object, names: string, writes: boolean, report: Report): void {
  for (const name of names.split(" ")) addFunction(Reflect.get(holder, name), writes, report);
}

export function addFunction(fn: unknown, writes: boolean, report: Report): void {
  if (typeof fn === "function") table.set(fn, { writes, report });
}

const readSelf: Report = (to, self) => to.read(self, EVERYTHING);
const writeSelf: Report = (to, self) => to.write(self, EVERYTHING);
const changeSelf: Report = (to, self) => {
  to.read(self, EVERYTHING);
  to.write(self, EVERYTHING);
};
const readFirst: Report = (to, _self, [first]) => to.read(first, EVERYTHING);
const writeFirst: Report = (to, _self, [first]) => to.write(first, EVERYTHING);
const readKey: Report = (to, self, [key]) => to.read(self, key);
const writeKey: Report = (to, self, [key]) => to.write(self, key);
const readFirstKey: Report = (to, _self, [first, key]) => to.read(first, key);
const writeFirstKey: Report = (to, _self, [first, key]) => to.write(first, key);

function lengthOf(value: unknown): number {
  return Array.isArray(value) || ArrayBuffer.isView(value)
    ? (value as unknown as ArrayLike<unknown>).length
    : 0;
}

/** A position as slice, fill and their like take it. */
function position(value: unknown, length: number, otherwise: number): number {
  if (value === undefined) return otherwise;
  const at = typeof value === "number" ? Math.trunc(value) || 0 : 0;
  return at < 0 ? Math.max(0, length + at) : Math.min(at, length);
}

/** Elements from one position to another. */
function each(from: number, to: number, visit: (index: number) => void): void {
  for (let i = from; i < to; i++) visit(i);
}

const ARRAY = Array.prototype;
add(ARRAY, "push", true, (to, self, args) => {
  const length = lengthOf(self);
  to.read(self, "length");
  each(length, length + args.length, (i) => to.write(self, i));
  to.write(self, "length");
});
add(ARRAY, "pop", true, (to, self) => {
  const length = lengthOf(self);
  to.read(self, "length");
  if (length > 0) {
    to.read(self, length - 1);
    to.write(self, length - 1);
  }
  to.write(self, "length");
});
add(ARRAY, "shift unshift splice reverse sort copyWithin", true, changeSelf);
add(
  ARRAY,
  "join toString toLocaleString indexOf lastIndexOf includes flat keys values entries",
  false,
  readSelf,
);
add(ARRAY, "with toReversed toSpliced", false, readSelf);
const TYPED_ARRAY = Object.getPrototypeOf(Int8Array.prototype) as typeof Array.prototype;
add(TYPED_ARRAY, "reverse sort copyWithin", true, changeSelf);
add(TYPED_ARRAY, "join toLocaleString indexOf lastIndexOf includes keys values entries", false, readSelf);
add(TYPED_ARRAY, "with toReversed toSorted", false, readSelf);
add(TYPED_ARRAY, "set", true, (to, self, [source, offset]) => {
  to.read(source, EVERYTHING);
  const start = position(offset, lengthOf(self), 0);
  each(start, start + lengthOf(source), (i) => to.write(self, i));
});
for (const prototype of [ARRAY, TYPED_ARRAY]) {
  add(prototype, "at", false, (to, self, [index]) => to.read(self, position(index, lengthOf(self), 0)));
  add(prototype, "slice", false, (to, self, [start, end]) => {
    const length = lengthOf(self);
    each(position(start, length, 0), position(end, length, length), (i) => to.read(self, i));
  });
  add(prototype, "fill", true, (to, self, [, start, end]) => {
    const length = lengthOf(self);
    each(position(start, length, 0), position(end, length, length), (i) => to.write(self, i));
  });
}
add(ARRAY, "concat", false, (to, self, args) => {
  for (const list of [self, ...args]) if (Array.isArray(list)) to.read(list, EVERYTHING);
});

for (const { prototype } of [Map, Set, WeakMap, WeakSet]) {
  add(prototype, "get has", false, readKey);
  add(prototype, "set add delete", true, writeKey);
}
for (const { prototype } of [Map, Set]) {
  add(prototype, "clear", true, writeSelf);
  add(prototype, "keys values entries", false, readSelf);
}
add(
  Set.prototype,
  "union intersection difference symmetricDifference isSubsetOf isSupersetOf isDisjointFrom",
  false,
  (to, self, [other]) => {
    to.read(self, EVERYTHING);
    to.read(other, EVERYTHING);
  },
);

add(Object, "keys values entries getOwnPropertyNames getOwnPropertySymbols fromEntries", false, readFirst);
add(Object, "freeze seal preventExtensions setPrototypeOf defineProperties", true, writeFirst);
add(Object, "defineProperty", true, writeFirstKey);
add(Object, "hasOwn", false, readFirstKey);
add(Object, "assign", true, (to, _self, [target, ...sources]) => reportAssign(to, target, sources));
add(Object.prototype, "hasOwnProperty propertyIsEnumerable", false, readKey);
add(Reflect, "get has", false, readFirstKey);
add(Reflect, "set deleteProperty defineProperty", true, writeFirstKey);
add(Reflect, "ownKeys", false, readFirst);
add(Reflect, "setPrototypeOf preventExtensions", true, writeFirst);
add(JSON, "stringify", false, (to, _self, [value]) => readDeep(to, value, new Set()));

// Its methods alone, whatever clock the program's own Date reads.
const DATE = (Reflect.get(globalThis, "Date") as { readonly prototype: object }).prototype;
for (const name of Object.getOwnPropertyNames(DATE))
  if (/^set/.test(name)) add(DATE, name, true, writeSelf);
  else if (/^(?:get|to)/.test(name)) add(DATE, name, false, readSelf);
add(RegExp.prototype, "exec test", true, (to, self) => {
  if (!(self instanceof RegExp) || !(self.global || self.sticky)) return;
  to.read(self, "lastIndex");
  to.write(self, "lastIndex");
});
for (const name of Object.getOwnPropertyNames(DataView.prototype))
  if (/^set/.test(name)) add(DataView.prototype, name, true, writeKey);
  else if (/^get/.test(name)) add(DataView.prototype, name, false, readKey);

/** What Object.assign does. */
export function reportAssign(to: AccessReport, target: unknown, sources: readonly unknown[]): void {
  for (const source of sources) to.read(source, EVERYTHING);
  for (const source of sources)
    if (isObject(source)) for (const key of Object.keys(source)) to.write(target, key);
}

/** What JSON.stringify reads. */
export function readDeep(to: AccessReport, value: unknown, seen: Set<object>): void {
  if (typeof value !== "object" || value === null || seen.has(value)) return;
  seen.add(value);
  to.read(value, EVERYTHING);
  const parts: Readonly<Record<string, PropertyDescriptor>> = Object.getOwnPropertyDescriptors(value);
  for (const part of Object.values(parts)) readDeep(to, part.value, seen);
}
