import * as vscode from "vscode";
import type { Disposable } from "../disposable";
import type { Run } from "./run";
import { readText } from "./sources";
import type { RunStore } from "./store";

/** Marks the runs whose source files no longer say what was run, and unmarks those whose files do again. */
export class Staleness implements vscode.Disposable {
  private readonly subscriptions: readonly Disposable[];

  constructor(private readonly store: RunStore) {
    const watcher = vscode.workspace.createFileSystemWatcher(
      "**/*.{ts,mts,cts,js,mjs,cjs}",
      true,
      false,
      false,
    );
    this.subscriptions = [
      watcher,
      watcher.onDidChange((uri) => this.check(uri)),
      watcher.onDidDelete((uri) => this.check(uri)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.check(document.uri)),
      vscode.workspace.onDidCloseTextDocument((document) => this.check(document.uri)),
    ];
  }

  private check(uri: vscode.Uri): void {
    const key = uri.toString();
    const runs = this.store.runs.filter((run) => run.sources.has(key));
    if (runs.length > 0) void this.compare(uri, runs);
  }

  private async compare(uri: vscode.Uri, runs: readonly Run[]): Promise<void> {
    const text = await readText(uri);
    for (const run of runs) {
      const stale =
        run.sources.get(uri.toString()) !== text ||
        (run.stale && run.sources.size > 1 && !(await unchanged(run)));
      if (stale === run.stale) continue;
      run.stale = stale;
      this.store.fire(run);
    }
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}

async function unchanged(run: Run): Promise<boolean> {
  for (const [uri, text] of run.sources) if ((await readText(vscode.Uri.parse(uri))) !== text) return false;
  return true;
}
