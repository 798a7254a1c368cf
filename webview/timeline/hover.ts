import { NONE } from "../../src/shared/ids";
import type { Explanation, QueryArgs, SpanDetail } from "../../src/shared/trace/queries";
import { h } from "../dom";
import { xOf } from "../gantt/layout";
import { AXIS_HEIGHT } from "../gantt/picture";
import { Latest } from "../model/latest";
import type { Panel } from "../panel";
import { Tooltip } from "./tooltip";

/** A place in the plot, CSS pixels from its top left. */
export interface Pointer {
  readonly x: number;
  readonly y: number;
}

/** A lane, and an instant in it. */
export interface Hit {
  readonly lane: number;
  readonly time: number;
}

/** The lanes that the pointer is over. */
export interface Lanes {
  /** What the tooltip has to stay within. */
  readonly element: HTMLElement;
  readonly plot: HTMLElement;
  /** The plot's width and a lane's height in CSS pixels, and the lane at the top, which may be cut. */
  readonly measures: { readonly width: number; readonly lane: number; readonly scroll: number };
  hit(at: Pointer): Hit | undefined;
  detailAt(hit: Hit): Promise<SpanDetail | undefined>;
}

/** The slice under the pointer: a box around it, and beside the pointer what there is to say about it. */
export class Hover {
  readonly box = h("div", { class: "hover-box", hidden: true });
  private readonly tooltip = new Tooltip();
  private readonly probe: Latest<Pointer, SpanDetail | undefined>;
  private readonly why: Latest<QueryArgs<"explain">, Explanation | undefined>;
  private pointer: Pointer | undefined;
  private hovered: { readonly lane: number; readonly detail: SpanDetail } | undefined;

  constructor(
    private readonly panel: Panel,
    private readonly lanes: Lanes,
  ) {
    this.probe = new Latest(
      (at) => {
        const hit = lanes.hit(at);
        return hit === undefined ? Promise.resolve(undefined) : lanes.detailAt(hit);
      },
      (detail, at) => this.show(detail, at),
      (error) => panel.failed(error),
    );
    this.why = new Latest(
      (args) => panel.source.query("explain", args),
      (explanation) => {
        this.tooltip.explain(explanation);
        this.place();
      },
      (error) => panel.failed(error),
    );
  }

  get tooltipElement(): HTMLElement {
    return this.tooltip.element;
  }

  move(to: Pointer): void {
    this.pointer = to;
    this.probe.request(to);
  }

  leave(): void {
    this.pointer = undefined;
    this.hovered = undefined;
    this.probe.drop();
    this.hide();
  }

  /** Another run is shown: an answer about this one no longer counts. */
  clear(): void {
    this.why.drop();
  }

  /** Puts box and tooltip to where the slice is by now. */
  place(): void {
    const { pointer, hovered } = this;
    if (pointer === undefined || hovered === undefined) {
      this.hide();
      return;
    }
    const { range, grouping } = this.panel.store.model;
    const { element, plot, measures } = this.lanes;
    const { width, lane, scroll } = measures;
    const from = Math.max(-4, xOf(range, width, hovered.detail.start));
    const to = Math.min(width + 4, xOf(range, width, hovered.detail.end));
    const top = AXIS_HEIGHT + (hovered.lane - scroll) * lane + 2;
    this.box.hidden = top < AXIS_HEIGHT || to < from;
    this.box.style.transform = `translate(${Math.round(from) - 1}px, ${Math.round(top)}px)`;
    this.box.style.width = `${Math.max(3, Math.round(to - from) + 1)}px`;
    this.box.style.height = `${lane - 4}px`;
    const own = element.getBoundingClientRect();
    const box = plot.getBoundingClientRect();
    const room = { width: own.width, height: Math.max(own.height, window.innerHeight - own.top - 8) };
    const [x, y] = [box.left - own.left + pointer.x, box.top - own.top + pointer.y];
    this.tooltip.show(hovered.detail, grouping, x, y, room);
  }

  private hide(): void {
    this.box.hidden = true;
    this.tooltip.hide();
  }

  private show(detail: SpanDetail | undefined, at: Pointer): void {
    if (this.pointer === undefined) return;
    const hit = this.lanes.hit(at);
    this.hovered = detail === undefined || hit === undefined ? undefined : { lane: hit.lane, detail };
    this.place();
    if (detail === undefined || hit === undefined || detail.entity === NONE) return;
    const time = Math.round(Math.min(Math.max(hit.time, detail.start), detail.end - 1));
    this.why.request({ entity: detail.entity, time });
  }
}
