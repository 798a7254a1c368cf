import { NONE } from "../../src/shared/ids";
import type { Grouping } from "../../src/shared/trace/queries";
import type { Rgb } from "../theme/color";
import { BLACK, WHITE, css, pixel, textOn } from "../theme/color";
import type { Palette } from "../theme/palette";
import { identityOf } from "../theme/palette";
import type { Shapes } from "./columns";
import { LOOKS, groundOf, inkOf, inked, kindAt } from "./ink";

type Context = CanvasRenderingContext2D;

/** Vertical place of a lane's picture, device pixels. */
export interface Rows {
  top(row: number): number;
  readonly height: number;
}

interface Style {
  readonly fill: string | CanvasPattern;
  readonly text: string;
}

/** Least width of a slice with rounded corners and a gap behind it, device pixels per CSS pixel. */
const ROUNDED = 7;
/** Least width of a slice with a label, CSS pixels. */
export const LABELLED = 26;

/** The text, its first word, or nothing: a label that is cut in a word tells nothing. */
export function fittedLabel(text: string, room: number, measure: (text: string) => number): string {
  if (text === "") return "";
  if (measure(text) <= room) return text;
  const word = text.slice(0, Math.max(0, text.indexOf(" ")));
  return word !== "" && measure(word) <= room ? word : "";
}

/** Draws wide slices as shapes with their textures and labels, in device pixels. */
export class ShapePainter {
  private readonly styles = new Map<number, Style>();
  private readonly widths = new Map<string, number>();
  private readonly unit: number;
  private measured = "";

  constructor(
    private readonly palette: Palette,
    private readonly grouping: Grouping,
    private readonly ratio: number,
  ) {
    this.unit = Math.max(1, Math.round(ratio));
  }

  /** Draws `shapes` with column 0 at `left`. */
  paint(context: Context, shapes: Shapes, rows: Rows, left: number): void {
    for (let i = 0; i < shapes.count; i++) {
      const kind = kindAt(shapes.kind[i] ?? 0);
      const style = this.styleOf(context, shapes.kind[i] ?? 0, shapes.entity[i] ?? -1);
      context.fillStyle = style.fill;
      const { height: share } = LOOKS[kind];
      const from = left + Math.round(shapes.left[i] ?? 0);
      const width = Math.max(this.unit, left + Math.round(shapes.right[i] ?? 0) - from);
      const top = rows.top(shapes.row[i] ?? 0);
      if (share === "line") {
        const thick = 2 * this.unit;
        context.fillRect(from, top + ((rows.height - thick) >> 1), width, thick);
        continue;
      }
      const high = Math.max(3 * this.unit, Math.round(rows.height * share));
      this.block(context, from, top + rows.height - high, width, high);
    }
  }

  /** Writes what fits into the slices that have room. */
  label(
    context: Context,
    shapes: Shapes,
    rows: Rows,
    left: number,
    text: (kind: number, entity: number, other: number) => string,
    family: string,
  ): void {
    const size = Math.round(11 * this.ratio);
    if (rows.height < size + 2 * this.unit) return;
    context.font = `${size}px ${family}`;
    if (this.measured !== context.font) {
      this.measured = context.font;
      this.widths.clear();
    }
    context.textBaseline = "middle";
    context.textAlign = "left";
    const pad = 5 * this.ratio;
    for (let i = 0; i < shapes.count; i++) {
      const from = left + Math.round(shapes.left[i] ?? 0);
      const room = left + (shapes.right[i] ?? 0) - from - 2 * pad;
      if (room < LABELLED * this.ratio - 2 * pad) continue;
      const kind = shapes.kind[i] ?? 0;
      const { height: share } = LOOKS[kindAt(kind)];
      if (share !== 1) continue;
      const wanted = text(kind, shapes.entity[i] ?? -1, shapes.other[i] ?? -1);
      const shown = fittedLabel(wanted, room, (each) => this.widthOf(context, each));
      if (shown === "") continue;
      context.fillStyle = this.styleOf(context, kind, shapes.entity[i] ?? -1).text;
      context.fillText(shown, from + pad, rows.top(shapes.row[i] ?? 0) + rows.height / 2 + this.unit / 2);
    }
  }

  private block(context: Context, x: number, y: number, width: number, height: number): void {
    if (width < ROUNDED * this.unit) {
      context.fillRect(x, y, width, height);
      return;
    }
    context.beginPath();
    context.roundRect(x, y, width - this.unit, height, 2 * this.ratio);
    context.fill();
  }

  private widthOf(context: Context, text: string): number {
    const known = this.widths.get(text);
    if (known !== undefined) return known;
    const { width } = context.measureText(text);
    this.widths.set(text, width);
    return width;
  }

  private styleOf(context: Context, kind: number, entity: number): Style {
    const key = kind * 16 + (entity === NONE ? 15 : identityOf(entity));
    let style = this.styles.get(key);
    if (style === undefined) {
      const name = kindAt(kind);
      const ink = inkOf(this.palette, this.grouping, name, entity);
      const text = textOn(ink, this.palette.dark ? BLACK : WHITE);
      style = { fill: this.fill(context, ink, kind), text: css(text, text === BLACK ? 0.88 : 1) };
      this.styles.set(key, style);
    }
    return style;
  }

  private fill(context: Context, ink: Rgb, kind: number): string | CanvasPattern {
    const { texture } = LOOKS[kindAt(kind)];
    if (texture === "solid") return css(ink);
    const size = 60 * this.unit;
    const tile = new OffscreenCanvas(size, size);
    const into = tile.getContext("2d");
    if (into === null) return css(ink);
    const image = new ImageData(size, size);
    const pixels = new Uint32Array(image.data.buffer);
    const [line, ground] = [pixel(ink), pixel(groundOf(this.palette, ink, texture))];
    for (let i = 0; i < pixels.length; i++)
      pixels[i] = inked(texture, i % size, Math.floor(i / size), this.unit) ? line : ground;
    into.putImageData(image, 0, 0);
    return context.createPattern(tile, "repeat") ?? css(ink);
  }
}
