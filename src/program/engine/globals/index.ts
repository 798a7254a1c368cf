import { DETERMINISTIC_GLOBALS, PRELUDE_GLOBALS } from "../../compiler/globals";
import type { Environment } from "../modules";
import { standardProxy } from "./proxy";
import { makeStructuredClone } from "./structuredClone";
import { IdleRegistry, KeepingWeakRef } from "./weak";

/**
 * The standard names that programs see.
 * @param prelude what the prelude declares. @param special values that have been made already, by name.
 * @param given what whoever made the engine has supplied.
 */
export function makeGlobals(
  prelude: Environment,
  special: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, unknown>>,
): { value(name: string): unknown; all(): Readonly<Record<string, unknown>> } {
  const made = new Map<string, unknown>();
  const value = (name: string): unknown => {
    if (Object.hasOwn(special, name)) return special[name];
    if (Object.hasOwn(given, name)) return given[name];
    if (!made.has(name)) made.set(name, make(name));
    const found = made.get(name);
    if (found === undefined) throw new Error(`the engine was given no ${name}, which the program uses`);
    return found;
  };
  const make = (name: string): unknown => {
    switch (name) {
      case "Proxy":
        return standardProxy;
      case "WeakRef":
        return KeepingWeakRef;
      case "FinalizationRegistry":
        return IdleRegistry;
      case "structuredClone":
        return makeStructuredClone(value("Date") as { readonly prototype: object });
      case "globalThis":
        return globalObject(prelude, value);
      default:
        return Reflect.get(globalThis, name) as unknown;
    }
  };
  return { value, all: () => Object.fromEntries(made) };
}

/** `globalThis`: the names that a program may use, to be read only. */
function globalObject(prelude: Environment, value: (name: string) => unknown): object {
  const object: object = {};
  const add = (name: string, get: () => unknown): void => {
    Object.defineProperty(object, name, { get, enumerable: false, configurable: false });
  };
  for (const name of PRELUDE_GLOBALS) add(name, () => prelude[name]);
  for (const name of [...DETERMINISTIC_GLOBALS, "console", "Date"])
    if (name !== "undefined") add(name, () => (name === "globalThis" ? object : value(name)));
  Object.defineProperty(object, "undefined", { value: undefined });
  Object.defineProperty(object, Symbol.toStringTag, { value: "global" });
  return Object.freeze(object);
}
