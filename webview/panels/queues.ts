import type { QueueContent, QueueMember, QueuesAt, WaitQueue } from "../../src/shared/trace/queues";
import { h } from "../dom";
import { Latest } from "../model/latest";
import type { Model } from "../model/model";
import type { Panel } from "../panel";
import { identityOf } from "../theme/palette";
import { replaceKeepingFocus, smallTable } from "./smallTable";
import { t } from "../l10n/t";

/** Places of a P's ring (runtime2.go, Go 1.23). */
const RING = 256;

/** Every queue at the cursor, with who is in it. */
export class Queues {
  readonly element = h("div", {
    class: "queues",
    tabindex: 0,
    role: "region",
    "aria-label": t("Queues at the cursor"),
  });
  private readonly answers: Latest<number, QueuesAt>;
  private shown: QueuesAt | undefined;
  private asked = "";

  constructor(private readonly panel: Panel) {
    this.answers = new Latest(
      (time) => panel.source.query("queuesAt", { time }),
      (queues) => {
        this.shown = queues;
        this.draw();
      },
      (error) => panel.failed(error),
    );
  }

  update(model: Model, before: Model): void {
    if (model.run !== before.run) {
      this.answers.drop();
      this.shown = undefined;
      this.asked = "";
      this.element.replaceChildren();
    }
    if (model.tab !== "queues" || model.overview === undefined) return;
    const wanted = `${model.run} ${model.cursor}`;
    if (wanted !== this.asked) {
      this.asked = wanted;
      this.answers.request(model.cursor);
    }
    if (model.focus !== before.focus) this.draw();
  }

  private draw(): void {
    const { shown } = this;
    if (shown === undefined) return;
    replaceKeepingFocus(
      this.element,
      h("div", { class: "queues-run" }, ...this.goTables(shown), this.kernelTable(shown)),
      h("div", { class: "queues-wait" }, this.waitTable(shown.waits)),
    );
  }

  private goTables({ go }: QueuesAt): HTMLElement[] {
    return go.map(({ process, ps, global }) => {
      const rows = ps.map(({ label, doing, runs, runnext, ring }) => ({
        cells: [
          label,
          runs === undefined
            ? h("span", { class: "dim" }, doing)
            : this.chip(runs, doing === "runs" ? "" : doing),
          runnext === undefined ? h("span", { class: "dim" }, "–") : this.chip(runnext),
          this.chips(ring, t("{0} of {1}", ring.total, RING)),
        ],
      }));
      const all = {
        cells: [t("global"), "", "", this.chips(global, String(global.total))],
      };
      return smallTable(
        go.length === 1 ? t("Go run queues") : t("Go run queues of {0}", process),
        [{ title: "P" }, { title: t("Runs") }, { title: "runnext" }, { title: t("Queue, the next first") }],
        [...rows, all],
        "",
      );
    });
  }

  private kernelTable({ kernel, policy }: QueuesAt): HTMLElement {
    return smallTable(
      t("Kernel run queues ({0})", policy),
      [{ title: t("Core") }, { title: t("Runs") }, { title: t("Queue, in the order of arrival") }],
      kernel.map(({ label, running, waiting }) => ({
        cells: [
          label,
          running.length === 0
            ? h("span", { class: "dim" }, t("idle"))
            : h("span", { class: "entity-chips" }, ...running.map((member) => this.chip(member))),
          this.chips(waiting, String(waiting.total)),
        ],
      })),
      "",
    );
  }

  private waitTable(waits: readonly WaitQueue[]): HTMLElement {
    return smallTable(
      t("Waiting"),
      [{ title: t("At") }, { title: t("For") }, { title: t("Who, the first to have come first") }],
      waits.map(({ label, reason, place, waiting }) => {
        const { panel } = this;
        return {
          cells: [
            place === undefined ? label : t("{0}, line {1}", label, String(place.line)),
            label === reason ? "" : reason,
            this.chips(waiting, String(waiting.total)),
          ],
          ...(place === undefined ? {} : { choose: () => panel.reveal(place, true) }),
        };
      }),
      t("Nobody waits at a channel, a lock or anything else at the cursor."),
    );
  }

  /** Who is in a queue; the count says it in words. */
  private chips({ members, total }: QueueContent, count: string): HTMLElement {
    const rest = total - members.length;
    return h(
      "span",
      { class: "entity-chips" },
      h("span", { class: "queue-count", title: t("{0} in this queue", total) }, count),
      ...members.map((member) => this.chip(member)),
      rest > 0 ? h("span", { class: "dim" }, t("and {0} more", rest)) : undefined,
    );
  }

  private chip({ entity, label }: QueueMember, note = ""): HTMLElement {
    const { store } = this.panel;
    const chosen = store.model.focus?.entity === entity;
    const swatch = h("span", { class: "swatch" });
    swatch.style.background = `var(--identity-${identityOf(entity)})`;
    return h(
      "button",
      {
        type: "button",
        class: "entity-chip",
        "aria-pressed": String(chosen),
        title: note === "" ? label : `${label}: ${note}`,
        onclick: () => store.dispatch({ type: "focus", focus: chosen ? undefined : { entity, label } }),
      },
      swatch,
      label,
      note === "" ? undefined : h("span", { class: "dim" }, ` ${note}`),
    );
  }
}
