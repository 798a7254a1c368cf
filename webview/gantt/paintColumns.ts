import { NONE } from "../../src/shared/ids";
import type { Grouping } from "../../src/shared/trace/queries";
import { mix, pixel } from "../theme/color";
import type { Palette } from "../theme/palette";
import { identityOf } from "../theme/palette";
import type { Columns } from "./columns";
import { KIND_COUNT } from "./columns";
import { LOOKS, STACK, colouredByIdentity, groundOf, inked, kindCode } from "./ink";

const RUNNING = kindCode("running");
const WAITING = kindCode("waiting");
/** Least height of a kind that occurs in a column, in device pixels per CSS pixel: nothing rare vanishes. */
export const LEAST_HEIGHT = 3;
export const LEAST_RUNNING = 5;

interface Layer {
  readonly kind: number;
  readonly ink: number;
  readonly ground: number;
  /** Whether the texture has ink at (x mod period, y mod period). */
  readonly mask: Uint8Array;
}

/** The period of every texture divides this many lines. */
const PERIOD = 60;

/**
 * Paints columns as what they are: in each, the height of a colour is the share of the column's time, stacked from the bottom,
 * so that a lane seen from afar is a chart of its own utilization.
 */
export class ColumnPainter {
  private readonly layers: readonly Layer[];
  private readonly identities: Uint32Array;
  private readonly line: number;
  private readonly unit: number;
  private image: ImageData | undefined;
  private pixels = new Uint32Array(0);

  /** @param ratio device pixels per CSS pixel. */
  constructor(palette: Palette, grouping: Grouping, ratio: number) {
    this.unit = Math.max(1, Math.round(ratio));
    const period = PERIOD * this.unit;
    this.layers = STACK.map((kind) => {
      const { texture } = LOOKS[kind];
      const ink = palette.kinds[kind];
      const mask = new Uint8Array(period * period);
      for (let y = 0; y < period; y++)
        for (let x = 0; x < period; x++) mask[y * period + x] = inked(texture, x, y, this.unit) ? 1 : 0;
      return { kind: kindCode(kind), ink: pixel(ink), ground: pixel(groundOf(palette, ink, texture)), mask };
    });
    this.identities = Uint32Array.from(
      colouredByIdentity(grouping) ? palette.identities : palette.identities.map(() => palette.kinds.running),
      (color) => pixel(color),
    );
    this.line = pixel(mix(palette.background, palette.kinds.waiting, 0.85));
  }

  /** Paints row `row` of `columns` at (left, top) of `canvas`, `height` device pixels high. Overwrites what was there. */
  paint(
    columns: Columns,
    row: number,
    canvas: OffscreenCanvasRenderingContext2D,
    top: number,
    height: number,
  ): void {
    const { width } = columns;
    if (this.image?.width !== width || this.image.height !== height) {
      this.image = new ImageData(width, height);
      this.pixels = new Uint32Array(this.image.data.buffer);
    } else {
      this.pixels.fill(0);
    }
    const base = row * width;
    for (let x = 0; x < width; x++) this.paintColumn(columns, base + x, x, width, height);
    canvas.putImageData(this.image, 0, top);
  }

  private paintColumn(columns: Columns, cell: number, x: number, width: number, height: number): void {
    const { pixels, unit } = this;
    const { share } = columns;
    const at = cell * KIND_COUNT;
    if ((share[at + WAITING] ?? 0) > 0) {
      const middle = (height - 2 * unit) >> 1;
      for (let y = middle; y < middle + 2 * unit; y++) pixels[y * width + x] = this.line;
    }
    const period = PERIOD * unit;
    const column = x % period;
    let bottom = height;
    for (const layer of this.layers) {
      const part = share[at + layer.kind] ?? 0;
      if (part === 0) continue;
      const least = layer.kind === RUNNING ? LEAST_RUNNING : LEAST_HEIGHT;
      const size = Math.max(least * unit, Math.round((part * height) / 255));
      const top = Math.max(0, bottom - size);
      if (layer.kind === RUNNING) {
        const entity = columns.entity[cell] ?? -1;
        const ink = (entity !== NONE ? this.identities[identityOf(entity)] : undefined) ?? layer.ink;
        for (let y = bottom - 1; y >= top; y--) pixels[y * width + x] = ink;
      } else {
        for (let y = bottom - 1; y >= top; y--)
          pixels[y * width + x] = layer.mask[y * period + column] === 1 ? layer.ink : layer.ground;
      }
      bottom = top;
      if (bottom === 0) break;
    }
  }
}
