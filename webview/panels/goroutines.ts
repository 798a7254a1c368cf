import type { GoroutineAt, GoroutineRow, QueryArgs, QueryResult } from "../../src/shared/trace/queries";
import { h } from "../dom";
import { Latest } from "../model/latest";
import type { Model } from "../model/model";
import { formatCount, formatShare, formatShort } from "../model/time";
import type { Panel } from "../panel";
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
        lifeBar(row),
        formatShort(row.running),
        formatShort(row.runnable),
        formatShort(row.waiting),
        formatCount(row.switches),
        waitsOf(row),
      ],
      rowClass: (row) => (row.g === panel.store.model.focus?.g ? "focused" : ""),
      onChoose: (row) => {
        const same = row.g === panel.store.model.focus?.g;
        panel.store.dispatch({
          type: "focus",
          focus: same ? undefined : { g: row.g, label: `${row.tag} ${row.name}` },
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
    const line = now.place === undefined ? "" : `:${now.place.line}`;
    return h(
      "span",
      { class: "state-now", title: now.reason },
      h("span", { class: `swatch kind-${now.state}` }),
      now.reason === "" || now.state !== "waiting" ? now.state : now.reason,
      h("span", { class: "dim" }, line),
    );
  }
}

/** A goroutine's time in each state as parts of one bar. */
function lifeBar(row: GoroutineRow): HTMLElement {
  const total = PARTS.reduce((sum, part) => sum + row[part], 0);
  const text = PARTS.filter((part) => row[part] > 0)
    .map((part) => `${part} ${formatShare(row[part] / total)}`)
    .join(", ");
  const bar = h("span", { class: "life", role: "img", "aria-label": text, title: text });
  for (const part of PARTS) {
    if (row[part] === 0) continue;
    const piece = h("span", { class: `life-part kind-${part}` });
    piece.style.flexGrow = String(row[part] / total);
    bar.append(piece);
  }
  return bar;
}

function waitsOf(row: GoroutineRow): HTMLElement {
  const [longest] = row.waits;
  const all = row.waits.map((wait) => `${wait.reason}: ${formatShort(wait.ns)}, ${wait.count}×`).join("\n");
  const more = row.waits.length > 1 ? `, +${row.waits.length - 1}` : "";
  return h(
    "span",
    { title: all },
    longest === undefined ? "" : `${longest.reason} ${formatShort(longest.ns)}${more}`,
  );
}
