import { h, setAttribute, setText } from "../dom";
import type { Model, Tab } from "../model/model";
import { TABS, shownTabs } from "../model/model";
import { formatCount } from "../model/time";
import type { Panel } from "../panel";
import { CompareView } from "../compare/compareView";
import type { Pair } from "../compare/pair";
import { Causes } from "./causes";
import { Costs } from "./costs";
import { Findings } from "./findings";
import { goroutines } from "./goroutines";
import { Moves } from "./moves";
import { Output } from "./output";
import { Processes } from "./processes";
import { RangeView } from "./rangeView";
import { Queues } from "./queues";
import { States } from "./states";
import { threads } from "./threads";
import { t } from "../l10n/t";

const TITLES: Readonly<Record<Tab, string>> = {
  states: t("States"),
  steals: t("Steals"),
  goroutines: t("Goroutines"),
  threads: t("Threads"),
  queues: t("Queues"),
  processes: t("Processes"),
  causes: t("Causes"),
  range: t("Range"),
  costs: t("Costs"),
  findings: t("Findings"),
  output: t("Output"),
  compare: t("Compare"),
};

interface TabView {
  readonly element: HTMLElement;
  update(model: Model, before: Model): void;
  dispose?(): void;
}

/** The views under the timeline, one at a time. */
export class Tabs {
  readonly element: HTMLElement;
  private readonly views: Readonly<Record<Tab, TabView>>;
  private readonly buttons = new Map<Tab, HTMLButtonElement>();
  private readonly panes = new Map<Tab, HTMLElement>();

  constructor(
    private readonly panel: Panel,
    pair: Pair,
  ) {
    this.views = {
      states: new States(panel),
      steals: new Moves(panel),
      goroutines: goroutines(panel),
      threads: threads(panel),
      queues: new Queues(panel),
      processes: new Processes(panel),
      causes: new Causes(panel),
      range: new RangeView(panel),
      costs: new Costs(panel),
      findings: new Findings(panel),
      output: new Output(panel),
      compare: new CompareView(panel, pair),
    };
    for (const tab of TABS) {
      this.buttons.set(
        tab,
        h(
          "button",
          {
            type: "button",
            role: "tab",
            id: `tab-${tab}`,
            "aria-controls": `pane-${tab}`,
            onclick: () => panel.store.dispatch({ type: "tab", tab }),
          },
          h("span", { class: "tab-title" }, TITLES[tab]),
          h("span", { class: "badge", hidden: true }),
        ),
      );
      this.panes.set(
        tab,
        h(
          "div",
          { role: "tabpanel", class: "pane", id: `pane-${tab}`, "aria-labelledby": `tab-${tab}` },
          this.views[tab].element,
        ),
      );
    }
    const bar = h(
      "div",
      { class: "tab-bar", role: "tablist", "aria-label": t("Views of the run") },
      ...this.buttons.values(),
    );
    bar.addEventListener("keydown", (event) => this.key(event));
    this.element = h("section", { class: "tabs", "aria-label": t("Details") }, bar, ...this.panes.values());
    this.show(panel.store.model);
  }

  update(model: Model, before: Model): void {
    if (model.tab !== before.tab) this.show(model);
    if (model.overview !== before.overview || model.findings !== before.findings) this.count(model);
    if (model.overview !== before.overview) this.offer(model);
    for (const tab of TABS) this.views[tab].update(model, before);
  }

  dispose(): void {
    for (const tab of TABS) this.views[tab].dispose?.();
  }

  private show(model: Model): void {
    for (const [tab, button] of this.buttons) {
      setAttribute(button, "aria-selected", String(tab === model.tab));
      button.tabIndex = tab === model.tab ? 0 : -1;
    }
    for (const [tab, pane] of this.panes) pane.hidden = tab !== model.tab;
    this.buttons.get(model.tab)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** Which tabs there are: where there is no P to steal from, threads are moved by the kernel. */
  private offer({ overview }: Model): void {
    const shown = shownTabs(overview);
    for (const [tab, button] of this.buttons) button.hidden = !shown.includes(tab);
    const title = this.buttons.get("steals")?.querySelector(".tab-title");
    if (title) setText(title, overview?.laneCounts.p === 0 ? t("Migrations") : TITLES.steals);
  }

  private count(model: Model): void {
    const counts: Partial<Record<Tab, number>> = {
      ...(model.overview === undefined
        ? {}
        : {
            steals: model.overview.laneCounts.p === 0 ? model.overview.migrations : model.overview.steals,
            goroutines: model.overview.goroutines,
            threads: model.overview.threads,
          }),
      ...(model.findings === undefined ? {} : { findings: model.findings.length }),
    };
    for (const [tab, button] of this.buttons) {
      const badge = button.querySelector<HTMLElement>(".badge");
      const count = counts[tab];
      if (badge === null) continue;
      badge.hidden = count === undefined;
      setText(badge, count === undefined ? "" : formatCount(count));
    }
  }

  private key(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const { model } = this.panel.store;
    const tabs = shownTabs(model.overview);
    const at = tabs.indexOf(model.tab);
    const tab = tabs[(at + step + tabs.length) % tabs.length] ?? "states";
    this.panel.store.dispatch({ type: "tab", tab });
    this.buttons.get(tab)?.focus();
  }
}
