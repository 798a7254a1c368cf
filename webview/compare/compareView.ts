import { ALIGNMENTS } from "../../src/shared/messages/panel";
import type { AlignmentKind } from "../../src/shared/messages/panel";
import type { Figures } from "../../src/shared/trace/comparison";
import type { Overview } from "../../src/shared/trace/queries";
import { h, setAttribute, setText } from "../dom";
import { icon } from "../icons";
import { t } from "../l10n/t";
import { Latest } from "../model/latest";
import { labelOf } from "../model/model";
import type { Model } from "../model/model";
import { formatShort } from "../model/time";
import type { Panel } from "../panel";
import { configDifferences } from "./alignment";
import { FiguresTable } from "./figuresTable";
import { sideBadge } from "./pair";
import type { Pair } from "./pair";
import { PartingView } from "./partingView";

const ALIGNMENT_NAMES: Readonly<Record<AlignmentKind, string>> = {
  start: t("Start"),
  parting: t("Where they part"),
  event: t("Selected event"),
};

interface Compared {
  readonly figures: readonly [Figures, Figures];
  /** Files whose text is not the same in both. */
  readonly texts: readonly string[];
}

/** The panel's run (A) beside another one (B): what was run otherwise, how the timelines stand, where the two part, and all figures. */
export class CompareView {
  private readonly runs = h("div", { class: "compare-runs" });
  private readonly note = h("p", { class: "compare-note dim", role: "status" });
  private readonly buttons = new Map<AlignmentKind, HTMLButtonElement>();
  private readonly parting: PartingView;
  private readonly figures: FiguresTable;
  private readonly body: HTMLElement;
  private readonly empty: HTMLElement;
  readonly element: HTMLElement;
  private readonly answers: Latest<string, Compared>;
  private asked = "";
  private texts: readonly string[] = [];
  private partingShown: unknown;

  constructor(
    private readonly panel: Panel,
    private readonly pair: Pair,
  ) {
    const { store } = panel;
    this.figures = new FiguresTable(panel);
    this.parting = new PartingView(
      {
        a: {
          source: panel.source,
          go: ({ time }) => store.dispatch({ type: "cursor", time, reveal: true }),
          reveal: (place) => panel.reveal(place, false),
        },
        b: {
          source: pair.source,
          go: ({ time }) => pair.store.dispatch({ type: "cursor", time, reveal: true }),
          reveal: (place) => pair.reveal(place, false),
        },
      },
      (error) => panel.failed(error),
    );
    this.answers = new Latest(
      () => this.ask(),
      ({ figures, texts }) => {
        this.figures.show(...figures);
        this.texts = texts;
        this.showRuns();
      },
      (error) => panel.failed(error),
    );
    const alignments = h("div", {
      class: "segmented small",
      role: "radiogroup",
      "aria-label": t("Align by"),
    });
    for (const kind of ALIGNMENTS) {
      const button = h(
        "button",
        { type: "button", role: "radio", onclick: () => pair.align(kind) },
        ALIGNMENT_NAMES[kind],
      );
      this.buttons.set(kind, button);
      alignments.append(button);
    }
    alignments.addEventListener("keydown", (event) => this.key(event));
    this.body = h(
      "div",
      { class: "compare" },
      h(
        "div",
        { class: "compare-side", tabindex: 0, role: "region", "aria-label": t("The two runs") },
        this.runs,
        h("h2", {}, t("Align by")),
        alignments,
        this.note,
        h("h2", {}, t("Where they part")),
        this.parting.element,
      ),
      this.figures.element,
    );
    this.empty = h(
      "div",
      { class: "compare-empty" },
      h("h2", {}, t("Nothing to compare with yet")),
      h(
        "p",
        { class: "dim" },
        t(
          "Run the program again with other cores, another policy or seed, or change it, and put the two side by side: their timelines, the first decision at which they part, and all figures.",
        ),
      ),
      h(
        "div",
        { class: "compare-actions host-only" },
        this.button("primary", t("Choose a run or a trace file…"), "compare"),
        this.button("secondary", t("Change the configuration"), "configure"),
      ),
    );
    this.element = h("div", { class: "compare-room" }, this.empty, this.body);
    pair.onChange(() => this.paired());
    this.paired();
  }

