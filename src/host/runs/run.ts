import * as vscode from "vscode";
import { crc32 } from "../../formats/crc32";
import { formatDuration } from "../../shared/duration";
import type { ProgramDiagnostic, RunSummary } from "../../shared/messages/worker";
import { encodeUtf8 } from "../../shared/utf8";
import type { Overrides } from "../configuration/values";
import type { Simulation } from "./simulation";

/** What is run: a file and one of its entry functions. */
export interface RunTarget {
  readonly uri: string;
  /** `undefined`: the only entry of the file. */
  readonly entry: string | undefined;
}

export type RunStatus =
  | { readonly kind: "running"; readonly time: number; readonly events: number }
  | { readonly kind: "ready"; readonly summary: RunSummary }
  | { readonly kind: "failed"; readonly message: string; readonly diagnostics: readonly ProgramDiagnostic[] }
  | { readonly kind: "cancelled" };

/** One run of a program, from the click on. */
export class Run {
  status: RunStatus = { kind: "running", time: 0, events: 0 };
  simulation: Simulation | undefined;
  /** Document URI → text of everything that was run; empty while the data of a run of the history is not loaded. */
  sources: ReadonlyMap<string, string> = new Map();
  /** Document URI → fingerprint of the text that was run. */
  fingerprints: ReadonlyMap<string, string> = new Map();
  /** A source file no longer says what was run. */
  stale = false;
  /** Its trace in the history of the workspace, from which its data can come back. */
  stored: vscode.Uri | undefined;
  /** Its data is on its way back. */
  loading = false;
  /** The last words of a run whose data was given up for newer ones. */
  summary: RunSummary | undefined;

  constructor(
    readonly id: string,
    readonly target: RunTarget,
    /** Configuration that was changed in the side panel, as text. */
    readonly overrides: Overrides,
    /** Milliseconds since the epoch. */
    readonly startedAt: number,
    /** Of a trace file: the URI of a file in its log → the document that shows it. Others are called the same. */
    private readonly documents: ReadonlyMap<string, string> = new Map(),
  ) {}

  /** The document of a file that the log names. */
  documentOf(uri: string): string {
    return this.documents.get(uri) ?? uri;
  }

  setSources(sources: ReadonlyMap<string, string>): void {
    this.sources = sources;
    this.fingerprints = new Map([...sources].map(([uri, text]) => [uri, fingerprint(text)]));
  }

  /** `main · work-stealing.ts` */
  get label(): string {
    const file = decodeURIComponent(this.target.uri.slice(this.target.uri.lastIndexOf("/") + 1)).replace(
      /^untitled:/,
      "",
    );
    const entry = this.target.entry ?? this.summary?.entry;
    return entry === undefined ? file : `${entry} · ${file}`;
  }
}

/** Tells a text from others: its length and CRC-32. */
export function fingerprint(text: string): string {
  return `${text.length}-${crc32(encodeUtf8(text)).toString(16)}`;
}

/** `4 cores · 12.3 ms · 7 steals` (steals where there is a Go runtime), and how it ended when not by returning. */
export function summaryText(summary: RunSummary): string {
  const { cores, runtime } = summary.config;
  const parts = [
    cores === 1 ? vscode.l10n.t("1 core") : vscode.l10n.t("{0} cores", cores),
    formatDuration(summary.endTime),
  ];
  if (runtime === "go")
    parts.push(summary.steals === 1 ? vscode.l10n.t("1 steal") : vscode.l10n.t("{0} steals", summary.steals));
  if (summary.how !== "exit") parts.push(summary.how);
  else if (summary.exitCode !== 0) parts.push(vscode.l10n.t("exit code {0}", summary.exitCode));
  return parts.join(" · ");
}

/** What to show beside a run's name. */
export function statusText(run: Run): string {
  switch (run.status.kind) {
    case "running":
      return vscode.l10n.t("running, {0}", formatDuration(run.status.time));
    case "ready":
      return summaryText(run.status.summary) + (run.stale ? ` · ${vscode.l10n.t("source changed")}` : "");
    case "failed":
      return run.status.message;
    case "cancelled":
      return vscode.l10n.t("cancelled");
  }
}
