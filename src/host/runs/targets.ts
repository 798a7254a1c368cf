import * as vscode from "vscode";
import type { Disposable } from "../disposable";
import type { Entry } from "../../program/annotations/scan";
import { CONTEXT_KEYS } from "../contributions";
import type { Scans } from "../editor/scans";
import { isProgramDocument } from "../languages";
import type { RunTarget } from "./run";
import type { RunStore } from "./store";

/** Which entry point a command means. */
export class Targets implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** The current target or its tag may have changed. */
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: readonly Disposable[];

  constructor(
    private readonly store: RunStore,
    private readonly scans: Scans,
  ) {
    this.subscriptions = [
      this.changed,
      store.onDidChange((run) => {
        if (run === undefined || run.status.kind !== "running") this.changed.fire();
      }),
      scans.onDidScan(() => this.update()),
      vscode.window.onDidChangeActiveTextEditor(() => this.update()),
    ];
    this.update();
  }

  /** The entry of the run that is shown, else the one at the caret. */
  get current(): RunTarget | undefined {
    const run = this.store.current;
    if (run !== undefined) return { uri: run.target.uri, entry: run.target.entry ?? run.summary?.entry };
    return this.atCaret();
  }

  /** The options in the tag of an entry. */
  tagOf(target: RunTarget): ReadonlyMap<string, string> {
    const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === target.uri);
    const entries = document === undefined ? [] : this.scans.of(document).entries;
    const entry =
      target.entry === undefined ? entries[0] : entries.find((each) => each.name === target.entry);
    return entry?.tag.options ?? new Map();
  }

  /** The entries of a file. Opens it when it is not. */
  async entriesOf(uri: vscode.Uri): Promise<readonly Entry[]> {
    const document = await vscode.workspace.openTextDocument(uri);
    return this.scans.of(document).entries;
  }

  /** In the active editor, the entry that the caret is in, else the only one. */
  atCaret(): RunTarget | undefined {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined || !isProgramDocument(editor.document)) return undefined;
    const { entries } = this.scans.of(editor.document);
    const offset = editor.document.offsetAt(editor.selection.active);
    const around = entries.find((entry) => entry.tag.start <= offset && offset <= entry.end);
    const chosen = around ?? (entries.length === 1 ? entries[0] : undefined);
    return chosen === undefined ? undefined : { uri: editor.document.uri.toString(), entry: chosen.name };
  }

  private update(): void {
    const document = vscode.window.activeTextEditor?.document;
    const hasEntry =
      document !== undefined && isProgramDocument(document) && this.scans.of(document).entries.length > 0;
    void vscode.commands.executeCommand("setContext", CONTEXT_KEYS.hasEntry, hasEntry);
    this.changed.fire();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
