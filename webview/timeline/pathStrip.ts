import type { Chart } from "chart.js";
import type { QueryArgs, Spans } from "../../src/shared/trace/queries";
import { h, setAttribute, setText } from "../dom";
import { createGantt, updateGantt } from "../gantt/chart";
import { kindAt } from "../gantt/ink";
import type { Coverage, GanttPicture } from "../gantt/picture";
import { AXIS_HEIGHT } from "../gantt/picture";
import { Latest } from "../model/latest";
import type { Model } from "../model/model";
import { span } from "../model/range";
import { formatShort } from "../model/time";
import type { Panel } from "../panel";
import type { StripPicture } from "../picture/viewPicture";
import type { Palette } from "../theme/palette";
import { sameOctave } from "./data";
import { t } from "../l10n/t";

/** Beyond what is in view this share of it is fetched on each side. */
const MARGIN = 0.5;

/** The run's critical path as a lane of its own under all others: who, and in which state. Shown with the tab of causes. */
export class PathStrip {
  private readonly length = h("span", { class: "strip-value" });
  private readonly canvas = h("canvas", { role: "img" });
  readonly plot = h("div", { class: "strip-plot" }, this.canvas);
  readonly element = h(
    "div",
    { class: "strip path-strip", hidden: true },
    h("div", { class: "strip-name" }, h("span", { class: "strip-title" }, t("Critical path")), this.length),
    this.plot,
  );
  private readonly spans: Latest<QueryArgs<"pathSpans">, Spans>;
  private answer: Coverage | undefined;
  private asked: QueryArgs<"pathSpans"> | undefined;
  /** What was drawn last; undefined before. */
  private drawn: GanttPicture | undefined;
  private chart: Chart<"gantt"> | undefined;
  private palette: Palette | undefined;

  constructor(
    private readonly panel: Panel,
    changed: () => void,
  ) {
    this.spans = new Latest(
      (args) => panel.source.query("pathSpans", args),
      (spans, { from, to }) => {
        this.answer = { spans, range: { from, to }, first: 0, count: 1 };
        changed();
      },
      (error) => panel.failed(error),
    );
  }

  clear(): void {
    this.spans.drop();
    this.answer = undefined;
    this.asked = undefined;
  }

  /** Whether there is anything to draw: before the lanes are measured. */
  toggle(model: Model): void {
    this.element.hidden = model.tab !== "causes";
  }

  draw(model: Model, width: number): void {
    if (this.element.hidden || model.overview === undefined || width < 1) return;
    this.want(model, width);
    const height = this.plot.clientHeight;
    const { palette, fontFamily } = this.panel.theme;
    const { answer } = this;
    const picture: GanttPicture = {
      grouping: "m",
      range: model.range,
      scroll: 0,
      laneHeight: height,
      lanes: 1,
      answers: answer === undefined ? [] : [answer],
      arrows: undefined,
      selected: undefined,
      palette,
      fontFamily,
      label: (kind, entity) =>
        kindAt(kind) === "running" || kindAt(kind) === "syscall" ? this.panel.names.entity(entity) : "",
    };
    this.drawn = picture;
    if (this.chart === undefined || this.palette !== palette) {
      this.chart?.destroy();
      this.chart = createGantt(this.canvas, picture);
      this.palette = palette;
    }
    // The chart has an axis at its top, which is out of sight here.
    if (this.chart.width !== width || this.chart.height !== height + AXIS_HEIGHT)
      this.chart.resize(width, height + AXIS_HEIGHT);
    updateGantt(this.chart, picture);
    setText(this.length, t("to the end, {0}", formatShort(model.overview.endTime)));
    setAttribute(
      this.canvas,
      "aria-label",
      t("The critical path of the run over time; the tab Causes lists the same"),
    );
  }

  /** As it is drawn into a file; nothing while it is not shown. */
  picture(): StripPicture | undefined {
    if (this.element.hidden || this.drawn === undefined) return undefined;
    return {
      title: t("Critical path"),
      readout: this.length.textContent,
      height: this.plot.clientHeight,
      picture: this.drawn,
    };
  }

  dispose(): void {
    this.chart?.destroy();
  }

  private want({ range }: Model, width: number): void {
    const resolution = span(range) / Math.round(width * window.devicePixelRatio);
    const { asked } = this;
    const fine = asked !== undefined && sameOctave(asked.resolution, resolution);
    if (fine && asked.from <= range.from && asked.to >= range.to) return;
    const margin = span(range) * MARGIN;
    this.asked = {
      from: Math.floor(Math.max(0, range.from - margin)),
      to: Math.ceil(range.to + margin),
      resolution,
    };
    this.spans.request(this.asked);
  }
}
