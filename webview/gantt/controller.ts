import { DatasetController, Element } from "chart.js";
import { css, mix } from "../theme/color";
import { density, oneByOne } from "./arrows";
import { Columns, Shapes } from "./columns";
import { fillPicture } from "./fill";
import { ColumnPainter } from "./paintColumns";
import { ShapePainter } from "./paintShapes";
import type { Rows } from "./paintShapes";
import type { GanttPicture } from "./picture";
import { visibleLanes, xOf } from "./layout";

declare module "chart.js" {
  interface ChartTypeRegistry {
    gantt: {
      chartOptions: object;
      datasetOptions: { picture: GanttPicture };
      defaultDataPoint: number;
      metaExtensions: object;
      parsedDataType: { x: number; y: number };
      scales: "linear";
    };
  }
}

/** chart.js wants an element type for every controller; nothing is ever made of it. */
export class NoElement extends Element {
  static readonly id = "schedlensNone";
}

type Context = CanvasRenderingContext2D;

/**
 * Draws the lanes of a `GanttPicture` over typed arrays: no object per slice, nothing parsed, no animation. What is narrow
 * becomes pixel columns, what is wide becomes shapes with labels.
 */
export class GanttController extends DatasetController<"gantt"> {
  static readonly id = "gantt";
  static readonly defaults = { dataElementType: NoElement.id, datasetElementType: null };

  private readonly columns = new Columns();
  private readonly shapes = new Shapes();
  private canvas: OffscreenCanvas | undefined;
  private drawn: readonly unknown[] = [];
  private painters:
    | {
        readonly key: string;
        readonly palette: unknown;
        readonly columns: ColumnPainter;
        readonly shapes: ShapePainter;
      }
    | undefined;

  override addElements(): void {}
  override buildOrUpdateElements(): void {}
  override update(): void {}

  override draw(): void {
    const { ctx, chartArea, currentDevicePixelRatio: ratio } = this.chart;
    const picture = this.picture;
    if (picture === undefined || chartArea.width < 1 || chartArea.height < 1) return;
    const left = Math.round(chartArea.left * ratio);
    const top = Math.round(chartArea.top * ratio);
    const width = Math.round(chartArea.right * ratio) - left;
    const height = Math.round(chartArea.bottom * ratio) - top;
    const { first, count } = visibleLanes(
      picture.scroll,
      picture.laneHeight,
      chartArea.height,
      picture.lanes,
    );
    const gap = Math.round(3 * ratio);
    const rows: Rows = {
      top: (row) => top + Math.round((first + row - picture.scroll) * picture.laneHeight * ratio) + gap,
      height: Math.max(4, Math.round(picture.laneHeight * ratio) - 2 * gap),
    };
    const painters = this.paintersFor(picture, ratio);
    const before = this.canvas;
    const canvas = this.canvasOf(width, count * rows.height);
    const stale = this.prepare(picture, width, first, count) || canvas !== before;
    const offscreen = canvas?.getContext("2d", { willReadFrequently: true });
    if (canvas === undefined || offscreen === null || offscreen === undefined) return;
    if (stale)
      for (let row = 0; row < count; row++)
        painters.columns.paint(this.columns, row, offscreen, row * rows.height, rows.height);

    ctx.save();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.beginPath();
    ctx.rect(left, top, width, height);
    ctx.clip();
    ctx.imageSmoothingEnabled = false;
    this.paintTracks(ctx, picture, rows, count, left, width, ratio);
    for (let row = 0; row < count; row++)
      ctx.drawImage(
        canvas,
        0,
        row * rows.height,
        width,
        rows.height,
        left,
        rows.top(row),
        width,
        rows.height,
      );
    painters.shapes.paint(ctx, this.shapes, rows, left);
    this.paintArrows(ctx, picture, rows, first, left, width, ratio);
    painters.shapes.label(ctx, this.shapes, rows, left, picture.label, picture.fontFamily);
    this.paintOutline(ctx, picture, rows, first, count, left, width, ratio);
    ctx.restore();
    ctx.save();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    this.paintDensity(ctx, picture, left, top, width, ratio);
    ctx.restore();
  }

  private get picture(): GanttPicture | undefined {
    const dataset: object = this.getDataset();
    return "picture" in dataset ? (dataset.picture as GanttPicture) : undefined;
  }

  private paintersFor(
    picture: GanttPicture,
    ratio: number,
  ): { readonly columns: ColumnPainter; readonly shapes: ShapePainter } {
    const key = `${picture.grouping} ${ratio}`;
    if (this.painters?.key !== key || this.painters.palette !== picture.palette) {
      this.painters = {
        key,
        palette: picture.palette,
        columns: new ColumnPainter(picture.palette, picture.grouping, ratio),
        shapes: new ShapePainter(picture.palette, picture.grouping, ratio),
      };
      this.drawn = [];
    }
    return this.painters;
  }

  /** Fills columns and shapes for what is in view. Returns whether anything differs from the last time. */
  private prepare(picture: GanttPicture, width: number, first: number, count: number): boolean {
    const key = [
      picture.range.from,
      picture.range.to,
      width,
      first,
      count,
      picture.laneHeight,
      ...picture.answers,
    ];
    if (key.length === this.drawn.length && key.every((part, i) => part === this.drawn[i])) return false;
    this.drawn = key;
    fillPicture(picture, width, first, count, this.columns, this.shapes);
    return true;
  }

