import { NONE } from "../../src/shared/ids";
import { timeAt } from "../gantt/layout";
import { fit, panBy, span, zoomAt } from "../model/range";
import type { Panel } from "../panel";
import type { Lanes, Pointer } from "./hover";
import type { Gestures } from "./input";

/** The lanes, as far as it matters to what the pointer does there. */
export interface PointedLanes extends Pick<Lanes, "measures" | "hit" | "detailAt"> {
  /** Position in the grouping of what stands in a row. */
  laneAt(row: number): number;
  /** By CSS pixels. */
  scrollBy(dy: number): void;
  /** Shows what there is at a place, or nothing. */
  showPointer(at: Pointer | undefined): void;
}

type Actor = Pick<Panel, "store" | "names" | "reveal" | "failed">;

/** What pointer and wheel do in the lanes and in all that shares their time axis. */
export function gesturesOn(panel: Actor, lanes: PointedLanes): Gestures {
  const { store } = panel;
  const time = (x: number): number => timeAt(store.model.range, lanes.measures.width, x);
  return {
    zoom: (factor, x) => {
      const { range, bounds } = store.model;
      store.dispatch({ type: "range", range: zoomAt(range, factor, time(x), bounds) });
    },
    pan: (dx) => {
      const { range, bounds } = store.model;
      const by = (dx / Math.max(1, lanes.measures.width)) * span(range);
      store.dispatch({ type: "range", range: panBy(range, by, bounds) });
    },
    scroll: (dy) => lanes.scrollBy(dy),
    mark: (from, to) => {
      store.dispatch({ type: "mark", marked: { from: time(from), to: time(to) } });
      store.dispatch({ type: "tab", tab: "range" });
    },
    scrub: (x) => store.dispatch({ type: "cursor", time: time(x), reveal: false }),
    click: (x, y) => void choose(panel, lanes, { x, y }, time(x), false),
    doubleClick: (x, y) => void choose(panel, lanes, { x, y }, time(x), true),
    hover: (x, y) => lanes.showPointer({ x, y }),
    leave: () => lanes.showPointer(undefined),
  };
}

/** Puts the cursor to where the person clicked, selects the slice there, shows its line, and (`zoom`) makes it fill the view. */
async function choose(
  panel: Actor,
  lanes: PointedLanes,
  at: Pointer,
  time: number,
  zoom: boolean,
): Promise<void> {
  const { store } = panel;
  store.dispatch({ type: "cursor", time, reveal: false });
  const hit = lanes.hit(at);
  if (hit === undefined) return;
  const { run, grouping, filter } = store.model;
  const lane = lanes.laneAt(hit.lane);
  try {
    const detail = await lanes.detailAt(hit);
    const { model } = store;
    if (model.run !== run || model.grouping !== grouping || model.filter !== filter) return;
    if (detail === undefined) {
      store.dispatch({ type: "select", selection: undefined });
      return;
    }
    store.dispatch({ type: "select", selection: { grouping, lane, detail } });
    const { entity, title, place } = detail;
    if (entity !== NONE) {
      const label = panel.names.entity(entity);
      store.dispatch({ type: "focus", focus: { entity, label: label === "" ? title : label } });
    }
    if (place !== undefined) panel.reveal(place, true);
    if (zoom) {
      const range = fit({ from: detail.start, to: detail.end }, store.model.bounds);
      store.dispatch({ type: "range", range });
    }
  } catch (error) {
    panel.failed(error);
  }
}
