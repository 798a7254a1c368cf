import { Columns, KIND_COUNT, Shapes } from "../gantt/columns";
import { density, oneByOne } from "../gantt/arrows";
import { fillPicture } from "../gantt/fill";
import { LOOKS, inkOf, kindAt } from "../gantt/ink";
import { xOf } from "../gantt/layout";
import { fittedLabel, LABELLED } from "../gantt/paintShapes";
import type { GanttPicture } from "../gantt/picture";
import { BLACK, WHITE, mix, textOn } from "../theme/color";
import { columnsSvg } from "./columnsSvg";
import { fillOf } from "./inks";
import { hex, round } from "./svgWriter";
import type { SvgWriter } from "./svgWriter";

/** Where lanes are drawn, CSS pixels. */
export interface LaneBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

export interface LaneOptions {
  /** Lanes from `first` on. */
  readonly first: number;
  readonly count: number;
  readonly columnsPerPixel: number;
  /** Up to so many slices are drawn one by one; 0: as the timeline does. */
  readonly mostSlices: number;
  /** Width of a text of 11 px. */
  readonly measure: (text: string) => number;
}

const GAP = 3;
const PAD = 5;
/** Least width of a slice with rounded corners and a gap behind it. */
const ROUNDED = 7;
/** Nothing is narrower. */
const LEAST_WIDTH = 0.5;

/** Draws the lanes of a picture. Returns whether every slice in view is drawn as one. */
export function lanesSvg(out: SvgWriter, picture: GanttPicture, box: LaneBox, options: LaneOptions): boolean {
  const { palette, laneHeight, grouping } = picture;
  const { first, count, columnsPerPixel, mostSlices } = options;
  const height = laneHeight - 2 * GAP;
  const top = (row: number): number => box.top + row * laneHeight + GAP;
  const step = 1 / columnsPerPixel;
  const columns = new Columns();
  const shapes = new Shapes();
  const fill = (wide?: number): void =>
    fillPicture(picture, Math.round(box.width * columnsPerPixel), first, count, columns, shapes, wide);
  if (mostSlices > 0) fill(0);
  if (mostSlices === 0 || shapes.count > mostSlices) fill();

  const track = hex(mix(palette.background, palette.foreground, palette.highContrast ? 0.1 : 0.045));
  const line = hex(mix(palette.background, palette.foreground, palette.highContrast ? 0.5 : 0.16));
  for (let row = 0; row < count; row++) {
    out.add("rect", { x: box.left, y: top(row), width: box.width, height, fill: track });
    out.add("rect", { x: box.left, y: top(row) + height - 1, width: box.width, height: 1, fill: line });
    columnsSvg(out, columns, row, palette, grouping, { left: box.left, top: top(row), height, step });
  }
  shapesSvg(out, picture, shapes, box.left, step, top, height);
  arrowsSvg(out, picture, box, options, top, height);
  labelsSvg(out, picture, shapes, box.left, step, top, height, options.measure);
  outlineSvg(out, picture, box, options, top, height);
  return columns.share.subarray(0, columns.width * count * KIND_COUNT).every((share) => share === 0);
}

function shapesSvg(
  out: SvgWriter,
  { palette, grouping }: GanttPicture,
  shapes: Shapes,
  left: number,
  step: number,
  top: (row: number) => number,
  height: number,
): void {
  for (let i = 0; i < shapes.count; i++) {
    const kind = kindAt(shapes.kind[i] ?? 0);
    const share = LOOKS[kind].height;
    const x = left + (shapes.left[i] ?? 0) * step;
    const width = Math.max(LEAST_WIDTH, ((shapes.right[i] ?? 0) - (shapes.left[i] ?? 0)) * step);
    const high = share === "line" ? 2 : Math.max(3, Math.round(height * share));
    const y = top(shapes.row[i] ?? 0) + (share === "line" ? (height - 2) / 2 : height - high);
    const fill = fillOf(palette, grouping, kind, shapes.entity[i] ?? -1);
    if (share === "line" || width < ROUNDED) out.add("rect", { x, y, width, height: high, fill });
    else out.add("rect", { x, y, width: width - 1, height: high, rx: 2, fill });
  }
}

