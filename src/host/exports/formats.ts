import * as vscode from "vscode";
import type { ExportFormat } from "../../shared/messages/worker";

/** What a run can be saved as: an export of the worker's, or a page with the trace and the viewer in it. */
export type FileFormat = ExportFormat | "html";

export interface FormatItem extends vscode.QuickPickItem {
  readonly format: FileFormat;
  /** Of the file, without the point. */
  readonly extension: string;
}

/** In the order to offer them. */
export function exportFormats(): readonly FormatItem[] {
  const { t } = vscode.l10n;
  return [
    {
      format: "schedtrace",
      extension: "schedtrace",
      label: t("SchedLens trace"),
      detail: t("Everything, sources included. Opens in this viewer."),
    },
    {
      format: "html",
      extension: "html",
      label: t("Web page"),
      detail: t("One file with the run and this viewer in it, for any browser, without a network."),
    },
    {
      format: "perfetto",
      extension: "pftrace",
      label: t("Perfetto trace"),
      detail: t("For ui.perfetto.dev and its trace processor."),
    },
    {
      format: "chrome",
      extension: "json",
      label: t("Chrome trace"),
      detail: t("JSON for chrome://tracing and viewers that read its format."),
    },
    {
      format: "go",
      extension: "trace",
      label: t("Go execution trace"),
      detail: t("For “go tool trace” and gotraceui: the program's own process."),
    },
    {
      format: "spans",
      extension: "csv",
      label: t("Table of spans"),
      detail: t("CSV: what each lane did from when to when, in nanoseconds."),
    },
    {
      format: "stats",
      extension: "json",
      label: t("Statistics"),
      detail: t("JSON: times, waits, switches, steals and findings."),
    },
  ];
}
