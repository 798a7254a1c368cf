import { KIND_COUNT } from "../webview/gantt/columns";
import type { Columns, Shapes } from "../webview/gantt/columns";
import { STACK, inkOf, kindAt, kindCode } from "../webview/gantt/ink";
import type { GanttPicture } from "../webview/gantt/picture";
import { css, pixel } from "../webview/theme/color";

/** The least that shows the same: each column's shares as plain colours on top of each other, one image for each lane, and boxes for wide slices. */
export function paintBare(
  context: CanvasRenderingContext2D,
  { palette, laneHeight, lanes }: GanttPicture,
  columns: Columns,
  shapes: Shapes,
): void {
  const { width, share } = columns;
  const height = laneHeight - 6;
  context.fillStyle = css(palette.background);
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  const inks = STACK.map((kind) => ({ kind: kindCode(kind), ink: pixel(palette.kinds[kind]) }));
  for (let lane = 0; lane < lanes; lane++) {
    const image = new ImageData(width, height);
    const pixels = new Uint32Array(image.data.buffer);
    for (let column = 0; column < width; column++) {
      let y = height - 1;
      for (const { kind, ink } of inks) {
        const part = share[(lane * width + column) * KIND_COUNT + kind] ?? 0;
        const stop = y - Math.ceil((part * height) / 255);
        for (; y > stop && y >= 0; y--) pixels[y * width + column] = ink;
      }
    }
    context.putImageData(image, 0, 31 + lane * laneHeight);
  }
  for (let i = 0; i < shapes.count; i++) {
    context.fillStyle = css(inkOf(palette, "core", kindAt(shapes.kind[i] ?? 0), shapes.entity[i] ?? -1));
    const left = shapes.left[i] ?? 0;
    context.fillRect(left, 31 + (shapes.row[i] ?? 0) * laneHeight, (shapes.right[i] ?? 0) - left, height);
  }
}
