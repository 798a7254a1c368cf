import type { ComparisonRow } from "../../shared/trace/comparison";

/** Of these less is better: somebody waits meanwhile, or it is spent on nobody's program. The last part of a measure's name. */
const LESS: ReadonlySet<string> = new Set([
  "overheadShare",
  "overheadNs",
  "averageTurnaroundNs",
  "averageResponseNs",
  "averageWaitingNs",
  "turnaroundNs",
  "responseNs",
  "waitingNs",
  "lifetimeNs",
  "runnable",
  "stoppedNs",
  "stoppingNs",
  "longestStopNs",
  "assistNs",
  "peakBytes",
  "heapPeakBytes",
]);
const MORE: ReadonlySet<string> = new Set(["utilization", "throughputPerS", "fairness"]);

/** Less than this share of a figure's size is called neither better nor worse. */
const SAME = 0.002;

/** Whether B is better than A or worse; nothing where it is the same, or where more is neither. */
export function verdict({ of, measure, a, b }: ComparisonRow): "better" | "worse" | undefined {
  if (a === null || b === null || Math.abs(b - a) <= SAME * Math.max(Math.abs(a), Math.abs(b)))
    return undefined;
  const name = measure.slice(measure.lastIndexOf(".") + 1);
  const less = LESS.has(name) || (of === "run" && measure === "endNs");
  if (!less && !MORE.has(name)) return undefined;
  return b < a === less ? "better" : "worse";
}
