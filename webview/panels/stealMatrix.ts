import { NONE } from "../../src/shared/ids";
import type { StealMatrix } from "../../src/shared/trace/steals";
import { h } from "../dom";
import { t } from "../l10n/t";
import { formatCount } from "../model/time";
import { replaceKeepingFocus } from "./smallTable";

/** Which steals a table shows: of this thief, from this victim; NONE is any. */
export interface StealFilter {
  readonly thief: number;
  readonly victim: number;
}

const MEASURES = {
  steals: t("Steals"),
  stolen: t("Goroutines"),
  failed: t("Failed"),
} as const;
type Measure = keyof typeof MEASURES;

/** More Ps are not told from each other. */
const MOST_PS = 32;
/** Strongest share of the accent behind a number: it stays readable. */
const HEAT = 38;

/** Who stole from whom, as a table with a row for each thief and a column for each victim. Numbers and, weaker, the heat behind them. */
export class StealMatrixView {
  readonly element = h("section", { class: "steal-matrix", "aria-label": t("Who stole from whom") });
  private matrix: StealMatrix | undefined;
  private measure: Measure = "steals";
  private filter: StealFilter = { thief: NONE, victim: NONE };

  /** @param choose is told the filter that was chosen. */
  constructor(private readonly choose: (filter: StealFilter) => void) {
    this.element.addEventListener("keydown", (event) => this.key(event));
  }

  show(matrix: StealMatrix | undefined, filter: StealFilter): void {
    this.matrix = matrix;
    this.filter = filter;
    this.draw();
  }

  private draw(): void {
    const { matrix } = this;
    if (matrix === undefined || matrix.ps.length < 2) {
      this.element.replaceChildren();
      return;
    }
    replaceKeepingFocus(this.element, this.measures(matrix), this.table(matrix), ...this.notes(matrix));
  }

  private measures({ failedKnown }: StealMatrix): HTMLElement {
    const all = Object.keys(MEASURES) as Measure[];
    return h(
      "div",
      { class: "segmented small", role: "radiogroup", "aria-label": t("What is counted") },
      ...all.map((measure) =>
        h(
          "button",
          {
            type: "button",
            role: "radio",
            "aria-checked": String(measure === this.measure),
            disabled: measure === "failed" && !failedKnown,
            onclick: () => {
              this.measure = measure;
              this.draw();
            },
          },
          MEASURES[measure],
        ),
      ),
    );
  }

  private table(matrix: StealMatrix): HTMLElement {
    const shown = busiest(matrix);
    const values = matrix[this.measure];
    const size = matrix.ps.length;
    const most = Math.max(1, ...values);
    const head = shown.map(({ p, label }) =>
      h("th", { scope: "col" }, this.button(label, t("From {0}", label), { thief: NONE, victim: p })),
    );
    const rows = shown.map((thief) =>
      h(
        "tr",
        {},
        h(
          "th",
          { scope: "row" },
          this.button(thief.label, t("By {0}", thief.label), { thief: thief.p, victim: NONE }),
        ),
        ...shown.map((victim) => {
          if (thief.p === victim.p) return h("td", { class: "self", "aria-hidden": "true" });
          const cell = thief.p * size + victim.p;
          const value = values[cell] ?? 0;
          const text = t(
            "{0} from {1}: {2, plural, one {# steal} other {# steals}}, {3, plural, one {# goroutine} other {# goroutines}}, {4, plural, one {# failed look} other {# failed looks}}",
            thief.label,
            victim.label,
            matrix.steals[cell] ?? 0,
            matrix.stolen[cell] ?? 0,
            matrix.failed[cell] ?? 0,
          );
          const td = h(
            "td",
            {},
            this.button(value === 0 ? "·" : formatCount(value), text, { thief: thief.p, victim: victim.p }),
          );
          td.style.setProperty("--heat", `${Math.round((HEAT * value) / most)}%`);
          return td;
        }),
      ),
    );
    return h(
      "table",
      {},
      h("caption", {}, t("Thief in the row, victim in the column; a click shows only those")),
      h("thead", {}, h("tr", {}, h("td"), ...head)),
      h("tbody", {}, ...rows),
    );
  }

  private notes(matrix: StealMatrix): HTMLElement[] {
    const notes: string[] = [];
    if (matrix.ps.length > MOST_PS)
      notes.push(
        t("Shown are the {0} Ps that stole or were stolen from most, of {1}.", MOST_PS, matrix.ps.length),
      );
    if (!matrix.failedKnown)
      notes.push(t("With so many Ps the log does not tell at whom a search looked in vain."));
    return notes.map((note) => h("p", { class: "dim" }, note));
  }

  private button(text: string, title: string, filter: StealFilter): HTMLElement {
    const chosen = filter.thief === this.filter.thief && filter.victim === this.filter.victim;
    return h(
      "button",
      {
        type: "button",
        title,
        "aria-label": title,
        "aria-pressed": String(chosen),
        onclick: () => this.choose(chosen ? { thief: NONE, victim: NONE } : filter),
      },
      text,
    );
  }

  /** Arrows go from cell to cell. */
  private key(event: KeyboardEvent): void {
    const by = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
    const at = document.activeElement?.closest("td, th");
    const row = at?.closest("tr");
    if (by === undefined || !(at instanceof HTMLTableCellElement) || !(row instanceof HTMLTableRowElement))
      return;
    event.preventDefault();
    event.stopPropagation();
    const table = row.closest("table");
    const [down = 0, right = 0] = by;
    for (let y = row.rowIndex + down, x = at.cellIndex + right; ; y += down, x += right) {
      const cell = y < 0 || x < 0 ? undefined : table?.rows[y]?.cells[x];
      if (cell === undefined) return;
      const button = cell.querySelector("button");
      if (button === null) continue;
      button.focus();
      return;
    }
  }

  /** The filter is another. */
  mark(filter: StealFilter): void {
    this.filter = filter;
    this.draw();
  }
}

/** All Ps in their order; of many those with the most steals. */
function busiest({ ps, steals, failed }: StealMatrix): StealMatrix["ps"] {
  if (ps.length <= MOST_PS) return ps;
  const size = ps.length;
  const weight = (p: number): number => {
    let sum = 0;
    for (let other = 0; other < size; other++)
      for (const cell of [p * size + other, other * size + p])
        sum += 1000 * (steals[cell] ?? 0) + (failed[cell] ?? 0) / size;
    return sum;
  };
  const kept = new Set([...ps].sort((a, b) => weight(b.p) - weight(a.p)).slice(0, MOST_PS));
  return ps.filter((each) => kept.has(each));
}
