import { NONE } from "../../src/shared/ids";
import type { QueryResult } from "../../src/shared/trace/queries";
import type { ChannelAt, ProcessAt, ProcessDetail } from "../../src/shared/trace/processes";
import { h } from "../dom";
import { Latest } from "../model/latest";
import type { Model } from "../model/model";
import type { Panel } from "../panel";
import { channelTable, detailParts } from "./processDetail";
import { replaceKeepingFocus, smallTable } from "./smallTable";
import { t } from "../l10n/t";

interface Answer {
  readonly processes: readonly ProcessAt[];
  readonly channels: readonly ChannelAt[];
  readonly chosen: number;
  readonly detail: ProcessDetail | undefined;
}

interface Question {
  readonly time: number;
  readonly entity: number;
  readonly chosen: number;
}

const COLUMNS = [
  { title: "PID", numeric: true },
  { title: "PPID", numeric: true },
  { title: "UID", numeric: true },
  { title: "S" },
  { title: "C", numeric: true },
  { title: "STIME" },
  { title: "TIME" },
  { title: "LWP", numeric: true },
  { title: "RSS", numeric: true },
  { title: "VSZ", numeric: true },
  { title: "CMD" },
];

/** The states of ps(1), for titles. */
const STATES: Readonly<Record<ProcessAt["row"]["state"], string>> = {
  R: t("running or runnable"),
  S: t("sleeps"),
  D: t("sleeps, and no signal wakes it"),
  T: t("stopped by a signal"),
  Z: t("zombie: ended, and not waited for yet"),
};

/** Processes at the cursor as ps lists them, as the tree that they are; of the chosen one its control blocks, memory and descriptors. */
export class Processes {
  private readonly list = h("div", { class: "processes-list" });
  private readonly side = h("div", {
    class: "processes-detail",
    tabindex: 0,
    role: "region",
    "aria-label": t("The chosen process"),
  });
  readonly element = h("div", { class: "processes" }, this.list, this.side);
  private readonly answers: Latest<Question, Answer>;
  /** The row that the person chose; it gives way to the process of whoever is looked at later. */
  private chosen = NONE;
  private asked = "";

  constructor(private readonly panel: Panel) {
    this.answers = new Latest(
      (question) => this.ask(question),
      (answer) => this.draw(answer),
      (error) => panel.failed(error),
    );
  }

  update(model: Model, before: Model): void {
    if (model.run !== before.run) {
      this.answers.drop();
      this.chosen = NONE;
      this.asked = "";
    }
    if (model.focus !== before.focus && model.focus !== undefined) this.chosen = NONE;
    if (model.tab === "processes" && model.overview !== undefined) this.request(model);
  }

  private request(model: Model): void {
    const entity = model.focus?.entity ?? NONE;
    const wanted = [model.run, model.cursor, entity, this.chosen].join();
    if (wanted === this.asked) return;
    this.asked = wanted;
    this.answers.request({ time: model.cursor, entity, chosen: this.chosen });
  }

  private async ask({ time, entity, chosen }: Question): Promise<Answer> {
    const { source } = this.panel;
    const [{ processes, of }, channels] = await Promise.all([
      source.query("processesAt", { time, entity }),
      source.query("channelsAt", { time }),
    ]);
    const shown = chosen !== NONE ? chosen : of !== NONE ? of : firstOfProgram(processes);
    const detail = shown === NONE ? undefined : await source.query("processAt", { process: shown, time });
    return { processes, channels, chosen: shown, detail };
  }

  private draw({ processes, channels, chosen, detail }: Answer): void {
    const { cursor } = this.panel.store.model;
    const table = smallTable(
      t("Processes at the cursor ({0})", processes.length),
      COLUMNS,
      processes.map((process) => ({
        cells: cellsOf(process),
        chosen: process.process === chosen,
        choose: () => this.choose(process),
      })),
      t("No process exists at the cursor yet: move the cursor to the right."),
    );
    replaceKeepingFocus(this.list, table, channelTable(this.panel, channels, cursor));
    replaceKeepingFocus(this.side, ...detailParts(this.panel, detail));
  }

  private choose({ process }: ProcessAt): void {
    this.chosen = process;
    this.request(this.panel.store.model);
  }
}

function cellsOf({ row, depth }: ProcessAt): (HTMLElement | string)[] {
  const tree = depth === 0 ? "" : `${" ".repeat(3 * (depth - 1))}└─ `;
  return [
    String(row.pid),
    String(row.ppid),
    String(row.uid),
    h("span", { title: STATES[row.state] }, row.state),
    String(row.c),
    row.stime,
    row.time,
    String(row.threads),
    `${row.rss} KiB`,
    `${row.vsz} KiB`,
    h("span", {}, h("span", { class: "tree-line", "aria-hidden": "true" }, tree), row.cmd),
  ];
}

/** The program's own process, else init. */
function firstOfProgram(processes: QueryResult<"processesAt">["processes"]): number {
  return (processes.find(({ row }) => row.pid !== 1) ?? processes[0])?.process ?? NONE;
}
