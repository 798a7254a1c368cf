import type { Grouping, Overview } from "../../src/shared/trace/queries";
import { GROUPINGS } from "../../src/shared/trace/queries";
import type { FindRow } from "../../src/shared/trace/find";
import type { RunConfig } from "../../src/shared/config";
import { h, setAttribute, setText } from "../dom";
import type { IconName } from "../icons";
import { icon } from "../icons";
import { involvedFilter } from "../model/involved";
import { labelOf } from "../model/model";
import type { Model } from "../model/model";
import { formatCount, formatInstant, formatShare, formatShort } from "../model/time";
import type { Panel } from "../panel";
import type { KeyCommand } from "../timeline/keys";
import { Legend } from "./legend";
import type { PictureMenu } from "./pictureMenu";
import { SearchBox } from "./searchBox";
import { t } from "../l10n/t";

const SPEEDS = ["0.1", "0.25", "0.5", "1", "2", "4"];

const NAMES: Readonly<Record<Grouping, string>> = {
  core: t("Cores"),
  p: "Ps",
  g: t("Goroutines"),
  m: t("Threads"),
  process: t("Processes"),
};

interface Fact {
  readonly label: string;
  readonly value: string;
  readonly title?: string;
}

/** What was run, how, and what came of it; and the controls of the timeline. */
export class Header {
  private readonly label = h("h1", { class: "run-label" });
  private readonly config = h("div", { class: "run-config" });
  private readonly reading = h("span", {
    class: "reading",
    role: "status",
    title: t("The lanes are complete. What needs the events is answered when they have been read."),
  });
  private readonly facts = h("dl", { class: "facts" });
  private readonly groupings = new Map<Grouping, HTMLButtonElement>();
  private readonly groupingBar: HTMLElement;
  private readonly cursor = h("output", {
    class: "cursor-readout",
    title: t("The cursor’s time"),
    "aria-label": t("Cursor"),
  });
  private readonly legend: Legend;
  private readonly play: HTMLButtonElement;
  private readonly speed = h(
    "select",
    { class: "speed", title: t("How fast it plays"), "aria-label": t("Speed") },
    ...SPEEDS.map((speed) => h("option", { value: speed }, `${speed}×`)),
  );
  readonly search: SearchBox;
  readonly element: HTMLElement;
  readonly toolbar: HTMLElement;
  private readonly filter: HTMLButtonElement;

  constructor(
    private readonly panel: Panel,
    command: (command: KeyCommand) => void,
    found: { readonly go: (row: FindRow) => void; readonly keep: (text: string) => void },
    pictures: PictureMenu,
  ) {
    this.legend = new Legend(panel);
    this.search = new SearchBox(panel, found);
    this.play = h("button", { type: "button", class: "tool", onclick: () => command("play") });
    this.speed.value = "1";
    this.speed.addEventListener("change", () =>
      panel.store.dispatch({
        type: "play",
        playing: panel.store.model.playing,
        speed: Number(this.speed.value),
      }),
    );
    this.showPlaying(false);
    for (const grouping of GROUPINGS)
      this.groupings.set(
        grouping,
        h(
          "button",
          {
            type: "button",
            role: "radio",
            onclick: () => panel.store.dispatch({ type: "grouping", grouping }),
          },
          NAMES[grouping],
        ),
      );
    this.groupingBar = h(
      "div",
      { class: "segmented", role: "radiogroup", "aria-label": t("Lanes") },
      ...this.groupings.values(),
    );
    this.groupingBar.addEventListener("keydown", (event) => this.key(event));
    const button = (name: IconName, title: string, key: string, does: KeyCommand): HTMLButtonElement =>
      h(
        "button",
        {
          type: "button",
          class: "tool",
          title: `${title} (${key})`,
          "aria-label": title,
          onclick: () => command(does),
        },
        icon(name),
      );
    this.filter = button("filter", t("Hide what is not involved with the selection"), "H", "involved");
    this.element = h(
      "header",
      { class: "header" },
      h(
        "div",
        { class: "title-row" },
        h("div", { class: "title" }, this.label, this.config, this.reading),
        h(
          "div",
          { class: "actions host-only" },
          h(
            "button",
            {
              type: "button",
              class: "secondary",
              title: t("Save this run as a trace, a page or figures"),
              onclick: () => panel.post({ type: "command", command: "export" }),
            },
            icon("export"),
            h("span", {}, t("Export")),
          ),
          h(
            "button",
            {
              type: "button",
              class: "secondary",
              title: t("Change cores, policy, seed and costs"),
              onclick: () => panel.post({ type: "command", command: "configure" }),
            },
            icon("settings"),
            h("span", {}, t("Configure")),
          ),
          h(
            "button",
            {
              type: "button",
              class: "primary",
              title: t("Run again"),
              onclick: () => panel.post({ type: "command", command: "rerun" }),
            },
            icon("rerun"),
            h("span", {}, t("Run again")),
          ),
        ),
      ),
      this.facts,
    );
    const toolbar = h(
      "div",
      { class: "toolbar", role: "toolbar", "aria-label": t("Timeline") },
      this.groupingBar,
      h(
        "div",
        { class: "tool-group" },
        button("zoomOut", t("Zoom out"), "S", "zoomOut"),
        button("zoomIn", t("Zoom in"), "W", "zoomIn"),
        button("fit", t("Fit the selection, then all"), "F", "fit"),
      ),
      h(
        "div",
        { class: "tool-group" },
        button("previous", t("Previous event"), "[", "previousEvent"),
        this.cursor,
        button("next", t("Next event"), "]", "nextEvent"),
      ),
      h(
        "div",
        { class: "tool-group" },
        this.play,
        this.speed,
        button("back", t("Back to where you were"), "Z", "back"),
        button("forward", t("Forward again"), "Y", "forward"),
      ),
      h("div", { class: "tool-group" }, this.filter),
      h("div", { class: "grow" }),
      this.search.element,
      pictures.button,
      this.legend.button,
    );
    toolbar.append(this.legend.element, pictures.element);
    this.toolbar = h("section", { class: "controls", "aria-label": t("Controls") }, toolbar);
  }

