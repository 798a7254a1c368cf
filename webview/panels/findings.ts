import type { Certainty, Finding, FindingGoroutine, Severity } from "../../src/shared/trace/findings";
import type { Place } from "../../src/shared/trace/queries";
import { h } from "../dom";
import type { Child } from "../dom";
import type { IconName } from "../icons";
import { icon } from "../icons";
import type { Model } from "../model/model";
import { formatCount, formatInstant, formatShort } from "../model/time";
import type { Panel } from "../panel";
import { findingGraph } from "./findingGraph";
import { placeName } from "./waitGraphLayout";
import { t, tParts } from "../l10n/t";

const ICONS: Readonly<Record<Severity, IconName>> = { error: "error", warning: "warning", info: "info" };
const KIND_TITLES: Readonly<Record<Finding["kind"], string>> = {
  deadlock: t("Deadlock"),
  "partial deadlock": t("Partial deadlock"),
  "lock convoy": t("Lock convoy"),
  "runnext monopoly": t("runnext monopoly"),
  starvation: t("Starvation"),
  "goroutine leak": t("Goroutine leak"),
};

const CERTAINTY_TEXTS: Readonly<Record<Certainty, string>> = {
  certain: t("certain"),
  inferred: t("inferred from what the goroutines did in this run"),
};

/** What is wrong with the run: a list, and beside it the chosen finding with its goroutines and the wait-for graph. */
export class Findings {
  readonly element: HTMLElement;
  private readonly list: HTMLElement;
  private readonly detail: HTMLElement;
  private readonly empty: HTMLElement;
  private options: HTMLElement[] = [];
  private chosen = 0;

  constructor(private readonly panel: Panel) {
    this.list = h("div", {
      class: "findings-list",
      role: "listbox",
      "aria-label": t("Findings"),
      onkeydown: (event) => this.key(event as KeyboardEvent),
    });
    this.detail = h("div", {
      class: "findings-detail",
      role: "region",
      "aria-label": t("The chosen finding"),
      tabindex: 0,
    });
    this.empty = h("p", { class: "findings-empty", role: "status" });
    this.element = h("div", { class: "findings" }, this.list, this.detail, this.empty);
    this.show(panel.store.model);
  }

  update(model: Model, before: Model): void {
    if (model.findings !== before.findings || model.run !== before.run) {
      this.chosen = 0;
      this.show(model);
    }
  }

  private show({ findings }: Model): void {
    const none = findings === undefined || findings.length === 0;
    this.list.hidden = none;
    this.detail.hidden = none;
    this.empty.hidden = !none;
    this.empty.textContent =
      findings === undefined
        ? t("Looking for deadlocks, leaks, starvation and convoys …")
        : t("Nothing found: no deadlock, no goroutine left behind, nobody starved, no convoy at a lock.");
    this.options = (findings ?? []).map((finding, at) => this.option(finding, at));
    this.list.replaceChildren(...this.options);
    this.choose(this.chosen, false);
  }

  private option(finding: Finding, at: number): HTMLElement {
    const { severity, kind, title, onset } = finding;
    return h(
      "div",
      {
        class: `finding ${severity}`,
        role: "option",
        id: `finding-${at}`,
        onclick: () => {
          this.choose(at, true);
          this.jump(onset);
        },
      },
      h("span", { class: "finding-icon" }, icon(ICONS[severity]), h("span", { class: "sr-only" }, severity)),
      h("span", { class: "finding-title" }, withoutKind(title, kind)),
      h(
        "span",
        { class: "finding-kind" },
        KIND_TITLES[kind],
        h("span", { class: "dim" }, ` · ${formatInstant(onset, 1)}`),
      ),
    );
  }

  private choose(at: number, focus: boolean): void {
    const findings = this.panel.store.model.findings ?? [];
    this.chosen = Math.min(Math.max(at, 0), Math.max(0, findings.length - 1));
    this.options.forEach((option, each) => {
      const here = each === this.chosen;
      option.setAttribute("aria-selected", String(here));
      option.tabIndex = here ? 0 : -1;
      if (here && focus) option.focus();
    });
    const finding = findings[this.chosen];
    this.detail.replaceChildren(...(finding === undefined ? [] : this.describe(finding)));
    this.detail.scrollTop = 0;
  }

