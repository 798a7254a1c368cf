import type { FindAnswer, FindRow } from "../../src/shared/trace/find";
import type { QueryArgs } from "../../src/shared/trace/queries";
import { h, setAttribute } from "../dom";
import { icon } from "../icons";
import { Latest } from "../model/latest";
import type { Panel } from "../panel";
import { t } from "../l10n/t";

const MOST_ROWS = 40;

/** The field in which goroutines and threads are searched for, with a list of what was found under it (the ARIA pattern of a combobox). */
export class SearchBox {
  private readonly input = h("input", {
    type: "text",
    class: "search-input",
    role: "combobox",
    placeholder: t("Search (/)"),
    title: t(
      "Search by name, number, state, what is waited for, or line: G7, worker, runnable, mutex, main.ts:14",
    ),
    "aria-label": t("Search goroutines and threads"),
    "aria-controls": "search-list",
    "aria-expanded": "false",
    "aria-autocomplete": "list",
    spellcheck: "false",
    autocomplete: "off",
  });
  private readonly list = h("ul", {
    id: "search-list",
    class: "search-list",
    role: "listbox",
    "aria-label": t("Found"),
    hidden: true,
  });
  readonly element = h("div", { class: "search" }, icon("search"), this.input, this.list);
  private readonly answers: Latest<QueryArgs<"find">, FindAnswer>;
  private rows: readonly FindRow[] = [];
  private active = 0;

  /** `go` takes the person to what was found; `keep` hides all lanes but those of what the text finds. */
  constructor(
    private readonly panel: Panel,
    private readonly does: { readonly go: (row: FindRow) => void; readonly keep: (text: string) => void },
  ) {
    this.answers = new Latest(
      (args) => panel.source.query("find", args),
      (answer) => this.show(answer),
      (error) => panel.failed(error),
    );
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("focus", () => this.ask());
    this.input.addEventListener("blur", () => this.close());
    this.input.addEventListener("keydown", (event) => this.key(event));
  }

  focus(): void {
    this.input.focus();
    this.input.select();
  }

  /** Another run is shown. */
  clear(): void {
    this.answers.drop();
    this.close();
  }

  private ask(): void {
    const text = this.input.value;
    if (text.trim() === "") {
      this.answers.drop();
      this.close();
    } else {
      this.answers.request({ text, time: this.panel.store.model.cursor, max: MOST_ROWS });
    }
  }

  private show({ rows, more }: FindAnswer): void {
    if (document.activeElement !== this.input || this.input.value.trim() === "") return;
    this.rows = rows;
    this.active = 0;
    const notes =
      rows.length === 0
        ? [t("Nobody was found.")]
        : more
          ? [t("There are more: type more to narrow it down.")]
          : [];
    this.list.replaceChildren(
      ...rows.map((row, i) => this.option(i, h("span", {}, row.name), h("span", { class: "dim" }, row.what))),
      ...(rows.length === 0
        ? []
        : [
            this.option(
              rows.length,
              h("span", {}, t("Show only what is found")),
              h("span", { class: "dim" }, t("Shift+Enter")),
            ),
          ]),
      ...notes.map((note) => h("li", { class: "search-note dim", role: "presentation" }, note)),
    );
    this.list.hidden = false;
    setAttribute(this.input, "aria-expanded", "true");
    this.mark();
  }

  private option(position: number, ...content: readonly HTMLElement[]): HTMLElement {
    return h(
      "li",
      {
        id: `search-${position}`,
        role: "option",
        class: position === this.rows.length ? "keep" : undefined,
        onpointerdown: (event) => {
          event.preventDefault();
          this.take(position);
        },
      },
      ...content,
    );
  }

  /** What was found, and to show only that. */
  private get options(): number {
    return this.rows.length === 0 ? 0 : this.rows.length + 1;
  }

  private close(): void {
    this.list.hidden = true;
    this.rows = [];
    setAttribute(this.input, "aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  private mark(): void {
    [...this.list.children].forEach((item, i) => {
      if (i < this.options) setAttribute(item, "aria-selected", String(i === this.active));
    });
    if (this.rows.length === 0) return;
    setAttribute(this.input, "aria-activedescendant", `search-${this.active}`);
    this.list.children[this.active]?.scrollIntoView({ block: "nearest" });
  }

  private key(event: KeyboardEvent): void {
    const length = this.options;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && length > 0) {
      this.active = (this.active + step + length) % length;
      this.mark();
    } else if (event.key === "Enter" && length > 0) {
      this.take(event.shiftKey ? this.rows.length : this.active);
    } else if (event.key === "Escape") {
      this.close();
      this.input.blur();
    } else {
      return;
    }
    event.preventDefault();
  }

  private take(index: number): void {
    const row = this.rows[index];
    this.close();
    this.input.blur();
    if (row === undefined) this.does.keep(this.input.value.trim());
    else this.does.go(row);
  }
}
