import type { Explanation, Grouping, SpanDetail } from "../../src/shared/trace/queries";
import { NONE } from "../../src/shared/ids";
import { h } from "../dom";
import { beside } from "../gantt/layout";
import { colouredByIdentity } from "../gantt/ink";
import { placeName } from "../panels/waitGraphLayout";
import { whyParts } from "../panels/why";
import { identityOf } from "../theme/palette";
import { t } from "../l10n/t";

/** Points of an explanation that fit beside a pointer. */
const MOST_POINTS = 4;

/** The facts about the slice under the pointer, beside it. */
export class Tooltip {
  readonly element = h("div", { class: "tooltip", role: "tooltip", hidden: true });
  private shown: SpanDetail | undefined;
  private readonly why = h("div", { class: "why", hidden: true });
  private explained: Explanation | undefined;

  /** @param x where the pointer is in `room`, CSS pixels. */
  show(
    detail: SpanDetail,
    grouping: Grouping,
    x: number,
    y: number,
    room: { readonly width: number; readonly height: number },
  ): void {
    if (detail !== this.shown) {
      this.shown = detail;
      this.element.replaceChildren(...tooltipParts(detail, grouping), this.why);
      this.showWhy();
    }
    this.element.hidden = false;
    const { offsetWidth, offsetHeight } = this.element;
    const left = beside(x, offsetWidth, room.width, 14);
    const top = beside(y, offsetHeight, room.height, 16);
    this.element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  /** Why the slice's goroutine, or thread, does what it does: stays with the slice until it is told anew. */
  explain(explanation: Explanation | undefined): void {
    this.explained = explanation;
    this.showWhy();
  }

  private showWhy(): void {
    const { shown, explained, why } = this;
    const fits =
      shown !== undefined &&
      explained?.entity === shown.entity &&
      explained.time >= shown.start &&
      explained.time < shown.end;
    why.hidden = !fits;
    if (fits) why.replaceChildren(...whyParts(explained, MOST_POINTS));
  }

  hide(): void {
    this.element.hidden = true;
  }
}

function tooltipParts(detail: SpanDetail, grouping: Grouping): Node[] {
  const facts = detail.facts.flatMap(([label, text]) => [h("dt", {}, label), h("dd", {}, text)]);
  const parts: Node[] = [
    h("div", { class: "tooltip-title" }, swatchOf(detail, grouping), h("strong", {}, detail.title)),
  ];
  if (facts.length > 0) parts.push(h("dl", {}, ...facts));
  if (detail.place !== undefined) {
    const line = placeName(detail.place);
    parts.push(
      h(
        "div",
        { class: "tooltip-place" },
        detail.place.fn === "" ? line : t("{0} in {1}", line, detail.place.fn),
      ),
    );
  }
  return parts;
}

/** The colour that the slice has in its lane. */
function swatchOf(detail: SpanDetail, grouping: Grouping): HTMLElement {
  const swatch = h("span", { class: `swatch kind-${detail.kind}` });
  if (detail.kind === "running" && detail.entity !== NONE && colouredByIdentity(grouping))
    swatch.style.background = `var(--identity-${identityOf(detail.entity)})`;
  return swatch;
}
