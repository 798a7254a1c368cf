import { Chart, LinearScale } from "chart.js";
import type { ChartConfiguration } from "chart.js";
import { css } from "../theme/color";
import { timeAxis } from "../model/time";
import { GanttController, NoElement } from "./controller";
import type { GanttPicture } from "./picture";
import { AXIS_HEIGHT } from "./picture";

Chart.register(GanttController, NoElement, LinearScale);

/** chart.js's configuration for a picture; also what tests look at. */
export function ganttConfiguration(picture: GanttPicture): ChartConfiguration<"gantt"> {
  const { palette, range } = picture;
  return {
    type: "gantt",
    data: { datasets: [{ data: [], picture }] },
    options: {
      animation: false,
      responsive: false,
      maintainAspectRatio: false,
      events: [],
      layout: { autoPadding: false, padding: 0 },
      scales: {
        x: {
          type: "linear",
          position: "top",
          min: range.from,
          max: range.to,
          border: { display: false },
          grid: {
            color: css(palette.grid),
            drawTicks: true,
            tickLength: 5,
            tickColor: css(palette.muted, 0.6),
          },
          ticks: {
            align: "start",
            labelOffset: 5,
            maxRotation: 0,
            autoSkip: false,
            padding: 1,
            color: css(palette.muted),
            font: { family: picture.fontFamily, size: 11 },
            callback: (_value, index, ticks) => {
              const label = ticks[index]?.label;
              return typeof label === "string" ? label : "";
            },
          },
          afterBuildTicks: (scale) => {
            const axis = timeAxis({ from: scale.min, to: scale.max }, scale.chart.width);
            scale.ticks = axis.ticks.map((tick) => ({ value: tick.time, label: tick.label }));
          },
          afterFit: (scale) => {
            scale.height = AXIS_HEIGHT;
            scale.paddingLeft = 0;
            scale.paddingRight = 0;
          },
        },
        y: { type: "linear", display: false, reverse: true, min: 0, max: 1 },
      },
    },
  };
}

/** Makes the chart on `canvas`. chart.js's own hover and resize machinery is off: the timeline drives it. */
export function createGantt(canvas: HTMLCanvasElement, picture: GanttPicture): Chart<"gantt"> {
  return new Chart(canvas, ganttConfiguration(picture));
}

/** Shows another picture of the same palette and font. */
export function updateGantt(chart: Chart<"gantt">, picture: GanttPicture): void {
  const dataset = chart.data.datasets[0];
  const x = chart.options.scales?.["x"];
  if (dataset === undefined || x === undefined) return;
  dataset.picture = picture;
  x.min = picture.range.from;
  x.max = picture.range.to;
  chart.update("none");
}
