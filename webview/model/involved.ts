import type { LaneFilter } from "../../src/shared/trace/laneFilter";
import type { Model } from "./model";

/** The filter that keeps what is involved with the selection: with the goroutine or thread that is looked at, else with what is marked; nothing without either. */
export function involvedFilter({ focus, marked }: Pick<Model, "focus" | "marked">): LaneFilter | undefined {
  if (focus !== undefined) return { kind: "involved", entity: focus.entity, label: focus.label };
  return marked && { kind: "range", from: marked.from, to: marked.to };
}
