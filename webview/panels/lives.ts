import type { Entity } from "../../src/shared/trace/entity";
import type { Page, Place } from "../../src/shared/trace/queries";
import type { Child } from "../dom";
import { h } from "../dom";
import { Latest } from "../model/latest";
import type { Model } from "../model/model";
import { formatShort } from "../model/time";
import type { Panel } from "../panel";
import type { Part, Wait } from "./life";
import { lifeBar, stateNow, waitsCell } from "./life";
import type { Sorting } from "./virtualTable";
import { VirtualTable } from "./virtualTable";
import { t } from "../l10n/t";

/** States at the cursor that are asked for. */
const MOST_STATES = 2000;

/** What goroutines and threads have in common. Times in ns; `endedAt` is negative where it did not end. */
export interface Life {
  readonly tag: string;
  readonly name: string;
  readonly createdAt: number;
  readonly endedAt: number;
  readonly running: number;
  readonly runnable: number;
  readonly waiting: number;
  readonly waits: readonly Wait[];
}

/** Where one of them is at the cursor. */
export interface Standing {
  readonly state: string;
  readonly reason: string;
  readonly place: Place | undefined;
}

export interface LivesOptions<Row extends Life> {
  readonly tab: "goroutines" | "threads";
  readonly label: string;
  readonly empty: string;
  /** What its name is called. */
  readonly nameTitle: string;
  /** The sort by number, in which the table is at first. */
  readonly number: string;
  readonly fetch: (offset: number, count: number, sorting: Sorting) => Promise<Page<Row>>;
  readonly standingsAt: (time: number, max: number) => Promise<ReadonlyMap<Entity, Standing>>;
  readonly entityOf: (row: Row) => Entity;
  /** What it is called while it is looked at. */
  readonly labelOf: (row: Row) => string;
  /** More about its name. */
  readonly nameDetail: (row: Row) => string;
  readonly parts: (row: Row) => readonly Part[];
  readonly switches: (row: Row) => Child;
}

/** A table of goroutines or of threads: how each spent its time, why it waited, and where it is at the cursor. */
export class Lives<Row extends Life> {
  private readonly table: VirtualTable<Row>;
  private readonly standings: Latest<number, ReadonlyMap<Entity, Standing>>;
  private atCursor: ReadonlyMap<Entity, Standing> = new Map();

  constructor(
    private readonly panel: Panel,
    private readonly options: LivesOptions<Row>,
  ) {
    this.standings = new Latest(
      (time) => options.standingsAt(time, MOST_STATES),
      (standings) => {
        this.atCursor = standings;
        this.table.refresh();
      },
      (error) => panel.failed(error),
    );
    this.table = new VirtualTable(panel, {
      name: options.tab,
      label: options.label,
      empty: options.empty,
      columns: [
        { key: options.number, title: t("ID"), numeric: true, sortable: "ascending" },
        { key: "name", title: options.nameTitle },
        { key: "now", title: t("At the cursor") },
        { key: "parts", title: t("Life") },
        { key: "running", title: t("Running"), numeric: true, sortable: "descending" },
        { key: "runnable", title: t("Runnable"), numeric: true, sortable: "descending" },
        { key: "waiting", title: t("Waiting"), numeric: true, sortable: "descending" },
        { key: "switches", title: t("Switches"), numeric: true, sortable: "descending" },
        { key: "waits", title: t("Waits for") },
      ],
      sorting: { key: options.number, descending: false },
      fetch: options.fetch,
      cells: (row) => [
        row.tag,
        h("span", { title: options.nameDetail(row) }, row.name),
        this.nowOf(row),
        lifeBar(options.parts(row)),
        formatShort(row.running),
        formatShort(row.runnable),
        formatShort(row.waiting),
        options.switches(row),
        waitsCell(row.waits),
      ],
      rowClass: (row) => (this.isFocused(row) ? "focused" : ""),
      onChoose: (row) => this.choose(row),
    });
  }

  get element(): HTMLElement {
    return this.table.element;
  }

  update(model: Model, before: Model): void {
    if (model.run !== before.run) {
      this.standings.drop();
      this.atCursor = new Map();
      this.table.reload();
    }
    if (model.tab !== this.options.tab || model.overview === undefined) return;
    const opened = before.tab !== model.tab || before.overview !== model.overview;
    if (opened || model.cursor !== before.cursor) this.standings.request(model.cursor);
    if (opened || model.focus !== before.focus) this.table.refresh();
  }

  dispose(): void {
    this.table.dispose();
  }

  private isFocused(row: Row): boolean {
    return this.options.entityOf(row) === this.panel.store.model.focus?.entity;
  }

  private choose(row: Row): void {
    const entity = this.options.entityOf(row);
    const same = this.isFocused(row);
    const focus = same ? undefined : { entity, label: this.options.labelOf(row) };
    this.panel.store.dispatch({ type: "focus", focus });
    const place = this.atCursor.get(entity)?.place;
    if (!same && place !== undefined) this.panel.reveal(place, true);
  }

  private nowOf(row: Row): HTMLElement {
    const now = this.atCursor.get(this.options.entityOf(row));
    if (now !== undefined) return stateNow(now.state, now.reason, now.place?.line);
    const { cursor } = this.panel.store.model;
    const ended = row.endedAt >= 0 && cursor >= row.endedAt;
    return h("span", { class: "dim" }, cursor < row.createdAt ? t("not yet") : ended ? t("ended") : "");
  }
}
