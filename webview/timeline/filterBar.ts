import { assertUnreachable } from "../../src/shared/assert";
import { areShared } from "../../src/shared/trace/laneFilter";
import type { LaneFilter } from "../../src/shared/trace/laneFilter";
import type { Grouping } from "../../src/shared/trace/queries";
import { h } from "../dom";
import { icon } from "../icons";
import { t, tParts } from "../l10n/t";
import { formatInstant } from "../model/time";
import type { Rows } from "./rows";

/** Says over the lanes that a filter hides some, which ones it keeps, and how to see all again. */
export class FilterBar {
  private readonly text = h("p", { role: "status" });
  readonly element = h("div", { class: "filter-bar", hidden: true });
  private shown: readonly unknown[] = [];

  /** @param showAll takes the filter away. */
  constructor(showAll: () => void) {
    this.element.append(
      icon("filter"),
      this.text,
      h(
        "button",
        { type: "button", class: "link", title: t("Show all lanes (Esc)"), onclick: showAll },
        t("Show all lanes"),
      ),
    );
  }

  show(filter: LaneFilter | undefined, grouping: Grouping, shares: Rows["shares"]): void {
    const next = [filter, grouping, shares?.lanes, shares?.of];
    if (next.every((each, i) => each === this.shown[i])) return;
    this.shown = next;
    this.element.hidden = filter === undefined;
    if (filter === undefined || shares === undefined) return;
    const { lanes, of, entities } = shares;
    const what = keptText(filter);
    this.text.replaceChildren(
      ...(entities === 0
        ? tParts("Nobody is left to show: only {0}.", what)
        : lanes === 0
          ? tParts("None of these lanes is left, try others: only {0}.", what)
          : areShared(grouping)
            ? tParts(
                "Only {0}: {1, plural, one {# goroutine or thread} other {# goroutines and threads}}; what others do is a line.",
                what,
                entities,
              )
            : tParts("Only {0}: {1} of {2, plural, one {# lane} other {# lanes}}.", what, lanes, of)),
    );
  }
}

function keptText(filter: LaneFilter): HTMLElement {
  switch (filter.kind) {
    case "found":
      return h("span", {}, ...tParts("what the search for {0} finds", h("b", {}, filter.text)));
    case "involved":
      return h("span", {}, ...tParts("who is involved with {0}", h("b", {}, filter.label)));
    case "range": {
      const [from, to] = [filter.from, filter.to].map((time) =>
        formatInstant(time, (filter.to - filter.from) / 1000),
      );
      return h("span", {}, t("who ran or changed its state from {0} to {1}", from ?? "", to ?? ""));
    }
    default:
      return assertUnreachable(filter);
  }
}
