import type { CopyKind } from "../../../sim/copying";
import { Hidden } from "../coroutines/hidden";
import { PRELUDE_VALUES } from "../substitutes";
import { BuiltinCursor, DONE, addBuiltinNext } from "../support/cursors";
import { brief } from "../support/messages";

/**
 * Iterators that a program can hold and that can be copied, in place of the platform's. Theirs cannot: nobody can see where they are.
 */

const INSPECT = Symbol.for("nodejs.util.inspect.custom");
const TYPED_ARRAY = Object.getPrototypeOf(Int8Array.prototype) as object;
const ITERATOR = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())) as object;

type Kind = "keys" | "values" | "entries";

/** What is behind such an iterator. */
interface Position {
  /** The next item, or DONE. */
  step(): unknown;
}

/** Over anything with a length. */
export class ListPosition implements Position {
  private index = 0;

  constructor(
    private readonly list: ArrayLike<unknown>,
    private readonly kind: Kind,
  ) {}

  step(): unknown {
    const length = Math.min(Math.max(Math.trunc(this.list.length) || 0, 0), Number.MAX_SAFE_INTEGER);
    if (this.index >= length) {
      this.index = Infinity;
      return DONE;
    }
    const index = this.index++;
    if (this.kind === "keys") return index;
    return this.kind === "values" ? this.list[index] : [index, this.list[index]];
  }
}

/** Over the matches of a regular expression, a copy that nobody else has. */
export class MatchPosition implements Position {
  private ended = false;

  constructor(
    private readonly regexp: RegExp,
    private readonly text: string,
  ) {}

  step(): unknown {
    const { regexp, text } = this;
    const match = this.ended ? null : regexp.exec(text);
    if (match === null || !regexp.global) this.ended = true;
    if (match === null) return DONE;
    if (match[0] === "") {
      const { lastIndex } = regexp;
      const whole = regexp.unicode || regexp.flags.includes("v");
      regexp.lastIndex += whole && (text.codePointAt(lastIndex) ?? 0) > 0xffff ? 2 : 1;
    }
    return match;
  }
}

type Method = (this: unknown, ...args: never[]) => unknown;

export interface IteratorSubstitutes {
  /** Built-in functions that give iterators → those that the program gets. */
  readonly table: ReadonlyMap<unknown, unknown>;
  /** The other way round. */
  readonly originals: ReadonlyMap<unknown, unknown>;
  /** Of what the prelude takes from the engine, those that give such iterators. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly prototypes: readonly object[];
}

export function iteratorSubstitutes(): IteratorSubstitutes {
  const table = new Map<unknown, unknown>();
  const prototypes: object[] = [];
  /** Gives what makes iterators of a kind. */
  const iterators = (name: string): ((position: Position) => object) => {
    const prototype = iteratorPrototype(name);
    prototypes.push(prototype);
    return (position) => Hidden.put(Object.create(prototype) as object, position);
  };
  const replace = (
    holder: object,
    key: PropertyKey,
    make: (self: unknown, arg: unknown) => unknown,
  ): void => {
    const original = Reflect.get(holder, key) as Method | undefined;
    if (original === undefined || table.has(original)) return;
    const methods = {
      own(this: unknown, arg: unknown): unknown {
        return make(this, arg);
      },
    };
    const own = Reflect.get(methods, "own") as object;
    Object.defineProperty(own, "name", { value: original.name, configurable: true });
    Object.defineProperty(own, "length", { value: original.length, configurable: true });
    table.set(original, own);
  };

  const lists = iterators("Array Iterator");
  for (const kind of ["keys", "values", "entries"] as const) {
    const validate = Reflect.get(Array.prototype, kind) as Method;
    const validateTyped = Reflect.get(TYPED_ARRAY, kind) as Method;
    replace(Array.prototype, kind, (self) => {
      validate.call(self);
      return lists(new ListPosition(Object(self) as ArrayLike<unknown>, kind));
    });
    replace(TYPED_ARRAY, kind, (self) => {
      validateTyped.call(self);
      return lists(new ListPosition(self as ArrayLike<unknown>, kind));
    });
  }
  for (const [prototype, name] of [
    [Map.prototype, "Map Iterator"],
    [Set.prototype, "Set Iterator"],
  ] as const) {
    const make = iterators(name);
    for (const kind of ["keys", "values", "entries"] as const) {
      const method = Reflect.get(prototype, kind) as () => Iterator<unknown>;
      replace(prototype, kind, (self) => make(new BuiltinCursor(self, method)));
    }
  }
  const strings = iterators("String Iterator");
  const characters = Reflect.get(String.prototype, Symbol.iterator) as () => Iterator<unknown>;
  replace(String.prototype, Symbol.iterator, (self) => {
    if (self === null || self === undefined) characters.call(self);
    return strings(new BuiltinCursor(String(self), characters));
  });

