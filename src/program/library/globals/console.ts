import { format, inspect } from "node-inspect-extracted";
import type { StreamName } from "../../../shared/enums";

/** Prints one line or several; may have to wait for its turn. */
export type Print = (stream: StreamName, text: string) => unknown;

/** The text that Node's console.log prints for these values, without the line end. */
export function formatValues(values: readonly unknown[]): string {
  return format(...values);
}

function oneProcess(): () => { indent: string } {
  const process = { indent: "" };
  return () => process;
}

/**
 * `console` as programs see it: to memory, in the order of virtual time.
 * @param process what the process that runs has of its own.
 */
export function makeConsole(
  print: Print,
  process: () => { indent: string } = oneProcess(),
): Readonly<Record<string, (...values: unknown[]) => unknown>> {
  const write = (stream: StreamName, values: readonly unknown[]): unknown =>
    print(stream, `${formatValues(values).replace(/^/gm, process().indent)}\n`);
  const out = (...values: unknown[]): unknown => write("stdout", values);
  const err = (...values: unknown[]): unknown => write("stderr", values);
  const group = (...values: unknown[]): unknown => {
    const printed = values.length === 0 ? undefined : out(...values);
    process().indent += "  ";
    return printed;
  };
  const groupEnd = (): void => {
    const own = process();
    own.indent = own.indent.slice(2);
  };
  const assert = (condition: unknown, ...values: unknown[]): unknown => {
    if (condition) return undefined;
    const [first, ...rest] = values;
    if (values.length === 0) return err("Assertion failed");
    return typeof first === "string"
      ? err(`Assertion failed: ${first}`, ...rest)
      : err("Assertion failed:", ...values);
  };
  const dir = (value: unknown): unknown => out(inspect(value));
  return Object.freeze({
    log: out,
    info: out,
    debug: out,
    warn: err,
    error: err,
    assert,
    dir,
    group,
    groupEnd,
  });
}
