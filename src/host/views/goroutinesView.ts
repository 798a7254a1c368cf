import * as vscode from "vscode";
import type { Disposable } from "../disposable";
import { formatDuration } from "../../shared/duration";
import type { GoroutineAt } from "../../shared/trace/queries";
import { COMMANDS, GOROUTINE_COLORS, TREE_CONTEXTS, VIEWS } from "../contributions";
import { caretText } from "../editor/caretMarks";
import type { Cursor } from "../panel/cursor";

const ICONS: Readonly<Record<string, string>> = {
  running: "play",
  runnable: "clock",
  waiting: "watch",
  syscall: "gear",
  dead: "circle-slash",
};

/** Every goroutine that exists at the panel's cursor: what it does, why, and where. */
export class GoroutinesView implements vscode.TreeDataProvider<GoroutineAt>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<GoroutineAt>;
  private readonly subscriptions: readonly Disposable[];

  constructor(private readonly cursor: Cursor) {
    this.view = vscode.window.createTreeView(VIEWS.goroutines, { treeDataProvider: this });
    this.subscriptions = [this.changed, this.view, cursor.onDidChange(() => this.update())];
  }

  private update(): void {
    const { instant } = this.cursor;
    this.view.description =
      instant === undefined ? "" : vscode.l10n.t("at {0}", formatDuration(instant.time));
    const hidden = instant === undefined ? 0 : instant.total - instant.goroutines.length;
    const none = instant?.total === 0 ? vscode.l10n.t("No goroutine exists at this instant.") : "";
    this.view.message =
      hidden > 0 ? vscode.l10n.t("{0} more are not listed.", hidden.toLocaleString("en")) : none;
    this.changed.fire();
  }

  getChildren(at?: GoroutineAt): GoroutineAt[] {
    return at === undefined ? [...(this.cursor.instant?.goroutines ?? [])] : [];
  }

  getTreeItem(at: GoroutineAt): vscode.TreeItem {
    const item = new vscode.TreeItem(at.name === "" ? caretText(at) : `${caretText(at)} · ${at.name}`);
    const where = at.place === undefined ? "" : vscode.l10n.t("{0} line {1}", at.place.fn, at.place.line);
    const since =
      this.cursor.instant === undefined
        ? ""
        : vscode.l10n.t("for {0}", formatDuration(this.cursor.instant.time - at.since));
    item.id = `g${at.g}`;
    item.description = [where, since].filter((text) => text !== "").join(" · ");
    item.tooltip = `${at.tag} ${at.name}\n${at.state}${at.reason === "" ? "" : `: ${at.reason}`} ${since}\n${where}`;
    item.iconPath = new vscode.ThemeIcon(
      ICONS[at.state] ?? "circle-outline",
      new vscode.ThemeColor(GOROUTINE_COLORS[at.g % GOROUTINE_COLORS.length] ?? "foreground"),
    );
    item.contextValue = TREE_CONTEXTS.goroutine;
    item.command = {
      command: COMMANDS.revealGoroutine,
      title: vscode.l10n.t("Show where it is"),
      arguments: [at.g],
    };
    return item;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
