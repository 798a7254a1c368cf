/**
 * Texts of the locale: always en-US and UTC, whatever the machine's, and only what every host writes alike. Other locales count as that
 * one, as they do where a platform has no data for them.
 */
const LOCALE = "en-US";

/** Options that change nothing but digits. */
const NUMBER_OPTIONS = new Set([
  "style",
  "useGrouping",
  "minimumIntegerDigits",
  "minimumFractionDigits",
  "maximumFractionDigits",
  "minimumSignificantDigits",
  "maximumSignificantDigits",
]);

function numberOptions(options: unknown): Intl.NumberFormatOptions {
  const own = (typeof options === "object" && options !== null ? options : {}) as Record<string, unknown>;
  for (const name of Object.keys(own))
    if (own[name] !== undefined && !NUMBER_OPTIONS.has(name))
      throw new RangeError(`toLocaleString: the option ${name} is not supported in a simulation`);
  const { style = "decimal" } = own;
  if (style !== "decimal" && style !== "percent")
    throw new RangeError(`toLocaleString: the style ${String(style)} is not supported in a simulation`);
  return own;
}

export function numberText(value: number | bigint, options?: unknown): string {
  return new Intl.NumberFormat(LOCALE, numberOptions(options)).format(value);
}

const collator = new Intl.Collator(LOCALE);

export function compareTexts(a: string, b: string, options?: unknown): number {
  const collate = options === undefined ? collator : new Intl.Collator(LOCALE, options as object);
  return collate.compare(a, b);
}

const PARTS: Intl.DateTimeFormatOptions = { year: "numeric", month: "numeric", day: "numeric" };
const TIME: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "numeric", second: "numeric" };
const DATE_OPTIONS = new Set([
  "weekday",
  "year",
  "month",
  "day",
  "hour",
  "minute",
  "second",
  "fractionalSecondDigits",
  "hour12",
  "timeZone",
]);

/** @param what which parts are shown where the options name none. */
export function dateText(ms: number, what: "date" | "time" | "both", options?: unknown): string {
  if (Number.isNaN(ms)) return "Invalid Date";
  const own = (typeof options === "object" && options !== null ? options : {}) as Record<string, unknown>;
  for (const name of Object.keys(own))
    if (own[name] !== undefined && !DATE_OPTIONS.has(name))
      throw new RangeError(`the option ${name} of dates is not supported in a simulation`);
  if (own["timeZone"] !== undefined && own["timeZone"] !== "UTC")
    throw new RangeError("only the time zone UTC is supported in a simulation");
  const named = Object.keys(own).some((name) => name !== "hour12" && name !== "timeZone");
  const shown = named ? {} : { ...(what === "time" ? {} : PARTS), ...(what === "date" ? {} : TIME) };
  const format = new Intl.DateTimeFormat(LOCALE, { ...shown, ...own, timeZone: "UTC" });
  // Some hosts write a narrow space before AM and PM.
  return format.format(ms).replace(/\u202f/g, " ");
}
