import { SUSPENDING_NEXT } from "../../../sim/routine";
import { brief } from "./messages";

/**
 * Iteration in compiled code (compiler/lower/cursors.ts). A cursor is `open` while an iterator of the program (or of the simulation)
 * stands behind it, whose `next` compiled code calls itself because it may suspend.
 */
export interface Cursor {
  readonly open: boolean;
  /** The next item, or DONE. For cursors that are not open. */
  step(): unknown;
}

/** What a cursor gives at its end. */
export const DONE: unique symbol = Symbol("done");

/** Over an array, live as the language's own iterator is. */
class ArrayCursor implements Cursor {
  readonly open = false;
  private index = 0;

  constructor(private readonly array: readonly unknown[]) {}

  step(): unknown {
    const { array } = this;
    if (this.index < array.length) return array[this.index++];
    this.index = Infinity;
    return DONE;
  }
}

/** Over a string, Map, Set or typed array: iterated by a built-in iterator. */
class BuiltinCursor implements Cursor {
  readonly open = false;

  constructor(private readonly iterator: Iterator<unknown>) {}

  step(): unknown {
    const result = this.iterator.next();
    return result.done === true ? DONE : result.value;
  }
}

class UserCursor implements Cursor {
  open = true;
  readonly next: unknown;

  constructor(readonly iterator: object) {
    this.next = nextOf(iterator);
  }

  /** What `next` has returned → the item or DONE. */
  take(result: unknown): unknown {
    if (!isObject(result)) throw new TypeError(`Iterator result ${brief(result)} is not an object`);
    const item = result as { readonly done?: unknown; readonly value?: unknown };
    // Both may be getters: the value of the last result is not asked for.
    if (item.done) return DONE;
    const { value } = item;
    this.open = true;
    return value;
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

/** The `next` that compiled code calls. */
export function nextOf(iterator: object): unknown {
  const own = iterator as { readonly next?: unknown; readonly [SUSPENDING_NEXT]?: unknown };
  return own[SUSPENDING_NEXT] ?? own.next;
}

export function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

const ARRAY_ITERATOR: unknown = Array.prototype[Symbol.iterator];
const TYPED_ARRAY = Object.getPrototypeOf(Int8Array.prototype) as { [Symbol.iterator](): Iterator<unknown> };
const BUILTIN_ITERATORS: ReadonlySet<unknown> = new Set<unknown>([
  ARRAY_ITERATOR,
  String.prototype[Symbol.iterator],
  Map.prototype[Symbol.iterator],
  Set.prototype[Symbol.iterator],
  TYPED_ARRAY[Symbol.iterator],
]);

type MaybeIterable = { readonly [Symbol.iterator]?: unknown } | null | undefined;

/** The cursor over a value, or undefined where its iterator has to be asked for by a call that may suspend. */
export function cursor(value: unknown, site: string | undefined): Cursor | undefined {
  const method = iteratorMethod(value, site);
  if (Array.isArray(value) && method === ARRAY_ITERATOR) return new ArrayCursor(value);
  if (BUILTIN_ITERATORS.has(method))
    return new BuiltinCursor((value as Iterable<unknown>)[Symbol.iterator]());
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

/** Whether `...value` needs the program's own code to iterate it. */
export function needsIteration(value: unknown, site: string, inCall: boolean): boolean {
  if (Array.isArray(value) && (value as MaybeIterable)?.[Symbol.iterator] === ARRAY_ITERATOR) return false;
  if (value === null || value === undefined)
    throw new TypeError(`${site} is not iterable${inCall ? ` (cannot read property ${String(value)})` : ""}`);
  const method = (value as MaybeIterable)?.[Symbol.iterator];
  if (typeof method !== "function")
    throw new TypeError(
      inCall
        ? "Spread syntax requires ...iterable[Symbol.iterator] to be a function"
        : `${site} is not iterable`,
    );
  return !BUILTIN_ITERATORS.has(method);
}
