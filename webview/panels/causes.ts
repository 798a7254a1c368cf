import { NONE } from "../../src/shared/ids";
import type { CausalPathAnswer, CauseRow } from "../../src/shared/trace/causality";
import type { QueryArgs } from "../../src/shared/trace/queries";
import { h, setText } from "../dom";
import { Latest } from "../model/latest";
import type { Model } from "../model/model";
import { fit } from "../model/range";
import { formatCount, formatInstant, formatShort } from "../model/time";
import type { Panel } from "../panel";
import { kindOf, shareBar, shareTable } from "./shares";
import { t } from "../l10n/t";

/** Stretches that are asked for and listed. */
const MOST_ROWS = 400;
const MOST_ENTITIES = 8;
/** Instants are told to so many ns. */
const INSTANTS = 100;

type Scope = "run" | "focus";

/** Why it took so long: the run's critical path, or what led to where the chosen goroutine or thread is at the cursor. */
export class Causes {
  private readonly scopes = h("div", {
    class: "segmented",
    role: "radiogroup",
    "aria-label": t("What led to"),
  });
  private readonly buttons: Readonly<Record<Scope, HTMLButtonElement>>;
  private readonly summary = h("div", { class: "causes-summary" });
  private readonly sentence = h("p", { class: "causes-sentence" });
  private readonly rows = h("tbody");
  private readonly note = h("p", { class: "dim causes-note" });
  readonly element: HTMLElement;
  private readonly answers: Latest<QueryArgs<"causes">, CausalPathAnswer | undefined>;
  private scope: Scope = "run";
  private asked = "";

  constructor(private readonly panel: Panel) {
    const button = (scope: Scope): HTMLButtonElement =>
      h("button", { type: "button", role: "radio", onclick: () => this.choose(scope) });
    this.buttons = { run: button("run"), focus: button("focus") };
    this.scopes.append(this.buttons.run, this.buttons.focus);
    setText(this.buttons.run, t("End of the run"));
    const titles = [
      h("th", { scope: "col", class: "numeric" }, t("From")),
      h("th", { scope: "col" }, t("Who")),
      h("th", { scope: "col" }, t("What")),
      h("th", { scope: "col", class: "numeric" }, t("How long")),
      h("th", { scope: "col" }, t("Then made runnable")),
    ];
    this.element = h(
      "div",
      { class: "causes" },
      h(
        "div",
        { class: "causes-side", tabindex: 0, role: "region", "aria-label": t("Totals") },
        this.scopes,
        this.sentence,
        this.summary,
      ),
      h(
        "div",
        { class: "causes-list", tabindex: 0, role: "region", "aria-label": t("Chain of causes") },
        h("table", {}, h("thead", {}, h("tr", {}, ...titles)), this.rows),
        this.note,
      ),
    );
    this.answers = new Latest(
      (args) => panel.source.query("causes", args),
      (path) => this.show(path),
      (error) => panel.failed(error),
    );
  }

  update(model: Model, before: Model): void {
    if (model.run !== before.run) {
      this.answers.drop();
      this.asked = "";
      this.scope = "run";
    }
    if (model.tab !== "causes" || model.overview === undefined) return;
    const { focus } = model;
    if (focus === undefined) this.scope = "run";
    const { run, focus: ofFocus } = this.buttons;
    setText(
      ofFocus,
      focus === undefined ? t("Selection at the cursor") : t("{0} at the cursor", focus.label),
    );
    ofFocus.disabled = focus === undefined;
    run.setAttribute("aria-checked", String(this.scope === "run"));
    ofFocus.setAttribute("aria-checked", String(this.scope === "focus"));
    const args =
      this.scope === "focus" && focus !== undefined
        ? { entity: focus.entity, time: model.cursor, max: MOST_ROWS }
        : { entity: NONE, time: 0, max: MOST_ROWS };
    const key = `${model.run} ${args.entity} ${args.time}`;
    if (key === this.asked) return;
    this.asked = key;
    this.answers.request(args);
  }

  private choose(scope: Scope): void {
    this.scope = scope;
    const { model } = this.panel.store;
    this.update(model, model);
  }

  private show(path: CausalPathAnswer | undefined): void {
    if (path === undefined) {
      setText(this.sentence, t("Nothing led there: it has not begun, or the log has dropped its beginning."));
      this.summary.replaceChildren();
      this.rows.replaceChildren();
      setText(this.note, "");
      return;
    }
    const length = path.end - path.start;
    const states = path.byState.map((share) => ({ ...share, kind: kindOf(share.what) }));
    const entities = path.byEntity.map((share) => ({
      ...share,
      kind: "",
      onChoose: () => this.focus(share.entity, share.what),
    }));
    setText(
      this.sentence,
      t(
        "{0} from {1} to {2}: who made whom runnable, back to the beginning, the latest first. For it to come earlier, some of this has to get shorter.",
        formatShort(length),
        formatInstant(path.start, length / 1000),
        formatInstant(path.end, length / 1000),
      ),
    );
    this.summary.replaceChildren(
      shareBar(states, t("Share of each state")),
      shareTable(t("In states"), states, 12),
      shareTable(t("By whom"), entities, MOST_ENTITIES),
    );
    this.rows.replaceChildren(...path.rows.map((row) => this.row(row)).reverse());
    setText(
      this.note,
      path.total > path.rows.length
        ? t("The latest {0} of {1} stretches.", formatCount(path.rows.length), formatCount(path.total))
        : "",
    );
  }

  private row(row: CauseRow): HTMLElement {
    const what = row.reason === "" ? row.kind : row.reason;
    const line = row.place === undefined ? "" : `:${row.place.line}`;
    const go = (): void => this.go(row);
    return h(
      "tr",
      { class: "chosen-by-click", onclick: go },
      h(
        "td",
        { class: "numeric" },
        h("button", { type: "button", class: "link" }, formatInstant(row.start, INSTANTS)),
      ),
      h("td", {}, row.name),
      h("td", {}, h("span", { class: `swatch kind-${row.kind}` }), what, h("span", { class: "dim" }, line)),
      h("td", { class: "numeric" }, formatShort(row.end - row.start)),
      h("td", { class: "dim" }, row.woke),
    );
  }

  private go(row: CauseRow): void {
    const { store } = this.panel;
    const { range, bounds } = store.model;
    if (row.start < range.from || row.end > range.to)
      store.dispatch({ type: "range", range: fit({ from: row.start, to: row.end }, bounds) });
    if (this.scope === "run") {
      store.dispatch({ type: "cursor", time: row.start, reveal: true });
      this.focus(row.entity, row.name);
    }
    if (row.place !== undefined) this.panel.reveal(row.place, true);
  }

  private focus(entity: number, label: string): void {
    this.panel.store.dispatch({ type: "focus", focus: { entity, label } });
  }
}
