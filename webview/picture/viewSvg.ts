import { AXIS_HEIGHT } from "../gantt/picture";
import { xOf } from "../gantt/layout";
import { t } from "../l10n/t";
import { formatInstant, timeAxis } from "../model/time";
import { span } from "../model/range";
import { mix } from "../theme/color";
import { definePatterns } from "./inks";
import { legendHeight, legendSvg } from "./legendSvg";
import { lanesSvg } from "./lanesSvg";
import type { LaneBox, LaneOptions } from "./lanesSvg";
import { stepsSvg } from "./stepsSvg";
import { SvgWriter, hex } from "./svgWriter";
import type { ViewPicture } from "./viewPicture";

/** So many slices are drawn one by one; of more, what the timeline shows of them. */
export const MOST_SLICES = 20_000;

const MARGIN = 16;
const HEAD = 42;

export interface SvgOptions {
  readonly columnsPerPixel: number;
  readonly mostSlices: number;
  /** Width of a text, CSS pixels. */
  readonly measure: (text: string, size: number, bold: boolean) => number;
}

export interface SvgPicture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/**
 * The view as an SVG document: title, axis, lanes with their names, strips, cursor and legend, in the theme's colours. Of two runs that are
 * compared the views stand one above the other, with one legend.
 * @param views one or two, of one theme.
 */
export function viewSvg(views: readonly [ViewPicture, ...ViewPicture[]], options: SvgOptions): SvgPicture {
  const [{ lanes }] = views;
  const { palette } = lanes;
  const last = views.length - 1;
  const parts = views.map((view, at) => sized(at === last ? view : { ...view, legend: [] }, options));
  const width = Math.max(...parts.map((part) => part.width));
  const height = parts.reduce((sum, part) => sum + part.height, 0);
  const out = new SvgWriter();
  const root = {
    xmlns: "http://www.w3.org/2000/svg",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "font-family": `${lanes.fontFamily}, sans-serif`,
    "font-size": 11,
    fill: hex(palette.foreground),
  };
  out.group("svg", root, () => {
    out.describe("title", views.map(({ title }) => title).join(" · "));
    out.describe("desc", views.map(({ description }) => description).join(" "));
    out.group("defs", {}, () => {
      definePatterns(out, palette);
      parts.forEach(({ view, box, bottom }, at) =>
        out.group("clipPath", { id: plotId(at) }, () =>
          out.add("rect", { x: box.left, y: HEAD, width: view.width, height: bottom - HEAD }),
        ),
      );
    });
    out.add("rect", { width, height, fill: hex(palette.background) });
    let y = 0;
    parts.forEach((part, at) => {
      out.group("g", y === 0 ? {} : { transform: `translate(0 ${y})` }, () =>
        partSvg(out, part, plotId(at), options),
      );
      y += part.height;
    });
  });
  return { svg: `<?xml version="1.0" encoding="UTF-8"?>\n${out.toString()}\n`, width, height };
}

const plotId = (at: number): string => (at === 0 ? "plot" : `plot${at}`);

/** A view with the room that it takes. */
interface Part {
  readonly view: ViewPicture;
  readonly width: number;
  readonly height: number;
  readonly box: LaneBox;
  /** Where lanes and strips end. */
  readonly bottom: number;
}

function sized(view: ViewPicture, { measure }: SvgOptions): Part {
  const { lanes, gutter, width, strips } = view;
  const top = HEAD + AXIS_HEIGHT;
  const bottom = top + view.count * lanes.laneHeight + strips.reduce((sum, { height }) => sum + height, 0);
  const legend = legendHeight(view.legend, gutter + width, (text) => measure(text, 11, false));
  const height = bottom + (view.legend.length === 0 ? 0 : 14 + legend) + 26;
  return {
    view,
    width: 2 * MARGIN + gutter + width,
    height,
    box: { left: MARGIN + gutter, top, width },
    bottom,
  };
}

