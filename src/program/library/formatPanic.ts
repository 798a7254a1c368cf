import { formatValues } from "./globals/console";

/** The text after `panic: ` for a value that nobody caught. */
export function formatPanic(value: unknown): string {
  if (typeof value === "string") return value;
  if (!(value instanceof Error)) return formatValues([value]);
  return value.name === "Error" ? value.message : `${value.name}: ${value.message}`;
}
