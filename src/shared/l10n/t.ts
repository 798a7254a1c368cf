import { language } from "./language";
import { fillMessage } from "./message";
import { formatCount } from "./numbers";

/**
 * A text for people, in their language. Values stand for `{0}`, `{1}` …; a count that decides on the wording for a plural (see `fillMessage`).
 * Numbers are written as counts: what is a name is given as a text.
 * @param message the English text, as a literal: l10n/bundle.l10n.json is made from what is written at the calls.
 */
export function t(message: string, ...values: readonly (string | number)[]): string {
  return partsOf<never>(message, ...values).join("");
}

/** The same where some values are neither text nor number, such as elements of a page: what the text is made of, in order. */
export function partsOf<Value>(
  message: string,
  ...values: readonly (Value | string | number)[]
): (Value | string)[] {
  const { locale, texts } = language();
  const translated = Object.hasOwn(texts, message) ? (texts[message] ?? message) : message;
  return fillMessage(translated, values, locale, formatCount);
}
