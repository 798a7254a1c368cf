import { Chart, DatasetController } from "chart.js";
import type { ChartConfiguration } from "chart.js";
import type { Series } from "../../src/shared/trace/queries";
import type { Range } from "../model/range";
import type { Rgb } from "../theme/color";
import { css } from "../theme/color";
import type { Palette } from "../theme/palette";
import { NoElement } from "../gantt/controller";
import { timeAxis } from "../model/time";
import { sampleMax } from "./steps";

/** Step functions stacked on each other. */
export interface StepsPicture {
  readonly series: readonly Series[];
  readonly colors: readonly Rgb[];
  readonly range: Range;
  /** Value at the top edge. */
  readonly top: number;
  readonly palette: Palette;
}

export const MOST_LINES = 5;

declare module "chart.js" {
  interface ChartTypeRegistry {
    steps: {
      chartOptions: object;
      datasetOptions: { picture: StepsPicture };
      defaultDataPoint: number;
      metaExtensions: object;
      parsedDataType: { x: number; y: number };
      scales: "linear";
    };
  }
}

/** Draws stacked step functions, each pixel column with its highest value. */
export class StepsController extends DatasetController<"steps"> {
  static readonly id = "steps";
  static readonly defaults = { dataElementType: NoElement.id, datasetElementType: null };

  override addElements(): void {}
  override buildOrUpdateElements(): void {}
  override update(): void {}

  override draw(): void {
    const dataset: object = this.getDataset();
    const { ctx, chartArea, currentDevicePixelRatio: ratio } = this.chart;
    if (!("picture" in dataset)) return;
    const { series, colors, range, top, palette } = dataset.picture as StepsPicture;
    const columns = Math.round(chartArea.width * ratio);
    if (columns < 1) return;
    const base = new Float64Array(columns);
    const y = (value: number): number =>
      Math.round((chartArea.bottom - (value / top) * (chartArea.height - 2)) * ratio);
    ctx.save();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    series.forEach((each, i) => {
      const values = sampleMax(each, range, columns);
      const upper = base.map((value, column) => value + (values[column] ?? 0));
      const color = colors[i] ?? palette.foreground;
      ctx.beginPath();
      trace(ctx, upper, y, false);
      trace(ctx, base, y, true);
      ctx.closePath();
      ctx.fillStyle = css(color, palette.highContrast ? 0.5 : 0.32);
      ctx.fill();
      base.set(upper);
      // The lines between many layers would be all that is seen.
      if (series.length > MOST_LINES && i < series.length - 1) return;
      ctx.beginPath();
      trace(ctx, upper, y, false);
      ctx.strokeStyle = css(color, i === series.length - 1 ? 1 : 0.7);
      ctx.lineWidth = ratio;
      ctx.stroke();
    });
    ctx.restore();
  }
}

Chart.register(StepsController, NoElement);

function trace(
  context: CanvasRenderingContext2D,
  values: Float64Array,
  y: (value: number) => number,
  back: boolean,
): void {
  const n = values.length;
  let last = NaN;
  for (let i = 0; i < n; i++) {
    const column = back ? n - 1 - i : i;
    const value = y(values[column] ?? 0);
    const x = back ? column + 1 : column;
    if (i === 0 && !back) context.moveTo(x, value);
    else if (value !== last) {
      context.lineTo(x, last || value);
      context.lineTo(x, value);
    }
    last = value;
  }
  context.lineTo(back ? 0 : n, last);
}

export function stepsConfiguration(picture: StepsPicture): ChartConfiguration<"steps"> {
  return {
    type: "steps",
    data: { datasets: [{ data: [], picture }] },
    options: {
      animation: false,
      responsive: false,
      maintainAspectRatio: false,
      events: [],
      layout: { autoPadding: false, padding: { top: 3, bottom: 0, left: 0, right: 0 } },
      scales: {
        x: {
          type: "linear",
          min: picture.range.from,
          max: picture.range.to,
          border: { display: false },
          grid: { color: css(picture.palette.grid), drawTicks: false },
          ticks: { display: false },
          afterBuildTicks: (scale) => {
            const axis = timeAxis({ from: scale.min, to: scale.max }, scale.chart.width);
            scale.ticks = axis.ticks.map((tick) => ({ value: tick.time, label: "" }));
          },
          afterFit: (scale) => {
            scale.height = 0;
            scale.paddingLeft = 0;
            scale.paddingRight = 0;
          },
        },
        y: { type: "linear", display: false, min: 0, max: picture.top },
      },
    },
  };
}

export function updateSteps(chart: Chart<"steps">, picture: StepsPicture): void {
  const dataset = chart.data.datasets[0];
  const x = chart.options.scales?.["x"];
  if (dataset === undefined || x === undefined) return;
  dataset.picture = picture;
  x.min = picture.range.from;
  x.max = picture.range.to;
  chart.update("none");
}
