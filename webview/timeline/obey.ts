import { assertUnreachable } from "../../src/shared/assert";
import { NONE } from "../../src/shared/ids";
import { involvedFilter } from "../model/involved";
import type { Range } from "../model/range";
import { cut, fit, panBy, span, zoomAt } from "../model/range";
import type { Panel } from "../panel";
import type { TimelineCommand } from "./keys";

/** How far one key press goes: a share of what is in view. */
const KEY_PAN = 0.15;
const KEY_ZOOM = 1.5;

/**
 * Does what a key or a button of the timeline says; nothing while there is no run.
 * @param scroll moves the lanes by so many lanes and so many screens.
 */
export function obey(
  command: TimelineCommand,
  panel: Pick<Panel, "store" | "source" | "failed">,
  scroll: (lanes: number, screens: number) => void,
): void {
  const { store } = panel;
  const { range, bounds, cursor, overview } = store.model;
  if (overview === undefined) return;
  const end = overview.endTime;
  const show = (wanted: Range): void => store.dispatch({ type: "range", range: wanted });
  const around = cursor >= range.from && cursor <= range.to ? cursor : (range.from + range.to) / 2;
  switch (command) {
    case "zoomIn":
      show(zoomAt(range, 1 / KEY_ZOOM, around, bounds));
      return;
    case "zoomOut":
      show(zoomAt(range, KEY_ZOOM, around, bounds));
      return;
    case "left":
      show(panBy(range, -span(range) * KEY_PAN, bounds));
      return;
    case "right":
      show(panBy(range, span(range) * KEY_PAN, bounds));
      return;
    case "up":
      scroll(-1, 0);
      return;
    case "down":
      scroll(1, 0);
      return;
    case "pageUp":
      scroll(0, -1);
      return;
    case "pageDown":
      scroll(0, 1);
      return;
    case "toStart":
      store.dispatch({ type: "cursor", time: 0, reveal: true });
      return;
    case "toEnd":
      store.dispatch({ type: "cursor", time: end, reveal: true });
      return;
    case "all":
      show(bounds);
      return;
    case "fit":
      show(fitted(panel));
      return;
    case "play":
      store.dispatch({ type: "play", playing: !store.model.playing, speed: store.model.speed });
      return;
    case "mark":
      mark(store.model.marked, selectedOrView(panel), store);
      return;
    case "involved":
      store.dispatch({
        type: "filter",
        filter: store.model.filter === undefined ? involvedFilter(store.model) : undefined,
      });
      return;
    case "clear":
      if (store.model.filter !== undefined) {
        store.dispatch({ type: "filter", filter: undefined });
        return;
      }
      store.dispatch({ type: "mark", marked: undefined });
      store.dispatch({ type: "select", selection: undefined });
      store.dispatch({ type: "focus", focus: undefined });
      return;
    case "previousEvent":
      void step(panel, true);
      return;
    case "nextEvent":
      void step(panel, false);
      return;
    default:
      assertUnreachable(command);
  }
}

/** The selection; where there is none, or it is shown already, the whole run. */
function fitted({ store }: Pick<Panel, "store">): Range {
  const { selection, range, bounds } = store.model;
  if (selection === undefined) return bounds;
  const wanted = fit({ from: selection.detail.start, to: selection.detail.end }, bounds);
  return wanted.from === range.from && wanted.to === range.to ? bounds : wanted;
}

/** The selection; where there is none, what is in view. */
function selectedOrView({ store }: Pick<Panel, "store">): Range {
  const { selection, range } = store.model;
  return selection === undefined ? range : { from: selection.detail.start, to: selection.detail.end };
}

/** Marks it and shows its statistics; what is marked already is no longer. */
function mark(marked: Range | undefined, wanted: Range, store: Panel["store"]): void {
  const whole = cut(wanted, store.model.overview?.endTime ?? 0);
  if (marked?.from === whole?.from && marked?.to === whole?.to) {
    store.dispatch({ type: "mark", marked: undefined });
    return;
  }
  store.dispatch({ type: "mark", marked: whole });
  store.dispatch({ type: "tab", tab: "range" });
}

/** Moves the cursor to the neighbouring event: of the entity that is looked at, else of any. */
async function step(
  { store, source, failed }: Pick<Panel, "store" | "source" | "failed">,
  back: boolean,
): Promise<void> {
  const { cursor, focus } = store.model;
  try {
    const time = await source.query("step", { time: cursor, entity: focus?.entity ?? NONE, back });
    if (typeof time === "number") store.dispatch({ type: "cursor", time, reveal: true });
  } catch (error) {
    failed(error);
  }
}
