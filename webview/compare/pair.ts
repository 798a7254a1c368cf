import { findParting } from "../../src/analysis/compare/parting";
import type { Parting } from "../../src/analysis/compare/parting";
import type { AlignmentKind, PanelStatus } from "../../src/shared/messages/panel";
import type { DecisionRow } from "../../src/shared/trace/comparison";
import type { Entity } from "../../src/shared/trace/entity";
import type { Overview, TraceSource } from "../../src/shared/trace/queries";
import { h, setAttribute, setText } from "../dom";
import { t } from "../l10n/t";
import { Latest } from "../model/latest";
import { INITIAL, labelOf } from "../model/model";
import type { Model } from "../model/model";
import { Store } from "../model/store";
import { formatInstant, formatShort } from "../model/time";
import type { Panel } from "../panel";
import { MessageSource } from "../source";
import { Names } from "../timeline/names";
import { Timeline } from "../timeline/timeline";
import { FROM_START } from "./alignment";
import type { Alignment } from "./alignment";
import { Link } from "./link";

/** How the two runs decide alike, and the first decisions of each that are not the same. */
export interface PartingFound {
  readonly parting: Parting;
  readonly a: DecisionRow | undefined;
  readonly b: DecisionRow | undefined;
}

const REPLACED = "run-replaced";

/**
 * The second run of the panel, with a store, questions and a timeline of its own; the two timelines have one zoom and one cursor. A is the
 * panel's own run, B the other one.
 */
export class Pair {
  readonly store = new Store();
  readonly messages: MessageSource;
  readonly source: TraceSource;
  readonly timeline: Timeline;
  private readonly label = h("span", { class: "side-label" });
  private readonly facts = h("span", { class: "side-facts dim" });
  private readonly problemText = h("p", { role: "status" });
  private readonly another = h(
    "button",
    {
      type: "button",
      class: "secondary host-only",
      onclick: () => this.own.post({ type: "command", command: "compare" }),
    },
    t("Compare with another run…"),
  );
  private readonly problem = h(
    "div",
    { class: "side-problem", hidden: true },
    this.problemText,
    this.another,
  );
  readonly element: HTMLElement;
  private readonly names: Names;
  private readonly panel: Panel;
  private shown = INITIAL;
  private readonly link: Link;
  private current: Alignment = FROM_START;
  private found: PartingFound | undefined;
  private readonly listeners = new Set<() => void>();
  private readonly partings: Latest<string, PartingFound>;
  private readonly events: Latest<{ readonly entity: Entity; readonly time: number }, Alignment>;
  private searched = "";
  /** How the runs stood before a reload of the window, until both are here again. */
  private expected: AlignmentKind | undefined;
  /** The cursor stays where it was: the person has not just asked for where they part. */
  private back = false;

  /** @param own the panel of A. */
  constructor(private readonly own: Panel) {
    this.link = new Link(own.store, this.store);
    this.messages = new MessageSource((message) => own.post(message), "compared");
    this.source = {
      query: async (name, args) => {
        const end = own.activity.begin();
        try {
          return await this.messages.query(name, args);
        } finally {
          end();
        }
      },
    };
    const failed = (error: unknown): void => this.failed(error);
    this.names = new Names(this.source, () => this.timeline.refresh(), failed);
    this.panel = {
      store: this.store,
      source: this.source,
      theme: own.theme,
      activity: own.activity,
      names: this.names,
      post: () => undefined,
      reveal: (place, preserveFocus) => own.post({ type: "reveal", side: "compared", place, preserveFocus }),
      failed,
    };
    this.timeline = new Timeline(this.panel, { id: "other-timeline", label: t("Schedule of B over time") });
    this.timeline.setCompact(true);
    setAttribute(this.timeline.element, "aria-label", t("Timeline of B"));
    this.element = h(
      "div",
      { class: "side", id: "other-run", hidden: true },
      h("div", { class: "side-head" }, sideBadge("B"), this.label, this.facts),
      this.problem,
      this.timeline.element,
    );
    this.partings = new Latest(
      () => this.findParting(),
      (found) => this.partingFound(found),
      failed,
    );
    this.events = new Latest(
      (at) => this.alignEvent(at),
      (alignment) => this.apply(alignment),
      failed,
    );
    this.store.subscribe((model, before) => this.changed(model, before));
  }

