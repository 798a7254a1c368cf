import { verdict } from "../../src/analysis/compare/better";
import { SCOPES, compare, scopeOf } from "../../src/analysis/compare/compare";
import type { Scope } from "../../src/analysis/compare/compare";
import { ofBoth } from "../../src/shared/trace/comparison";
import type { ComparisonRow, Figures } from "../../src/shared/trace/comparison";
import type { Child } from "../dom";
import { h } from "../dom";
import { icon } from "../icons";
import { t } from "../l10n/t";
import { formatCount, formatShare, formatShort } from "../model/time";
import type { Panel } from "../panel";
import { bytesText } from "../panels/costs";
import { VirtualTable } from "../panels/virtualTable";
import type { Sorting } from "../panels/virtualTable";

const NAMES: Readonly<Record<Scope, string>> = {
  run: t("Whole run"),
  core: t("Cores"),
  process: t("Processes"),
  thread: t("Threads"),
  goroutine: t("Goroutines"),
};

const SHARES: ReadonlySet<string> = new Set(["utilization", "overheadShare", "backgroundShare", "fairness"]);

const isShare = (measure: string): boolean => SHARES.has(measure.slice(measure.lastIndexOf(".") + 1));

/** A measure's name for people: `averageTurnaroundNs` is `average turnaround`. */
export function measureText(measure: string): string {
  return measure
    .split(".")
    .map((part) =>
      part
        .replace(/(Ns|PerS|Bytes)$/, "")
        .replace(/([a-z])([A-Z])/g, "$1 $2")
        .replace(/\b[A-Z][a-z]/g, (capital) => capital.toLowerCase()),
    )
    .join(" · ")
    .concat(/PerS$/.test(measure) ? "/s" : "");
}

/** A figure with its unit; a dash where there is none. */
export function figureText(measure: string, value: number | null): string {
  if (value === null) return "–";
  if (/Ns$/.test(measure) || /(^|\.)states\./.test(measure)) return formatShort(value);
  if (/Bytes$/.test(measure)) return bytesText(value);
  if (isShare(measure)) return formatShare(value);
  return Number.isInteger(value) ? formatCount(value) : String(Number(value.toPrecision(3)));
}

/** `+1.2 ms`, `−3`; nothing where the two are equal or one is missing. */
export function differenceText({ measure, difference }: ComparisonRow): string {
  if (difference === null || difference === 0) return "";
  const size = Math.abs(difference);
  const text = isShare(measure) ? `${Number((100 * size).toPrecision(2))}\u202f%` : figureText(measure, size);
  return `${difference > 0 ? "+" : "−"}${text}`;
}

/** The list of things above the table says what they are. */
function withoutScope(of: string): string {
  return of.slice(of.indexOf(" ") + 1);
}

const collator = new Intl.Collator("en", { numeric: true });

/** The rows that a choice of the person shows, in the order of a column; what a row lacks comes last. */
export function arranged(
  rows: readonly ComparisonRow[],
  scope: Scope,
  differing: boolean,
  { key, descending }: Sorting,
): readonly ComparisonRow[] {
  const shown = rows.filter((row) => scopeOf(row.of) === scope && (!differing || row.a !== row.b));
  const sign = descending ? -1 : 1;
  const numeric = (value: (row: ComparisonRow) => number | null) =>
    [...shown].sort((x, y) => {
      const [a, b] = [value(x), value(y)];
      if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
      return sign * (a - b);
    });
  switch (key) {
    case "of":
      return [...shown].sort((x, y) => sign * collator.compare(x.of, y.of));
    case "measure":
      return [...shown].sort(
        (x, y) => sign * collator.compare(measureText(x.measure), measureText(y.measure)),
      );
    case "a":
      return numeric((row) => row.a);
    case "b":
      return numeric((row) => row.b);
    case "difference":
      return numeric((row) => row.difference);
    case "ratio":
      return numeric((row) => row.ratio);
    case "verdict":
      return numeric((row) => {
        const found = verdict(row);
        return found === undefined ? null : found === "better" ? 0 : 1;
      });
    default:
      return shown;
  }
}

