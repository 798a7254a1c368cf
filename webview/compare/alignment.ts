import type { RunConfig } from "../../src/shared/config";
import type { AlignmentKind } from "../../src/shared/messages/panel";
import { t } from "../l10n/t";
import { formatShort } from "../model/time";
import type { Range } from "../model/range";
import { shift, union, wholeRange } from "../model/range";

/** An instant t of A stands above t + offset of B. */
export interface Alignment {
  readonly kind: AlignmentKind;
  /** ns */
  readonly offset: number;
  /** What it is, or why it is not what was asked for. */
  readonly note: string;
}

export const FROM_START: Alignment = {
  kind: "start",
  offset: 0,
  note: t("The same time after the start stands in the same place."),
};

/** What has to be shown of A's time so that both runs can be seen whole; of B's time it is the same, shifted by the offset. */
export function commonBounds(endA: number, endB: number, offset: number): Range {
  return union(wholeRange(endA), shift(wholeRange(endB), -offset));
}

export interface ConfigDifference {
  readonly key: string;
  readonly a: string;
  readonly b: string;
}

/** Options whose numbers are ns. */
const DURATIONS: ReadonlySet<string> = new Set(["quantum", "limit", "grain"]);
/** A longer value, as an input, is not told. */
const MOST_CHARACTERS = 40;

/** What differs between the configurations of two runs, in the order of the options. */
export function configDifferences(a: RunConfig, b: RunConfig): readonly ConfigDifference[] {
  const values = (config: RunConfig): ReadonlyMap<string, unknown> => new Map(Object.entries(config));
  const [left, right] = [values(a), values(b)];
  return [...new Set([...left.keys(), ...right.keys()])]
    .filter((key) => left.get(key) !== right.get(key))
    .map((key) => ({ key, a: told(key, left.get(key)), b: told(key, right.get(key)) }));
}

function told(key: string, value: unknown): string {
  if (value === undefined || value === null || value === "") return t("none");
  if (typeof value === "number") return DURATIONS.has(key) ? formatShort(value) : String(value);
  if (typeof value === "boolean") return value ? t("on") : t("off");
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > MOST_CHARACTERS
    ? t("{0, plural, one {# character} other {# characters}}", text.length)
    : text;
}
