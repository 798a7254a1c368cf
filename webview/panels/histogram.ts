import { BarController, BarElement, CategoryScale, Chart, LinearScale } from "chart.js";
import type { Histogram } from "../../src/shared/trace/rangeStats";
import { h, setAttribute } from "../dom";
import { formatShort } from "../model/time";
import { css } from "../theme/color";
import type { Palette } from "../theme/palette";
import type { Rgb } from "../theme/color";
import { t } from "../l10n/t";

Chart.register(BarController, BarElement, CategoryScale, LinearScale);

/** How many lengths there are of each power of two. */
export class HistogramChart {
  private readonly canvas = h("canvas", { role: "img" });
  private readonly empty = h("p", { class: "dim", hidden: true }, t("None began here."));
  readonly element: HTMLElement;
  private chart: Chart<"bar"> | undefined;

  constructor(private readonly title: string) {
    this.element = h(
      "figure",
      { class: "histogram" },
      h("figcaption", {}, title),
      h("div", { class: "histogram-plot" }, this.canvas, this.empty),
    );
  }

  show({ first, counts }: Histogram, color: Rgb, palette: Palette, fontFamily: string): void {
    const labels = counts.map((_, i) => formatShort(2 ** (first + i)));
    this.empty.hidden = counts.length > 0;
    this.canvas.hidden = counts.length === 0;
    setAttribute(
      this.canvas,
      "aria-label",
      `${this.title}: ${counts.map((count, i) => t("{0} from {1}", count, labels[i] ?? "")).join(", ")}`,
    );
    this.chart?.destroy();
    this.chart = new Chart(this.canvas, {
      type: "bar",
      data: {
        labels,
        datasets: [
          {
            data: [...counts],
            backgroundColor: css(color),
            categoryPercentage: 1,
            barPercentage: 0.9,
            minBarLength: 2,
          },
        ],
      },
      options: {
        animation: false,
        maintainAspectRatio: false,
        events: [],
        scales: {
          x: {
            grid: { display: false },
            border: { color: css(palette.grid) },
            ticks: {
              color: css(palette.muted),
              font: { family: fontFamily, size: 10 },
              maxRotation: 0,
              autoSkipPadding: 8,
            },
          },
          y: {
            border: { display: false },
            grid: { color: css(palette.grid) },
            ticks: {
              color: css(palette.muted),
              font: { family: fontFamily, size: 10 },
              maxTicksLimit: 3,
              precision: 0,
            },
          },
        },
      },
    });
  }

  dispose(): void {
    this.chart?.destroy();
  }
}
