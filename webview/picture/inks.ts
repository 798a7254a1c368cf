import { NONE } from "../../src/shared/ids";
import { SPAN_KINDS } from "../../src/shared/trace/queries";
import type { Grouping, SpanKind } from "../../src/shared/trace/queries";
import { LOOKS, groundOf, inkOf } from "../gantt/ink";
import type { Texture } from "../gantt/ink";
import type { Palette } from "../theme/palette";
import { hex } from "./svgWriter";
import type { SvgWriter } from "./svgWriter";

/** What is filled, and where its lines are, in a tile of `size` px. */
const TILES: Readonly<
  Record<Exclude<Texture, "solid">, { readonly size: number; readonly lines: string; readonly width: number }>
> = {
  hatched: { size: 5, lines: "M-1 1L1 -1M0 5L5 0M4 6L6 4", width: 1.5 },
  dotted: { size: 4, lines: "M0 2H4M2.5 0V4", width: 3 },
  striped: { size: 3, lines: "M0 0.5H3", width: 1 },
  barred: { size: 4, lines: "M1 0V4", width: 2 },
};

/** Defines the textures of kinds. */
export function definePatterns(out: SvgWriter, palette: Palette): void {
  for (const kind of SPAN_KINDS) {
    const { texture } = LOOKS[kind];
    if (texture === "solid") continue;
    const { size, lines, width } = TILES[texture];
    const ink = palette.kinds[kind];
    const attributes = { id: patternId(kind), width: size, height: size, patternUnits: "userSpaceOnUse" };
    out.group("pattern", attributes, () => {
      out.add("rect", { width: size, height: size, fill: hex(groundOf(palette, ink, texture)) });
      out.add("path", { d: lines, stroke: hex(ink), "stroke-width": width });
    });
  }
}

/** The fill of a slice. */
export function fillOf(palette: Palette, grouping: Grouping, kind: SpanKind, entity: number): string {
  return LOOKS[kind].texture === "solid"
    ? hex(inkOf(palette, grouping, kind, entity))
    : `url(#${patternId(kind)})`;
}

/** The fill of a kind where nobody is meant. */
export function fillOfKind(palette: Palette, kind: SpanKind): string {
  return fillOf(palette, "g", kind, NONE);
}

function patternId(kind: SpanKind): string {
  return `kind-${kind}`;
}
