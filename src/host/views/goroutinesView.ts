import * as vscode from "vscode";
import type { Disposable } from "../disposable";
import { formatDuration } from "../../shared/duration";
import { COMMANDS, GOROUTINE_COLORS, TREE_CONTEXTS, VIEWS } from "../contributions";
import { caretText, colorOf } from "../editor/caretMarks";
import type { Cursor } from "../panel/cursor";
import type { EntityAt } from "../panel/entityAt";

const ICONS: Readonly<Record<string, string>> = {
  running: "play",
  runnable: "clock",
  zombie: "circle-slash",
  waiting: "watch",
  syscall: "gear",
  dead: "circle-slash",
};

/** Every goroutine, or in a run without any every thread, that exists at the panel's cursor: what it does, why, and where. */
export class GoroutinesView implements vscode.TreeDataProvider<EntityAt>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<EntityAt>;
  private readonly subscriptions: readonly Disposable[];

  constructor(private readonly cursor: Cursor) {
    this.view = vscode.window.createTreeView(VIEWS.goroutines, { treeDataProvider: this });
    this.subscriptions = [this.changed, this.view, cursor.onDidChange(() => this.update())];
  }

  private update(): void {
    const { instant } = this.cursor;
    this.view.description =
      instant === undefined ? "" : vscode.l10n.t("at {0}", formatDuration(instant.time));
    const hidden = instant === undefined ? 0 : instant.total - instant.entities.length;
    const threads = instant?.run.summary?.config.runtime === "native";
    this.view.title = threads
      ? vscode.l10n.t("Threads at the Cursor")
      : vscode.l10n.t("Goroutines at the Cursor");
    const noOne = threads
      ? vscode.l10n.t("No thread exists at this instant.")
      : vscode.l10n.t("No goroutine exists at this instant.");
    const none = instant?.total === 0 ? noOne : "";
    this.view.message =
      hidden > 0 ? vscode.l10n.t("{0} more are not listed.", hidden.toLocaleString("en")) : none;
    this.changed.fire();
  }

  getChildren(at?: EntityAt): EntityAt[] {
    return at === undefined ? [...(this.cursor.instant?.entities ?? [])] : [];
  }

  getTreeItem(at: EntityAt): vscode.TreeItem {
    const item = new vscode.TreeItem(at.name === "" ? caretText(at) : `${caretText(at)} · ${at.name}`);
    const where = at.place === undefined ? "" : vscode.l10n.t("{0} line {1}", at.place.fn, at.place.line);
    const since =
      this.cursor.instant === undefined
        ? ""
        : vscode.l10n.t("for {0}", formatDuration(this.cursor.instant.time - at.since));
    item.id = `g${at.entity}`;
    item.description = [where, since].filter((text) => text !== "").join(" · ");
    item.tooltip = `${at.tag} ${at.name}\n${at.state}${at.reason === "" ? "" : `: ${at.reason}`} ${since}\n${where}`;
    item.iconPath = new vscode.ThemeIcon(
      ICONS[at.state] ?? "circle-outline",
      new vscode.ThemeColor(GOROUTINE_COLORS[colorOf(at.entity)] ?? "foreground"),
    );
    item.contextValue = TREE_CONTEXTS.goroutine;
    item.command = {
      command: COMMANDS.revealGoroutine,
      title: vscode.l10n.t("Show where it is"),
      arguments: [at.entity],
    };
    return item;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
