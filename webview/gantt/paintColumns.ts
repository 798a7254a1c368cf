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
  /** The texture as pixels: that at (x mod period, y mod period) is at x * period + y. */
  readonly tile: Uint32Array;
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
  /** Pixels of a share of 0 … 255. */
  private sizes = new Uint16Array(0);
  private runningSizes = new Uint16Array(0);
  /** Where the next layer of each column ends. */
  private bottoms = new Uint16Array(0);

  /** @param ratio device pixels per CSS pixel. */
  constructor(palette: Palette, grouping: Grouping, ratio: number) {
    this.unit = Math.max(1, Math.round(ratio));
    const period = PERIOD * this.unit;
    this.layers = STACK.map((kind) => {
      const { texture } = LOOKS[kind];
      const ink = palette.kinds[kind];
      const [line, ground] = [pixel(ink), pixel(groundOf(palette, ink, texture))];
      const tile = new Uint32Array(period * period);
      for (let x = 0; x < period; x++)
        for (let y = 0; y < period; y++)
          tile[x * period + y] = inked(texture, x, y, this.unit) ? line : ground;
      return { kind: kindCode(kind), ink: line, tile };
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
      this.runningSizes = sizesOf(height, LEAST_RUNNING * this.unit);
      this.sizes = sizesOf(height, LEAST_HEIGHT * this.unit);
      this.bottoms = new Uint16Array(width);
      this.pixels = new Uint32Array(this.image.data.buffer);
    } else {
      this.pixels.fill(0);
    }
    const cells = row * width;
    this.paintWaiting(columns, cells, width, height);
    this.bottoms.fill(height);
    for (const layer of this.layers) this.paintLayer(layer, columns, cells, width);
    canvas.putImageData(this.image, 0, top);
  }

  /** A line through the middle, behind all else. */
  private paintWaiting({ share }: Columns, cells: number, width: number, height: number): void {
    const { pixels, unit, line } = this;
    const middle = (height - 2 * unit) >> 1;
    for (let x = 0, at = cells * KIND_COUNT + WAITING; x < width; x++, at += KIND_COUNT)
      if (share[at] !== 0) for (let y = middle; y < middle + 2 * unit; y++) pixels[y * width + x] = line;
  }

  /** Puts a layer onto what `bottoms` says is there, in all columns: what is the same for all of them is looked up once. */
  private paintLayer({ kind, ink, tile }: Layer, columns: Columns, cells: number, width: number): void {
    const { pixels, bottoms, identities } = this;
    const { share, entity } = columns;
    const running = kind === RUNNING;
    const sizes = running ? this.runningSizes : this.sizes;
    const period = PERIOD * this.unit;
    for (let x = 0, at = cells * KIND_COUNT + kind, column = 0; x < width; x++, at += KIND_COUNT) {
      const part = share[at] ?? 0;
      if (part !== 0) {
        const bottom = bottoms[x] ?? 0;
        const size = sizes[part] ?? 0;
        const top = size < bottom ? bottom - size : 0;
        const end = bottom * width + x;
        bottoms[x] = top;
        if (running) {
          const owner = entity[cells + x] ?? NONE;
          const color = (owner !== NONE ? identities[identityOf(owner)] : undefined) ?? ink;
          for (let to = top * width + x; to < end; to += width) pixels[to] = color;
        } else {
          for (let to = top * width + x, from = column + top; to < end; to += width, from++)
            pixels[to] = tile[from] ?? 0;
        }
      }
      column += period;
      if (column === period * period) column = 0;
    }
  }
}

function sizesOf(height: number, least: number): Uint16Array<ArrayBuffer> {
  return Uint16Array.from({ length: 256 }, (_, share) => Math.max(least, Math.round((share * height) / 255)));
}
