import type { Child } from "../dom";
import { h } from "../dom";

export interface SmallColumn {
  readonly title: string;
  readonly numeric?: boolean;
}

/** A row of a small table. */
export interface SmallRow {
  readonly cells: readonly Child[];
  readonly chosen?: boolean;
  readonly class?: string;
  /** Set where the row can be chosen, by a click anywhere or the keys of a button, which its first cell becomes. */
  readonly choose?: () => void;
}

/** A table of a few dozen rows, with a caption; in its place `empty` where there are none. */
export function smallTable(
  caption: string,
  columns: readonly SmallColumn[],
  rows: readonly SmallRow[],
  empty: string,
): HTMLElement {
  if (rows.length === 0)
    return h("section", { class: "small-table" }, h("h2", {}, caption), h("p", { class: "dim" }, empty));
  const cell = (row: SmallRow, child: Child, i: number): HTMLElement => {
    const button =
      i === 0 && row.choose !== undefined
        ? h(
            "button",
            {
              type: "button",
              class: "row-link",
              "aria-pressed": String(row.chosen === true),
              onclick: row.choose,
            },
            child,
          )
        : child;
    return h("td", { class: columns[i]?.numeric === true ? "numeric" : undefined }, button);
  };
  const body = h(
    "tbody",
    {},
    ...rows.map((row) => {
      const classes = [row.chosen === true ? "focused" : "", row.class ?? ""].filter((name) => name !== "");
      const line = h(
        "tr",
        { class: classes.length === 0 ? undefined : classes.join(" ") },
        ...row.cells.map((child, i) => cell(row, child, i)),
      );
      if (row.choose !== undefined) {
        const { choose } = row;
        line.classList.add("choosable");
        line.addEventListener("click", (event) => {
          if (!(event.target instanceof Element && event.target.closest("button") !== null)) choose();
        });
      }
      return line;
    }),
  );
  body.addEventListener("keydown", moveBetweenRows);
  return h(
    "table",
    { class: "small-table" },
    h("caption", {}, caption),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        ...columns.map(({ title, numeric }) =>
          title === ""
            ? h("td")
            : h("th", { scope: "col", class: numeric === true ? "numeric" : undefined }, title),
        ),
      ),
    ),
    body,
  );
}

/** Up and down go from row to row. */
function moveBetweenRows(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || !(event.currentTarget instanceof Element)) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLButtonElement>(".row-link")];
  const at = links.findIndex((link) => link === document.activeElement);
  const next = links[at + step];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** Replaces what an element holds, and gives the focus back to the button that had it, by its position. */
export function replaceKeepingFocus(element: HTMLElement, ...children: readonly Node[]): void {
  const buttons = (): HTMLButtonElement[] => [...element.querySelectorAll("button")];
  const at = buttons().findIndex((button) => button === document.activeElement);
  element.replaceChildren(...children);
  if (at >= 0) buttons()[at]?.focus();
}