  private canvasOf(width: number, height: number): OffscreenCanvas | undefined {
    if (width < 1 || height < 1) return undefined;
    if (this.canvas?.width !== width || this.canvas.height < height) {
      this.canvas = new OffscreenCanvas(width, height);
    }
    return this.canvas;
  }

  /** The lane itself: what shows through where it is idle. */
  private paintTracks(
    context: Context,
    picture: GanttPicture,
    rows: Rows,
    count: number,
    left: number,
    width: number,
    ratio: number,
  ): void {
    const { palette } = picture;
    context.fillStyle = css(palette.foreground, palette.highContrast ? 0.1 : 0.045);
    for (let row = 0; row < count; row++) context.fillRect(left, rows.top(row), width, rows.height);
    context.fillStyle = css(mix(palette.background, palette.foreground, palette.highContrast ? 0.5 : 0.16));
    const line = Math.max(1, Math.round(ratio));
    for (let row = 0; row < count; row++)
      context.fillRect(left, rows.top(row) + rows.height - line, width, line);
  }

  private paintArrows(
    context: Context,
    picture: GanttPicture,
    rows: Rows,
    first: number,
    left: number,
    width: number,
    ratio: number,
  ): void {
    const { arrows, palette, range } = picture;
    if (arrows === undefined || arrows.total === 0) return;
    if (!oneByOne(arrows, width / ratio)) return;
    for (const halo of [true, false]) {
      context.strokeStyle = css(halo ? palette.background : palette.foreground, halo ? 0.85 : 0.95);
      context.fillStyle = context.strokeStyle;
      context.lineWidth = (halo ? 4 : 1.4) * ratio;
      for (let i = 0; i < arrows.time.length; i++) {
        const from = arrows.from[i] ?? -1;
        const to = arrows.to[i] ?? -1;
        const x = left + xOf(range, width, arrows.time[i] ?? 0);
        if (from < 0 || to < 0 || x < left - 8 || x > left + width + 8) continue;
        this.arrow(context, x, middle(rows, from - first), middle(rows, to - first), halo ? 1.5 : 0, ratio);
      }
    }
  }

  /** Steals that are too many to be drawn one by one: ticks above the lanes, higher where there are more. */
  private paintDensity(
    context: Context,
    picture: GanttPicture,
    left: number,
    top: number,
    width: number,
    ratio: number,
  ): void {
    const { arrows, palette, range } = picture;
    if (arrows === undefined || arrows.total === 0 || oneByOne(arrows, width / ratio)) return;
    const columns = Math.max(1, Math.floor(width / ratio / 2));
    const counts = density(arrows.time, range.from, range.to, columns);
    const most = Math.max(1, ...counts);
    for (const [column, n] of counts.entries()) {
      if (n === 0) continue;
      const high = Math.round((3 + (5 * n) / most) * ratio);
      context.fillStyle = css(palette.foreground, 0.45 + (0.5 * n) / most);
      context.fillRect(left + Math.round(column * 2 * ratio), top - high, Math.round(1.5 * ratio), high);
    }
  }

  private arrow(context: Context, x: number, from: number, to: number, grow: number, ratio: number): void {
    const down = to > from ? 1 : -1;
    const head = 6 * ratio;
    const tip = to - down * 2 * ratio;
    const snapped = Math.round(x) + 0.5;
    context.beginPath();
    context.moveTo(snapped, from);
    context.lineTo(snapped, tip - down * head * 0.8);
    context.stroke();
    context.beginPath();
    context.arc(snapped, from, (2.6 + grow) * ratio, 0, 2 * Math.PI);
    context.fill();
    const side = head * 0.62 + grow * ratio;
    context.beginPath();
    context.moveTo(snapped, tip + down * grow * ratio);
    context.lineTo(snapped - side, tip - down * (head + grow * ratio));
    context.lineTo(snapped + side, tip - down * (head + grow * ratio));
    context.closePath();
    context.fill();
  }

  private paintOutline(
    context: Context,
    picture: GanttPicture,
    rows: Rows,
    first: number,
    count: number,
    left: number,
    width: number,
    ratio: number,
  ): void {
    const { selected, range, palette } = picture;
    if (selected === undefined || selected.lane < first || selected.lane >= first + count) return;
    const from = Math.max(left - 4 * ratio, left + Math.round(xOf(range, width, selected.start)));
    const to = Math.min(left + width + 4 * ratio, left + Math.round(xOf(range, width, selected.end)));
    if (to < left || from > left + width) return;
    const top = rows.top(selected.lane - first);
    const outer = 1.5 * ratio;
    context.lineWidth = 3.5 * ratio;
    context.strokeStyle = css(palette.background);
    const box = [
      from - outer,
      top - outer,
      Math.max(3 * ratio, to - from) + 2 * outer,
      rows.height + 2 * outer,
    ] as const;
    context.strokeRect(...box);
    context.lineWidth = 2 * ratio;
    context.strokeStyle = css(palette.foreground);
    context.strokeRect(...box);
  }
}

function middle(rows: Rows, row: number): number {
  return rows.top(row) + rows.height / 2;
}