  get alignment(): Alignment {
    return this.current;
  }

  /** undefined: not looked for yet. */
  get parting(): PartingFound | undefined {
    return this.found;
  }

  /** Calls `listener` when the alignment, the parting or the other run has changed. */
  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  /** Once both runs are here they are to stand so. */
  expect(kind: AlignmentKind | undefined): void {
    this.expected = kind;
  }

  align(kind: AlignmentKind): void {
    this.back = false;
    this.stand(kind);
  }

  private stand(kind: AlignmentKind): void {
    this.current = { kind, offset: this.current.offset, note: "" };
    this.realign();
    this.tell();
  }

  reveal: Panel["reveal"] = (place, preserveFocus) => this.panel.reveal(place, preserveFocus);

  /** A has changed. */
  update(model: Model, before: Model): void {
    if (model.compared !== before.compared) this.show(model.compared);
    if (model.overview !== before.overview) this.begin();
    if (!this.link.active) return;
    const moved = model.cursor !== before.cursor || model.focus?.entity !== before.focus?.entity;
    if (moved && this.current.kind === "event") this.realign();
  }

  dispose(): void {
    this.link.dispose();
    this.messages.dispose();
    this.timeline.dispose();
  }

  private show(status: PanelStatus | undefined): void {
    this.element.hidden = status === undefined;
    const ready = status?.kind === "ready";
    this.timeline.element.hidden = !ready;
    setText(this.label, labelOf(status));
    setText(this.problemText, problemOf(status));
    this.problem.hidden = this.problemText.textContent === "";
    this.another.hidden = status?.kind !== "unreadable" && status?.kind !== "failed";
    this.store.dispatch({ type: "status", status: status ?? { kind: "empty" }, config: undefined });
    if (!ready) this.leave();
    if (status === undefined) this.expected = undefined;
    this.tell();
  }

  /** A is alone again. */
  private leave(): void {
    this.searched = "";
    this.found = undefined;
    this.current = FROM_START;
    this.link.end();
  }

  /** B has changed. */
  private changed(model: Model, before: Model): void {
    if (model.run !== before.run) {
      this.messages.reset(REPLACED);
      this.names.clear();
      void this.loadOverview(model.run);
    }
    if (model.problem !== before.problem && model.problem !== undefined)
      this.own.failed(new Error(model.problem));
    if (model.overview === undefined) return;
    const { shown } = this;
    this.shown = model;
    this.timeline.update(model, shown);
    if (model.overview !== before.overview) this.begin();
  }

  private async loadOverview(run: number): Promise<void> {
    if (this.store.model.status?.kind !== "ready") return;
    try {
      const overview = await this.source.query("overview", {});
      this.store.dispatch({ type: "overview", run, overview });
    } catch (error) {
      this.failed(error);
    }
  }

  /** Both runs are here, or one of them is another one. */
  private begin(): void {
    const { model } = this.own.store;
    const other = this.store.model.overview;
    if (!this.link.active || other === undefined) return;
    setText(this.facts, sideFacts(other));
    const whole = model.range.from === model.bounds.from && model.range.to === model.bounds.to;
    this.apply(FROM_START);
    if (whole) this.own.store.dispatch({ type: "range", range: this.own.store.model.bounds });
    this.search(model.run);
    const { expected } = this;
    this.expected = undefined;
    if (expected === undefined || expected === "start") return;
    this.back = true;
    this.stand(expected);
  }

  private search(run: number): void {
    const key = `${run} ${this.store.model.run}`;
    if (key === this.searched) return;
    this.searched = key;
    this.found = undefined;
    this.partings.drop();
    this.partings.request(key);
  }

