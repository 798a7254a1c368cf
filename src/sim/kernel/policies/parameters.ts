import { parseDuration } from "../../../shared/duration";

/** One parameter of a policy, as it is written: `quantum=1ms`. */
interface Parameter<Value> {
  /** Completes "NAME must be …". */
  readonly what: string;
  readonly standard: Value;
  /** The value, or `undefined` where the text is none. */
  readonly parse: (text: string) => Value | undefined;
}

export type Parameters<Values> = { readonly [Key in keyof Values]: Parameter<Values[Key]> };

/** A duration above zero. */
export function duration(standard: number): Parameter<number> {
  return {
    what: "a duration above zero such as 1ms",
    standard,
    parse: (text) => parseDuration(text) || undefined,
  };
}

/** A duration; 0 for never. */
export function period(standard = 0): Parameter<number> {
  return {
    what: "a duration such as 100ms, or 0 for never",
    standard,
    parse: (text) => (text === "0" ? 0 : parseDuration(text)),
  };
}

export function whole(standard: number, least: number, most: number): Parameter<number> {
  return {
    what: `a whole number from ${least} to ${most}`,
    standard,
    parse: (text) =>
      /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined,
  };
}

/** `on` or `off`; the name alone is `on`. */
export function flag(standard: boolean): Parameter<boolean> {
  return {
    what: "on or off",
    standard,
    parse: (text) => (text === "on" || text === "" ? true : text === "off" ? false : undefined),
  };
}

/** One or more values, separated by commas or slashes. */
export function list<Value>(of: Parameter<Value>, standard: readonly Value[]): Parameter<readonly Value[]> {
  return {
    what: `${of.what}, or several of them separated by commas`,
    standard,
    parse: (text) => {
      const values = text.split(/[,/]/).map((part) => of.parse(part));
      return values.every((value): value is Value & {} => value !== undefined) ? values : undefined;
    },
  };
}

/**
 * Reads `KEY=VALUE,…`. What comes after a comma and has no `=`, where it is not a key itself, belongs to the value before: `quantum=5ms,10ms`.
 * @param owner for messages: `policy rr`
 */
export function parseParameters<Values extends object>(
  owner: string,
  text: string | undefined,
  parameters: Parameters<Values>,
): { readonly values: Values } | { readonly error: string } {
  const keys = Object.keys(parameters) as (keyof Values & string)[];
  const given = new Map<string, string>();
  let latest: string | undefined;
  for (const part of text === undefined ? [] : text.split(",")) {
    const equals = part.indexOf("=");
    const key = equals < 0 ? part : part.slice(0, equals);
    const value = equals < 0 ? "" : part.slice(equals + 1);
    const isKey = keys.some((each) => each === key);
    if (equals < 0 && latest !== undefined && !isKey) {
      given.set(latest, `${given.get(latest) ?? ""},${part}`);
    } else if (!isKey) {
      const known = keys.length === 0 ? "it has none" : `known is ${keys.join(", ")}`;
      return { error: `${owner} has no parameter "${key}": ${known}` };
    } else {
      given.set(key, value);
      latest = key;
    }
  }
  const values: Partial<Values> = {};
  for (const key of keys) {
    const { parse, standard, what } = parameters[key];
    const value = given.get(key);
    const parsed = value === undefined ? standard : parse(value);
    if (parsed === undefined) return { error: `${key} of ${owner} must be ${what}, not "${value ?? ""}"` };
    values[key] = parsed;
  }
  return { values: values as Values };
}
