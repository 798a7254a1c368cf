import type { LaneFilter } from "../../src/shared/trace/laneFilter";
import type { Model } from "./model";

/**
 * The filter that keeps what is involved with the selection: with the goroutine or thread that is looked at, else with what is marked, else with the
 * time of the slice, of nobody, that is selected; nothing without any of them.
 */
export function involvedFilter({
  focus,
  marked,
  selection,
}: Pick<Model, "focus" | "marked" | "selection">): LaneFilter | undefined {
  if (focus !== undefined) return { kind: "involved", entity: focus.entity, label: focus.label };
  if (marked !== undefined) return { kind: "range", from: marked.from, to: marked.to };
  return selection && { kind: "range", from: selection.detail.start, to: selection.detail.end };
}
