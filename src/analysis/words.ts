import { durationText } from "../shared/l10n/numbers";
import { t } from "../shared/l10n/t";
import type { EventLog } from "../shared/log/eventLog";
import { locName } from "./names";

/** Parts that many texts for people are made of. Those that begin with a space are put after a word, or are nothing. */

/** `G4`, `G4 and G5`, `G4, G5 and 7 more`: at most `most` of `total` by name, or one less and how many more there are. */
export function listed(names: readonly string[], most: number, total = names.length): string {
  if (total > most) return andMore(names.slice(0, most - 1), total - most + 1);
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : t("{0} and {1}", names.slice(0, -1).join(", "), last);
}

/** `G4, G5 and 7 more`. */
export function andMore(names: readonly string[], more: number): string {
  return t("{0} and {1} more", names.join(", "), more);
}

/** `since 1.2 ms (for 800 ns)`. */
export function since(from: number, time: number): string {
  return t("since {0} (for {1})", durationText(from), durationText(time - from));
}

/** `in 800 ns, at 2 ms`: of what happens at `then`, seen from `time`. */
export function until(then: number, time: number): string {
  return t("in {0}, at {1}", durationText(then - time), durationText(then));
}

/** ` at main.ts:14`. */
export function atPlace(log: EventLog, loc: number): string {
  const place = locName(log, loc);
  return place === "" ? "" : t(" at {0}", place);
}

/** ` (gosched)`: a reason from the vocabularies, or a place. */
export function inParentheses(text: string): string {
  return text === "" ? "" : ` (${text})`;
}

/** Whole sentences after each other; those that are empty are left out. */
export function sentences(...texts: readonly string[]): string {
  return texts.filter((text) => text !== "").join(" ");
}
