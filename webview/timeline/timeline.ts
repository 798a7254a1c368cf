import type { Chart } from "chart.js";
import { areShared } from "../../src/shared/trace/laneFilter";
import type { Lane, SpanDetail } from "../../src/shared/trace/queries";
import { NONE } from "../../src/shared/ids";
import { goroutineOf, threadOf } from "../../src/shared/trace/entity";
import type { Entity } from "../../src/shared/trace/entity";
import { FILTERED_WORDS, narrate } from "../a11y/narrative";
import { DelayedTask, FrameTask } from "../activity";
import { h, setAttribute, setText } from "../dom";
import { createGantt, updateGantt } from "../gantt/chart";
import { kindAt } from "../gantt/ink";
import { laneAt, laneHeight, timeAt, visibleLanes } from "../gantt/layout";
import type { GanttPicture, Outline } from "../gantt/picture";
import { AXIS_HEIGHT } from "../gantt/picture";
import type { Model } from "../model/model";
import { span } from "../model/range";
import { timeAxis } from "../model/time";
import type { Panel } from "../panel";
import type { Palette } from "../theme/palette";
import type { ViewPicture } from "../picture/viewPicture";
import { TimelineData } from "./data";
import { FilterBar } from "./filterBar";
import { gesturesOn } from "./gestures";
import type { PointedLanes } from "./gestures";
import { Gutter } from "./gutter";
import { Hover } from "./hover";
import type { Hit, Lanes, Pointer } from "./hover";
import { listen } from "./input";
import { obey } from "./obey";
import { viewOf } from "./viewOf";
import type { TimelineCommand } from "./keys";
import { Overlay } from "./overlay";
import { PathStrip } from "./pathStrip";
import { Rows } from "./rows";
import { Strips } from "./strips";
import { t } from "../l10n/t";

/** Least height of a strip under the lanes, CSS pixels. */
const LEAST_STRIP = 46;
/** Hits within this many pixels beside a slice count. */
const TOLERANCE = 3;

/** What a timeline is called, where there are two. */
export interface TimelineNames {
  readonly id: string;
  /** For screen readers. */
  readonly label: string;
}

/** The lanes over time with everything that shares their axis. */
export class Timeline implements Lanes, PointedLanes {
  readonly element: HTMLElement;
  private readonly canvas = h("canvas", { class: "lanes-canvas", role: "img" });
  readonly plot = h("div", { class: "plot" }, this.canvas);
  private readonly gutter = new Gutter();
  private readonly sticky = h("div", { class: "sticky" }, this.gutter.element, this.plot);
  private readonly spacer = h("div", { class: "spacer" }, this.sticky);
  private readonly scroller = h(
    "div",
    { class: "scroller", tabindex: 0, role: "group", "aria-label": t("Lanes") },
    this.spacer,
  );
  private readonly strips: Strips;
  private readonly rows: Rows;
  private readonly filterBar: FilterBar;
  /** What has the focus while keys act on the timeline. */
  private readonly focus: HTMLElement;
  private readonly path: PathStrip;
  private readonly overlay = new Overlay();
  private readonly hover: Hover;
  private readonly narrative: HTMLElement;
  private readonly data: TimelineData;
  private readonly frame: FrameTask;
  private readonly narration: DelayedTask;
  private readonly resizes: ResizeObserver;
  private chart: Chart<"gantt"> | undefined;
  private drawn: GanttPicture | undefined;
  private drawnPalette: Palette | undefined;
  /** CSS pixels of the plot without the axis. */
  private width = 0;
  private room = 0;
  private lane = 0;
  private spacerHeight = -1;
  /** Lanes only, without the strips under them. */
  private compact = false;
  /** Whose lane is to be scrolled into view with the next picture. */
  private sought: Entity = NONE;

  constructor(
    private readonly panel: Panel,
    names: TimelineNames = { id: "timeline", label: t("Schedule over time") },
  ) {
    const narrative = `${names.id}-narrative`;
    this.narrative = h("p", { class: "sr-only", id: narrative, "aria-live": "polite" });
    this.focus = h("div", {
      class: "timeline-focus",
      tabindex: 0,
      role: "group",
      "aria-roledescription": t("timeline"),
      "aria-label": names.label,
      "aria-describedby": narrative,
    });
    const request = (): void => this.frame.request();
    this.path = new PathStrip(panel, request);
    this.strips = new Strips(panel);
    this.rows = new Rows(panel, request);
    this.filterBar = new FilterBar(() => panel.store.dispatch({ type: "filter", filter: undefined }));
    this.hover = new Hover(panel, this);
    this.focus.append(
      this.scroller,
      this.path.element,
      this.strips.queues.element,
      this.strips.busy.element,
      h("div", { class: "overlay-room" }, this.overlay.element, this.hover.box),
    );
    this.element = h(
      "section",
      { class: "timeline", "aria-label": t("Timeline") },
      this.filterBar.element,
      this.focus,
      this.narrative,
      this.hover.tooltipElement,
    );
    this.data = new TimelineData(panel, request);
    this.frame = new FrameTask(panel.activity, () => this.draw());
    this.narration = new DelayedTask(undefined, 400, () => this.tell());
    this.resizes = new ResizeObserver(request);
    this.resizes.observe(this.focus);
    this.resizes.observe(this.scroller);
    this.resizes.observe(this.strips.queues.plot);
    this.scroller.addEventListener("scroll", request, { passive: true });
    const gestures = gesturesOn(panel, this);
    listen(this.plot, AXIS_HEIGHT, gestures);
    for (const strip of [this.path, this.strips.queues, this.strips.busy])
      listen(strip.plot, Infinity, gestures);
    panel.theme.onChange(request);
  }

