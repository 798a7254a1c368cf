import type { Lane } from "../../src/shared/trace/queries";
import { visibleLanes } from "../gantt/layout";
import type { GanttPicture } from "../gantt/picture";
import { t } from "../l10n/t";
import { formatInstant } from "../model/time";
import { span } from "../model/range";
import type { Panel } from "../panel";
import { configText } from "../panels/header";
import { legendRows } from "../panels/legend";
import type { StripPicture, ViewPicture } from "../picture/viewPicture";
import { HEADS, laneText } from "./gutter";

/** What the timeline shows, as it is drawn into a file. `room`: CSS pixels. */
export function viewOf(
  { store }: Pick<Panel, "store">,
  lanes: GanttPicture,
  laneIn: (row: number) => Lane | undefined,
  room: { readonly width: number; readonly height: number; readonly gutter: number },
  strips: readonly (StripPicture | undefined)[],
): ViewPicture {
  const { status, overview, config, cursor, filter, marked, range } = store.model;
  const { first, count } = visibleLanes(lanes.scroll, lanes.laneHeight, room.height, lanes.lanes);
  const shownConfig = overview?.config ?? config;
  const label = status !== undefined && "label" in status ? status.label : (overview?.entry ?? "");
  const end = overview?.endTime ?? 0;
  const times = [range.from, Math.min(range.to, end), end].map((time) =>
    formatInstant(time, span(range) / 1000),
  );
  const part = count < lanes.lanes;
  return {
    title: label,
    configuration: shownConfig === undefined ? "" : configText(shownConfig),
    description: part
      ? t(
          "{0} to {1} of {2} of virtual time; lanes {3} to {4} of {5}.",
          ...times,
          first + 1,
          first + count,
          lanes.lanes,
        )
      : t("{0} to {1} of {2} of virtual time.", ...times),
    lanes,
    first,
    count,
    laneTexts: Array.from({ length: count }, (_, row) => laneText(lanes.grouping, laneIn(first + row))),
    head: HEADS[lanes.grouping],
    gutter: room.gutter,
    width: room.width,
    strips: strips.filter((strip) => strip !== undefined),
    cursor,
    marked,
    dropped: overview?.dropped.until ?? 0,
    legend: legendRows(lanes.grouping, filter !== undefined),
  };
}
