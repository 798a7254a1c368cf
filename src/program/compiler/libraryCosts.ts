/**
 * Virtual time of built-in functions whose work grows with the data, on top of the call's own cost. It is charged when the function has
 * returned, by whoever has called it: compiled code, the prelude, or a fiber. What grows with a callback's calls is not here: the
 * prelude makes these, and its statements cost what all statements cost.
 */

/** What the work grows with. */
export type Measure =
  | "call"
  | "elements"
  | "elements of the result"
  | "elements searched"
  | "elements sorted"
  | "characters"
  | "characters of the result"
  | "characters searched"
  | "characters of the argument"
  | "elements spread";

export interface LibraryCost {
  readonly measure: Measure;
  /** For each unit of the measure; a fraction of a nanosecond in all is not charged. */
  readonly ns: number;
  readonly functions: readonly string[];
}

const of = (holder: string, names: string): string[] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => `${holder}.${name}`);

const ARRAYS = "Array.prototype";
const TYPED = "TypedArray.prototype";
const STRINGS = "String.prototype";

/** Names as the standard has them; `engine.x` are the prelude's own helpers. `new X` is the constructor. */
export const LIBRARY_COSTS: readonly LibraryCost[] = [
  {
    measure: "call",
    ns: 20,
    functions: ["Map.prototype.set", "Set.prototype.add", "WeakMap.prototype.set", "WeakSet.prototype.add"],
  },
  {
    measure: "elements",
    ns: 0.25,
    functions: [
      ...of(ARRAYS, "shift unshift splice reverse fill copyWithin"),
      ...of(TYPED, "reverse fill copyWithin"),
    ],
  },
  {
    measure: "elements of the result",
    ns: 0.25,
    functions: [
      ...of(ARRAYS, "slice concat flat toReversed toSpliced with"),
      ...of(TYPED, "slice toReversed with"),
      ...of("Object", "keys values entries getOwnPropertyNames getOwnPropertySymbols"),
      ...of("Reflect", "ownKeys"),
      ...of("engine", "slice arrayFrom newArray"),
      ...["Array", "ArrayBuffer"].map((name) => `new ${name}`),
      ...[
        ..."Int8 Uint8 Uint8Clamped Int16 Uint16 Int32 Uint32 Float32 Float64 BigInt64 BigUint64".split(" "),
      ].map((name) => `new ${name}Array`),
    ],
  },
  { measure: "elements of the result", ns: 20, functions: ["new Map", "new Set"] },
  {
    measure: "elements searched",
    ns: 0.5,
    functions: [...of(ARRAYS, "indexOf lastIndexOf includes"), ...of(TYPED, "indexOf lastIndexOf includes")],
  },
  {
    measure: "elements sorted",
    ns: 5,
    functions: [...of(TYPED, "sort toSorted"), ...of("engine", "sortAsText sortTyped")],
  },
  {
    measure: "characters of the result",
    ns: 0.0625,
    functions: [
      ...of(STRINGS, "concat repeat padStart padEnd slice substring trim trimStart trimEnd"),
      ...of(STRINGS, "toUpperCase toLowerCase normalize"),
      ...of(ARRAYS, "join toString"),
      ...of(TYPED, "join"),
      ...of("String", "fromCharCode fromCodePoint raw"),
    ],
  },
  {
    measure: "characters searched",
    ns: 0.125,
    functions: of(STRINGS, "indexOf lastIndexOf includes startsWith endsWith"),
  },
  { measure: "characters", ns: 1, functions: of(STRINGS, "split") },
  { measure: "characters", ns: 2, functions: of(STRINGS, "match search") },
  {
    measure: "characters of the argument",
    ns: 2,
    functions: [
      "JSON.parse",
      ...of("RegExp.prototype", "exec test"),
      ...of("engine", "replacements parseJson"),
    ],
  },
  { measure: "characters of the result", ns: 2, functions: ["JSON.stringify", "engine.stringifyJson"] },
  {
    measure: "characters of the result",
    ns: 1,
    functions: ["encodeURIComponent", "decodeURIComponent", "encodeURI", "decodeURI"],
  },
  { measure: "elements spread", ns: 0.25, functions: ["[...x]"] },
];

/** What has a cost of its own, by name: for the compiler, which knows some callees. */
export const PAID: ReadonlySet<string> = new Set(LIBRARY_COSTS.flatMap((cost) => cost.functions));

/** Most that one call is charged, ns: half a second. Beyond it the engine's counter would not stay a small integer. */
const MOST = 2 ** 29;

/** ns for a call whose measure gives so many units. */
export function libraryNs({ ns }: LibraryCost, units: number): number {
  return Math.min(Math.floor(units * ns), MOST);
}
