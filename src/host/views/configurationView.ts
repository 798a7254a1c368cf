import * as vscode from "vscode";
import type { Disposable } from "../disposable";
import { runOption } from "../../program/annotations/options";
import type { OverrideStore } from "../configuration/overrides";
import { readSettings } from "../configuration/settings";
import { derivedText, effectiveValues, sourceText } from "../configuration/values";
import type { OptionValue } from "../configuration/values";
import { COMMANDS, SETTINGS, TREE_CONTEXTS, VIEWS } from "../contributions";
import type { Targets } from "../runs/targets";

/** The configuration of the entry that is shown, each value with where it comes from. Choosing one changes it. */
export class ConfigurationView implements vscode.TreeDataProvider<OptionValue>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<OptionValue>;
  private readonly subscriptions: readonly Disposable[];

  constructor(
    private readonly targets: Targets,
    private readonly overrides: OverrideStore,
  ) {
    this.view = vscode.window.createTreeView(VIEWS.configuration, { treeDataProvider: this });
    this.subscriptions = [
      this.changed,
      this.view,
      targets.onDidChange(() => this.changed.fire()),
      overrides.onDidChange(() => this.changed.fire()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SETTINGS.section)) this.changed.fire();
      }),
    ];
  }

  getChildren(value?: OptionValue): OptionValue[] {
    const target = value === undefined ? this.targets.current : undefined;
    this.view.description = target?.entry ?? "";
    if (target === undefined) return [];
    return effectiveValues({
      overrides: this.overrides.of(target),
      tag: this.targets.tagOf(target),
      settings: readSettings(vscode.Uri.parse(target.uri)),
    });
  }

  getTreeItem(value: OptionValue): vscode.TreeItem {
    const item = new vscode.TreeItem(value.key);
    const text = value.text === "" ? derivedText(value.key) : value.text;
    item.id = value.key;
    item.description = value.source === "default" ? text : `${text} · ${sourceText(value.source)}`;
    item.tooltip = `${runOption(value.key)?.doc ?? ""}\n${text} (${sourceText(value.source)})`;
    const changed = value.source === "changed here";
    item.iconPath = new vscode.ThemeIcon(
      changed
        ? "edit"
        : value.source === "from tag"
          ? "tag"
          : value.source === "setting"
            ? "settings-gear"
            : "dash",
    );
    item.contextValue = changed ? TREE_CONTEXTS.changed : TREE_CONTEXTS.inherited;
    item.command = {
      command: COMMANDS.changeConfiguration,
      title: vscode.l10n.t("Change"),
      arguments: [value.key],
    };
    return item;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
