import { RANGE_SORTS } from "../../src/shared/trace/rangeStats";
import type { RangeRow, RangeStats } from "../../src/shared/trace/rangeStats";
import { h, setText } from "../dom";
import type { Model } from "../model/model";
import type { Range } from "../model/range";
import { span } from "../model/range";
import { formatCount, formatInstant, formatShort } from "../model/time";
import type { Panel } from "../panel";
import { HistogramChart } from "./histogram";
import { lifeBar } from "./life";
import { shareBar, shareTable } from "./shares";
import { VirtualTable } from "./virtualTable";
import { t } from "../l10n/t";

/** What scrolls can be reached by the keyboard. */
const SCROLLED = { tabindex: 0, role: "region" };

const PARTS = ["running", "runnable", "syscall", "waiting"] as const;

/** What happened in the marked range, or else in what is in view: states, waits, lengths, and who was there. */
export class RangeView {
  private readonly title = h("h2", { class: "range-title" });
  private readonly hint = h("p", { class: "dim" });
  private readonly summary = h("div", { class: "range-summary" });
  private readonly charts = {
    runs: new HistogramChart(t("Lengths of runs on a core")),
    delays: new HistogramChart(t("Delays until there was a core")),
    waitLengths: new HistogramChart(t("Lengths of waits")),
  };
  private readonly table: VirtualTable<RangeRow>;
  readonly element: HTMLElement;
  private range: Range = { from: 0, to: 1 };
  private shown: RangeStats | undefined;
  private asked = "";

  constructor(private readonly panel: Panel) {
    this.table = new VirtualTable(panel, {
      name: "range",
      label: t("Who was there in the range"),
      empty: t("Nobody was there in this range."),
      columns: [
        { key: "name", title: t("Who"), sortable: "ascending" },
        { key: "parts", title: t("Range") },
        { key: "running", title: t("Running"), numeric: true, sortable: "descending" },
        { key: "runnable", title: t("Runnable"), numeric: true, sortable: "descending" },
        { key: "waiting", title: t("Waiting"), numeric: true, sortable: "descending" },
        { key: "switches", title: t("Runs"), numeric: true, sortable: "descending" },
      ],
      sorting: { key: "running", descending: true },
      fetch: async (offset, count, { key, descending }) => {
        const { range } = this;
        const stats = await panel.source.query("range", {
          from: range.from,
          to: range.to,
          offset,
          count,
          sort: RANGE_SORTS.find((sort) => sort === key) ?? "running",
          descending,
        });
        if (offset === 0 && range === this.range) this.show(stats);
        return stats.entities;
      },
      cells: (row) => [
        row.name,
        lifeBar(PARTS.map((part) => [part, row[part]])),
        formatShort(row.running),
        formatShort(row.runnable),
        formatShort(row.waiting),
        formatCount(row.switches),
      ],
      rowClass: (row) => (row.entity === panel.store.model.focus?.entity ? "focused" : ""),
      onChoose: ({ entity, name }) => {
        const same = entity === panel.store.model.focus?.entity;
        panel.store.dispatch({ type: "focus", focus: same ? undefined : { entity, label: name } });
      },
    });
    this.element = h(
      "div",
      { class: "range-view" },
      h(
        "div",
        { class: "range-side", ...SCROLLED, "aria-label": t("Totals") },
        this.title,
        this.hint,
        this.summary,
      ),
      h(
        "div",
        { class: "range-charts", ...SCROLLED, "aria-label": t("Lengths") },
        ...Object.values(this.charts).map(({ element }) => element),
      ),
      this.table.element,
    );
    panel.theme.onChange(() => this.draw());
  }

  update(model: Model, before: Model): void {
    if (model.tab !== "range" || model.overview === undefined) return;
    const { marked, range } = model;
    const { from, to } = marked ?? range;
    const whole = { from: Math.floor(Math.max(0, from)), to: Math.ceil(to) };
    const key = `${model.run} ${whole.from} ${whole.to}`;
    const resolution = Math.max(1, span(whole) / 1000);
    setText(
      this.title,
      marked === undefined
        ? t("In view: {0} from {1}", formatShort(span(whole)), formatInstant(whole.from, resolution))
        : t("Marked: {0} from {1}", formatShort(span(whole)), formatInstant(whole.from, resolution)),
    );
    setText(
      this.hint,
      marked === undefined
        ? t("Press M to mark what is selected or in view, or drag with Shift held.")
        : t("Press Escape to take the mark away."),
    );
    if (key !== this.asked) {
      this.asked = key;
      this.range = whole;
      this.table.reload();
    } else if (model.focus !== before.focus) {
      this.table.refresh();
    }
  }

  dispose(): void {
    this.table.dispose();
    for (const chart of Object.values(this.charts)) chart.dispose();
  }

  private show(stats: RangeStats): void {
    this.shown = stats;
    const { busy, overhead, idle } = stats.cores;
    const cores = [
      { what: t("busy"), ns: busy, count: 1, kind: "running" },
      { what: t("kernel"), ns: overhead, count: 1, kind: "overhead" },
      { what: t("idle"), ns: idle, count: 1, kind: "" },
    ];
    const states = stats.states.map((share) => ({ ...share, kind: share.what }));
    const waits = stats.waits.map((share) => ({ ...share, kind: "waiting" }));
    this.summary.replaceChildren(
      h("h3", {}, t("Cores")),
      shareBar(
        cores,
        t(
          "Cores: busy {0}, kernel {1}, idle {2}",
          formatShort(busy),
          formatShort(overhead),
          formatShort(idle),
        ),
      ),
      shareTable(t("States"), states, 8),
      ...(waits.length > 0 ? [shareTable(t("Waits and system calls"), waits, 10)] : []),
    );
    this.draw();
  }

  private draw(): void {
    const { shown } = this;
    if (shown === undefined) return;
    const { palette, fontFamily } = this.panel.theme;
    const { running, runnable, waiting } = palette.kinds;
    this.charts.runs.show(shown.runs, running, palette, fontFamily);
    this.charts.delays.show(shown.delays, runnable, palette, fontFamily);
    this.charts.waitLengths.show(shown.waitLengths, waiting, palette, fontFamily);
  }
}
