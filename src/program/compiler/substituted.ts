/** Methods of Array that call functions: the prelude has each as `Array_name`. */
export const ARRAY_METHODS: readonly string[] = [
  "map",
  "forEach",
  "filter",
  "reduce",
  "reduceRight",
  "some",
  "every",
  "find",
  "findIndex",
  "findLast",
  "findLastIndex",
  "flatMap",
  "sort",
  "toSorted",
];

/**
 * Properties whose built-in values the program gets replaced: functions that call the program's functions, which the prelude does in a
 * way that can suspend, and those through which code could be made from text. Wherever the program reads a property of such a name, or
 * one whose name is only known at run time, the value is looked up (engine/substitutes.ts).
 */
export const SUBSTITUTED: ReadonlySet<string> = new Set([
  ...ARRAY_METHODS,
  "from",
  "replace",
  "replaceAll",
  "groupBy",
  "bind",
  "fromAsync",
  "localeCompare",
  "toLocaleString",
  "toLocaleUpperCase",
  "toLocaleLowerCase",
  "captureStackTrace",
  "constructor",
  "getOwnPropertyDescriptor",
  "getOwnPropertyDescriptors",
]);

/** The same for what gives iterators, in programs that can fork: the platform's own cannot be cloned (engine/fork/iterators.ts). */
export const ITERATOR_MAKERS: ReadonlySet<string> = new Set(["keys", "values", "entries", "matchAll"]);

/** Methods that mostly are a built-in one: asked for first, since such a call needs no preparation. */
export const LIKELY_BUILTINS: ReadonlyMap<string, string> = new Map([
  ...[
    "push",
    "pop",
    "shift",
    "unshift",
    "slice",
    "splice",
    "join",
    "concat",
    "indexOf",
    "includes",
    "reverse",
    "fill",
    "at",
  ].map((name) => [name, `Array.prototype.${name}`] as const),
  ...[
    "charCodeAt",
    "charAt",
    "substring",
    "split",
    "trim",
    "padStart",
    "padEnd",
    "startsWith",
    "endsWith",
    "toUpperCase",
    "toLowerCase",
    "repeat",
    "codePointAt",
  ].map((name) => [name, `String.prototype.${name}`] as const),
  ...["get", "set", "has", "delete"].map((name) => [name, `Map.prototype.${name}`] as const),
  ["add", "Set.prototype.add"],
  ["toFixed", "Number.prototype.toFixed"],
]);
