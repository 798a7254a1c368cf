import * as vscode from "vscode";
import type { Disposable } from "../disposable";
import { scanText } from "../../program/annotations/scan";
import type { Entry } from "../../program/annotations/scan";
import type { ProgramDiagnostic } from "../../shared/messages/worker";
import { concernsUs, isProgramDocument } from "../languages";

export interface DocumentScan {
  readonly version: number;
  readonly entries: readonly Entry[];
  readonly diagnostics: readonly ProgramDiagnostic[];
}

/** How long after the last keystroke a document is read again, ms. */
const DELAY = 250;

/**
 * The annotations of the open documents, read once for each version. Fires when a document was read again after a change,
 * and when it closed.
 */
export class Scans implements vscode.Disposable {
  private readonly byUri = new Map<string, DocumentScan>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly changed = new vscode.EventEmitter<vscode.TextDocument>();
  readonly onDidScan = this.changed.event;
  private readonly subscriptions: readonly Disposable[];

  constructor() {
    this.subscriptions = [
      vscode.workspace.onDidOpenTextDocument((document) => this.schedule(document, 0)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.schedule(document, DELAY)),
      vscode.workspace.onDidCloseTextDocument((document) => this.close(document)),
      this.changed,
    ];
    for (const document of vscode.workspace.textDocuments) this.schedule(document, 0);
  }

  /** The document as it is now. A file so broken that nothing can be read keeps the entries that it had. */
  of(document: vscode.TextDocument): DocumentScan {
    const key = document.uri.toString();
    const known = this.byUri.get(key);
    if (known?.version === document.version) return known;
    const scan = this.read(document, known);
    this.byUri.set(key, scan);
    return scan;
  }

  private read(document: vscode.TextDocument, before: DocumentScan | undefined): DocumentScan {
    const version = document.version;
    const text = document.getText();
    if (!isProgramDocument(document) || !concernsUs(text)) return { version, entries: [], diagnostics: [] };
    const { entries, diagnostics } = scanText(text, document.uri.toString());
    const unreadable = entries.length === 0 && diagnostics.some(isSyntaxError) && text.includes("@simulate");
    if (!unreadable || before === undefined) return { version, entries, diagnostics };
    return {
      version,
      entries: before.entries.filter((entry) => entry.line <= document.lineCount),
      diagnostics,
    };
  }

  private schedule(document: vscode.TextDocument, delay: number): void {
    if (!isProgramDocument(document)) return;
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => {
        this.timers.delete(key);
        if (document.isClosed) return;
        this.of(document);
        this.changed.fire(document);
      }, delay),
    );
  }

  private close(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    this.byUri.delete(key);
    this.changed.fire(document);
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}

/** Syntax errors are shown by the language's own server while typing; ours appear when the file is run. */
export function isSyntaxError(diagnostic: ProgramDiagnostic): boolean {
  return diagnostic.message.startsWith("syntax error: ");
}
