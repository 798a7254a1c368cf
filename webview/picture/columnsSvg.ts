import type { Grouping } from "../../src/shared/trace/queries";
import type { Columns } from "../gantt/columns";
import { KIND_COUNT } from "../gantt/columns";
import { LEAST_HEIGHT, LEAST_RUNNING } from "../gantt/paintColumns";
import { STACK, kindCode } from "../gantt/ink";
import { mix } from "../theme/color";
import type { Palette } from "../theme/palette";
import { fillOf } from "./inks";
import { hex, round } from "./svgWriter";
import type { SvgWriter } from "./svgWriter";

const WAITING = kindCode("waiting");

/** A box that goes on from column to column. */
interface Open {
  readonly from: number;
  readonly top: number;
  readonly bottom: number;
  readonly fill: string;
}

/**
 * Draws a row of columns as `ColumnPainter` does: in each, the height of a colour is the share of the column's time, stacked from the bottom.
 * Boxes that go on in the next column are one, and all of one fill are one path.
 * @param left of column 0; @param step px of a column.
 */
export function columnsSvg(
  out: SvgWriter,
  columns: Columns,
  row: number,
  palette: Palette,
  grouping: Grouping,
  box: { readonly left: number; readonly top: number; readonly height: number; readonly step: number },
): void {
  const { left, top, height, step } = box;
  const paths = new Map<string, string[]>();
  const open: (Open | undefined)[] = Array.from({ length: STACK.length + 1 }, () => undefined);
  const draw = (layer: number, column: number, next: Open | undefined): void => {
    const now = open[layer];
    if (now?.fill === next?.fill && now?.top === next?.top && now?.bottom === next?.bottom) return;
    if (now !== undefined) {
      const path = paths.get(now.fill) ?? [];
      if (path.length === 0) paths.set(now.fill, path);
      const x = (at: number): number => round(left + at * step);
      path.push(`M${x(now.from)} ${round(now.top)}H${x(column)}V${round(now.bottom)}H${x(now.from)}z`);
    }
    open[layer] = next;
  };
  const line = hex(mix(palette.background, palette.kinds.waiting, 0.85));
  const middle = top + (height - 2) / 2;
  for (let column = 0; column < columns.width; column++) {
    const cell = row * columns.width + column;
    const share = (kind: number): number => columns.share[cell * KIND_COUNT + kind] ?? 0;
    draw(
      STACK.length,
      column,
      share(WAITING) > 0 ? { from: column, top: middle, bottom: middle + 2, fill: line } : undefined,
    );
    let bottom = top + height;
    STACK.forEach((kind, layer) => {
      const part = share(kindCode(kind));
      if (part === 0 || bottom <= top) {
        draw(layer, column, undefined);
        return;
      }
      const least = kind === "running" ? LEAST_RUNNING : LEAST_HEIGHT;
      const upper = Math.max(top, bottom - Math.max(least, Math.round((part * height) / 255)));
      const entity = columns.entity[cell] ?? -1;
      draw(layer, column, {
        from: column,
        top: upper,
        bottom,
        fill: fillOf(palette, grouping, kind, entity),
      });
      bottom = upper;
    });
  }
  for (let layer = 0; layer < open.length; layer++) draw(layer, columns.width, undefined);
  const lines = paths.get(line);
  if (lines !== undefined) out.add("path", { fill: line, d: lines.join("") });
  for (const [fill, path] of paths) if (fill !== line) out.add("path", { fill, d: path.join("") });
}
