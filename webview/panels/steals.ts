import { NONE } from "../../src/shared/ids";
import type { StealRow } from "../../src/shared/trace/queries";
import type { StealMatrix, StealRings } from "../../src/shared/trace/steals";
import { h } from "../dom";
import { t } from "../l10n/t";
import { Latest } from "../model/latest";
import type { Model } from "../model/model";
import { formatInstant } from "../model/time";
import type { Panel } from "../panel";
import { StealMatrixView } from "./stealMatrix";
import type { StealFilter } from "./stealMatrix";
import { stealRingsView } from "./stealRings";
import { VirtualTable } from "./virtualTable";

const ALL: StealFilter = { thief: NONE, victim: NONE };

/** Who stole from whom as a matrix, every steal as a table, and the rings of the last steal up to the cursor; a click on a row puts the cursor to it. */
export class Steals {
  readonly element: HTMLElement;
  private readonly table: VirtualTable<StealRow>;
  private readonly matrix: StealMatrixView;
  private readonly rings = h("div", { class: "steal-rings-room" });
  private readonly matrices: Latest<Readonly<Record<string, never>>, StealMatrix>;
  private readonly ringsAt: Latest<{ readonly event: number }, StealRings | undefined>;
  private filter = ALL;
  private total = 0;
  private asked = -1;

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
      fetch: async (offset, count) => {
        const page = await panel.source.query("steals", { offset, count, ...this.filter });
        this.total = page.total;
        if (offset === 0) void this.follow(panel.store.model.cursor);
        return page;
      },
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
    this.matrix = new StealMatrixView((filter) => this.choose(filter));
    this.matrices = new Latest(
      () => panel.source.query("stealMatrix", {}),
      (matrix) => this.matrix.show(matrix, this.filter),
      (error) => panel.failed(error),
    );
    this.ringsAt = new Latest(
      (args) => panel.source.query("stealRings", args),
      (rings) => this.rings.replaceChildren(...(rings === undefined ? [] : [stealRingsView(rings)])),
      (error) => panel.failed(error),
    );
    const side = h(
      "div",
      { class: "steals-side", tabindex: 0, role: "region", "aria-label": t("Who stole from whom, and how") },
      this.matrix.element,
      this.rings,
    );
    this.element = h("div", { class: "steals-view" }, side, this.table.element);
  }

  update(model: Model, before: Model): void {
    if (model.run !== before.run) {
      this.filter = ALL;
      this.asked = -1;
      this.matrices.drop();
      this.ringsAt.drop();
      this.matrix.show(undefined, ALL);
      this.rings.replaceChildren();
      this.table.reload();
    }
    if (model.tab !== "steals" || model.overview === undefined || model.overview.laneCounts.p === 0) return;
    const opened = model.tab !== before.tab || model.overview !== before.overview;
    if (opened) this.table.refresh();
    if (this.asked !== model.run) {
      this.asked = model.run;
      this.matrices.request({});
    }
    if (opened || model.cursor !== before.cursor) void this.follow(model.cursor);
  }

  dispose(): void {
    this.table.dispose();
  }

  private choose(filter: StealFilter): void {
    this.filter = filter;
    this.matrix.mark(filter);
    this.table.reload();
  }

  /** Marks the last steal up to the cursor, found by halving, and draws its rings. */
  private async follow(time: number): Promise<void> {
    const { filter, total } = this;
    const current = (): boolean => this.panel.store.model.cursor === time && this.filter === filter;
    let low = 0;
    let high = total;
    let last: StealRow | undefined;
    try {
      while (low < high && current()) {
        const middle = (low + high) >>> 1;
        const page = await this.panel.source.query("steals", { offset: middle, count: 1, ...filter });
        const row = page.rows[0];
        if (row !== undefined && row.time <= time) {
          low = middle + 1;
          last = row;
        } else high = middle;
      }
      if (!current()) return;
      this.table.mark(low - 1, true);
      if (last === undefined) this.rings.replaceChildren();
      else this.ringsAt.request({ event: last.event });
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
