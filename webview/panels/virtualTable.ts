import type { Page } from "../../src/shared/trace/queries";
import { FrameTask } from "../activity";
import type { Child } from "../dom";
import { h, setAttribute } from "../dom";
import type { Panel } from "../panel";
import { t } from "../l10n/t";

const PAGE = 128;
export const ROW_HEIGHT = 24;
/** Browsers draw nothing beyond about 33 million pixels: more rows than this are not reachable by scrolling. */
export const MOST_ROWS = Math.floor(30_000_000 / ROW_HEIGHT);

export interface TableColumn {
  readonly key: string;
  readonly title: string;
  readonly numeric?: boolean;
  /** Set where the table can be sorted by this column: the order that comes first. */
  readonly sortable?: "ascending" | "descending";
}

export interface Sorting {
  readonly key: string;
  readonly descending: boolean;
}

export interface TableOptions<Row> {
  readonly name: string;
  readonly label: string;
  readonly columns: readonly TableColumn[];
  readonly empty: string;
  /** How it is sorted at first, where it can be sorted. */
  readonly sorting?: Sorting;
  readonly fetch: (offset: number, count: number, sorting: Sorting) => Promise<Page<Row>>;
  /** What stands in each column. */
  readonly cells: (row: Row) => readonly Child[];
  readonly rowClass?: (row: Row) => string;
  /** The person chose a row, by click or Enter. */
  readonly onChoose: (row: Row) => void;
}

/** A table of any length: rows are fetched by pages and only those in view exist. */
export class VirtualTable<Row> {
  private readonly spacer = h("div", { class: "table-rows", role: "rowgroup" });
  private readonly body: HTMLElement;
  private readonly head: HTMLElement;
  private readonly note = h("p", { class: "table-note", role: "status", hidden: true });
  readonly element: HTMLElement;
  private readonly pages = new Map<number, readonly Row[]>();
  private readonly asked = new Set<number>();
  private readonly shown = new Map<number, { readonly element: HTMLElement; readonly row: Row }>();
  private readonly frame: FrameTask;
  private readonly resizes: ResizeObserver;
  private sorting: Sorting;
  private generation = 0;
  private total = -1;
  private active = -1;
  private marked = -1;
  /** The row to be scrolled into view once there is room for it. */
  private revealing = -1;

  constructor(
    private readonly panel: Panel,
    private readonly options: TableOptions<Row>,
  ) {
    this.sorting = options.sorting ?? { key: "", descending: false };
    this.head = h(
      "div",
      { class: "table-head row", role: "row" },
      ...options.columns.map((column) => this.headCell(column)),
    );
    this.showSorting();
    this.body = h(
      "div",
      {
        class: "table-grid",
        role: "grid",
        tabindex: 0,
        "aria-label": options.label,
        onkeydown: (event) => this.key(event as KeyboardEvent),
      },
      h("div", { class: "table-headgroup", role: "rowgroup" }, this.head),
      this.spacer,
    );
    this.element = h("div", { class: `table ${options.name}` }, this.body, this.note);
    this.frame = new FrameTask(panel.activity, () => this.draw());
    this.body.addEventListener("scroll", () => this.frame.request(), { passive: true });
    this.resizes = new ResizeObserver(() => this.frame.request());
    this.resizes.observe(this.body);
  }

  /** Forgets all rows and fetches those in view anew. */
  reload(): void {
    this.generation++;
    this.pages.clear();
    this.asked.clear();
    this.total = -1;
    this.active = -1;
    this.revealing = -1;
    this.forgetRows();
    this.frame.request();
  }

  /** Draws the rows in view again from what is known. */
  refresh(): void {
    this.forgetRows();
    this.frame.request();
  }

  /** Marks a row, as the one that belongs to the cursor; scrolls it into view where `reveal` is set. */
  mark(index: number, reveal: boolean): void {
    if (index === this.marked && !reveal) return;
    this.marked = index;
    for (const [at, { element }] of this.shown) element.classList.toggle("marked", at === index);
    if (!reveal || index < 0) return;
    this.revealing = index;
    this.frame.request();
  }

  dispose(): void {
    this.resizes.disconnect();
  }

  private headCell(column: TableColumn): HTMLElement {
    const attributes = { role: "columnheader", class: column.numeric === true ? "cell numeric" : "cell" };
    if (column.sortable === undefined) return h("div", attributes, column.title);
    return h(
      "div",
      attributes,
      h("button", { class: "sort", type: "button", onclick: () => this.sort(column) }, column.title),
    );
  }

  /** Sorts by a column; the other way round where it is sorted by that already. */
  private sort({ key, sortable }: TableColumn): void {
    const { sorting } = this;
    const descending = key === sorting.key ? !sorting.descending : sortable === "descending";
    this.sorting = { key, descending };
    this.showSorting();
    this.reload();
  }

