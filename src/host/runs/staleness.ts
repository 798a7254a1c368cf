import * as vscode from "vscode";
import type { Disposable } from "../disposable";
import { fingerprint } from "./run";
import type { Run } from "./run";
import { readText } from "./sources";

/** Runs that have sources: the history, or the trace files that are open. */
export interface RunSource {
  readonly runs: readonly Run[];
  /** Tells the views that a run is no longer what it was. */
  fire(run: Run): void;
}

/** Marks the runs whose source files no longer say what was run, and unmarks those whose files do again. */
export class Staleness implements vscode.Disposable {
  private readonly subscriptions: readonly Disposable[];

  constructor(private readonly holders: readonly RunSource[]) {
    const watcher = vscode.workspace.createFileSystemWatcher("**/*.{ts,mts,cts,js,mjs,cjs}");
    this.subscriptions = [
      watcher,
      watcher.onDidCreate((uri) => this.check(uri)),
      watcher.onDidChange((uri) => this.check(uri)),
      watcher.onDidDelete((uri) => this.check(uri)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.check(document.uri)),
      vscode.workspace.onDidCloseTextDocument((document) => this.check(document.uri)),
    ];
  }

  private check(uri: vscode.Uri): void {
    const key = uri.toString();
    for (const holder of this.holders) {
      const runs = holder.runs.filter((run) => run.fingerprints.has(key));
      if (runs.length > 0) void this.compare(uri, runs, holder);
    }
  }

  private async compare(uri: vscode.Uri, runs: readonly Run[], holder: RunSource): Promise<void> {
    const text = await readText(uri);
    const now = text === undefined ? undefined : fingerprint(text);
    for (const run of runs) {
      const stale =
        run.fingerprints.get(uri.toString()) !== now ||
        (run.stale && run.fingerprints.size > 1 && (await hasChanged(run)));
      if (stale === run.stale) continue;
      run.stale = stale;
      holder.fire(run);
    }
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}

/** Whether a source file says something else than what was run, or is gone. */
export async function hasChanged(run: Run): Promise<boolean> {
  for (const [uri, was] of run.fingerprints) {
    const text = await readText(vscode.Uri.parse(uri));
    if (text === undefined || fingerprint(text) !== was) return true;
  }
  return false;
}