function labelsSvg(
  out: SvgWriter,
  { palette, grouping, label }: GanttPicture,
  shapes: Shapes,
  left: number,
  step: number,
  top: (row: number) => number,
  height: number,
  measure: (text: string) => number,
): void {
  if (height < 13) return;
  for (let i = 0; i < shapes.count; i++) {
    const room = ((shapes.right[i] ?? 0) - (shapes.left[i] ?? 0)) * step;
    const kind = shapes.kind[i] ?? 0;
    if (room < LABELLED || LOOKS[kindAt(kind)].height !== 1) continue;
    const entity = shapes.entity[i] ?? -1;
    const text = fittedLabel(label(kind, entity, shapes.other[i] ?? -1), room - 2 * PAD, measure);
    const ink = inkOf(palette, grouping, kindAt(kind), entity);
    const fill = hex(textOn(ink, palette.dark ? BLACK : WHITE));
    out.text(left + (shapes.left[i] ?? 0) * step + PAD, top(shapes.row[i] ?? 0) + height / 2 + 4, text, {
      fill,
    });
  }
}

function arrowsSvg(
  out: SvgWriter,
  { arrows, palette, range }: GanttPicture,
  box: LaneBox,
  { first, count }: LaneOptions,
  top: (row: number) => number,
  height: number,
): void {
  if (arrows === undefined || arrows.total === 0) return;
  const ink = hex(palette.foreground);
  if (!oneByOne(arrows, box.width)) {
    const counts = density(arrows.time, range.from, range.to, Math.max(1, Math.floor(box.width / 2)));
    const most = Math.max(1, ...counts);
    counts.forEach((n, column) => {
      if (n === 0) return;
      const high = Math.round(3 + (5 * n) / most);
      const opacity = 0.45 + (0.5 * n) / most;
      out.add("rect", {
        x: box.left + column * 2,
        y: box.top - high,
        width: 1.5,
        height: high,
        fill: ink,
        opacity,
      });
    });
    return;
  }
  const middle = (lane: number): number => top(lane - first) + height / 2;
  for (let i = 0; i < arrows.time.length; i++) {
    const from = arrows.from[i] ?? -1;
    const to = arrows.to[i] ?? -1;
    const x = round(box.left + xOf(range, box.width, arrows.time[i] ?? 0));
    if (from < 0 || to < 0 || x < box.left || x > box.left + box.width) continue;
    const down = to > from ? 1 : -1;
    const inView = (lane: number): boolean => lane >= first && lane < first + count;
    if (!inView(from) && !inView(to)) continue;
    const bottom = top(count - 1) + height;
    const end = Math.min(bottom, Math.max(box.top, middle(to) - down * 2));
    const start = Math.min(bottom, Math.max(box.top, middle(from)));
    const body = `M${x} ${round(start)}V${round(end - down * 5)}`;
    const head = `M${x} ${round(end)}l-3.7 ${-down * 6}h7.4z`;
    const halo = hex(palette.background);
    out.add("path", { d: body, stroke: halo, "stroke-width": 4, "stroke-opacity": 0.85 });
    if (inView(to))
      out.add("path", { d: head, fill: ink, stroke: halo, "stroke-width": 3, "paint-order": "stroke" });
    out.add("path", { d: body, stroke: ink, "stroke-width": 1.4 });
    if (inView(from)) out.add("circle", { cx: x, cy: start, r: 2.6, fill: ink });
  }
}

function outlineSvg(
  out: SvgWriter,
  { selected, range, palette }: GanttPicture,
  box: LaneBox,
  { first, count }: LaneOptions,
  top: (row: number) => number,
  height: number,
): void {
  if (selected === undefined || selected.lane < first || selected.lane >= first + count) return;
  const from = Math.max(0, xOf(range, box.width, selected.start));
  const to = Math.min(box.width, xOf(range, box.width, selected.end));
  if (to < 0 || from > box.width) return;
  const outline = {
    x: box.left + from - 1.5,
    y: top(selected.lane - first) - 1.5,
    width: Math.max(3, to - from) + 3,
    height: height + 3,
    fill: "none",
  };
  out.add("rect", { ...outline, stroke: hex(palette.background), "stroke-width": 3.5 });
  out.add("rect", { ...outline, stroke: hex(palette.foreground), "stroke-width": 2 });
}
