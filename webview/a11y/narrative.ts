import type { Coverage } from "../gantt/picture";
import { KIND_COUNT, firstAbove } from "../gantt/columns";
import { kindAt } from "../gantt/ink";
import type { SpanKind } from "../../src/shared/trace/queries";
import type { Range } from "../model/range";
import { span } from "../model/range";
import { formatInstant, formatShare } from "../model/time";
import { t } from "../l10n/t";

const WORDS: Readonly<Record<SpanKind, string>> = {
  running: t("running"),
  runnable: t("ready to run"),
  waiting: t("waiting"),
  syscall: t("in system calls"),
  scheduler: t("in the scheduler"),
  overhead: t("in kernel work"),
  "off-core": t("held by a thread without a core"),
};

/** The same in lanes of what all use, where a filter hides some. */
export const FILTERED_WORDS: typeof WORDS = { ...WORDS, waiting: t("taken by others") };

/** Lanes that are told one by one. */
const MOST_TOLD = 8;

/** Time of `lane` in each kind within the range, ns, from what was fetched; `undefined` where it was not. */
export function laneTimes(answer: Coverage, lane: number, range: Range): Float64Array | undefined {
  const { spans } = answer;
  const sums = new Float64Array(KIND_COUNT);
  if (lane < answer.first || lane >= answer.first + answer.count) return undefined;
  if (spans.form === "exact") {
    const first = spans.laneOffsets[lane - spans.firstLane];
    const last = spans.laneOffsets[lane - spans.firstLane + 1];
    if (first === undefined || last === undefined) return undefined;
    for (let i = firstAbove(spans.end, first, last, range.from); i < last; i++) {
      const start = spans.start[i] ?? 0;
      if (start >= range.to) break;
      const kind = spans.kind[i] ?? 0;
      sums[kind] = (sums[kind] ?? 0) + Math.min(spans.end[i] ?? 0, range.to) - Math.max(start, range.from);
    }
    return sums;
  }
  const row = (lane - spans.firstLane) * spans.buckets;
  for (let bucket = 0; bucket < spans.buckets; bucket++) {
    const from = (spans.firstBucket + bucket) * spans.bucket;
    const inside = Math.min(from + spans.bucket, range.to) - Math.max(from, range.from);
    if (inside <= 0) continue;
    for (let kind = 0; kind < KIND_COUNT; kind++)
      sums[kind] =
        (sums[kind] ?? 0) + ((spans.share[(row + bucket) * KIND_COUNT + kind] ?? 0) / 255) * inside;
  }
  return sums;
}

/** What the timeline shows, in words. */
export function narrate(
  answer: Coverage | undefined,
  range: Range,
  endTime: number,
  lanes: { readonly first: number; readonly count: number; readonly total: number },
  label: (lane: number) => string,
  words: Readonly<Record<SpanKind, string>> = WORDS,
): string {
  const size = span(range);
  const times = [range.from, range.to, endTime].map((time) => formatInstant(time, size / 100));
  const sentences = [
    lanes.count < lanes.total
      ? t(
          "Showing {0} to {1} of {2}, lanes {3} to {4} of {5, plural, one {# lane} other {# lanes}}.",
          ...times,
          lanes.first + 1,
          lanes.first + lanes.count,
          lanes.total,
        )
      : t("Showing {0} to {1} of {2}, {3, plural, one {# lane} other {# lanes}}.", ...times, lanes.total),
  ];
  if (answer === undefined) return sentences.join(" ");
  for (let i = 0; i < Math.min(lanes.count, MOST_TOLD); i++) {
    const times = laneTimes(answer, lanes.first + i, range);
    if (times === undefined) continue;
    const parts = [...times]
      .map((ns, kind) => ({ ns, kind }))
      .filter(({ ns }) => ns > 0)
      .sort((a, b) => b.ns - a.ns)
      .map(({ ns, kind }) => `${formatShare(ns / size)} ${words[kindAt(kind)]}`);
    sentences.push(`${label(lanes.first + i)}: ${parts.length === 0 ? t("idle") : parts.join(", ")}.`);
  }
  if (lanes.count > MOST_TOLD)
    sentences.push(t("And {0, plural, one {# more lane} other {# more lanes}}.", lanes.count - MOST_TOLD));
  return sentences.join(" ");
}
