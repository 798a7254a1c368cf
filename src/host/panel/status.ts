import * as vscode from "vscode";
import type { PanelStatus } from "../../shared/messages/panel";
import type { Run } from "../runs/run";

/** A run as a page shows it. */
export function statusOf(run: Run | undefined): PanelStatus {
  if (run === undefined) return { kind: "empty" };
  const { label, status } = run;
  switch (status.kind) {
    case "running":
      return { kind: "running", label, time: status.time, events: status.events };
    case "ready":
      if (run.simulation === undefined && (run.loading || run.stored !== undefined))
        return { kind: "opening", label };
      if (run.simulation === undefined)
        return {
          kind: "failed",
          label,
          message: vscode.l10n.t("The data of this run was given up for newer runs. Run it again to see it."),
          diagnostics: [],
        };
      return { kind: "ready", runId: run.id, label, stale: run.stale, reading: run.simulation.reading };
    case "failed":
      return { kind: "failed", label, message: status.message, diagnostics: status.diagnostics };
    case "cancelled":
      return { kind: "cancelled", label };
  }
}
