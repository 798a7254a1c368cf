import { format } from "node-inspect-extracted";
import type { StreamName } from "../../../shared/enums";

/** Prints one line or several; may have to wait for its turn. */
export type Print = (stream: StreamName, text: string) => unknown;

/** The text that Node's console.log prints for these values, without the line end. */
export function formatValues(values: readonly unknown[]): string {
  return format(...values);
}

/** `console` as programs see it: to memory, in the order of virtual time. */
export function makeConsole(print: Print): Readonly<Record<string, (...values: unknown[]) => unknown>> {
  const line =
    (stream: StreamName) =>
    (...values: unknown[]) =>
      print(stream, `${formatValues(values)}\n`);
  const out = line("stdout");
  const err = line("stderr");
  return Object.freeze({ log: out, info: out, debug: out, warn: err, error: err });
}
