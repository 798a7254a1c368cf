import * as vscode from "vscode";
import { SOURCE_SCHEME } from "../contributions";
import type { StartWorker } from "../runs/runner";
import { readTrace } from "./readTrace";

/** An authority may hold nothing but letters and digits, and its case is lost. */
function toHex(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function fromHex(hex: string): string {
  const bytes = (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

/** `scheme:…`, of at least two letters: a drive of Windows has one. */
export function isUri(name: string): boolean {
  return /^[a-z][a-z\d+.-]+:/i.test(name);
}

/** The document with the text that a trace holds of a file: `schedlens-source://TRACE/PATH`. */
export function sourceDocument(trace: vscode.Uri, file: string): vscode.Uri {
  const path = isUri(file) ? vscode.Uri.parse(file).path : file;
  return vscode.Uri.from({
    scheme: SOURCE_SCHEME,
    authority: toHex(trace.toString()),
    path: path.startsWith("/") ? path : `/${path}`,
  });
}

/** Read-only documents with the sources of traces, for when the files themselves are gone. They can be run like files. */
export class SourceDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly registration: vscode.Disposable;

  constructor(private readonly startWorker: StartWorker) {
    this.registration = vscode.workspace.registerTextDocumentContentProvider(SOURCE_SCHEME, this);
  }

  /** Keeps the texts of a trace that was read. */
  add(trace: vscode.Uri, sources: ReadonlyMap<string, string>): void {
    for (const [file, text] of sources) this.texts.set(sourceDocument(trace, file).toString(), text);
  }

  /** A document may be restored with the window before its trace was read. */
  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const key = uri.toString();
    const known = this.texts.get(key);
    if (known !== undefined) return known;
    const trace = vscode.Uri.parse(fromHex(uri.authority));
    const { simulation, sources } = await readTrace(trace, this.startWorker);
    simulation.dispose();
    this.add(trace, sources);
    const text = this.texts.get(key);
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return text;
  }

  dispose(): void {
    this.registration.dispose();
  }
}