  private key(event: KeyboardEvent): void {
    const findings = this.panel.store.model.findings ?? [];
    const to = {
      ArrowDown: this.chosen + 1,
      ArrowUp: this.chosen - 1,
      Home: 0,
      End: findings.length - 1,
    }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      this.choose(to, true);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      const finding = findings[this.chosen];
      if (finding !== undefined) this.jump(finding.onset);
    }
  }

  private jump(time: number): void {
    this.panel.store.dispatch({ type: "cursor", time, reveal: true });
  }

  private describe(finding: Finding): HTMLElement[] {
    const { title, text, onset, end, certainty, graph, goroutines, objects, count } = finding;
    const words = h(
      "div",
      { class: "finding-words" },
      h("h3", {}, title),
      h("p", { class: "finding-text" }, text),
      h(
        "p",
        { class: "finding-facts" },
        ...(end === undefined
          ? tParts("From {0} to the end", this.instant(onset))
          : tParts(
              "From {0} to {1} ({2})",
              this.instant(onset),
              this.instant(end),
              formatShort(end - onset),
            )),
        h("span", { class: "dim" }, ` · ${CERTAINTY_TEXTS[certainty]}`),
      ),
    );
    const tables = h(
      "div",
      { class: "finding-tables" },
      goroutines.length === 0 ? undefined : this.table(goroutines, count),
      objects.length === 0 ? undefined : this.made(finding),
    );
    const drawn = graph === undefined || graph.edges.length === 0 ? [] : [findingGraph(this.panel, graph)];
    return [words, ...drawn, tables];
  }

  private table(goroutines: readonly FindingGoroutine[], count: number): HTMLElement {
    const cell = (...children: readonly Child[]): HTMLElement => h("td", {}, ...children);
    return h(
      "table",
      { class: "finding-goroutines" },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          ...[t("Goroutine"), t("What"), t("Since"), t("Waits at"), t("Created at")].map((name) =>
            h("th", { scope: "col" }, name),
          ),
        ),
      ),
      h(
        "tbody",
        {},
        ...goroutines.map((each) =>
          h(
            "tr",
            {},
            cell(this.goroutine(each)),
            cell(each.part),
            cell(this.instant(each.since)),
            cell(this.place(each.at)),
            cell(this.place(each.created)),
          ),
        ),
      ),
      count > goroutines.length
        ? h(
            "caption",
            {},
            t("The first {0} of {1} goroutines", formatCount(goroutines.length), formatCount(count)),
          )
        : undefined,
    );
  }

  private made({ objects }: Finding): HTMLElement {
    const known = objects.filter(({ created }) => created !== undefined).slice(0, 12);
    return h(
      "p",
      { class: "finding-facts" },
      ...known.flatMap(({ label, created }, at): Child[] => [
        at === 0 ? "" : ", ",
        ...tParts("{0} made at {1}", label, this.place(created) ?? ""),
      ]),
    );
  }

  private goroutine({ g, tag, name }: FindingGoroutine): HTMLElement {
    const label = name === "" ? tag : `${tag} ${name}`;
    return this.link(label, t("Select {0}", label), () =>
      this.panel.store.dispatch({ type: "focus", focus: { entity: g, label } }),
    );
  }

  private instant(time: number): HTMLElement {
    const text = formatInstant(time, 1);
    return this.link(text, t("Go to {0} on the timeline", text), () => this.jump(time));
  }

  private place(place: Place | undefined): HTMLElement | undefined {
    if (place === undefined) return undefined;
    const text = placeName(place);
    return this.link(text, t("Show {0} in the editor", text), () => this.panel.reveal(place, false));
  }

  private link(text: string, title: string, onclick: () => void): HTMLElement {
    return h("button", { type: "button", class: "link", title, onclick }, text);
  }
}

/** `2 goroutines can never run again`: in the list the kind has a line of its own. */
function withoutKind(title: string, kind: string): string {
  const rest = title.toLowerCase().startsWith(`${kind.toLowerCase()}: `)
    ? title.slice(kind.length + 2)
    : title;
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}