  update(model: Model): void {
    const { compared, overview } = model;
    this.empty.hidden = compared !== undefined;
    this.body.hidden = compared === undefined;
    if (compared === undefined || model.tab !== "compare" || overview === undefined) return;
    const other = this.pair.store.model;
    const key = other.overview === undefined || compared.kind !== "ready" ? "" : `${model.run} ${other.run}`;
    if (key === this.asked) return;
    this.asked = key;
    this.answers.drop();
    this.texts = [];
    this.figures.clear();
    this.showRuns();
    if (key !== "") this.answers.request(key);
  }

  dispose(): void {
    this.figures.dispose();
  }

  private button(
    style: string,
    text: string,
    command: "compare" | "endComparison" | "configure",
  ): HTMLElement {
    return h(
      "button",
      { type: "button", class: style, onclick: () => this.panel.post({ type: "command", command }) },
      text,
    );
  }

  private paired(): void {
    const { alignment, parting } = this.pair;
    for (const [kind, button] of this.buttons) {
      setAttribute(button, "aria-checked", String(kind === alignment.kind));
      button.tabIndex = kind === alignment.kind ? 0 : -1;
    }
    setText(this.note, alignment.note);
    if (parting !== this.partingShown || parting === undefined) {
      this.partingShown = parting;
      this.parting.show(parting);
    }
    this.showRuns();
    this.update(this.panel.store.model);
  }

  private async ask(): Promise<Compared> {
    const sources = [this.panel.source, this.pair.source] as const;
    const [a, b] = await Promise.all([sources[0].query("figures", {}), sources[1].query("figures", {})]);
    const [own, other] = [this.panel.store.model.overview, this.pair.store.model.overview];
    const texts: string[] = [];
    for (const uri of new Set([...(own?.files ?? []), ...(other?.files ?? [])].map((file) => file.uri))) {
      const [left, right] = await Promise.all(sources.map((source) => source.query("source", { uri })));
      if (left?.text !== right?.text) texts.push(uri.slice(uri.lastIndexOf("/") + 1));
    }
    return { figures: [a, b], texts };
  }

  private showRuns(): void {
    const { model } = this.panel.store;
    const other = this.pair.store.model;
    if (model.overview === undefined) return;
    const label = ({ status, overview }: Model): string => labelOf(status) || (overview?.entry ?? "");
    const line = (letter: "A" | "B", of: Model): HTMLElement =>
      h(
        "div",
        { class: "compare-run" },
        sideBadge(letter),
        h("span", { class: "compare-label", title: label(of) }, label(of)),
        h("span", { class: "dim" }, of.overview === undefined ? "" : formatShort(of.overview.endTime)),
      );
    this.runs.replaceChildren(
      line("A", model),
      line("B", other),
      h("div", { class: "compare-differences" }, ...this.differences(model.overview, other.overview)),
      h(
        "div",
        { class: "compare-actions host-only" },
        this.button("secondary", t("Another run…"), "compare"),
        h(
          "button",
          {
            type: "button",
            class: "secondary",
            onclick: () => this.panel.post({ type: "command", command: "endComparison" }),
          },
          icon("close"),
          h("span", {}, t("End the comparison")),
        ),
      ),
    );
  }

  private differences(a: Overview, b: Overview | undefined): readonly Node[] {
    if (b === undefined) return [];
    const found: Node[] = configDifferences(a.config, b.config).map(({ key, a: left, b: right }) =>
      h("span", { class: "difference" }, h("span", { class: "dim" }, key), ` ${left} → ${right}`),
    );
    const uris = ({ files }: Overview): string => files.map(({ uri }) => uri).join();
    if (a.entry !== b.entry || uris(a) !== uris(b))
      found.push(h("span", { class: "difference" }, t("different programs")));
    else if (this.texts.length > 0)
      found.push(h("span", { class: "difference" }, t("the text of {0} differs", this.texts.join(", "))));
    return found.length > 0 ? found : [h("span", { class: "dim" }, t("The same program and configuration."))];
  }

  private key(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const at = ALIGNMENTS.indexOf(this.pair.alignment.kind);
    const kind = ALIGNMENTS[(at + step + ALIGNMENTS.length) % ALIGNMENTS.length] ?? "start";
    this.pair.align(kind);
    this.buttons.get(kind)?.focus();
  }
}