  private async findParting(): Promise<PartingFound> {
    const sources = [this.own.source, this.source] as const;
    const parting = await findParting(...sources);
    if (parting.kind !== "parts") return { parting, a: undefined, b: undefined };
    const [a, b] = await Promise.all(
      sources.map(
        async (source) => (await source.query("decisions", { offset: parting.at, count: 1 })).rows[0],
      ),
    );
    return { parting, a, b };
  }

  private partingFound(found: PartingFound): void {
    this.found = found;
    if (this.current.kind === "parting") this.realign();
    this.tell();
  }

  private realign(): void {
    const { model } = this.own.store;
    switch (this.current.kind) {
      case "start":
        this.apply(FROM_START);
        return;
      case "parting":
        this.alignParting();
        return;
      case "event":
        if (model.focus === undefined)
          this.apply({
            kind: "event",
            offset: this.current.offset,
            note: t(
              "Select a goroutine or a thread in A: its latest change of state at the cursor is what the two have in common.",
            ),
          });
        else this.events.request({ entity: model.focus.entity, time: model.cursor });
    }
  }

  private alignParting(): void {
    const { found } = this;
    if (found === undefined) return;
    const [a, b] = [found.a?.time, found.b?.time];
    if (a === undefined || b === undefined) {
      this.apply({
        kind: "parting",
        offset: 0,
        note: t("There is no decision at which they part: from their start."),
      });
      return;
    }
    this.apply({
      kind: "parting",
      offset: b - a,
      note: t("The first decision that differs stands in the same place."),
    });
    if (!this.back) this.own.store.dispatch({ type: "cursor", time: a, reveal: true });
  }

  private async alignEvent({
    entity,
    time,
  }: {
    readonly entity: Entity;
    readonly time: number;
  }): Promise<Alignment> {
    const none = (note: string): Alignment => ({ kind: "event", offset: this.current.offset, note });
    const occasion = await this.own.source.query("occasionAt", { entity, time });
    if (occasion.n === 0) return none(t("{0} has not begun at the cursor.", occasion.name));
    const [here, there] = await Promise.all(
      [this.own.source, this.source].map((source) =>
        source.query("occasion", { lineage: occasion.lineage, n: occasion.n }),
      ),
    );
    if (there === undefined) return none(t("In B there is no {0}.", occasion.name));
    if (there.time === undefined)
      return none(
        t(
          "In B {0} changes its state {1, plural, one {# time} other {# times}} only, not {2, plural, one {# time} other {# times}}.",
          there.name,
          there.total,
          occasion.n,
        ),
      );
    const from = here?.time ?? time;
    return {
      kind: "event",
      offset: there.time - from,
      note: t(
        "Change {0} of the state of {1} stands in the same place: {2} in A, {3} in B.",
        occasion.n,
        there.name === occasion.name ? occasion.name : t("{0} (in B {1})", occasion.name, there.name),
        formatInstant(from, 100),
        formatInstant(there.time, 100),
      ),
    };
  }

  private apply(alignment: Alignment): void {
    this.current = alignment;
    this.link.align(alignment.offset);
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  private failed(error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    if (text !== REPLACED && this.own.store.model.compared !== undefined) this.own.failed(error);
  }
}

/** The letter of a run where two are shown. */
export function sideBadge(letter: "A" | "B"): HTMLElement {
  return h("span", { class: `side-badge side-${letter.toLowerCase()}` }, letter);
}

/** What tells a run from the other at a glance. */
export function sideFacts({ config, endTime }: Overview): string {
  const cores = t("{0, plural, one {# core} other {# cores}}", config.cores);
  return [cores, config.policy, formatShort(endTime)].join(" · ");
}

function problemOf(status: PanelStatus | undefined): string {
  if (status === undefined || status.kind === "ready") return "";
  if (status.kind === "opening" || status.kind === "running") return t("Its data is on its way…");
  if ("message" in status) return status.message;
  return t("There is nothing of it to be seen.");
}
