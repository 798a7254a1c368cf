import { formatCount } from "../model/time";
import { LANGUAGE } from "./language";
import { fillMessage } from "./message";

function translated(message: string): string {
  return Object.hasOwn(LANGUAGE.texts, message) ? (LANGUAGE.texts[message] ?? message) : message;
}

/**
 * A text for people, in their language. Values stand for `{0}`, `{1}` …; a count that decides on the wording for a plural (see `fillMessage`).
 * @param message the English text, as a literal: l10n/bundle.l10n.json is made from what is written at the calls.
 */
export function t(message: string, ...values: readonly (string | number)[]): string {
  return fillMessage<never>(translated(message), values, LANGUAGE.locale, formatCount).join("");
}

/** The same where some values are elements: what is to be put into an element, in order. */
export function tParts(message: string, ...values: readonly (Node | string | number)[]): (Node | string)[] {
  return fillMessage(translated(message), values, LANGUAGE.locale, formatCount);
}
