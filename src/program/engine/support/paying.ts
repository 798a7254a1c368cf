import type { Cpu } from "../../../sim/machine/cpu";
import type { Meter } from "../../compiler/emit/body";
import { LIBRARY_COSTS, libraryNs } from "../../compiler/libraryCosts";
import type { LibraryCost, Measure } from "../../compiler/libraryCosts";
import { withGuards } from "../../realm/guarded";
import { PRELUDE_VALUES } from "../substitutes";
import { LIBRARY_VALUES } from "./library";

type Getter = (this: unknown) => unknown;

/** A getter of the standard's: a subclass of the program's may have one of the same name. */
function getter(prototype: object, name: string): Getter {
  const found: unknown = Reflect.get(Object.getOwnPropertyDescriptor(prototype, name) ?? {}, "get");
  return typeof found === "function" ? (found as Getter) : () => 0;
}

const TYPED_ARRAY = Object.getPrototypeOf(Int8Array) as { readonly prototype: object };
const typedLength = getter(TYPED_ARRAY.prototype, "length");
const mapSize = getter(Map.prototype, "size");
const setSize = getter(Set.prototype, "size");

/** Elements of a collection of the standard's; nothing of the program runs. */
function lengthOf(value: unknown): number {
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  if (typeof value !== "object" || value === null) return 0;
  if (value instanceof Map) return Number(mapSize.call(value));
  if (value instanceof Set) return Number(setSize.call(value));
  if (value instanceof ArrayBuffer) return value.byteLength;
  return ArrayBuffer.isView(value) ? Number(typedLength.call(value) ?? 0) : 0;
}

function textLength(value: unknown): number {
  return typeof value === "string" ? value.length : 0;
}

/** How much of what the measure counts there was in a call. */
function unitsOf(measure: Measure, self: unknown, result: unknown, first: unknown): number {
  switch (measure) {
    case "call":
      return 1;
    case "elements":
      return lengthOf(self);
    case "elements of the result":
      return lengthOf(result);
    case "elements searched":
    case "characters searched":
      return typeof result === "number" && result >= 0 ? result + 1 : lengthOf(self);
    case "elements sorted": {
      const n = lengthOf(result);
      return n * Math.ceil(Math.log2(n + 1));
    }
    case "elements spread":
      return lengthOf(first);
    case "characters":
      return textLength(self);
    case "characters of the result":
      return textLength(result);
    case "characters of the argument":
      return textLength(first);
  }
}

/** Built-in function → what its calls cost. */
function costTable(): ReadonlyMap<unknown, LibraryCost> {
  const roots: Readonly<Record<string, unknown>> = {
    ...Object.fromEntries(Object.getOwnPropertyNames(globalThis).map((name) => [name, globalValue(name)])),
    TypedArray: TYPED_ARRAY,
    engine: { ...PRELUDE_VALUES, ...LIBRARY_VALUES },
  };
  const table = new Map<unknown, LibraryCost>();
  for (const cost of LIBRARY_COSTS)
    for (const path of cost.functions) {
      let value: unknown = roots;
      for (const name of path.replace(/^new /, "").split("."))
        value = (value as Readonly<Record<string, unknown>> | undefined)?.[name];
      if (typeof value === "function") table.set(value, cost);
    }
  return table;
}

function globalValue(name: string): unknown {
  return (globalThis as unknown as Readonly<Record<string, unknown>>)[name];
}

const COSTS = costTable();
const SPREAD = LIBRARY_COSTS.find(({ measure }) => measure === "elements spread");

/**
 * What charges the calls of built-in functions (compiler/libraryCosts.ts). Each gives the call's result back.
 * @param originals functions of the engine's → those in whose place they are.
 */
export function makePaying(cpu: Cpu, meter: Meter, originals: ReadonlyMap<unknown, unknown>) {
  const costs = withGuards(COSTS);
  const costOf = (fn: unknown): LibraryCost | undefined => costs.get(fn) ?? costs.get(originals.get(fn));
  const charge = (cost: LibraryCost, self: unknown, result: unknown, first: unknown): void => {
    cpu[meter] -= libraryNs(cost, unitsOf(cost.measure, self, result, first));
  };
  const paid = (fn: unknown, self: unknown, result: unknown, first: unknown): unknown => {
    const cost = costOf(fn);
    if (cost !== undefined) charge(cost, self, result, first);
    return result;
  };
  return {
    /** Whatever the function is. `first`: the first argument. */
    paid,
    /** For calls of one function, known beforehand, whose cost does not depend on its argument. */
    payer(fn: unknown): (self: unknown, result: unknown) => unknown {
      const cost = costOf(fn);
      return (self, result) => {
        if (cost !== undefined) charge(cost, self, result, undefined);
        return result;
      };
    },
    /** A value whose elements are taken one by one into an array or a call. */
    spreads(value: unknown): void {
      if (SPREAD !== undefined) charge(SPREAD, undefined, undefined, value);
    },
  };
}

export type Paying = ReturnType<typeof makePaying>;
