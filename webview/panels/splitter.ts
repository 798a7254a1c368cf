import { h, setAttribute } from "../dom";
import { t } from "../l10n/t";

/** The bar between timeline and tabs: dragged, or moved by the arrow keys. */
export class Splitter {
  readonly element: HTMLElement;

  /** @param move is told the wanted share of the height above the bar. */
  constructor(
    private readonly room: () => DOMRect,
    private readonly share: () => number,
    private readonly move: (share: number) => void,
  ) {
    this.element = h("div", {
      class: "splitter",
      role: "separator",
      tabindex: 0,
      "aria-orientation": "horizontal",
      "aria-label": t("Height of the timeline"),
      "aria-valuemin": 20,
      "aria-valuemax": 88,
      "aria-valuenow": 60,
    });
    this.element.addEventListener("pointerdown", (event) => {
      this.element.setPointerCapture(event.pointerId);
      this.element.classList.add("dragging");
    });
    this.element.addEventListener("pointermove", (event) => {
      if (!this.element.hasPointerCapture(event.pointerId)) return;
      const box = this.room();
      this.move((event.clientY - box.top) / Math.max(1, box.height));
    });
    for (const end of ["pointerup", "pointercancel"] as const)
      this.element.addEventListener(end, () => this.element.classList.remove("dragging"));
    this.element.addEventListener("keydown", (event) => {
      const step = { ArrowUp: -0.04, ArrowDown: 0.04 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      this.move(this.share() + step);
    });
  }

  show(share: number): void {
    setAttribute(this.element, "aria-valuenow", String(Math.round(share * 100)));
  }
}
