/** Tells whether a value that came from outside has a shape. */
export type Check = (value: unknown) => boolean;

export const isString: Check = (value) => typeof value === "string";
export const isNumber: Check = (value) => typeof value === "number" && Number.isFinite(value);
export const isBoolean: Check = (value) => typeof value === "boolean";
/** A place in a table or a length: a whole number from −1. */
export const isIndex: Check = (value) => Number.isSafeInteger(value) && (value as number) >= -1;

export const isInteger: Check = (value) => Number.isSafeInteger(value);

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function optional(check: Check): Check {
  return (value) => value === undefined || value === null || check(value);
}

export function oneOf(names: readonly string[]): Check {
  return (value) => typeof value === "string" && names.includes(value);
}

export function listOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check);
}

export function record(fields: Readonly<Record<string, Check>>): Check {
  const entries = Object.entries(fields);
  return (value) => isRecord(value) && entries.every(([name, check]) => check(value[name]));
}

type Columns = Float64Array | Uint32Array | Int32Array | Uint8Array;

/** A typed array of this very type: columns never travel as plain lists. */
export function columnOf(type: new (length: number) => Columns): Check {
  return (value) => value instanceof type;
}

/** A place in the program's text. */
export const isPlace: Check = record({ uri: isString, line: isNumber, column: isNumber, fn: isString });