/** All figures of two runs side by side, and which of them is better by each, as far as that can be said. */
export class FiguresTable {
  private rows: readonly ComparisonRow[] = [];
  private readonly scope = h(
    "select",
    { class: "figures-scope", "aria-label": t("Figures of") },
    ...SCOPES.map((scope) => h("option", { value: scope }, NAMES[scope])),
  );
  private readonly differing = h("input", { type: "checkbox", id: "figures-differing", checked: true });
  private readonly table: VirtualTable<ComparisonRow>;
  readonly element: HTMLElement;
  private arrangement: { readonly key: string; readonly rows: readonly ComparisonRow[] } | undefined;

  constructor(panel: Panel) {
    this.table = new VirtualTable<ComparisonRow>(panel, {
      name: "figures-table",
      label: t("Figures of both runs"),
      empty: t("No figure differs: untick “Only what differs” to see them all."),
      sorting: { key: "", descending: false },
      columns: [
        { key: "of", title: t("Of"), sortable: "ascending" },
        { key: "measure", title: t("Measure"), sortable: "ascending" },
        { key: "a", title: "A", numeric: true, sortable: "descending" },
        { key: "b", title: "B", numeric: true, sortable: "descending" },
        { key: "difference", title: "B − A", numeric: true, sortable: "descending" },
        { key: "ratio", title: "B / A", numeric: true, sortable: "descending" },
        { key: "verdict", title: t("B is"), sortable: "ascending" },
      ],
      fetch: (offset, count, sorting) => {
        const rows = this.arrange(sorting);
        return Promise.resolve({ offset, total: rows.length, rows: rows.slice(offset, offset + count) });
      },
      cells: (row) => [
        h("span", { title: ofBoth(row) }, withoutScope(ofBoth(row))),
        h("span", { title: row.measure }, measureText(row.measure)),
        figureText(row.measure, row.a),
        figureText(row.measure, row.b),
        differenceText(row),
        row.ratio === null || row.ratio === 1 ? "" : `× ${Number(row.ratio.toPrecision(3))}`,
        verdictCell(row),
      ],
      onChoose: () => undefined,
    });
    for (const control of [this.scope, this.differing])
      control.addEventListener("change", () => {
        this.arrangement = undefined;
        this.table.reload();
      });
    this.element = h(
      "div",
      { class: "figures" },
      h(
        "div",
        { class: "figures-choice" },
        this.scope,
        h("label", { for: "figures-differing" }, this.differing, t("Only what differs")),
      ),
      this.table.element,
    );
  }

  show(a: Figures, b: Figures): void {
    this.rows = compare(a, b);
    for (const option of this.scope.options)
      option.disabled = !this.rows.some(({ of }) => scopeOf(of) === option.value);
    this.arrangement = undefined;
    this.table.reload();
  }

  clear(): void {
    this.rows = [];
    this.arrangement = undefined;
    this.table.reload();
  }

  dispose(): void {
    this.table.dispose();
  }

  private arrange(sorting: Sorting): readonly ComparisonRow[] {
    const key = `${this.scope.value} ${this.differing.checked} ${sorting.key} ${sorting.descending}`;
    if (this.arrangement?.key !== key) {
      const scope = SCOPES.find((each) => each === this.scope.value) ?? "run";
      this.arrangement = { key, rows: arranged(this.rows, scope, this.differing.checked, sorting) };
    }
    return this.arrangement.rows;
  }
}

/** In words and with a sign, so that it can be told without colours. */
function verdictCell(row: ComparisonRow): Child {
  const found = verdict(row);
  if (found === undefined) return "";
  return h(
    "span",
    { class: `verdict ${found}` },
    icon(found === "better" ? "up" : "down"),
    found === "better" ? t("better") : t("worse"),
  );
}
