import * as vscode from "vscode";
import { TRACE_EDITOR } from "../contributions";
import { Page } from "../panel/page";
import type { PageParts } from "../panel/page";
import type { Run } from "../runs/run";
import type { RunSource } from "../runs/staleness";
import { TraceFile } from "./traceFile";
import type { TraceFileParts } from "./traceFile";

/** Opens trace files in the viewer, as an editor of VS Code. */
export class TraceEditors
  implements vscode.CustomReadonlyEditorProvider<TraceFile>, RunSource, vscode.Disposable
{
  private readonly open = new Map<TraceFile, Page | undefined>();
  private readonly registration: vscode.Disposable;

  constructor(private readonly parts: PageParts & TraceFileParts) {
    this.registration = vscode.window.registerCustomEditorProvider(TRACE_EDITOR, this);
  }

  get files(): readonly TraceFile[] {
    return [...this.open.keys()];
  }

  get runs(): readonly Run[] {
    return this.files.flatMap(({ run }) => (run === undefined ? [] : [run]));
  }

  fire(run: Run): void {
    this.files.find((file) => file.run === run)?.fire();
  }

  /** The page that shows a file. */
  pageOf(file: TraceFile): Page | undefined {
    return this.open.get(file);
  }

  /** The page that shows the run of a file. */
  pageOfRun(run: Run): Page | undefined {
    const file = this.files.find((each) => each.run === run);
    return file === undefined ? undefined : this.open.get(file);
  }

  openCustomDocument(uri: vscode.Uri): TraceFile {
    const file = new TraceFile(uri, this.parts);
    this.open.set(file, undefined);
    file.onDidDispose(() => this.open.delete(file));
    return file;
  }

  resolveCustomEditor(file: TraceFile, panel: vscode.WebviewPanel): void {
    const page = new Page(panel, file, this.parts);
    this.open.set(file, page);
    const changes = file.onDidChange(() => page.update());
    panel.onDidDispose(() => {
      changes.dispose();
      page.dispose();
      if (this.open.has(file)) this.open.set(file, undefined);
    });
  }

  dispose(): void {
    this.registration.dispose();
  }
}
