import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { Columns, KIND_COUNT } from "../../webview/gantt/columns";
import { LOOKS, STACK, groundOf, inked, kindCode } from "../../webview/gantt/ink";
import { ColumnPainter } from "../../webview/gantt/paintColumns";
import { mix, pixel } from "../../webview/theme/color";
import { derivePalette, identityOf } from "../../webview/theme/palette";

afterEach(() => {
  vi.unstubAllGlobals();
});

/** As much of it as the painter uses. */
class PlainImage {
  readonly data: Uint8ClampedArray;
  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.data = new Uint8ClampedArray(width * height * 4);
  }
}

const palette = derivePalette(() => "", "dark");
const WIDTH = 7;

/** Pixel by pixel, from what the style says. */
function slowly(columns: Columns, row: number, height: number, unit: number): Uint32Array {
  const pixels = new Uint32Array(WIDTH * height);
  for (let x = 0; x < WIDTH; x++) {
    const cell = row * WIDTH + x;
    const share = (kind: number): number => columns.share[cell * KIND_COUNT + kind]!;
    for (let y = 0; y < height; y++) {
      const middle = (height - 2 * unit) >> 1;
      if (share(kindCode("waiting")) > 0 && y >= middle && y < middle + 2 * unit)
        pixels[y * WIDTH + x] = pixel(mix(palette.background, palette.kinds.waiting, 0.85));
      let bottom = height;
      for (const kind of STACK) {
        const part = share(kindCode(kind));
        if (part === 0) continue;
        const least = (kind === "running" ? 5 : 3) * unit;
        const top = bottom - Math.max(least, Math.round((part * height) / 255));
        const entity = columns.entity[cell]!;
        const ink =
          kind === "running" && entity !== -1 ? palette.identities[identityOf(entity)]! : palette.kinds[kind];
        const { texture } = LOOKS[kind];
        if (y < bottom && y >= top)
          pixels[y * WIDTH + x] = pixel(inked(texture, x, y, unit) ? ink : groundOf(palette, ink, texture));
        bottom = Math.max(0, top);
      }
    }
  }
  return pixels;
}

test("a lane of columns is painted as its style says, pixel by pixel", () => {
  vi.stubGlobal("ImageData", PlainImage);
  const cells = fc.array(fc.tuple(fc.constantFrom(0, 0, 1, 20, 90, 255), fc.integer({ min: -1, max: 30 })), {
    minLength: 2 * WIDTH * KIND_COUNT,
    maxLength: 2 * WIDTH * KIND_COUNT,
  });
  fc.assert(
    fc.property(cells, fc.integer({ min: 4, max: 44 }), fc.constantFrom(1, 2), (values, height, unit) => {
      const columns = new Columns();
      columns.reset(WIDTH, 2);
      values.forEach(([share, entity], i) => {
        columns.share[i] = share;
        columns.entity[Math.floor(i / KIND_COUNT)] = entity;
      });
      const painter = new ColumnPainter(palette, "core", unit);
      const painted: Uint32Array[] = [];
      const canvas = {
        putImageData: (image: PlainImage) => painted.push(new Uint32Array(image.data.slice().buffer)),
      } as unknown as OffscreenCanvasRenderingContext2D;
      for (const row of [0, 1, 0]) painter.paint(columns, row, canvas, 0, height);
      expect(painted).toEqual([0, 1, 0].map((row) => slowly(columns, row, height, unit)));
    }),
    { numRuns: 60 },
  );
});
