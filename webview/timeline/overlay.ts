import { h, setText } from "../dom";
import { xOf } from "../gantt/layout";
import type { Range } from "../model/range";
import { span } from "../model/range";
import { formatInstant } from "../model/time";

/**
 * What lies over all charts that share the time axis: the cursor with its time, where the pointer is, a shade on the part of the
 * run of which the log has dropped the events, and one on what is before and after the run.
 */
export class Overlay {
  private readonly cursorTime = h("span", { class: "cursor-time" });
  private readonly cursor = h("div", { class: "cursor-line" }, this.cursorTime);
  private readonly hoverTime = h("span", { class: "hover-time" });
  private readonly hover = h("div", { class: "hover-line", hidden: true }, this.hoverTime);
  private readonly dropped = h("div", { class: "dropped", hidden: true });
  private readonly before = h("div", { class: "outside", hidden: true });
  private readonly after = h("div", { class: "outside", hidden: true });
  private readonly marked = h("div", { class: "marked-range", hidden: true });
  readonly element = h(
    "div",
    { class: "overlay", "aria-hidden": "true" },
    this.dropped,
    this.before,
    this.after,
    this.marked,
    this.hover,
    this.cursor,
  );

  /** `until`: 0 where nothing was dropped. */
  showDropped(until: number, range: Range, width: number): void {
    const x = Math.round(Math.min(width, xOf(range, width, until)));
    this.dropped.hidden = until === 0 || x <= 0;
    this.dropped.style.width = `${Math.max(0, x)}px`;
  }

  /** What is in view of no time of the run, which is from 0 to `end`. */
  showOutside(end: number, range: Range, width: number): void {
    const begins = Math.min(width, Math.round(xOf(range, width, 0)));
    const ends = Math.max(0, Math.round(xOf(range, width, end)));
    this.before.hidden = begins <= 0;
    this.before.style.width = `${Math.max(0, begins)}px`;
    this.after.hidden = range.to <= end || ends >= width;
    this.after.style.transform = `translateX(${ends}px)`;
    this.after.style.width = `${Math.max(0, width - ends)}px`;
  }

  showMarked(marked: Range | undefined, range: Range, width: number): void {
    const from = marked === undefined ? 0 : Math.max(-2, xOf(range, width, marked.from));
    const to = marked === undefined ? 0 : Math.min(width + 2, xOf(range, width, marked.to));
    this.marked.hidden = marked === undefined || to <= from;
    if (this.marked.hidden) return;
    this.marked.style.transform = `translateX(${Math.round(from)}px)`;
    this.marked.style.width = `${Math.max(1, Math.round(to - from))}px`;
  }

  showCursor(time: number, range: Range, width: number): void {
    this.place(this.cursor, this.cursorTime, time, range, width);
  }

  showHover(time: number | undefined, range: Range, width: number): void {
    if (time === undefined) this.hover.hidden = true;
    else this.place(this.hover, this.hoverTime, time, range, width);
  }

  private place(line: HTMLElement, tag: HTMLElement, time: number, range: Range, width: number): void {
    const x = Math.round(xOf(range, width, time));
    line.hidden = x < -1 || x > width + 1;
    if (line.hidden) return;
    setText(tag, formatInstant(time, Math.max(1, span(range) / width)));
    line.style.transform = `translateX(${x}px)`;
    const half = tag.offsetWidth / 2;
    const shift = Math.max(half - x, Math.min(0, width - x - half));
    tag.style.transform = `translateX(calc(-50% + ${Math.round(shift)}px))`;
  }
}
