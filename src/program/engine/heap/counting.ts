import type { Cpu } from "../../../sim/machine/cpu";
import type { Closures } from "../support/construction";
import { bytesOf, growthOf, stringBytes } from "./sizes";

/** What code that counts its allocations calls: see compiler/lower/allocations.ts. Each gives its value back. */
export function makeCounting(cpu: Cpu, closures: () => Closures) {
  const count = (value: unknown): void => {
    if (typeof value === "string") cpu.heap -= stringBytes(value);
    else if ((typeof value === "object" && value !== null) || typeof value === "function")
      cpu.heap -= bytesOf(value);
  };
  const isBuiltin = (fn: unknown): boolean => typeof fn === "function" && !closures().has(fn);
  return {
    /** A new object or string. */
    made(value: unknown): unknown {
      count(value);
      return value;
    },
    /** The result of `+`: a new string, or a number. */
    sum(value: unknown): unknown {
      if (typeof value === "string") cpu.heap -= stringBytes(value);
      return value;
    },
    /** A function that gives something new, if it is a built-in, has returned. */
    fresh(fn: unknown, value: unknown): void {
      if (isBuiltin(fn)) count(value);
    },
    /** A method that makes its object larger, if it is a built-in, has returned. */
    grown(fn: unknown, object: unknown, items: number): void {
      if (isBuiltin(fn)) cpu.heap -= growthOf(object, items);
    },
  };
}
