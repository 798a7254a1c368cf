import { frozenText } from "./freeze";

/**
 * The two properties of standard objects that freezing leaves writable: V8 would take ten times as long for slices and spreads. They are
 * looked at before each operation of the simulation, before built-in code calls a function of the program, and at the end of each stretch
 * of the program: so no function of the program is ever called, or given anything, in their place.
 */

const { constructor, [Symbol.iterator]: iterator } = Array.prototype as unknown as Record<
  PropertyKey,
  unknown
>;

/** Puts back what the program has changed. @returns what it is to be told, if it has. */
export function restoreShortCuts(): string | undefined {
  const prototype = Array.prototype as unknown as Record<PropertyKey, unknown>;
  if (prototype["constructor"] === constructor && prototype[Symbol.iterator] === iterator) return undefined;
  const path = prototype["constructor"] === constructor ? "[Symbol.iterator]" : ".constructor";
  prototype["constructor"] = constructor;
  prototype[Symbol.iterator] = iterator;
  return frozenText(`Array.prototype${path}`);
}
