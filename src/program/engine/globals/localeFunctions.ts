import { room } from "../../realm/bulk";
import { brief } from "../support/messages";
import { compareTexts, numberText } from "./locale";

function text(value: unknown, method: string): string {
  if (value === null || value === undefined)
    throw new TypeError(`String.prototype.${method} called on null or undefined`);
  return "".concat(value as string);
}

function numberOf(value: unknown): number {
  if (typeof value === "number") return value;
  if (value instanceof Number) return value.valueOf();
  throw new TypeError("Number.prototype.toLocaleString requires that 'this' be a Number");
}

function listText(list: ArrayLike<unknown>): string {
  const { length } = list;
  room(length, "toLocaleString");
  const text = (i: number): string => {
    const each = list[i];
    return each === null || each === undefined ? "" : valueText(each);
  };
  return Array.from({ length }, (_, i) => text(i)).join(",");
}

/** It fails on what is no list of numbers, or is out of bounds. */
const keysOf = Reflect.get(Int8Array.prototype, "keys") as () => unknown;

/** What the toLocaleString of an element gives. */
function valueText(value: unknown): string {
  if (typeof value === "number" || typeof value === "bigint") return numberText(value);
  return String((value as { toLocaleString(): unknown }).toLocaleString());
}

const METHODS = {
  localeCompare(this: string, that: unknown, _locales?: unknown, options?: unknown): number {
    return compareTexts(text(this, "localeCompare"), String(that), options);
  },
  toLocaleUpperCase(this: string): string {
    return text(this, "toLocaleUpperCase").toUpperCase();
  },
  toLocaleLowerCase(this: string): string {
    return text(this, "toLocaleLowerCase").toLowerCase();
  },
};

const NUMBER = {
  toLocaleString(this: unknown, _locales?: unknown, options?: unknown): string {
    return numberText(numberOf(this), options);
  },
};
const BIGINT = {
  toLocaleString(this: unknown, _locales?: unknown, options?: unknown): string {
    return numberText(BigInt.prototype.valueOf.call(this), options);
  },
};
const LIST = {
  toLocaleString(this: ArrayLike<unknown>): string {
    return listText(this);
  },
};
const TYPED_ARRAY = {
  toLocaleString(this: ArrayLike<unknown>): string {
    Reflect.apply(keysOf, this, []);
    return listText(this);
  },
};
const ERROR = {
  /** Stacks are virtual: only their first line is there. */
  captureStackTrace(object: unknown): void {
    if (typeof object !== "object" || object === null)
      throw new TypeError(`Invalid argument: ${brief(object)}`);
    Object.defineProperty(object, "stack", {
      value: Error.prototype.toString.call(object as Error),
      writable: true,
      configurable: true,
    });
  },
};

function pairs(holder: object, own: Readonly<Record<string, unknown>>): [unknown, unknown][] {
  return Object.entries(own).map(([name, value]) => {
    const builtin = Reflect.get(holder, name) as { readonly length: number };
    Object.defineProperty(value, "length", { value: builtin.length, configurable: true });
    return [builtin, value];
  });
}

/** Built-in functions that depend on the machine's locale, and what programs get in their place. */
export const LOCALE_FUNCTIONS: readonly (readonly [builtin: unknown, own: unknown])[] = [
  ...pairs(String.prototype, METHODS),
  ...pairs(Number.prototype, NUMBER),
  ...pairs(BigInt.prototype, BIGINT),
  ...pairs(Array.prototype, LIST),
  ...pairs(Int8Array.prototype, TYPED_ARRAY),
  ...pairs(Error, ERROR),
];