  const matches = iterators("RegExp String Iterator");
  const matchAll = Reflect.get(String.prototype, "matchAll") as (this: unknown, pattern: unknown) => unknown;
  replace(String.prototype, "matchAll", (self, pattern) => {
    const result = matchAll.call(self, pattern);
    const own = isRegExp(pattern) ? copyOf(pattern) : new RegExp(pattern as string, "g");
    return isOrdinary(pattern) ? matches(new MatchPosition(own, String(self))) : result;
  });
  const originals = new Map([...table].map(([original, own]) => [own, original]));
  const of = (name: string, prototype: object, method: string): Record<string, unknown> => {
    const make = table.get(Reflect.get(prototype, method)) as Method;
    const value = (source: unknown): unknown => make.call(source);
    originals.set(value, PRELUDE_VALUES[name]);
    return { [name]: value };
  };
  const values = {
    ...of("mapEntries", Map.prototype, "entries"),
    ...of("setValues", Set.prototype, "values"),
  };
  return { table, originals, values, prototypes };
}

function isRegExp(value: unknown): value is RegExp {
  return value instanceof RegExp;
}

/** Whether the platform's own matchAll does it. */
function isOrdinary(pattern: unknown): boolean {
  if (typeof pattern !== "object" || pattern === null) return true;
  return isRegExp(pattern) && Object.getPrototypeOf(pattern) === RegExp.prototype;
}

function copyOf(regexp: RegExp): RegExp {
  const copy = new RegExp(regexp.source, regexp.flags);
  copy.lastIndex = regexp.lastIndex;
  return copy;
}

/** A prototype as the platform's iterators have one. */
function iteratorPrototype(name: string): object {
  const prototype = Object.create(ITERATOR) as object;
  const methods = {
    next(this: unknown): IteratorResult<unknown> {
      const position = positionOf(this);
      if (!inherits(this, prototype) || position === undefined)
        throw new TypeError(`Method ${name}.prototype.next called on incompatible receiver ${brief(this)}`);
      const value = position.step();
      return value === DONE ? { value: undefined, done: true } : { value, done: false };
    },
  };
  const next = Reflect.get(methods, "next") as object;
  addBuiltinNext(next);
  Object.defineProperty(prototype, "next", { value: next, writable: true, configurable: true });
  Object.defineProperty(prototype, Symbol.toStringTag, { value: name, configurable: true });
  Object.defineProperty(prototype, INSPECT, { value: inspectIterator });
  return prototype;
}

function inherits(value: unknown, prototype: object): boolean {
  return typeof value === "object" && value !== null && Object.prototype.isPrototypeOf.call(prototype, value);
}

function positionOf(value: unknown): Position | undefined {
  const inside = Hidden.of(value);
  return inside instanceof BuiltinCursor || inside instanceof ListPosition || inside instanceof MatchPosition
    ? inside
    : undefined;
}

/** As Node prints iterators: of a Map or Set with what is still to come. */
function inspectIterator(
  this: object,
  _depth: number,
  options: object,
  inspect: (value: unknown, options: object) => string,
): string {
  const position = positionOf(this);
  if (position instanceof BuiltinCursor && typeof position.source !== "string") {
    const at = position.position();
    const rest =
      at < 0
        ? position.method.call(position.source instanceof Map ? new Map() : new Set())
        : position.from(at);
    return inspect(rest, options);
  }
  return `Object [${String(Reflect.get(this, Symbol.toStringTag))}] {}`;
}

/** A cursor or iterator over a string, Map, Set or typed array goes on in the copy where it is. */
export const BUILTIN_CURSOR_KIND: CopyKind = {
  allocate(from, copy) {
    const { source, method } = from as BuiltinCursor;
    return new BuiltinCursor(copy(source), method);
  },
  finish(from, to) {
    (to as BuiltinCursor).seek((from as BuiltinCursor).position());
  },
};
