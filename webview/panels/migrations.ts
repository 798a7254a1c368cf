import { threadEntity } from "../../src/shared/trace/entity";
import type { MigrationRow } from "../../src/shared/trace/threads";
import { h } from "../dom";
import type { Model } from "../model/model";
import { formatInstant } from "../model/time";
import type { Panel } from "../panel";
import { VirtualTable } from "./virtualTable";
import { t } from "../l10n/t";

/** Every thread that the kernel moved to another core; a click puts the cursor there and looks at the thread. */
export class Migrations {
  private readonly table: VirtualTable<MigrationRow>;

  constructor(private readonly panel: Panel) {
    this.table = new VirtualTable(panel, {
      name: "migrations",
      label: t("Migrations"),
      empty: t(
        "The kernel moved no thread to another core in this run. With more threads than cores, or cores that run out of work, it does.",
      ),
      columns: [
        { key: "time", title: t("Time"), numeric: true },
        { key: "thread", title: t("Thread") },
        { key: "from", title: t("From") },
        { key: "to", title: t("To") },
      ],
      fetch: (offset, count) => panel.source.query("migrations", { offset, count }),
      cells: (row) => [
        formatInstant(row.time, 1),
        row.thread,
        t("core {0}", row.from),
        h("span", {}, h("span", { class: "dim" }, "→ "), t("core {0}", row.to)),
      ],
      rowClass: (row) => (threadEntity(row.task) === panel.store.model.focus?.entity ? "focused" : ""),
      onChoose: (row) => {
        panel.store.dispatch({ type: "cursor", time: row.time, reveal: true });
        const focus = { entity: threadEntity(row.task), label: row.thread };
        panel.store.dispatch({ type: "focus", focus });
      },
    });
  }

  get element(): HTMLElement {
    return this.table.element;
  }

  update(model: Model, before: Model): void {
    if (model.run !== before.run) this.table.reload();
    if (model.tab !== before.tab || model.overview !== before.overview || model.focus !== before.focus)
      this.table.refresh();
  }

  dispose(): void {
    this.table.dispose();
  }
}
