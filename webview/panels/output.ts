import type { OutputRow } from "../../src/shared/trace/queries";
import { h } from "../dom";
import type { Model } from "../model/model";
import { formatInstant } from "../model/time";
import type { Panel } from "../panel";
import { VirtualTable } from "./virtualTable";
import { t } from "../l10n/t";

/** A line longer than this is cut; its tooltip says so. */
const LONGEST_LINE = 2000;

/** What the program printed, with when and by whom; a click puts the cursor to when it was printed. */
export class Output {
  private readonly table: VirtualTable<OutputRow>;

  constructor(private readonly panel: Panel) {
    this.table = new VirtualTable(panel, {
      name: "output",
      label: t("Output of the program"),
      empty: t("The program printed nothing."),
      columns: [
        { key: "time", title: t("Time"), numeric: true },
        { key: "g", title: t("By") },
        { key: "text", title: t("Text") },
        { key: "place", title: t("Line") },
      ],
      fetch: (offset, count) => panel.source.query("output", { offset, count }),
      cells: (row) => [formatInstant(row.time, 1), row.g, lineOf(row), this.placeOf(row)],
      rowClass: (row) => (row.time > panel.store.model.cursor ? "later" : ""),
      onChoose: (row) => panel.store.dispatch({ type: "cursor", time: row.time, reveal: true }),
    });
  }

  get element(): HTMLElement {
    return this.table.element;
  }

  update(model: Model, before: Model): void {
    if (model.run !== before.run) this.table.reload();
    else if (
      model.tab === "output" &&
      (model.cursor !== before.cursor || model.tab !== before.tab || model.overview !== before.overview)
    )
      this.table.refresh();
  }

  dispose(): void {
    this.table.dispose();
  }

  private placeOf(row: OutputRow): HTMLElement | undefined {
    const { place } = row;
    if (place === undefined) return undefined;
    const file = place.uri.slice(place.uri.lastIndexOf("/") + 1);
    return h(
      "button",
      {
        type: "button",
        class: "link",
        tabindex: -1,
        onclick: (event) => {
          event.stopPropagation();
          this.panel.reveal(place, false);
        },
      },
      `${file}:${place.line}`,
    );
  }
}

function lineOf(row: OutputRow): HTMLElement {
  const text = row.text.replace(/\n$/, "");
  const cut = text.length > LONGEST_LINE;
  return h(
    "span",
    {
      class: `output-text ${row.stream}`,
      title: cut
        ? t("The line has {0} characters; the first {1} are shown.", text.length, LONGEST_LINE)
        : undefined,
    },
    cut ? `${text.slice(0, LONGEST_LINE)}…` : text,
  );
}