  /** Shows the lanes alone, or with the strips under them. */
  setCompact(compact: boolean): void {
    if (compact === this.compact) return;
    this.compact = compact;
    this.strips.hide(compact);
    this.frame.request();
  }

  update(model: Model, before: Model): void {
    if (model.run !== before.run) {
      this.data.clear();
      this.path.clear();
      this.hover.clear();
      this.showPointer(undefined);
    }
    if (model.grouping !== before.grouping || model.filter !== before.filter) {
      this.showPointer(undefined);
      this.scroller.scrollTop = 0;
      if (model.focus !== undefined) this.sought = model.focus.entity;
    }
    this.frame.request();
  }

  /** Draws again: names have arrived, or the panel is shown once more. */
  refresh(): void {
    this.frame.request();
  }

  dispose(): void {
    this.resizes.disconnect();
    this.chart?.destroy();
    this.strips.dispose();
    this.path.dispose();
  }

  /** What is seen, as it is drawn into a file; nothing before it was drawn. */
  view(): ViewPicture | undefined {
    if (this.drawn === undefined || this.element.offsetParent === null) return undefined;
    const strips = [this.path.picture(), ...this.strips.pictures()];
    const room = { width: this.width, height: this.room, gutter: this.gutter.element.offsetWidth };
    return viewOf(this.panel, this.drawn, (row) => this.laneIn(row), room, strips);
  }

  /** Scrolls the lane of a goroutine or a thread into view, where the present lanes are theirs. */
  reveal(entity: Entity): void {
    this.sought = entity;
    this.frame.request();
  }

  private scrollToSought(): void {
    const entity = this.sought;
    this.sought = NONE;
    const { grouping } = this.panel.store.model;
    const lane = grouping === "g" ? goroutineOf(entity) : grouping === "m" ? threadOf(entity) : NONE;
    const row = lane === NONE ? NONE : this.rows.row(lane);
    if (row === NONE) return;
    const top = row * this.lane;
    const { scrollTop } = this.scroller;
    if (top < scrollTop || top + this.lane > scrollTop + this.room)
      this.scroller.scrollTop = Math.max(0, top - this.room / 2);
  }

  /** Does what a key or a button says. */
  command(command: TimelineCommand): void {
    obey(command, this.panel, (lanes, pages) => {
      this.scroller.scrollTop += lanes * this.lane + pages * this.room;
    });
  }

  get measures(): Lanes["measures"] {
    const { width, lane, scroll } = this;
    return { width, lane, scroll };
  }

  private get lanes(): number {
    return this.rows.count;
  }

  private laneIn(row: number): Lane | undefined {
    const lane = this.rows.lane(row);
    return lane === NONE ? undefined : this.panel.names.lane(this.panel.store.model.grouping, lane);
  }

  private get scroll(): number {
    return this.lane === 0 ? 0 : this.scroller.scrollTop / this.lane;
  }

  /** Gives the lanes the height they want, as far as the strips under them leave room; the strips take what is left. */
  private measure(): void {
    this.width = this.plot.clientWidth;
    const strips = this.compact ? 0 : 2 * LEAST_STRIP;
    const available = this.focus.clientHeight - strips - this.path.element.offsetHeight - AXIS_HEIGHT;
    this.lane = laneHeight(this.lanes, available);
    const height = this.lanes * this.lane + AXIS_HEIGHT;
    if (height !== this.spacerHeight) {
      this.spacerHeight = height;
      this.spacer.style.height = `${height}px`;
      this.scroller.style.flexBasis = `${height}px`;
    }
    const seen = `${this.scroller.clientHeight}px`;
    if (this.sticky.style.height !== seen) this.sticky.style.height = seen;
    this.room = Math.max(0, this.scroller.clientHeight - AXIS_HEIGHT);
    const scrollbar = this.scroller.offsetWidth - this.scroller.clientWidth;
    this.element.style.setProperty("--scrollbar", `${scrollbar}px`);
  }

