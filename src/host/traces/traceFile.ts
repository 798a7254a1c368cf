import * as vscode from "vscode";
import type { PanelState, PanelStatus } from "../../shared/messages/panel";
import { runCommand } from "../panel/pageCommands";
import type { PanelCommand, Subject } from "../panel/page";
import { statusOf } from "../panel/status";
import { Run } from "../runs/run";
import type { StartWorker } from "../runs/runner";
import { hasChanged } from "../runs/staleness";
import { locate } from "./locate";
import { readTrace } from "./readTrace";
import type { SourceDocuments } from "./sourceDocuments";

export interface TraceFileParts {
  readonly startWorker: StartWorker;
  readonly documents: SourceDocuments;
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

  constructor(
    readonly uri: vscode.Uri,
    private readonly parts: TraceFileParts,
  ) {
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
    else runCommand(command, this.opened);
  }

  drawn(): void {
    this.drew.fire();
  }

  /** Reads the file. What is wrong with it is the status. */
  async read(): Promise<void> {
    const reading = ++this.reading;
    this.show(undefined, undefined);
    try {
      const { simulation, summary, sources } = await readTrace(this.uri, this.parts.startWorker);
      if (this.isPast(reading)) {
        simulation.dispose();
        return;
      }
      this.parts.documents.add(this.uri, sources);
      const documents = await locate(this.uri, sources);
      const of = (file: string): string => documents.get(file) ?? file;
      const [entryFile = this.uri.toString()] = sources.keys();
      const target = { uri: of(entryFile), entry: summary.entry };
      const run = new Run(`trace:${this.uri.toString()}`, target, {}, Date.now(), documents);
      run.setSources(new Map([...sources].map(([file, text]) => [of(file), text])));
      run.simulation = simulation;
      run.summary = summary;
      run.status = { kind: "ready", summary };
      run.stale = await hasChanged(run);
      if (this.isPast(reading)) simulation.dispose();
      else this.show(run, undefined);
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
    this.opened?.simulation?.dispose();
    this.watcher.dispose();
    this.gone.fire();
    for (const each of [this.changed, this.gone, this.drew]) each.dispose();
  }
}
