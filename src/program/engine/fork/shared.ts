import { DETERMINISTIC_GLOBALS } from "../../compiler/globals";
import type { Closures } from "../support/construction";

/** Built-in objects that a program reaches without a name. */
const NAMELESS: readonly unknown[] = [
  Object.getPrototypeOf(Int8Array.prototype),
  Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())),
  [][Symbol.iterator](),
  new Map().entries(),
  new Set().values(),
  ""[Symbol.iterator](),
  "".matchAll(/(?:)/g),
  function* () {},
  async function () {},
  async function* () {},
].map((each) => Object.getPrototypeOf(each) as unknown);

/**
 * What all processes share: the objects of the platform, the engine and the library that are there before the program runs, with all that
 * they refer to. Other built-in functions are shared too.
 */
export function sharedObjects(roots: readonly unknown[], closures: Closures): Set<object> {
  const found = new Set<object>();
  const queue: object[] = [];
  const visit = (value: unknown): void => {
    if (((typeof value !== "object" || value === null) && typeof value !== "function") || found.has(value))
      return;
    found.add(value);
    queue.push(value);
  };
  const standard = globalThis as unknown as Readonly<Record<string, unknown>>;
  for (const name of DETERMINISTIC_GLOBALS) visit(standard[name]);
  for (const each of [...NAMELESS, ...roots]) visit(each);
  for (let object = queue.pop(); object !== undefined; object = queue.pop()) {
    visit(Object.getPrototypeOf(object));
    if (closures.has(object)) visit(closures.env(object));
    for (const key of Reflect.ownKeys(object)) {
      const found = Object.getOwnPropertyDescriptor(object, key);
      for (const part of Object.values(found ?? {})) visit(part);
    }
  }
  return found;
}
