import { span } from "../model/range";
import { fillFromBuckets, fillFromExact } from "./columns";
import type { Columns, Shapes, TimeScale } from "./columns";
import type { Coverage, GanttPicture } from "./picture";
import { shapeWidth } from "./picture";

/**
 * Fills columns and shapes with what lanes `first` … `first` + `count` − 1 hold, from the best answer that covers each part.
 * @param width columns of the picture.
 * @param wide width from which a slice becomes a shape, in columns; where it is not given, as many as can be drawn fast decide.
 */
export function fillPicture(
  picture: GanttPicture,
  width: number,
  first: number,
  count: number,
  columns: Columns,
  shapes: Shapes,
  wide?: number,
): void {
  columns.reset(width, count);
  shapes.clear();
  const scale: TimeScale = { from: picture.range.from, perColumn: span(picture.range) / width, width };
  const fillRow = (answers: readonly Coverage[], lane: number, begin: number, end: number): void => {
    const [best, ...others] = answers;
    if (best === undefined || begin >= end) return;
    const from = Math.max(begin, Math.round((best.range.from - scale.from) / scale.perColumn));
    const to = Math.min(end, Math.round((best.range.to - scale.from) / scale.perColumn));
    if (lane < best.first || lane >= best.first + best.count || from >= to) {
      fillRow(others, lane, begin, end);
      return;
    }
    const { spans } = best;
    const row = lane - first;
    if (spans.form === "exact")
      fillFromExact(
        spans,
        lane,
        scale,
        from,
        to,
        wide ?? shapeWidth(spans.start.length),
        row,
        columns,
        shapes,
      );
    else fillFromBuckets(spans, lane, scale, from, to, row, columns);
    fillRow(others, lane, begin, from);
    fillRow(others, lane, to, end);
  };
  for (let row = 0; row < count; row++) fillRow(picture.answers, first + row, 0, width);
}