  update(model: Model, before: Model): void {
    const { overview, status } = model;
    if (status !== before.status || overview !== before.overview || model.config !== before.config) {
      const label = labelOf(status);
      setText(this.label, label === "" ? (overview?.entry ?? "") : label);
      this.label.title = this.label.textContent;
      const config = overview?.config ?? model.config;
      setText(this.config, config === undefined ? "" : configText(config));
      this.config.title = this.config.textContent;
      setText(
        this.reading,
        status?.kind === "ready" && status.reading === true ? t("Reading the events…") : "",
      );
      if (overview !== undefined) this.facts.replaceChildren(...factsOf(overview).map(factElement));
    }
    for (const [grouping, button] of this.groupings) {
      const chosen = grouping === model.grouping;
      setAttribute(button, "aria-checked", String(chosen));
      button.tabIndex = chosen ? 0 : -1;
      const lanes = overview?.laneCounts[grouping] ?? 0;
      button.disabled = overview !== undefined && lanes === 0;
      button.title = overview === undefined ? "" : t("{0, plural, one {# lane} other {# lanes}}", lanes);
    }
    setAttribute(this.filter, "aria-pressed", String(model.filter !== undefined));
    this.filter.disabled = model.filter === undefined && involvedFilter(model) === undefined;
    setText(this.cursor, formatInstant(model.cursor, 1));
    if (model.run !== before.run) this.search.clear();
    if (model.playing !== before.playing) this.showPlaying(model.playing);
    this.legend.update(model, before);
  }

  dispose(): void {
    this.legend.dispose();
  }

  private showPlaying(playing: boolean): void {
    this.play.replaceChildren(icon(playing ? "pause" : "play"));
    this.play.title = playing ? t("Pause (P)") : t("Play (P)");
    setAttribute(this.play, "aria-label", playing ? t("Pause") : t("Play"));
  }

  private key(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const { model } = this.panel.store;
    let at = GROUPINGS.indexOf(model.grouping);
    for (let i = 0; i < GROUPINGS.length; i++) {
      at = (at + step + GROUPINGS.length) % GROUPINGS.length;
      const grouping = GROUPINGS[at];
      const button = grouping === undefined ? undefined : this.groupings.get(grouping);
      if (grouping === undefined || button === undefined || button.disabled) continue;
      this.panel.store.dispatch({ type: "grouping", grouping });
      button.focus();
      return;
    }
  }
}

function factElement(fact: Fact): HTMLElement {
  return h("div", { class: "fact", title: fact.title }, h("dt", {}, fact.label), h("dd", {}, fact.value));
}

/** `4 cores · GOMAXPROCS 4 · eevdf · seed 1 · linux-x86`. */
export function configText(config: RunConfig): string {
  const parts = [t("{0, plural, one {# core} other {# cores}}", config.cores)];
  if (config.runtime === "go") parts.push(`GOMAXPROCS ${config.gomaxprocs}`);
  parts.push(
    config.quantum === undefined ? config.policy : `${config.policy} (${formatShort(config.quantum)})`,
  );
  parts.push(t("seed {0}", String(config.seed)), config.costs);
  return parts.join(" · ");
}

/** Totals of a run. */
export function factsOf(overview: Overview): readonly Fact[] {
  const busy = overview.coreTimes.reduce((sum, core) => sum + core.busy, 0);
  const overhead = overview.coreTimes.reduce((sum, core) => sum + core.overhead, 0);
  const all = overview.coreTimes.reduce((sum, core) => sum + core.busy + core.overhead + core.idle, 0);
  const share = (part: number): number => (all === 0 ? 0 : part / all);
  return [
    { label: t("Virtual time"), value: formatShort(overview.endTime) },
    {
      label: t("Utilization"),
      value: formatShare(share(busy)),
      title: t(
        "busy {0}, overhead {1}, idle {2}",
        formatShare(share(busy)),
        formatShare(share(overhead)),
        formatShare(1 - share(busy) - share(overhead)),
      ),
    },
    ...(overview.config.runtime === "go"
      ? [
          { label: t("Goroutines"), value: formatCount(overview.goroutines) },
          { label: t("Steals"), value: formatCount(overview.steals) },
          { label: t("Goroutine switches"), value: formatCount(overview.goroutineSwitches) },
        ]
      : [
          { label: t("Threads"), value: formatCount(overview.threads) },
          { label: t("Migrations"), value: formatCount(overview.migrations) },
        ]),
    { label: t("Context switches"), value: formatCount(overview.contextSwitches) },
    { label: t("Events"), value: formatCount(overview.events) },
    endFact(overview),
  ];
}

function endFact(overview: Overview): Fact {
  const value = overview.end === "exit" ? t("exit {0}", overview.exitCode) : overview.end;
  return { label: t("Ended"), value, ...(overview.message === "" ? {} : { title: overview.message }) };
}
