import * as vscode from "vscode";
import type { PictureFormat } from "../../shared/messages/panel";
import type { ExportFormat } from "../../shared/messages/worker";

/** What a run can be saved as: an export of the worker's, a page with the trace and the viewer in it, or a picture of what is seen of it. */
export type FileFormat = ExportFormat | "html" | PictureFormat;

export interface FormatItem extends vscode.QuickPickItem {
  readonly format: FileFormat;
  /** Of the file, without the point. */
  readonly extension: string;
}

/** In the order to offer them. */
export function exportFormats(): readonly FormatItem[] {
  return [
    {
      format: "schedtrace",
      extension: "schedtrace",
      label: vscode.l10n.t("SchedLens trace"),
      detail: vscode.l10n.t("Everything, sources included. Opens in this viewer."),
    },
    {
      format: "html",
      extension: "html",
      label: vscode.l10n.t("Web page"),
      detail: vscode.l10n.t(
        "One file with the run and this viewer in it, for any browser, without a network.",
      ),
    },
    {
      format: "perfetto",
      extension: "pftrace",
      label: vscode.l10n.t("Perfetto trace"),
      detail: vscode.l10n.t("For ui.perfetto.dev and its trace processor."),
    },
    {
      format: "chrome",
      extension: "json",
      label: vscode.l10n.t("Chrome trace"),
      detail: vscode.l10n.t("JSON for chrome://tracing and viewers that read its format."),
    },
    {
      format: "go",
      extension: "trace",
      label: vscode.l10n.t("Go execution trace"),
      detail: vscode.l10n.t("For “go tool trace” and gotraceui: the program's own process."),
    },
    {
      format: "spans",
      extension: "csv",
      label: vscode.l10n.t("Table of spans"),
      detail: vscode.l10n.t("CSV: what each lane did from when to when, in nanoseconds."),
    },
    {
      format: "stats",
      extension: "json",
      label: vscode.l10n.t("Statistics"),
      detail: vscode.l10n.t("JSON: times, waits, switches, steals and findings."),
    },
  ];
}

/** Of a run that is in view. */
export function pictureFormats(): readonly FormatItem[] {
  return [
    {
      format: "png",
      extension: "png",
      label: vscode.l10n.t("Picture (PNG)"),
      detail: vscode.l10n.t(
        "What the panel shows of the run, in the colours of the theme, at twice its size.",
      ),
    },
    {
      format: "svg",
      extension: "svg",
      label: vscode.l10n.t("Picture (SVG)"),
      detail: vscode.l10n.t("The same as lines, boxes and text, for papers and slides."),
    },
  ];
}
