import type { Registers } from "../../../sim/routine";
import { isProxy } from "../globals/proxy";
import { classNameOf } from "../support/messages";
import type { DebugFrame, DebugVariable } from "./debugFrame";

/** Variables that are shown, and characters of each one's value. */
const MOST_VARIABLES = 8;
const MOST_CHARACTERS = 40;
/** A number beyond is not written out: that would take as long as it is. */
const LARGEST_BIGINT = 10n ** 38n;

/** The innermost call of the program and its own variables, as in `worker: stack 512 B, n=3, xs=Array(4)`. Nothing of the program runs. */
export function registersOf(calls: readonly DebugFrame[], stackBytes: number): Registers {
  const top = calls.find((call) => !call.library) ?? calls[0];
  if (top === undefined) return { loc: -1, text: "" };
  const own = top.scopes().filter((scope) => !scope.outer);
  const shown: string[] = [];
  const names = new Set<string>();
  for (const variable of own.flatMap(({ variables }) => variables)) {
    if (variable.state !== "value" || names.has(variable.name)) continue;
    names.add(variable.name);
    shown.push(`${variable.name}=${valueText(variable)}`);
  }
  const more = shown.length > MOST_VARIABLES ? ["…"] : [];
  const parts = [`stack ${stackBytes} B`, ...shown.slice(0, MOST_VARIABLES), ...more];
  return { loc: top.loc, text: `${top.fn}: ${parts.join(", ")}` };
}

function valueText({ value }: DebugVariable): string {
  const text = shortText(value);
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}

function shortText(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value.slice(0, MOST_CHARACTERS));
    case "bigint":
      return value > -LARGEST_BIGINT && value < LARGEST_BIGINT ? `${value}n` : "BigInt";
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    case "function":
      return "function";
    case "object":
      return value === null ? "null" : objectText(value);
    case "symbol":
    case "boolean":
    case "undefined":
      return String(value);
  }
}

/** The name of its class, or `Array(4)`. */
function objectText(value: object): string {
  if (isProxy(value)) return "Proxy";
  if (Array.isArray(value)) return `Array(${value.length})`;
  return classNameOf(value);
}
