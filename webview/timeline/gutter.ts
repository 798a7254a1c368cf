import type { Grouping, Lane } from "../../src/shared/trace/queries";
import { h, setText } from "../dom";
import { t } from "../l10n/t";

/** What the lanes are, over their names. */
export const HEADS: Readonly<Record<Grouping, string>> = {
  core: t("Core"),
  p: "P",
  g: t("Goroutine"),
  m: t("Thread"),
  process: t("Process"),
};

/** A lane's name, and what is weaker beside it. */
export function laneText(grouping: Grouping, lane: Lane | undefined): readonly [name: string, more: string] {
  const label = lane?.label ?? "";
  if (grouping === "core" || grouping === "p") return [label, ""];
  const [name = "", ...more] = label.split(" ");
  return [name, more.join(" ")];
}

/** The lanes' names beside them: as many elements as lanes are in view. */
export class Gutter {
  private readonly corner = h("div", { class: "gutter-corner" });
  private readonly labels = h("div", { class: "gutter-labels" });
  readonly element = h("div", { class: "gutter" }, this.corner, this.labels);
  private readonly pool: HTMLElement[] = [];

  /** @param base what the labels of the time axis count from, empty for 0. */
  draw(
    grouping: Grouping,
    first: number,
    count: number,
    scroll: number,
    height: number,
    lane: (position: number) => Lane | undefined,
    base: string,
  ): void {
    setText(this.corner, base === "" ? HEADS[grouping] : base);
    this.corner.classList.toggle("base", base !== "");
    while (this.pool.length < count) {
      const label = h(
        "div",
        { class: "lane-label" },
        h("span", { class: "lane-name" }),
        h("span", { class: "lane-more" }),
      );
      this.pool.push(label);
      this.labels.append(label);
    }
    this.pool.forEach((label, row) => {
      label.hidden = row >= count;
      if (label.hidden) return;
      const shown = lane(first + row);
      label.classList.toggle("under", shown?.under === true);
      label.classList.toggle("whole", grouping === "process" && shown?.under === false);
      const [nameText, moreText] = laneText(grouping, shown);
      if (label.firstElementChild !== null) setText(label.firstElementChild, nameText);
      if (label.lastElementChild !== null) setText(label.lastElementChild, moreText);
      label.title =
        shown === undefined ? "" : [shown.label, shown.detail].filter((text) => text !== "").join("\n");
      label.style.transform = `translateY(${Math.round((first + row - scroll) * height)}px)`;
      label.style.height = `${height}px`;
    });
  }
}
