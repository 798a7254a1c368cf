import { assertUnreachable } from "../../src/shared/assert";
import { SPAN_KINDS } from "../../src/shared/trace/queries";
import type { SpanKind } from "../../src/shared/trace/queries";
import { LOOKS } from "../gantt/ink";
import type { LegendMark } from "../panels/legend";
import { mix } from "../theme/color";
import type { Palette } from "../theme/palette";
import type { LaneBox } from "./lanesSvg";
import { fillOfKind } from "./inks";
import { hex } from "./svgWriter";
import type { SvgWriter } from "./svgWriter";

type Rows = readonly (readonly [LegendMark, string])[];
type Measure = (text: string) => number;

const LINE = 20;
const SWATCH = 30;
const GAP = 22;

/** Where each entry stands, in lines as wide as `width`. */
function places(
  rows: Rows,
  width: number,
  measure: Measure,
): { readonly x: number; readonly line: number }[] {
  let x = 0;
  let line = 0;
  return rows.map(([, text]) => {
    const size = SWATCH + 8 + measure(text);
    if (x > 0 && x + size > width) {
      x = 0;
      line++;
    }
    const place = { x, line };
    x += size + GAP;
    return place;
  });
}

export function legendHeight(rows: Rows, width: number, measure: Measure): number {
  return ((places(rows, width, measure).at(-1)?.line ?? -1) + 1) * LINE;
}

/** What the colours and textures mean. */
export function legendSvg(
  out: SvgWriter,
  rows: Rows,
  palette: Palette,
  box: LaneBox,
  measure: Measure,
): void {
  const at = places(rows, box.width, measure);
  rows.forEach(([mark, text], i) => {
    const { x = 0, line = 0 } = at[i] ?? {};
    const left = box.left + x;
    const top = box.top + line * LINE;
    swatch(out, mark, palette, left, top);
    out.text(left + SWATCH + 8, top + 10.5, text, { fill: hex(palette.muted) });
  });
}

function isKind(mark: LegendMark): mark is SpanKind {
  return SPAN_KINDS.some((kind) => kind === mark);
}

function swatch(out: SvgWriter, mark: LegendMark, palette: Palette, x: number, y: number): void {
  const height = 14;
  if (isKind(mark)) {
    const share = LOOKS[mark].height;
    const high = share === "line" ? 2 : Math.round(height * share);
    const top = share === "line" ? y + (height - 2) / 2 : y + height - high;
    out.add("rect", { x, y: top, width: SWATCH, height: high, fill: fillOfKind(palette, mark) });
    return;
  }
  switch (mark) {
    case "identity":
      palette.identities.slice(0, 3).forEach((color, i) => {
        out.add("rect", { x: x + i * 10, y, width: 10, height, fill: hex(color) });
      });
      return;
    case "idle":
      out.add("rect", {
        x,
        y,
        width: SWATCH,
        height,
        fill: hex(mix(palette.background, palette.foreground, 0.06)),
      });
      out.add("rect", {
        x,
        y: y + height - 1,
        width: SWATCH,
        height: 1,
        fill: hex(mix(palette.background, palette.foreground, 0.2)),
      });
      return;
    case "steal":
      out.add("path", { d: `M${x + 15} ${y}v9`, stroke: hex(palette.foreground), "stroke-width": 1.4 });
      out.add("path", { d: `M${x + 15} ${y + 14}l-3.7 -6h7.4z`, fill: hex(palette.foreground) });
      return;
    default:
      assertUnreachable(mark);
  }
}
