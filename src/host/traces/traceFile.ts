import * as vscode from "vscode";
import type { PanelState, PanelStatus } from "../../shared/messages/panel";
import { runCommand } from "../panel/pageCommands";
import type { PanelCommand, Subject } from "../panel/page";
import { statusOf } from "../panel/status";
import { Comparison } from "../runs/comparison";
import type { ComparisonParts } from "../runs/comparison";
import { pickOther } from "../runs/pickRun";
import type { Run } from "../runs/run";
import { openTraceRun } from "./openTraceRun";
import { crashed } from "./readTrace";

export interface TraceFileParts extends ComparisonParts {
  readonly log: vscode.LogOutputChannel;
}

/** A trace file that is open in an editor: its run, read anew when the file changes. */
export class TraceFile implements vscode.CustomDocument, Subject {
  private opened: Run | undefined;
  private problem: string | undefined;
  private kept: PanelState | undefined;
  /** Counts the times that the file was read, so that only the latest one counts. */
  private reading = 0;
  private disposed = false;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly gone = new vscode.EventEmitter<void>();
  readonly onDidDispose = this.gone.event;
  private readonly drew = new vscode.EventEmitter<void>();
  readonly onDidDraw = this.drew.event;
  private readonly watcher: vscode.FileSystemWatcher;
  readonly comparison: Comparison;

  constructor(
    readonly uri: vscode.Uri,
    private readonly parts: TraceFileParts,
  ) {
    this.comparison = new Comparison(parts);
    this.comparison.onDidChange(() => this.fire());
    const pattern = new vscode.RelativePattern(
      vscode.Uri.joinPath(uri, ".."),
      this.name.replace(/[[\]{}*?]/g, "?"),
    );
    this.watcher = vscode.workspace.createFileSystemWatcher(pattern, true, false, true);
    this.watcher.onDidChange(() => void this.read());
    void this.read();
  }

  private get name(): string {
    return this.uri.path.slice(this.uri.path.lastIndexOf("/") + 1);
  }

  get run(): Run | undefined {
    return this.opened;
  }

  get status(): PanelStatus {
    if (this.problem !== undefined) return { kind: "unreadable", label: this.name, message: this.problem };
    return this.opened === undefined ? { kind: "opening", label: this.name } : statusOf(this.opened);
  }

  get state(): PanelState | undefined {
    return this.kept;
  }

  keep(state: PanelState): void {
    this.kept = state;
  }

  command(command: PanelCommand): void {
    if (command === "reopen") void this.read();
    else if (command === "compare") void this.compare();
    else if (command === "endComparison") this.comparison.end();
    else runCommand(command, this.opened);
  }

  private async compare(): Promise<void> {
    const other = await pickOther(this.parts.store, undefined);
    if (other === undefined || this.disposed) return;
    if (other instanceof vscode.Uri) await this.comparison.chooseFile(other);
    else this.comparison.choose(other);
  }

  drawn(): void {
    this.drew.fire();
  }

  /** Reads the file. What is wrong with it is the status. */
  async read(): Promise<void> {
    const reading = ++this.reading;
    this.show(undefined, undefined);
    try {
      const run = await openTraceRun(this.uri, this.parts, true);
      if (this.isPast(reading)) {
        run.simulation?.dispose();
        return;
      }
      this.show(run, undefined);
      const end = await run.simulation?.whole;
      if (end?.kind === "crashed") throw crashed(end.error);
      if (!this.isPast(reading)) this.fire();
    } catch (error) {
      if (this.isPast(reading)) return;
      this.parts.log.warn(`${this.uri.toString(true)}: ${String(error)}`);
      this.show(undefined, error instanceof Error ? error.message : String(error));
    }
  }

  private isPast(reading: number): boolean {
    return this.disposed || reading !== this.reading;
  }

  private show(run: Run | undefined, problem: string | undefined): void {
    this.opened?.simulation?.dispose();
    this.opened = run;
    this.problem = problem;
    this.changed.fire();
  }

  /** Tells the page that the run is no longer what it was. */
  fire(): void {
    this.changed.fire();
  }

  dispose(): void {
    this.disposed = true;
    this.comparison.dispose();
    this.opened?.simulation?.dispose();
    this.watcher.dispose();
    this.gone.fire();
    for (const each of [this.changed, this.gone, this.drew]) each.dispose();
  }
}
