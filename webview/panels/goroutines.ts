import type { GoroutineAt, GoroutineRow, QueryArgs, QueryResult } from "../../src/shared/trace/queries";
import { h } from "../dom";
import { Latest } from "../model/latest";
import type { Model } from "../model/model";
import { formatCount, formatShort } from "../model/time";
import type { Panel } from "../panel";
import { lifeBar, stateNow, waitsCell } from "./life";
import type { Sorting } from "./virtualTable";
import { VirtualTable } from "./virtualTable";

type Sort = QueryArgs<"goroutines">["sort"];
const SORTS: readonly Sort[] = ["goid", "running", "runnable", "waiting", "switches"];
const PARTS = ["running", "runnable", "syscall", "waiting"] as const;
/** States at the cursor that are asked for. */
const MOST_STATES = 2000;

/** All goroutines: how each spent its time, why it waited, and where it is at the cursor. */
export class Goroutines {
  private readonly table: VirtualTable<GoroutineRow>;
  private readonly states: Latest<number, QueryResult<"stateAt">>;
  private sorting: Sorting = { key: "goid", descending: false };
  private atCursor = new Map<number, GoroutineAt>();

  constructor(private readonly panel: Panel) {
    this.states = new Latest(
      (time) => panel.source.query("stateAt", { time, max: MOST_STATES }),
      ({ goroutines }) => {
        this.atCursor = new Map(goroutines.map((each) => [each.g, each]));
        this.table.refresh();
      },
      (error) => panel.failed(error),
    );
    this.table = new VirtualTable(panel, {
      name: "goroutines",
      label: "Goroutines",
      empty: "This run has no goroutines.",
      columns: [
        { key: "goid", title: "ID", numeric: true, sortable: true },
        { key: "name", title: "Function" },
        { key: "now", title: "At the cursor" },
        { key: "parts", title: "Life" },
        { key: "running", title: "Running", numeric: true, sortable: true },
        { key: "runnable", title: "Runnable", numeric: true, sortable: true },
        { key: "waiting", title: "Waiting", numeric: true, sortable: true },
        { key: "switches", title: "Switches", numeric: true, sortable: true },
        { key: "waits", title: "Waits for" },
      ],
      fetch: (offset, count) =>
        panel.source.query("goroutines", {
          offset,
          count,
          sort: SORTS.find((sort) => sort === this.sorting.key) ?? "goid",
          descending: this.sorting.descending,
        }),
      cells: (row) => [
        row.tag,
        h("span", { title: row.name }, row.name),
        this.nowOf(row),
        lifeBar(PARTS.map((part) => [part, row[part]])),
        formatShort(row.running),
        formatShort(row.runnable),
        formatShort(row.waiting),
        formatCount(row.switches),
        waitsCell(row.waits),
      ],
      rowClass: (row) => (row.g === panel.store.model.focus?.entity ? "focused" : ""),
      onChoose: (row) => {
        const same = row.g === panel.store.model.focus?.entity;
        panel.store.dispatch({
          type: "focus",
          focus: same ? undefined : { entity: row.g, label: `${row.tag} ${row.name}` },
        });
        const place = this.atCursor.get(row.g)?.place;
        if (!same && place !== undefined) panel.reveal(place, true);
      },
      onSort: (key) => this.sort(key),
    });
    this.table.showSorting(this.sorting);
  }

  get element(): HTMLElement {
    return this.table.element;
  }

  update(model: Model, before: Model): void {
    if (model.run !== before.run) {
      this.states.drop();
      this.atCursor = new Map();
      this.table.reload();
    }
    if (model.tab !== "goroutines" || model.overview === undefined) return;
    const opened = before.tab !== model.tab || before.overview !== model.overview;
    if (opened || model.cursor !== before.cursor) this.states.request(model.cursor);
    if (opened || model.focus !== before.focus) this.table.refresh();
  }

  dispose(): void {
    this.table.dispose();
  }

  private sort(key: string): void {
    const same = key === this.sorting.key;
    this.sorting = { key, descending: same ? !this.sorting.descending : key !== "goid" };
    this.table.showSorting(this.sorting);
    this.table.reload();
  }

  private nowOf(row: GoroutineRow): HTMLElement {
    const now = this.atCursor.get(row.g);
    if (now === undefined) {
      const { cursor } = this.panel.store.model;
      const text =
        cursor < row.createdAt ? "not yet" : row.endedAt >= 0 && cursor >= row.endedAt ? "ended" : "";
      return h("span", { class: "dim" }, text);
    }
    return stateNow(now.state, now.reason, now.place?.line);
  }
}
