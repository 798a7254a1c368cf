import { SUSPENDING_NEXT } from "../../../sim/routine";
import { room } from "../../realm/bulk";
import { EVERYTHING } from "./everything";
import { brief } from "./messages";

/**
 * Iteration in compiled code (compiler/lower/cursors.ts). A cursor is `open` while an iterator of the program (or of the simulation)
 * stands behind it, whose `next` compiled code calls itself because it may suspend.
 */
export interface Cursor {
  readonly open: boolean;
  /** What `step` has just read of which object; the key is EVERYTHING where items have none. */
  readonly source: unknown;
  readonly key: unknown;
  /** The next item, or DONE. For cursors that are not open. */
  step(): unknown;
}

/** What a cursor gives at its end. */
export const DONE: unique symbol = Symbol("done");

/** Over an array, live as the language's own iterator is. */
export class ArrayCursor implements Cursor {
  readonly open = false;
  private index = 0;

  constructor(readonly source: readonly unknown[]) {}

  get key(): unknown {
    return this.index === Infinity ? "length" : this.index - 1;
  }

  step(): unknown {
    const array = this.source;
    if (this.index < array.length) return array[this.index++];
    this.index = Infinity;
    return DONE;
  }
}

type IteratorMethod = (this: unknown) => Iterator<unknown>;

/** Over a string, Map, Set or typed array: iterated by a built-in iterator, which `method` of its source makes. */
export class BuiltinCursor implements Cursor {
  readonly open = false;
  readonly key = EVERYTHING;
  private ended = false;
  private iterator: Iterator<unknown>;

  constructor(
    readonly source: unknown,
    readonly method: IteratorMethod,
    position = 0,
  ) {
    this.iterator = this.from(position);
  }

  step(): unknown {
    const result = this.iterator.next();
    if (result.done !== true) return result.value;
    this.ended = true;
    return DONE;
  }

  /**
   * How much of the source comes before the next item, for a cursor that goes on there; -1: it is at its end for good. Items that are
   * not there any more do not count. The platform does not tell: the rest is read, and this cursor goes on with an iterator like it.
   */
  position(): number {
    if (this.ended) return -1;
    let left = 0;
    for (let each = this.iterator.next(); each.done !== true; each = this.iterator.next())
      left += typeof this.source === "string" ? String(each.value).length : 1;
    const position = sizeOf(this.source) - left;
    this.iterator = this.from(position);
    return position;
  }

  /** Goes to a position that another cursor has told. */
  seek(position: number): void {
    this.ended = position < 0;
    if (position >= 0) this.iterator = this.from(position);
  }

  /** An iterator of the platform at this position. */
  from(position: number): Iterator<unknown> {
    const { source, method } = this;
    if (typeof source === "string") return method.call(source.slice(position));
    const iterator = method.call(source);
    for (let i = 0; i < position; i++) iterator.next();
    return iterator;
  }
}

const TYPED_ARRAY = Object.getPrototypeOf(Int8Array.prototype) as object;

function getterOf(prototype: object, name: string): (object: unknown) => number {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name) ?? {};
  const get = Reflect.get(descriptor, "get") as () => number;
  return (object) => Reflect.apply(get, object, []);
}
const mapSize = getterOf(Map.prototype, "size");
const setSize = getterOf(Set.prototype, "size");
const typedLength = getterOf(TYPED_ARRAY, "length");

function sizeOf(source: unknown): number {
  if (typeof source === "string") return source.length;
  if (ArrayBuffer.isView(source)) return typedLength(source);
  if (source instanceof Map) return mapSize(source);
  if (source instanceof Set) return setSize(source);
  // What is like an array: the arguments of a call. Nothing of the program runs.
  const length: unknown = Object.getOwnPropertyDescriptor(source, "length")?.value;
  return typeof length === "number" ? length : 0;
}

/** The list for `[...rest]` in a pattern, empty. What a built-in iterator will give is read without a stop of the simulation. @throws LimitReached */
export function restOf(cursor: Cursor): unknown[] {
  if (cursor.source !== undefined) room(sizeOf(cursor.source), "a rest element");
  return [];
}

/** The next element of `[...rest]` in a pattern. */
export function addToRest(rest: unknown[], item: unknown): void {
  rest.push(item);
  if ((rest.length & 0xfffff) === 0) room(rest.length, "a rest element");
}

export class UserCursor implements Cursor {
  open = true;
  readonly source = undefined;
  readonly key = undefined;
  readonly next: unknown;

  constructor(readonly iterator: object) {
    this.next = nextOf(iterator);
  }

  /** What `next` has returned → the item or DONE. */
  take(result: unknown): unknown {
    const item = resultOf(result);
    // Both may be getters: the value of the last result is not asked for.
    if (item.done) return DONE;
    const { value } = item;
    this.open = true;
    return value;
  }

  /** The same for an item that is not wanted: its value is not asked for. */
  pass(result: unknown): void {
    if (!resultOf(result).done) this.open = true;
  }

