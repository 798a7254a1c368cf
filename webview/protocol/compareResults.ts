import type { Check } from "./check";
import {
  columnOf,
  isBoolean,
  isIndex,
  isInteger,
  isNumber,
  isPlace,
  isRecord,
  isString,
  listOf,
  optional,
  record,
} from "./check";

const isFigureColumns: Check = record({
  things: listOf(isString),
  lineages: columnOf(Float64Array),
  measures: listOf(isString),
  thing: columnOf(Uint32Array),
  measure: columnOf(Uint32Array),
  value: columnOf(Float64Array),
});

export const isFigures: Check = (value) => {
  if (!isFigureColumns(value) || !isRecord(value)) return false;
  const {
    things,
    lineages,
    measures,
    thing,
    measure,
    value: numbers,
  } = value as Record<string, ArrayLike<unknown>>;
  const within = (column: ArrayLike<unknown>, names: ArrayLike<unknown>): boolean =>
    column.length === numbers?.length &&
    Array.from(column).every((row) => typeof row === "number" && row < names.length);
  return (
    things !== undefined &&
    lineages?.length === things.length &&
    measures !== undefined &&
    thing !== undefined &&
    measure !== undefined &&
    within(thing, things) &&
    within(measure, measures)
  );
};

export const isDecisionRow: Check = record({
  n: isIndex,
  event: isIndex,
  time: isNumber,
  what: isString,
  entity: isInteger,
  place: optional(isPlace),
});

export const isDigests: Check = record({
  total: isIndex,
  whole: isBoolean,
  digests: columnOf(Float64Array),
});

export const isOccasion: Check = record({ name: isString, lineage: isNumber, n: isIndex });

export const isOccasionAt: Check = record({
  entity: isInteger,
  name: isString,
  time: optional(isNumber),
  total: isIndex,
});