  private showSorting(): void {
    const { key, descending } = this.sorting;
    this.options.columns.forEach((column, i) => {
      const cell = this.head.children[i];
      if (column.sortable === undefined || cell === undefined) return;
      const order = descending ? "descending" : "ascending";
      setAttribute(cell, "aria-sort", column.key === key ? order : "none");
    });
  }

  private get rows(): number {
    return Math.min(Math.max(0, this.total), MOST_ROWS);
  }

  private forgetRows(): void {
    for (const { element } of this.shown.values()) element.remove();
    this.shown.clear();
  }

  private draw(): void {
    if (this.element.offsetParent === null) return;
    this.spacer.style.height = `${this.rows * ROW_HEIGHT}px`;
    if (this.total >= 0 && this.revealing >= 0) {
      this.scrollTo(this.revealing);
      this.revealing = -1;
    }
    const height = this.body.clientHeight - this.head.offsetHeight;
    const first = Math.max(0, Math.floor(this.body.scrollTop / ROW_HEIGHT) - 4);
    const last = Math.ceil((this.body.scrollTop + Math.max(height, ROW_HEIGHT)) / ROW_HEIGHT) + 4;
    const stop = this.total < 0 ? last : Math.min(last, this.rows);
    for (let page = Math.floor(first / PAGE); page * PAGE < stop || (this.total < 0 && page === 0); page++)
      this.load(page);
    for (const [index, { element }] of this.shown)
      if (index < first || index >= stop) {
        element.remove();
        this.shown.delete(index);
      }
    for (let index = first; index < stop; index++) this.drawRow(index);
    setAttribute(
      this.element.firstElementChild ?? this.element,
      "aria-rowcount",
      String(Math.max(0, this.total) + 1),
    );
    this.note.hidden = !(this.total === 0 || this.total > MOST_ROWS);
    this.note.textContent =
      this.total === 0
        ? this.options.empty
        : t("Shown are the first {0} of {1} rows.", MOST_ROWS, this.total);
  }

  private drawRow(index: number): void {
    if (this.shown.has(index)) return;
    const row = this.pages.get(Math.floor(index / PAGE))?.[index % PAGE];
    if (row === undefined) return;
    const cells = this.options
      .cells(row)
      .map((child, i) =>
        h(
          "div",
          { role: "gridcell", class: this.options.columns[i]?.numeric === true ? "cell numeric" : "cell" },
          child,
        ),
      );
    const element = h(
      "div",
      {
        role: "row",
        class: `row ${this.options.rowClass?.(row) ?? ""}`,
        id: `${this.options.name}-row-${index}`,
        "aria-rowindex": index + 2,
        onclick: () => {
          this.activate(index);
          this.options.onChoose(row);
        },
      },
      ...cells,
    );
    element.classList.toggle("marked", index === this.marked);
    element.classList.toggle("active", index === this.active);
    element.style.transform = `translateY(${index * ROW_HEIGHT}px)`;
    this.shown.set(index, { element, row });
    this.spacer.append(element);
  }

  private load(page: number): void {
    if (this.asked.has(page)) return;
    this.asked.add(page);
    const { generation } = this;
    this.options.fetch(page * PAGE, PAGE, this.sorting).then(
      (answer) => {
        if (generation !== this.generation) return;
        this.total = answer.total;
        this.pages.set(page, answer.rows);
        this.frame.request();
      },
      (error: unknown) => {
        if (generation !== this.generation) return;
        this.asked.delete(page);
        this.panel.failed(error);
      },
    );
  }

  private activate(index: number): void {
    this.shown.get(this.active)?.element.classList.remove("active");
    this.active = index;
    this.shown.get(index)?.element.classList.add("active");
    const grid = this.element.firstElementChild;
    if (grid !== null) setAttribute(grid, "aria-activedescendant", `${this.options.name}-row-${index}`);
  }

  private scrollTo(index: number): void {
    const top = index * ROW_HEIGHT;
    const height = this.body.clientHeight - this.head.offsetHeight;
    if (top < this.body.scrollTop) this.body.scrollTop = top;
    else if (top + ROW_HEIGHT > this.body.scrollTop + height) this.body.scrollTop = top + ROW_HEIGHT - height;
    this.frame.request();
  }

  private key(event: KeyboardEvent): void {
    if (event.target instanceof HTMLButtonElement) return;
    const page = Math.max(1, Math.floor(this.body.clientHeight / ROW_HEIGHT) - 2);
    const to: Record<string, number> = {
      ArrowDown: this.active + 1,
      ArrowUp: this.active - 1,
      PageDown: this.active + page,
      PageUp: this.active - page,
      Home: 0,
      End: this.rows - 1,
    };
    const next = to[event.key];
    if (next !== undefined && this.rows > 0) {
      event.preventDefault();
      const index = Math.min(Math.max(next, 0), this.rows - 1);
      this.activate(index);
      this.scrollTo(index);
    } else if (event.key === "Enter") {
      const row = this.shown.get(this.active)?.row;
      if (row !== undefined) this.options.onChoose(row);
    }
  }
}
