import type { StepsPicture } from "../series/controller";
import { MOST_LINES } from "../series/controller";
import { sampleMax } from "../series/steps";
import type { LaneBox } from "./lanesSvg";
import { hex, round } from "./svgWriter";
import type { SvgWriter } from "./svgWriter";

/** Draws stacked step functions as `StepsController` does: each column with its highest value. */
export function stepsSvg(
  out: SvgWriter,
  { series, colors, range, top, palette }: StepsPicture,
  box: LaneBox,
  height: number,
  columnsPerPixel: number,
): void {
  const columns = Math.round(box.width * columnsPerPixel);
  const base = new Float64Array(columns);
  const y = (value: number): number => round(box.top + height - (value / top) * (height - 2));
  const x = (column: number): number => round(box.left + column / columnsPerPixel);
  series.forEach((each, i) => {
    const values = sampleMax(each, range, columns);
    const upper = base.map((value, column) => value + (values[column] ?? 0));
    const color = hex(colors[i] ?? palette.foreground);
    const line = steps(upper, x, y);
    out.add("path", {
      d: `M${line}L${steps(base, x, y, true)}z`,
      fill: color,
      "fill-opacity": palette.highContrast ? 0.5 : 0.32,
    });
    base.set(upper);
    if (series.length <= MOST_LINES || i === series.length - 1)
      out.add("path", {
        d: `M${line}`,
        fill: "none",
        stroke: color,
        "stroke-opacity": i === series.length - 1 ? 1 : 0.7,
      });
  });
}

/** The corners of a step function, from the left to the right or `back`. */
function steps(
  values: Float64Array,
  x: (column: number) => number,
  y: (value: number) => number,
  back = false,
): string {
  const corners: string[] = [];
  let last = NaN;
  values.forEach((value, column) => {
    if (value === last) return;
    if (column > 0) corners.push(`${x(column)} ${y(last)}`);
    corners.push(`${x(column)} ${y(value)}`);
    last = value;
  });
  corners.push(`${x(values.length)} ${y(values.at(-1) ?? 0)}`);
  return (back ? corners.reverse() : corners).join("L");
}
