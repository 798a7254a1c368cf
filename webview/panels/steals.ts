import type { StealRow } from "../../src/shared/trace/queries";
import { h } from "../dom";
import type { Model } from "../model/model";
import { formatInstant } from "../model/time";
import type { Panel } from "../panel";
import { VirtualTable } from "./virtualTable";
import { t } from "../l10n/t";

/** Every steal as a table; a click puts the cursor to it. */
export class Steals {
  private readonly table: VirtualTable<StealRow>;

  constructor(private readonly panel: Panel) {
    this.table = new VirtualTable(panel, {
      name: "steals",
      label: t("Steals"),
      empty: t(
        "No P stole work in this run. With more cores, or goroutines spawned unevenly, thieves appear.",
      ),
      columns: [
        { key: "time", title: t("Time"), numeric: true },
        { key: "who", title: t("Thief ← victim") },
        { key: "g", title: t("Runs next") },
        { key: "batch", title: t("Taken"), numeric: true },
        { key: "queue", title: t("Victim’s queue") },
        { key: "round", title: t("Round"), numeric: true },
        { key: "from", title: t("From") },
      ],
      fetch: (offset, count) => panel.source.query("steals", { offset, count }),
      cells: (row) => [
        formatInstant(row.time, 1),
        h(
          "span",
          { class: "steal-who" },
          h("b", {}, `P${row.thief}`),
          h("span", { class: "dim" }, " ← "),
          `P${row.victim}`,
        ),
        row.g,
        String(row.batch),
        queueBar(row),
        String(row.round),
        row.fromRunnext ? "runnext" : t("local queue"),
      ],
      onChoose: (row) => panel.store.dispatch({ type: "cursor", time: row.time, reveal: true }),
    });
  }

  get element(): HTMLElement {
    return this.table.element;
  }

  update(model: Model, before: Model): void {
    if (model.run !== before.run) this.table.reload();
    if (model.tab !== before.tab || model.overview !== before.overview) this.table.refresh();
    if (model.tab === "steals" && (model.cursor !== before.cursor || model.tab !== before.tab))
      void this.follow(model.cursor);
  }

  dispose(): void {
    this.table.dispose();
  }

  /** Marks the last steal up to the cursor, found by halving. */
  private async follow(time: number): Promise<void> {
    const total = this.panel.store.model.overview?.steals ?? 0;
    let low = 0;
    let high = total;
    try {
      while (low < high && this.panel.store.model.cursor === time) {
        const middle = (low + high) >>> 1;
        const page = await this.panel.source.query("steals", { offset: middle, count: 1 });
        const row = page.rows[0];
        if (row !== undefined && row.time <= time) low = middle + 1;
        else high = middle;
      }
      if (this.panel.store.model.cursor === time) this.table.mark(low - 1, true);
    } catch (error) {
      this.panel.failed(error);
    }
  }
}

/** The victim's queue before and after, as a bar of up to sixteen goroutines; what was taken is hollow. */
function queueBar(row: StealRow): HTMLElement {
  const scale = Math.max(16, row.before);
  const kept = h("span", { class: "queue-kept" });
  const taken = h("span", { class: "queue-taken" });
  kept.style.width = `${(row.after / scale) * 64}px`;
  taken.style.width = `${(Math.max(0, row.before - row.after) / scale) * 64}px`;
  return h(
    "span",
    { class: "queue-bar" },
    h("span", { class: "queue-text" }, `${row.before} → ${row.after}`),
    kept,
    taken,
  );
}