  private draw(): void {
    const { model } = this.panel.store;
    const { overview, range, cursor } = model;
    if (overview === undefined || this.element.offsetParent === null) return;
    this.path.toggle(model);
    // The picture stays as it is until it is known which lanes the filter keeps.
    if (!this.rows.want(model.run, model.grouping, model.filter, overview)) return;
    this.filterBar.show(model.filter, model.grouping, this.rows.shares);
    this.measure();
    if (this.width < 1 || this.scroller.clientHeight < 1) return;
    if (this.sought !== NONE) this.scrollToSought();
    const { first, count } = visibleLanes(this.scroll, this.lane, this.room, this.lanes);
    this.data.want({
      run: model.run,
      endTime: overview.endTime,
      grouping: model.grouping,
      filter: model.filter,
      range,
      cursor,
      first,
      count,
      lanes: this.lanes,
      columns: Math.round(this.width * window.devicePixelRatio),
    });
    this.drawLanes(model);
    this.path.draw(model, this.width);
    this.gutter.draw(
      model.grouping,
      first,
      count,
      this.scroll,
      this.lane,
      (row) => this.laneIn(row),
      timeAxis(range, this.width).baseLabel,
    );
    if (!this.compact) this.strips.draw(model, overview, this.data, this.width);
    this.overlay.showDropped(overview.dropped.until, range, this.width);
    this.overlay.showOutside(overview.endTime, range, this.width);
    this.overlay.showMarked(model.marked, range, this.width);
    this.overlay.showCursor(cursor, range, this.width);
    this.hover.place();
    this.narration.request();
  }

  private drawLanes(model: Model): void {
    const { palette, fontFamily } = this.panel.theme;
    const picture: GanttPicture = {
      grouping: model.grouping,
      range: model.range,
      scroll: this.scroll,
      laneHeight: this.lane,
      lanes: this.lanes,
      answers: this.data.answers,
      arrows: this.data.arrows,
      selected: this.outline(model),
      palette,
      fontFamily,
      label: (kind, entity, other) => this.labelOf(model.grouping, kind, entity, other),
    };
    this.drawn = picture;
    if (this.chart === undefined || this.drawnPalette !== palette) {
      this.chart?.destroy();
      this.chart = createGantt(this.canvas, picture);
      this.drawnPalette = palette;
    }
    const height = this.scroller.clientHeight;
    if (this.chart.width !== this.width || this.chart.height !== height)
      this.chart.resize(this.width, height);
    updateGantt(this.chart, picture);
  }

  private outline(model: Model): Outline | undefined {
    const { selection } = model;
    if (selection === undefined || selection.grouping !== model.grouping) return undefined;
    const lane = this.rows.row(selection.lane);
    if (lane === NONE) return undefined;
    return { lane, start: selection.detail.start, end: selection.detail.end };
  }

  /** In a lane of its own an entity needs no name: there stands where it runs. */
  private labelOf(grouping: Model["grouping"], kind: number, entity: number, other: number): string {
    const name = kindAt(kind);
    const { names } = this.panel;
    if (name !== "running" && name !== "syscall") return "";
    if (grouping === "g") return names.label("p", entity);
    const own = grouping === "m" || grouping === "process";
    return own && entity === NONE ? names.label("core", other) : names.entity(entity);
  }

  hit({ x, y }: Pointer): Hit | undefined {
    if (y < AXIS_HEIGHT || this.width < 1) return undefined;
    const lane = laneAt(y - AXIS_HEIGHT, this.scroll, this.lane, this.lanes);
    return lane === undefined
      ? undefined
      : { lane, time: timeAt(this.panel.store.model.range, this.width, x) };
  }

  detailAt({ lane, time }: Hit): Promise<SpanDetail | undefined> {
    const { grouping, filter, range } = this.panel.store.model;
    const tolerance = (span(range) / this.width) * TOLERANCE;
    return this.panel.source.query("spanAt", { grouping, filter, lane, time: Math.round(time), tolerance });
  }

  laneAt(row: number): number {
    return this.rows.lane(row);
  }

  scrollBy(dy: number): void {
    this.scroller.scrollTop += dy;
  }

  showPointer(at: Pointer | undefined): void {
    const { range } = this.panel.store.model;
    this.overlay.showHover(at && timeAt(range, this.width, at.x), range, this.width);
    if (at === undefined) this.hover.leave();
    else this.hover.move(at);
  }

  private tell(): void {
    const { model } = this.panel.store;
    const { first, count } = visibleLanes(this.scroll, this.lane, this.room, this.lanes);
    const lanes = { first, count, total: this.lanes };
    const text = narrate(
      this.data.answers[0],
      model.range,
      model.overview?.endTime ?? 0,
      lanes,
      (row) => this.laneIn(row)?.label ?? t("lane {0}", row + 1),
      model.filter !== undefined && areShared(model.grouping) ? FILTERED_WORDS : undefined,
    );
    setText(this.narrative, text);
    setAttribute(
      this.canvas,
      "aria-label",
      t(
        "{0, plural, one {# lane} other {# lanes}} of the schedule; described in the text that follows",
        this.lanes,
      ),
    );
  }
}
