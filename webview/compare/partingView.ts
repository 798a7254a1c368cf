import { NONE } from "../../src/shared/ids";
import type { DecisionRow } from "../../src/shared/trace/comparison";
import type { Place, TraceSource } from "../../src/shared/trace/queries";
import { h } from "../dom";
import { t } from "../l10n/t";
import { Latest } from "../model/latest";
import { formatCount, formatInstant } from "../model/time";
import { smallTable } from "../panels/smallTable";
import { whyParts } from "../panels/why";
import { sideBadge } from "./pair";
import type { PartingFound } from "./pair";

/** Decisions that are listed before the first one that differs, and from it on. */
const BEFORE = 2;
const AFTER = 5;
const MOST_POINTS = 3;

export interface PartingSide {
  readonly source: TraceSource;
  /** Goes to a decision in the side's timeline. */
  readonly go: (row: DecisionRow) => void;
  readonly reveal: (place: Place) => void;
}

/** How far the two runs decide alike, what each did where they part and why, and what came before and after. */
export class PartingView {
  readonly element = h("div", { class: "parting" });
  private readonly rest: Latest<PartingFound, readonly Node[]>;

  constructor(
    private readonly sides: Readonly<Record<"a" | "b", PartingSide>>,
    failed: (error: unknown) => void,
  ) {
    this.rest = new Latest(
      (found) => this.details(found),
      (nodes, found) => this.element.replaceChildren(h("p", {}, sentence(found)), ...nodes),
      failed,
    );
  }

  show(found: PartingFound | undefined): void {
    this.rest.drop();
    this.element.replaceChildren(
      h(
        "p",
        { class: found === undefined ? "dim" : undefined },
        found ? sentence(found) : t("Looking for it…"),
      ),
    );
    if (found?.parting.kind === "parts") this.rest.request(found);
  }

  private async details(found: PartingFound): Promise<readonly Node[]> {
    if (found.parting.kind !== "parts") return [];
    const { at } = found.parting;
    const [a, b, lists] = await Promise.all([
      this.card("A", this.sides.a, found.a),
      this.card("B", this.sides.b, found.b),
      this.list(at),
    ]);
    return [h("div", { class: "parting-cards" }, a, b), lists];
  }

  /** What one run did there. */
  private async card(
    letter: "A" | "B",
    side: PartingSide,
    row: DecisionRow | undefined,
  ): Promise<HTMLElement> {
    const head = h("div", { class: "parting-card-head" }, sideBadge(letter));
    const card = h("section", { class: "parting-card", "aria-label": t("What {0} did", letter) }, head);
    if (row === undefined) {
      head.append(h("span", { class: "dim" }, t("made no more decisions")));
      return card;
    }
    const { place } = row;
    head.append(
      h(
        "button",
        { type: "button", class: "link", title: t("Show it in the timelines"), onclick: () => side.go(row) },
        formatInstant(row.time, 100),
      ),
    );
    if (place !== undefined)
      head.append(
        h(
          "button",
          { type: "button", class: "link", title: t("Show the line"), onclick: () => side.reveal(place) },
          `${place.uri.slice(place.uri.lastIndexOf("/") + 1)}:${place.line}`,
        ),
      );
    card.append(h("p", { class: "parting-what" }, row.what));
    const why =
      row.entity === NONE
        ? undefined
        : await side.source.query("explain", { entity: row.entity, time: row.time });
    if (why !== undefined) card.append(h("div", { class: "why" }, ...whyParts(why, MOST_POINTS)));
    return card;
  }

  private async list(at: number): Promise<HTMLElement> {
    const args = { offset: Math.max(0, at - BEFORE), count: Math.min(at, BEFORE) + AFTER };
    const [a, b] = await Promise.all([
      this.sides.a.source.query("decisions", args),
      this.sides.b.source.query("decisions", args),
    ]);
    const length = Math.max(a.rows.length, b.rows.length);
    const link = (row: DecisionRow | undefined, side: PartingSide): Node =>
      row === undefined
        ? h("span", { class: "dim" }, "–")
        : h(
            "button",
            { type: "button", class: "decision", title: row.what, onclick: () => side.go(row) },
            h("span", { class: "dim" }, formatInstant(row.time, 100)),
            " ",
            row.what,
          );
    const rows = Array.from({ length }, (_, i) => {
      const n = args.offset + i;
      return {
        class: n === at ? "parts" : n < at ? "alike" : "",
        cells: [
          n === at ? t("{0} · parts", n + 1) : formatCount(n + 1),
          link(a.rows[i], this.sides.a),
          link(b.rows[i], this.sides.b),
        ],
      };
    });
    return smallTable(
      t("Decisions about there"),
      [{ title: t("No.") }, { title: "A" }, { title: "B" }],
      rows,
      t("There are none."),
    );
  }
}

function sentence({ parting, a, b }: PartingFound): string {
  switch (parting.kind) {
    case "unknown":
      return t(
        "Where they part cannot be told: the log of one of them has dropped its beginning (events=all keeps it).",
      );
    case "same":
      return t(
        "All {0, plural, one {# scheduling decision is} other {# scheduling decisions are}} the same: who runs where, in the same order. What differs is only when.",
        parting.total,
      );
    case "parts": {
      const before =
        parting.at === 0
          ? t("They differ from the first decision on.")
          : t(
              "{0, plural, one {The first decision is} other {The first # decisions are}} the same.",
              parting.at,
            );
      const ended =
        a === undefined ? t("Then A makes no more.") : b === undefined ? t("Then B makes no more.") : "";
      const totals = t("A makes {0}, B {1} in all.", parting.a, parting.b);
      return [before, ended, totals].filter((text) => text !== "").join(" ");
    }
  }
}
