import { detachBuffer } from "../intrinsics";
import { copyTold } from "../stacks";
import { isObject } from "../support/cursors";
import { brief } from "../support/messages";
import { Hidden } from "../coroutines/hidden";
import { IdleRegistry, KeepingWeakRef } from "./weak";

/** What structuredClone throws for. */
function cannotClone(value: unknown): never {
  const text =
    typeof value === "symbol"
      ? value.toString()
      : typeof value === "function"
        ? `function ${value.name}`
        : brief(value);
  const error = new Error(`${text} could not be cloned.`);
  Object.defineProperty(error, "name", { value: "DataCloneError", configurable: true, writable: true });
  Object.defineProperty(error, "code", { value: 25, configurable: true, writable: true });
  throw error;
}

const ERRORS = ["EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError"];

/**
 * structuredClone of the HTML standard, the same on every host. Getters are called by it, so they cannot wait.
 * @param dates the program's Date.
 */
export function makeStructuredClone(dates: { readonly prototype: object }) {
  return function structuredClone(value: unknown, options?: unknown): unknown {
    if (arguments.length === 0)
      throw new TypeError("Failed to execute 'structuredClone': 1 argument required, but only 0 present.");
    const transfer: unknown = isObject(options) ? Reflect.get(options, "transfer") : undefined;
    const moved = Array.isArray(transfer) ? (transfer as unknown[]) : [];
    const known = new Map<unknown, unknown>();
    for (const each of moved) {
      if (!(each instanceof ArrayBuffer)) cannotClone(each);
      known.set(each, each.slice(0));
    }
    const result = clone(value, known, dates);
    for (const each of moved) detachBuffer(each as ArrayBuffer);
    return result;
  };
}

function clone(value: unknown, known: Map<unknown, unknown>, dates: { readonly prototype: object }): unknown {
  if (typeof value === "symbol") return cannotClone(value);
  if (typeof value === "function") return cannotClone(value);
  if (!isObject(value)) return value;
  const found = known.get(value);
  if (found !== undefined) return found;
  if (Hidden.of(value) !== undefined) cannotClone(value);
  const keep = <O extends object>(made: O): O => {
    known.set(value, made);
    return made;
  };
  const inner = (each: unknown): unknown => clone(each, known, dates);
  const tag = internalTag(value);
  switch (tag) {
    case "Number":
    case "String":
    case "Boolean":
    case "BigInt":
      return keep(Object((value as { valueOf(): unknown }).valueOf()) as object);
    case "Date":
      return keep(Object.setPrototypeOf(copyDate(value as Date), dates.prototype) as object);
    case "RegExp": {
      const { source, flags } = value as RegExp;
      return keep(new RegExp(source, flags));
    }
    case "ArrayBuffer":
      return keep((value as ArrayBuffer).slice(0));
    case "view": {
      const { buffer, byteOffset } = value as DataView;
      const length = value instanceof DataView ? value.byteLength : (value as Int8Array).length;
      const name = value instanceof DataView ? "DataView" : String(Reflect.get(value, Symbol.toStringTag));
      const made = Reflect.get(globalThis, name) as new (b: unknown, o: number, l: number) => object;
      return keep(new made(inner(buffer), byteOffset, length));
    }
    case "Map": {
      const made = keep(new Map());
      for (const [k, v] of [...(value as Map<unknown, unknown>)]) made.set(inner(k), inner(v));
      return made;
    }
    case "Set": {
      const made = keep(new Set());
      for (const each of [...(value as Set<unknown>)]) made.add(inner(each));
      return made;
    }
    case "Error":
      return keep(copyError(value as Error, inner));
    case "opaque":
      return cannotClone(value);
    default: {
      const made = keep((Array.isArray(value) ? new Array(value.length) : {}) as Record<string, unknown>);
      for (const name of Object.keys(value))
        Object.defineProperty(made, name, {
          value: inner((value as Record<string, unknown>)[name]),
          writable: true,
          enumerable: true,
          configurable: true,
        });
      return made;
    }
  }
}

function copyDate(date: Date): Date {
  const Real = Reflect.get(globalThis, "Date") as new (ms: number) => Date;
  return new Real(date.getTime());
}

function copyError(error: Error, inner: (value: unknown) => unknown): Error {
  const name = ERRORS.includes(error.name) ? error.name : "Error";
  const made = new (Reflect.get(globalThis, name) as ErrorConstructor)();
  for (const key of ["stack", "message", "cause"] as const)
    if (Object.hasOwn(error, key))
      Object.defineProperty(made, key, {
        value: key === "cause" ? inner(error.cause) : String(error[key]),
        writable: true,
        configurable: true,
      });
  copyTold(error, made);
  return made;
}

const OPAQUE = [WeakMap, WeakSet, KeepingWeakRef, IdleRegistry];

/** Which built-in's insides an object has. */
function internalTag(value: object): string {
  if (ArrayBuffer.isView(value)) return "view";
  if (value instanceof Number) return "Number";
  if (value instanceof String) return "String";
  if (value instanceof Boolean) return "Boolean";
  if (value instanceof Map) return "Map";
  if (value instanceof Set) return "Set";
  if (value instanceof ArrayBuffer) return "ArrayBuffer";
  if (value instanceof RegExp) return "RegExp";
  if (value instanceof Error) return "Error";
  if (OPAQUE.some((each) => value instanceof each)) return "opaque";
  const text = Object.prototype.toString.call(value);
  return text === "[object Date]" ? "Date" : text === "[object BigInt]" ? "BigInt" : "Object";
}
