import { formatDuration } from "../duration";
import { language } from "./language";

const marks = new Map<string, string>();

/** Between whole numbers and fractions, in the language. Digits are grouped by thin spaces, as in ISO 80000, in all languages. */
export function decimalMark(): string {
  const { locale } = language();
  const known = marks.get(locale);
  if (known !== undefined) return known;
  const parts = new Intl.NumberFormat(locale).formatToParts(0.5);
  const mark = parts.find(({ type }) => type === "decimal")?.value ?? ".";
  marks.set(locale, mark);
  return mark;
}

/** A number's text with the decimal mark of the language. */
export function localized(text: string): string {
  return text.replace(".", decimalMark());
}

/** `1 234 567` with thin spaces; below ten thousand plain. */
export function formatCount(count: number): string {
  const [whole = "", fraction] = String(count).split(".");
  const grouped = Math.abs(count) < 10_000 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, "\u202f");
  return fraction === undefined ? grouped : `${grouped}${decimalMark()}${fraction}`;
}

/** As `formatDuration`, with the decimal mark of the language. */
export function durationText(ns: number): string {
  return localized(formatDuration(ns));
}