function partSvg(
  out: SvgWriter,
  { view, height, box, bottom }: Part,
  plot: string,
  { columnsPerPixel, mostSlices, measure }: SvgOptions,
): void {
  const { lanes, gutter, width, strips } = view;
  const { palette } = lanes;
  const { top } = box;
  const small = (text: string): number => measure(text, 11, false);
  const options: LaneOptions = {
    first: view.first,
    count: view.count,
    columnsPerPixel,
    mostSlices,
    measure: small,
  };
  const muted = hex(palette.muted);
  const rule = hex(mix(palette.background, palette.foreground, palette.highContrast ? 0.6 : 0.14));
  out.text(MARGIN, 26, view.title, { "font-size": 15, "font-weight": 600 });
  const beside = MARGIN + measure(view.title, 15, true) + 14;
  out.text(beside, 26, view.configuration, { "font-size": 12, fill: muted });
  axisSvg(out, view, box, plot, bottom);
  const complete = lanesSvg(out, lanes, box, options);
  view.laneTexts.forEach(([name, more], row) => {
    const y = top + (row + 0.5) * lanes.laneHeight + 4;
    out.text(
      MARGIN,
      y,
      cut(name, gutter - 12, (text) => measure(text, 12, false)),
      { "font-size": 12 },
    );
    const at = measure(`${name} `, 12, false);
    out.text(MARGIN + at, y, cut(more, gutter - 12 - at, small), { fill: muted });
  });
  let y = top + view.count * lanes.laneHeight;
  for (const strip of strips) {
    out.add("rect", { x: MARGIN, y, width: gutter + width, height: 1, fill: rule });
    out.text(MARGIN, y + strip.height / 2 - 2, strip.title, { "font-size": 12 });
    out.text(MARGIN, y + strip.height / 2 + 13, strip.readout, { fill: muted });
    if ("series" in strip.picture) {
      stepsSvg(out, strip.picture, { ...box, top: y + 3 }, strip.height - 3, columnsPerPixel);
      out.text(box.left + width - 4, y + 13, t("top {0}", strip.picture.top), {
        "font-size": 10,
        "text-anchor": "end",
        fill: muted,
        stroke: hex(palette.background),
        "stroke-width": 4,
        "paint-order": "stroke",
      });
    } else {
      lanesSvg(
        out,
        { ...strip.picture, laneHeight: strip.height },
        { ...box, top: y },
        { ...options, first: 0, count: 1 },
      );
    }
    y += strip.height;
  }
  out.add("rect", { x: MARGIN, y: bottom, width: gutter + width, height: 1, fill: rule });
  marksSvg(out, view, box, bottom, small);
  legendSvg(out, view.legend, palette, { left: MARGIN, top: bottom + 14, width: gutter + width }, small);
  const note = complete
    ? view.description
    : `${view.description} ${t("Slices that are too many to be drawn one by one are summed up: the height of a colour is its share of the time.")}`;
  out.text(MARGIN, height - 12, note, { "font-size": 10.5, fill: muted });
}

function axisSvg(out: SvgWriter, view: ViewPicture, box: LaneBox, plot: string, bottom: number): void {
  const top = HEAD;
  const { range, palette } = view.lanes;
  const axis = timeAxis(range, box.width);
  const muted = hex(palette.muted);
  out.text(MARGIN, top + 18, axis.baseLabel === "" ? view.head : axis.baseLabel, { fill: muted });
  for (const { time, label } of axis.ticks) {
    const x = box.left + xOf(range, box.width, time);
    out.add("rect", {
      x,
      y: top + AXIS_HEIGHT - 5,
      width: 1,
      height: bottom - top - AXIS_HEIGHT + 5,
      fill: hex(palette.grid),
    });
    out.text(x + 5, top + 18, label, { fill: muted, "clip-path": `url(#${plot})` });
  }
}

/** What lies over everything: what was dropped, the marked range, the cursor with its time. */
function marksSvg(
  out: SvgWriter,
  { lanes: { range, palette }, dropped, marked, cursor }: ViewPicture,
  { left, width }: LaneBox,
  bottom: number,
  measure: (text: string) => number,
): void {
  const top = HEAD;
  const x = (time: number): number => left + Math.min(width, Math.max(0, xOf(range, width, time)));
  if (dropped > range.from)
    out.add("rect", {
      x: left,
      y: top,
      width: x(dropped) - left,
      height: bottom - top,
      fill: hex(palette.muted),
      "fill-opacity": 0.15,
    });
  if (marked !== undefined && x(marked.to) > x(marked.from))
    out.add("rect", {
      x: x(marked.from),
      y: top,
      width: x(marked.to) - x(marked.from),
      height: bottom - top,
      fill: hex(palette.accent),
      "fill-opacity": 0.12,
      stroke: hex(palette.accent),
    });
  if (cursor < range.from || cursor > range.to) return;
  const text = formatInstant(cursor, Math.max(1, span(range) / width));
  const room = measure(text) + 10;
  const at = x(cursor);
  const tag = Math.min(left + width - room, Math.max(left, at - room / 2));
  out.add("rect", {
    x: at - 0.5,
    y: top + 4,
    width: 1,
    height: bottom - top - 4,
    fill: hex(palette.foreground),
  });
  out.add("rect", { x: tag, y: top + 3, width: room, height: 18, rx: 3, fill: hex(palette.foreground) });
  out.text(tag + 5, top + 16, text, { fill: hex(palette.background) });
}

/** The beginning of a text that has no room. */
function cut(text: string, room: number, measure: (text: string) => number): string {
  if (measure(text) <= room) return text;
  let length = text.length;
  while (length > 0 && measure(`${text.slice(0, length)}…`) > room) length--;
  return length === 0 ? "" : `${text.slice(0, length)}…`;
}
