/** What the person does to the timeline with pointer and wheel; places in CSS pixels from the plot's top left. */
export interface Gestures {
  zoom(factor: number, x: number): void;
  pan(dx: number): void;
  scroll(dy: number): void;
  click(x: number, y: number): void;
  doubleClick(x: number, y: number): void;
  /** A stretch is marked, from where the drag began to where it is. */
  mark(from: number, to: number): void;
  /** The cursor is dragged along the axis. */
  scrub(x: number): void;
  hover(x: number, y: number): void;
  leave(): void;
}

/** Moves of less than this many pixels are a click. */
const SLOP = 4;
const ZOOM_PER_PIXEL = 0.0022;

/** How much one wheel event zooms: the same for wheels that count lines and pads that count pixels, and never a leap. */
export function wheelFactor(delta: number, mode: number): number {
  const pixels = mode === 1 ? delta * 33 : mode === 2 ? delta * 300 : delta;
  return Math.exp(Math.min(Math.max(pixels, -160), 160) * ZOOM_PER_PIXEL);
}

/** @param axisHeight pixels from the top of `plot` that belong to the time axis. */
export function listen(plot: HTMLElement, axisHeight: number, gestures: Gestures): void {
  let drag:
    | {
        x: number;
        y: number;
        moved: boolean;
        readonly from: number;
        readonly scrub: boolean;
        readonly mark: boolean;
      }
    | undefined;
  const at = (event: MouseEvent): readonly [number, number] => {
    const box = plot.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  plot.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const [x, y] = at(event);
    const mark = event.shiftKey;
    drag = { x, y, moved: false, from: x, mark, scrub: y < axisHeight && !mark };
    plot.setPointerCapture(event.pointerId);
    if (drag.scrub) gestures.scrub(x);
  });
  plot.addEventListener("pointermove", (event) => {
    const [x, y] = at(event);
    if (drag === undefined) {
      gestures.hover(x, y);
      return;
    }
    if (!drag.moved && Math.hypot(x - drag.x, y - drag.y) < SLOP) return;
    drag.moved = true;
    gestures.leave();
    if (drag.scrub) {
      gestures.scrub(x);
      return;
    }
    if (drag.mark) {
      gestures.mark(drag.from, x);
      return;
    }
    plot.classList.add("panning");
    gestures.pan(drag.x - x);
    gestures.scroll(drag.y - y);
    drag.x = x;
    drag.y = y;
  });
  const release = (event: PointerEvent): void => {
    if (drag === undefined) return;
    const { moved, scrub } = drag;
    drag = undefined;
    plot.classList.remove("panning");
    if (event.type === "pointerup" && !moved && !scrub) gestures.click(...at(event));
  };
  plot.addEventListener("pointerup", release);
  plot.addEventListener("pointercancel", release);
  plot.addEventListener("pointerleave", () => gestures.leave());
  plot.addEventListener("dblclick", (event) => gestures.doubleClick(...at(event)));
  plot.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      if (event.altKey) {
        gestures.scroll(event.deltaY);
        return;
      }
      const sideways = event.shiftKey ? event.deltaY + event.deltaX : event.deltaX;
      if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) gestures.pan(sideways);
      else gestures.zoom(wheelFactor(event.deltaY * (event.ctrlKey ? 4 : 1), event.deltaMode), at(event)[0]);
    },
    { passive: false },
  );
}
