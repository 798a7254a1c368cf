import type { ConcurrencyCosts, ConcurrencyKind, CostsView } from "../../src/shared/trace/costs";
import { h } from "../dom";
import { Latest } from "../model/latest";
import { logScale } from "../model/logScale";
import type { LogScale } from "../model/logScale";
import type { Model } from "../model/model";
import { formatCount, formatShort } from "../model/time";
import type { Panel } from "../panel";
import { smallTable } from "./smallTable";
import { t } from "../l10n/t";

const NAMES: Readonly<Record<ConcurrencyKind, string>> = {
  process: t("Process (fork)"),
  thread: t("Kernel thread"),
  "user-level thread": t("User-level thread"),
  goroutine: t("Goroutine"),
};

interface Measure {
  readonly title: string;
  readonly of: (costs: ConcurrencyCosts) => number;
  readonly text: (value: number) => string;
  readonly note?: (costs: ConcurrencyCosts) => string;
}

const MEASURES: readonly Measure[] = [
  {
    title: t("Create"),
    of: ({ create }) => create,
    text: formatShort,
    note: ({ createPage }) =>
      createPage === 0 ? "" : t("and {0} for each page of the heap", formatShort(createPage)),
  },
  { title: t("Switch"), of: (costs) => costs.switch, text: formatShort },
  { title: t("Memory at first"), of: ({ resident }) => resident, text: bytesText },
  { title: t("Reserved"), of: ({ reserved }) => reserved, text: bytesText },
];

/** What a process, a thread and a goroutine cost under this configuration, side by side, each measure on a logarithmic scale. */
export class Costs {
  readonly element = h("div", { class: "costs", tabindex: 0, role: "region", "aria-label": t("Costs") });
  private readonly answers: Latest<Readonly<Record<string, never>>, CostsView>;
  private asked = -1;

  constructor(panel: Panel) {
    this.answers = new Latest(
      (args) => panel.source.query("costs", args),
      (costs) => this.element.replaceChildren(...costsParts(costs)),
      (error) => panel.failed(error),
    );
  }

  update(model: Model, before: Model): void {
    if (model.run !== before.run) {
      this.answers.drop();
      this.element.replaceChildren();
    }
    if (model.tab !== "costs" || model.overview === undefined || this.asked === model.run) return;
    this.asked = model.run;
    this.answers.request({});
  }
}

function costsParts({ profile, kinds, contextSwitches, goroutineSwitches }: CostsView): HTMLElement[] {
  const scales = MEASURES.map(({ of }) => logScale(kinds.map(of)));
  const table = smallTable(
    t("Costs under the profile {0}, on logarithmic scales; × is times what a goroutine costs", profile),
    [{ title: "" }, ...MEASURES.map(({ title }) => ({ title })), { title: t("In this run"), numeric: true }],
    kinds.map((costs) => ({
      cells: [
        NAMES[costs.kind],
        ...MEASURES.map((measure, i) => measureCell(measure, costs, kinds, scales[i])),
        formatCount(costs.created),
      ],
    })),
    "",
  );
  const free = kinds.every(({ create }) => create === 0);
  return [
    table,
    h(
      "p",
      { class: "dim costs-note" },
      free
        ? t("Under this profile nothing costs any time. Configure the run with costs=linux-x86 to compare.")
        : t(
            "This run: {0} context switches of cores, {1} switches between goroutines or user-level threads. A fork shares the memory of its parent until one of both writes to it. The stack of a thread is reserved as a whole (stack=SIZE), that of a goroutine grows from 2 KiB.",
            formatCount(contextSwitches),
            formatCount(goroutineSwitches),
          ),
    ),
  ];
}

function measureCell(
  { of, text, note }: Measure,
  costs: ConcurrencyCosts,
  all: readonly ConcurrencyCosts[],
  scale: LogScale | undefined,
): HTMLElement {
  const value = of(costs);
  if (value < 0) return h("span", { class: "dim" }, t("not counted"));
  const goroutine = all.find(({ kind }) => kind === "goroutine");
  const base = goroutine === undefined ? 0 : of(goroutine);
  const ratio = costs.kind === "goroutine" || base <= 0 || value === base ? "" : timesText(value / base);
  const bar = h("span", { class: "cost-part" });
  bar.style.width = `${100 * (scale?.share(value) ?? 0)}%`;
  const room = h("span", { class: "cost-bar", "aria-hidden": "true" }, bar);
  room.style.backgroundSize = `${100 / Math.max(1, scale?.decades ?? 1)}% 100%`;
  return h(
    "span",
    { class: "cost", title: note?.(costs) ?? "" },
    room,
    h(
      "span",
      { class: "cost-value" },
      text(value),
      h("span", { class: "dim" }, ratio === "" ? "" : ` · ${ratio}`),
    ),
  );
}

function timesText(times: number): string {
  return `${times >= 10 ? formatCount(Math.round(times)) : Math.round(times * 10) / 10}×`;
}

const UNITS = ["B", "KiB", "MiB", "GiB"];

/** `8 MiB`. */
export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${Math.round(value * 10) / 10} ${UNITS[unit] ?? ""}`;
}
