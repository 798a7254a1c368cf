import * as vscode from "vscode";
import { isOn } from "../configuration/settings";
import { SETTINGS } from "../contributions";
import type { Disposable } from "../disposable";
import { fingerprint } from "./run";
import type { Runner } from "./runner";
import type { RunStore } from "./store";

/** Runs the entry that was shown last again when one of its files is saved with another text (`schedlens.runOnSave`). */
export class RunOnSave implements vscode.Disposable {
  private readonly subscription: Disposable;

  constructor(store: RunStore, runner: Runner) {
    this.subscription = vscode.workspace.onDidSaveTextDocument((document) => {
      const run = store.current;
      const was = run?.fingerprints.get(document.uri.toString());
      if (run === undefined || was === undefined || !isOn(SETTINGS.runOnSave, document.uri)) return;
      if (fingerprint(document.getText()) !== was) void runner.start(run.target);
    });
  }

  dispose(): void {
    this.subscription.dispose();
  }
}
