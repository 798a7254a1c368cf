import { areShared } from "../../src/shared/trace/laneFilter";
import type { SpanKind, Grouping } from "../../src/shared/trace/queries";
import { h } from "../dom";
import { colouredByIdentity } from "../gantt/ink";
import { icon } from "../icons";
import type { Model } from "../model/model";
import type { Panel } from "../panel";
import { KEY_HELP } from "../timeline/keys";
import { t } from "../l10n/t";

/** What each kind means in lanes of a grouping, in the order of the legend. */
const MEANINGS: Readonly<Record<Grouping, readonly (readonly [SpanKind, string])[]>> = {
  core: [
    ["running", t("a goroutine, or a thread outside of a Go runtime, runs, in its own colour")],
    ["scheduler", t("a thread of a Go runtime looks for work")],
    ["overhead", t("kernel work: switches, interrupts")],
  ],
  p: [
    ["running", t("a goroutine runs, in its own colour")],
    ["syscall", t("held by a thread in a system call")],
    ["scheduler", t("a thread looks for work")],
    ["off-core", t("held by a thread that has no core")],
  ],
  g: [
    ["running", t("running")],
    ["runnable", t("ready, waits for a P")],
    ["waiting", t("waits: channel, lock, timer, I/O")],
    ["syscall", t("in a system call")],
    ["off-core", t("running, but its thread has no core")],
  ],
  m: [
    ["running", t("runs: a goroutine in its own colour")],
    ["scheduler", t("looks for work")],
    ["runnable", t("ready, waits for a core")],
    ["waiting", t("asleep")],
    ["syscall", t("in a system call")],
  ],
  process: [
    ["running", t("a thread runs: goroutines in their own colours")],
    ["scheduler", t("a thread looks for work")],
    ["runnable", t("ready, waits for a core")],
    ["waiting", t("asleep: a process, when all its threads are")],
    ["syscall", t("in a system call")],
  ],
};

/** What a swatch of the legend shows: a kind of slice, the colours of who runs, a lane where nothing is, an arrow. */
export type LegendMark = SpanKind | "identity" | "idle" | "steal";

/** What is seen in lanes of a grouping, and what it means; `filtered`: of some goroutines and threads only. */
export function legendRows(
  grouping: Grouping,
  filtered: boolean,
): readonly (readonly [LegendMark, string])[] {
  return [
    ...MEANINGS[grouping].map(
      ([kind, text]) =>
        [kind === "running" && colouredByIdentity(grouping) ? "identity" : kind, text] as const,
    ),
    ...(filtered && areShared(grouping) ? [["waiting", t("others, which the filter hides")] as const] : []),
    ["idle", grouping === "g" ? t("not there: not yet created, or ended") : t("idle")],
    ["steal", t("a steal, from victim to thief; without Ps, a migration")],
  ];
}

/** The meaning of colours, textures and keys, shown on demand. */
export class Legend {
  private readonly kinds = h("dl", { class: "legend-kinds" });
  readonly element: HTMLElement;
  readonly button: HTMLButtonElement;

  constructor(panel: Panel) {
    this.element = h(
      "div",
      { class: "legend", id: "legend", role: "region", "aria-label": t("Legend"), hidden: true },
      h("h2", {}, t("Lanes")),
      this.kinds,
      h("h2", {}, t("Keys")),
      h(
        "dl",
        { class: "legend-keys" },
        ...KEY_HELP.flatMap(([keys, text]) => [
          h("dt", {}, ...keys.map((key) => h("kbd", {}, key))),
          h("dd", {}, text),
        ]),
      ),
    );
    this.button = h(
      "button",
      {
        type: "button",
        class: "tool wide",
        "aria-expanded": "false",
        "aria-controls": "legend",
        title: t("Legend and keys"),
        onclick: () => this.toggle(),
      },
      icon("key"),
      h("span", {}, t("Legend")),
    );
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.toggle();
      this.button.focus();
    });
    this.fill(panel.store.model);
  }

  update(model: Model, before: Model): void {
    if (model.grouping !== before.grouping || model.filter !== before.filter) this.fill(model);
  }

  dispose(): void {
    document.removeEventListener("pointerdown", this.onPointerDown);
  }

  /** A click beside it closes it. */
  private readonly onPointerDown = ({ target }: PointerEvent): void => {
    const inside = target instanceof Node && (this.element.contains(target) || this.button.contains(target));
    if (!inside) this.toggle();
  };

  private toggle(): void {
    this.element.hidden = !this.element.hidden;
    if (this.element.hidden) document.removeEventListener("pointerdown", this.onPointerDown);
    else document.addEventListener("pointerdown", this.onPointerDown);
    this.button.setAttribute("aria-expanded", String(!this.element.hidden));
  }

  private fill({ grouping, filter }: Model): void {
    this.kinds.replaceChildren(
      ...legendRows(grouping, filter !== undefined).flatMap(([mark, text]) => [
        h("dt", {}, h("span", { class: `swatch large kind-${mark}` })),
        h("dd", {}, text),
      ]),
    );
  }
}
