import * as vscode from "vscode";
import { TRACE_EXTENSION } from "../contributions";
import type { Run } from "./run";
import { statusText } from "./run";
import type { RunStore } from "./store";

/** A run of the history, with what was changed for it, as lists show it. */
function itemOf(run: Run): vscode.QuickPickItem {
  const changes = Object.entries(run.overrides).map(([key, text]) => `${key}=${text}`);
  return { label: run.label, description: [statusText(run), ...changes].join(" · ") };
}

/** Asks for a run of the history. */
export async function pickRun(runs: readonly Run[], placeHolder: string): Promise<Run | undefined> {
  const items = runs.map((run) => ({ ...itemOf(run), run }));
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.run;
}

/** Asks with what to compare a run: another one that has ended, or a trace file. */
export async function pickOther(
  store: RunStore,
  than: Run | undefined,
): Promise<Run | vscode.Uri | undefined> {
  const runs = store.runs.filter((run) => run !== than && run.status.kind === "ready");
  const file = { label: `$(folder-opened) ${vscode.l10n.t("Open a trace file…")}`, run: undefined };
  const items = [...runs.map((run) => ({ ...itemOf(run), run })), file];
  const placeHolder =
    than === undefined
      ? vscode.l10n.t("Compare with which run")
      : vscode.l10n.t("Compare {0} with which run", than.label);
  const picked = await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  if (picked === undefined) return undefined;
  if (picked.run !== undefined) return picked.run;
  const chosen = await vscode.window.showOpenDialog({
    filters: { [vscode.l10n.t("SchedLens traces")]: [TRACE_EXTENSION.slice(1)] },
    title: vscode.l10n.t("SchedLens: Compare with a Trace File"),
  });
  return chosen?.[0];
}
