import { Chart } from "chart.js";
import type { Series } from "../../src/shared/trace/queries";
import { h, setAttribute, setText } from "../dom";
import type { Range } from "../model/range";
import type { StepsPicture } from "../series/controller";
import type { StripPicture } from "../picture/viewPicture";
import { stepsConfiguration, updateSteps } from "../series/controller";
import { niceTop } from "../series/steps";
import type { Rgb } from "../theme/color";
import type { Palette } from "../theme/palette";
import { t } from "../l10n/t";

export interface StripText {
  readonly title: string;
  /** What the value at the cursor is, for people. */
  readonly readout: (values: readonly number[]) => string;
}

/** A chart of step functions under the lanes, with its name and the value at the cursor beside it. */
export class SeriesStrip {
  private readonly readout = h("span", { class: "strip-value" });
  private readonly topLabel = h("span", { class: "strip-top" });
  private readonly canvas = h("canvas", { role: "img" });
  readonly plot = h("div", { class: "strip-plot" }, this.canvas, this.topLabel);
  readonly element: HTMLElement;
  /** What was drawn last; undefined before. */
  private drawn: StepsPicture | undefined;
  private chart: Chart<"steps"> | undefined;
  private palette: Palette | undefined;
  private top = 1;
  private measured: readonly Series[] = [];
  private highest = 0;

  constructor(private readonly text: StripText) {
    this.element = h(
      "div",
      { class: "strip" },
      h("div", { class: "strip-name" }, h("span", { class: "strip-title" }, text.title), this.readout),
      this.plot,
    );
  }

  /** @param top least value of the top edge. */
  draw(
    series: readonly Series[],
    colors: readonly Rgb[],
    range: Range,
    top: number,
    palette: Palette,
    width: number,
  ): void {
    const height = this.plot.clientHeight;
    if (width < 1 || height < 1) return;
    if (series !== this.measured) {
      this.measured = series;
      this.highest = stackedMax(series);
    }
    const picture: StepsPicture = {
      series,
      colors,
      range,
      palette,
      top: Math.max(top, niceTop(this.highest)),
    };
    this.drawn = picture;
    if (this.chart === undefined || this.palette !== palette || this.top !== picture.top) {
      this.chart?.destroy();
      this.chart = new Chart(this.canvas, stepsConfiguration(picture));
      this.palette = palette;
      this.top = picture.top;
      setText(this.topLabel, t("top {0}", picture.top));
    }
    if (this.chart.width !== width || this.chart.height !== height) this.chart.resize(width, height);
    updateSteps(this.chart, picture);
  }

  /** As it is drawn into a file. */
  picture(): StripPicture | undefined {
    if (this.drawn === undefined) return undefined;
    return {
      title: this.text.title,
      readout: this.readout.textContent,
      height: this.plot.clientHeight,
      picture: this.drawn,
    };
  }

  /** @param values of the series at the cursor; `undefined` while they are on their way. */
  showAt(values: readonly number[] | undefined): void {
    const text = values === undefined ? "" : this.text.readout(values);
    setText(this.readout, text);
    setAttribute(this.canvas, "aria-label", t("{0} over time; at the cursor: {1}", this.text.title, text));
  }

  dispose(): void {
    this.chart?.destroy();
  }
}

/** The highest sum of the series at the instants where any of them changes; for thinned series an upper bound. */
function stackedMax(series: readonly Series[]): number {
  const events: (readonly [number, number, number])[] = [];
  series.forEach((each, i) =>
    each.time.forEach((time, j) => events.push([time, i, Math.max(each.value[j] ?? 0, each.max[j] ?? 0)])),
  );
  events.sort((a, b) => a[0] - b[0]);
  const now = series.map(() => 0);
  let sum = 0;
  let highest = 0;
  for (let i = 0; i < events.length; i++) {
    const [time, which, value] = events[i] ?? [0, 0, 0];
    sum += value - (now[which] ?? 0);
    now[which] = value;
    if (events[i + 1]?.[0] !== time) highest = Math.max(highest, sum);
  }
  return highest;
}
