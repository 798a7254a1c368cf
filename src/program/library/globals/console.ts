import { format, inspect } from "node-inspect-extracted";
import type { StreamName } from "../../../shared/enums";
import { tableText } from "./table";

/** Prints one line or several; may have to wait for its turn. */
export type Print = (stream: StreamName, text: string) => unknown;

/** The text that Node's console.log prints for these values, without the line end. */
export function formatValues(values: readonly unknown[]): string {
  return format(...values);
}

/** What each process has of its own. */
export class ConsoleState {
  indent = "";
  readonly counts = new Map<string, number>();
  /** Virtual times, ns. */
  readonly timers = new Map<string, number>();

  clone(): ConsoleState {
    const copy = new ConsoleState();
    copy.indent = this.indent;
    for (const [label, count] of this.counts) copy.counts.set(label, count);
    for (const [label, start] of this.timers) copy.timers.set(label, start);
    return copy;
  }
}

function oneProcess(): () => ConsoleState {
  const state = new ConsoleState();
  return () => state;
}

/**
 * `console` as programs see it: to memory, in the order of virtual time.
 * @param now virtual time, ns: what `time` measures.
 * @param state of the process that runs.
 */
export function makeConsole(
  print: Print,
  now: () => number,
  state: () => ConsoleState = oneProcess(),
): Readonly<Record<string, (...values: unknown[]) => unknown>> {
  const write = (stream: StreamName, values: readonly unknown[]): unknown =>
    print(stream, `${formatValues(values).replace(/^/gm, state().indent)}\n`);
  const out = (...values: unknown[]): unknown => write("stdout", values);
  const err = (...values: unknown[]): unknown => write("stderr", values);
  const warning = (text: string): unknown => err(`Warning: ${text}`);
  const group = (...values: unknown[]): unknown => {
    const printed = values.length === 0 ? undefined : out(...values);
    state().indent += "  ";
    return printed;
  };
  const groupEnd = (): void => {
    const own = state();
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
  const dir = (value: unknown, options?: unknown): unknown =>
    out(inspect(value, { customInspect: false, ...(options as object | undefined) }));
  const labelOf = (label: unknown): string => (label === undefined ? "default" : "".concat(label as string));
  const count = (label?: unknown): unknown => {
    const name = labelOf(label);
    const next = (state().counts.get(name) ?? 0) + 1;
    state().counts.set(name, next);
    return out(`${name}: ${next}`);
  };
  const countReset = (label?: unknown): unknown => {
    const name = labelOf(label);
    return state().counts.delete(name) ? undefined : warning(`Count for '${name}' does not exist`);
  };
  const time = (label?: unknown): unknown => {
    const name = labelOf(label);
    if (state().timers.has(name)) return warning(`Label '${name}' already exists for console.time()`);
    state().timers.set(name, now());
    return undefined;
  };
  const timeLog = (label?: unknown, ...values: unknown[]): unknown => {
    const name = labelOf(label);
    const start = state().timers.get(name);
    if (start === undefined) return warning(`No such label '${name}' for console.timeLog()`);
    return out("%s: %s", name, duration(now() - start), ...values);
  };
  const timeEnd = (label?: unknown): unknown => {
    const name = labelOf(label);
    const start = state().timers.get(name);
    if (start === undefined) return warning(`No such label '${name}' for console.timeEnd()`);
    state().timers.delete(name);
    return out("%s: %s", name, duration(now() - start));
  };
  const table = (data: unknown, columns?: unknown): unknown => {
    const shown = Array.isArray(columns) ? columns.map(String) : undefined;
    const text = tableText(data, shown, (value) =>
      inspect(value, { maxArrayLength: 3, breakLength: Infinity, depth: isNested(value) ? -1 : 0 }),
    );
    return text === undefined ? out(data) : out(text);
  };
  return Object.freeze({
    log: out,
    info: out,
    debug: out,
    warn: err,
    error: err,
    assert,
    dir,
    dirxml: out,
    group,
    groupCollapsed: group,
    groupEnd,
    count,
    countReset,
    time,
    timeLog,
    timeEnd,
    table,
    // Without a stack: where a program is, only the simulation knows.
    trace: (...values: unknown[]) => err(values.length === 0 ? "Trace" : `Trace: ${formatValues(values)}`),
  });
}

/** Whether some property of the value is an object: a cell has room for plain ones only. */
function isNested(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 2
  );
}

/** A span of time as Node's console.timeEnd writes it. */
function duration(ns: number): string {
  const ms = ns / 1e6;
  if (ms < 1000) return `${Number(ms.toFixed(3))}ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(3)}s`;
  const pad = (value: number | string): string => String(value).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  const [whole = "0", parts = "000"] = (seconds % 60).toFixed(3).split(".");
  if (minutes < 60) return `${minutes}:${pad(whole)}.${parts} (m:ss.mmm)`;
  return `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(whole)} (h:mm:ss)`;
}
