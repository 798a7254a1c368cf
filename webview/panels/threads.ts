import { threadEntity } from "../../src/shared/trace/entity";
import type { QueryArgs, QueryResult } from "../../src/shared/trace/queries";
import type { ThreadAt, ThreadRow } from "../../src/shared/trace/threads";
import { h } from "../dom";
import { Latest } from "../model/latest";
import type { Model } from "../model/model";
import { formatCount, formatShort } from "../model/time";
import type { Panel } from "../panel";
import { lifeBar, stateNow, waitsCell } from "./life";
import type { Sorting } from "./virtualTable";
import { VirtualTable } from "./virtualTable";

type Sort = QueryArgs<"threads">["sort"];
const SORTS: readonly Sort[] = ["tid", "running", "runnable", "waiting", "switches"];
/** States at the cursor that are asked for. */
const MOST_STATES = 2000;

/** All kernel threads: how each spent its time, why it waited, and where it is at the cursor. */
export class Threads {
  private readonly table: VirtualTable<ThreadRow>;
  private readonly states: Latest<number, QueryResult<"threadsAt">>;
  private sorting: Sorting = { key: "tid", descending: false };
  private atCursor = new Map<number, ThreadAt>();

  constructor(private readonly panel: Panel) {
    this.states = new Latest(
      (time) => panel.source.query("threadsAt", { time, max: MOST_STATES }),
      ({ threads }) => {
        this.atCursor = new Map(threads.map((each) => [each.task, each]));
        this.table.refresh();
      },
      (error) => panel.failed(error),
    );
    this.table = new VirtualTable(panel, {
      name: "threads",
      label: "Kernel threads",
      empty: "This run ended before it had a thread.",
      columns: [
        { key: "tid", title: "ID", numeric: true, sortable: true },
        { key: "name", title: "Name" },
        { key: "now", title: "At the cursor" },
        { key: "parts", title: "Life" },
        { key: "running", title: "Running", numeric: true, sortable: true },
        { key: "runnable", title: "Runnable", numeric: true, sortable: true },
        { key: "waiting", title: "Waiting", numeric: true, sortable: true },
        { key: "switches", title: "Switches", numeric: true, sortable: true },
        { key: "waits", title: "Waits for" },
      ],
      fetch: (offset, count) =>
        panel.source.query("threads", {
          offset,
          count,
          sort: SORTS.find((sort) => sort === this.sorting.key) ?? "tid",
          descending: this.sorting.descending,
        }),
      cells: (row) => [
        row.tag,
        h("span", { title: `tid ${row.tid}, pid ${row.pid}` }, row.name),
        this.nowOf(row),
        lifeBar([
          ["running", row.running],
          ["runnable", row.runnable],
          ["waiting", row.waiting],
        ]),
        formatShort(row.running),
        formatShort(row.runnable),
        formatShort(row.waiting),
        h(
          "span",
          { title: `${formatCount(row.preemptions)} preemptions, ${formatCount(row.migrations)} migrations` },
          formatCount(row.switches),
        ),
        waitsCell(row.waits),
      ],
      rowClass: (row) => (threadEntity(row.task) === panel.store.model.focus?.entity ? "focused" : ""),
      onChoose: (row) => this.choose(row),
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
    if (model.tab !== "threads" || model.overview === undefined) return;
    const opened = before.tab !== model.tab || before.overview !== model.overview;
    if (opened || model.cursor !== before.cursor) this.states.request(model.cursor);
    if (opened || model.focus !== before.focus) this.table.refresh();
  }

  dispose(): void {
    this.table.dispose();
  }

  private choose(row: ThreadRow): void {
    const { store } = this.panel;
    const entity = threadEntity(row.task);
    const same = entity === store.model.focus?.entity;
    const label = row.tag.endsWith(row.name) ? row.tag : `${row.tag} ${row.name}`;
    store.dispatch({ type: "focus", focus: same ? undefined : { entity, label } });
    const place = this.atCursor.get(row.task)?.place;
    if (!same && place !== undefined) this.panel.reveal(place, true);
  }

  private sort(key: string): void {
    const same = key === this.sorting.key;
    this.sorting = { key, descending: same ? !this.sorting.descending : key !== "tid" };
    this.table.showSorting(this.sorting);
    this.table.reload();
  }

  private nowOf(row: ThreadRow): HTMLElement {
    const now = this.atCursor.get(row.task);
    if (now !== undefined) return stateNow(now.state, now.reason, now.place?.line);
    const { cursor } = this.panel.store.model;
    const ended = row.endedAt >= 0 && cursor >= row.endedAt;
    return h("span", { class: "dim" }, cursor < row.createdAt ? "not yet" : ended ? "ended" : "");
  }
}