  step(): unknown {
    return DONE;
  }

  /** Ends the iteration early. @returns the iterator's `return` method, if it has one. */
  close(): unknown {
    this.open = false;
    return (this.iterator as { readonly return?: unknown }).return ?? undefined;
  }
}

function resultOf(result: unknown): { readonly done?: unknown; readonly value?: unknown } {
  if (!isObject(result)) throw new TypeError(`Iterator result ${brief(result)} is not an object`);
  return result;
}

/** The `next` that compiled code calls. */
export function nextOf(iterator: object): unknown {
  const own = iterator as { readonly next?: unknown; readonly [SUSPENDING_NEXT]?: unknown };
  return own[SUSPENDING_NEXT] ?? own.next;
}

export function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

const ARRAY_ITERATOR: unknown = Array.prototype[Symbol.iterator];
const STRING_ITERATOR: unknown = String.prototype[Symbol.iterator];
const BUILTIN_ITERATORS: ReadonlySet<unknown> = new Set<unknown>([
  ARRAY_ITERATOR,
  STRING_ITERATOR,
  Map.prototype[Symbol.iterator],
  Set.prototype[Symbol.iterator],
  (TYPED_ARRAY as Iterable<unknown>)[Symbol.iterator],
]);

type MaybeIterable = { readonly [Symbol.iterator]?: unknown } | null | undefined;

/** The cursor over a value, or undefined where its iterator has to be asked for by a call that may suspend. */
export function cursor(value: unknown, site: string | undefined): Cursor | undefined {
  const method = iteratorMethod(value, site);
  if (Array.isArray(value) && method === ARRAY_ITERATOR) return new ArrayCursor(value);
  if (BUILTIN_ITERATORS.has(method))
    return new BuiltinCursor(method === STRING_ITERATOR ? String(value) : value, method as IteratorMethod);
  return undefined;
}

export function iteratorMethod(value: unknown, site: string | undefined): unknown {
  const method =
    value === null || value === undefined ? undefined : (value as MaybeIterable)?.[Symbol.iterator];
  if (typeof method === "function") return method;
  if (site !== undefined) throw new TypeError(`${site} is not iterable`);
  const what =
    value === undefined || value === null || typeof value === "object"
      ? kind(value)
      : `${typeof value} ${brief(value)}`;
  throw new TypeError(`${what} is not iterable (cannot read property Symbol(Symbol.iterator))`);
}

function kind(value: unknown): string {
  if (value === null) return "object null";
  return value === undefined ? "undefined" : "object";
}

export function userCursor(iterator: unknown): UserCursor {
  if (!isObject(iterator)) throw new TypeError("Result of the Symbol.iterator method is not an object");
  return new UserCursor(iterator);
}

/** What an iterator's `return` has given must be an object. */
export function closed(result: unknown): void {
  if (!isObject(result)) throw new TypeError(`Iterator result ${brief(result)} is not an object`);
}

const SPREAD = "the spread syntax";

/** `next` of iterators that run nothing of the program. */
const BUILTIN_NEXTS = new WeakSet<object>();

export function addBuiltinNext(next: object): void {
  BUILTIN_NEXTS.add(next);
}

for (const iterator of [
  [].values(),
  new Map().keys(),
  new Set().keys(),
  ""[Symbol.iterator](),
  "".matchAll(/x/g),
])
  addBuiltinNext(Reflect.get(iterator, "next") as object);

/** The method by which built-in iterators give themselves. */
const ITSELF: unknown = Reflect.get([].values(), Symbol.iterator);

/** Whether a built-in that iterates the value would run the program's own code. */
export function needsItems(value: unknown): boolean {
  if (!isObject(value)) return false;
  const method = (value as MaybeIterable)?.[Symbol.iterator];
  if (typeof method !== "function" || BUILTIN_ITERATORS.has(method)) return false;
  if (method !== ITSELF) return true;
  const { next } = value as { readonly next?: unknown };
  return !isObject(next) || !BUILTIN_NEXTS.has(next);
}

/** Whether `...value` needs the program's own code to iterate it. */
export function needsIteration(value: unknown, site: string, inCall: boolean): boolean {
  if (Array.isArray(value) && (value as MaybeIterable)?.[Symbol.iterator] === ARRAY_ITERATOR) {
    room(value.length, SPREAD);
    return false;
  }
  if (value === null || value === undefined)
    throw new TypeError(`${site} is not iterable${inCall ? ` (cannot read property ${String(value)})` : ""}`);
  const method = (value as MaybeIterable)?.[Symbol.iterator];
  if (typeof method !== "function")
    throw new TypeError(
      inCall
        ? "Spread syntax requires ...iterable[Symbol.iterator] to be a function"
        : `${site} is not iterable`,
    );
  if (!BUILTIN_ITERATORS.has(method)) return true;
  const { length, size } = value as { readonly length?: unknown; readonly size?: unknown };
  room(length ?? size, SPREAD);
  return false;
}
