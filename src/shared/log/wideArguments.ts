import { NONE } from "../ids";
import { KINDS } from "../schema";
import type { KindSpec } from "../schema";
import type { Chunk } from "./chunk";
import type { LogEvent } from "./logEvent";

/** By kind: which arguments are rows of the table of wide numbers where they are below NONE. */
export const WIDE_ARGUMENTS: readonly { readonly a: boolean; readonly b: boolean }[] = KINDS.map(
  (spec: KindSpec) => ({ a: spec.a?.type === "wide", b: spec.b?.type === "wide" }),
);

/** The argument for row `row` of the table. */
export function wideArgument(row: number): number {
  return -2 - row;
}

/** The row that an argument below NONE stands for. */
export function wideRow(argument: number): number {
  return -2 - argument;
}

/** Cuts the table down to the numbers that these events, and one that is not in a chunk yet, still use. */
export function rewriteWide(
  table: number[],
  chunks: readonly (readonly [chunk: Chunk, events: number])[],
  present?: LogEvent,
): void {
  const before = table.splice(0);
  const moved = (argument: number): number => wideArgument(table.push(before[wideRow(argument)] ?? 0) - 1);
  for (const [{ kind, a, b }, events] of chunks) {
    for (let i = 0; i < events; i++) {
      const wide = WIDE_ARGUMENTS[kind[i] ?? 0];
      const one = a[i] ?? NONE;
      const other = b[i] ?? NONE;
      if (wide?.a === true && one < NONE) a[i] = moved(one);
      if (wide?.b === true && other < NONE) b[i] = moved(other);
    }
  }
  if (present === undefined) return;
  const wide = WIDE_ARGUMENTS[present.kind];
  if (wide?.a === true && present.a < NONE) present.a = moved(present.a);
  if (wide?.b === true && present.b < NONE) present.b = moved(present.b);
}
