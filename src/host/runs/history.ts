import * as vscode from "vscode";
import { historyQuota } from "../configuration/settings";
import { TRACE_EXTENSION } from "../contributions";
import type { Disposable } from "../disposable";
import { readTrace } from "../traces/readTrace";
import { keep, readKeptRun } from "./keptRun";
import type { Run } from "./run";
import type { StartWorker } from "./runner";
import { hasChanged } from "./staleness";
import type { RunStore } from "./store";

/** How long after its end a run is written down, ms: the panel has drawn it by then. */
const REST = 1500;
const RECORD = ".json";

/**
 * Keeps the finished runs over a reload of the window: of each its trace and a record, in the workspace's storage, up to a quota. The data of a
 * run that has none in memory comes back from there when the run is shown.
 */
export class History implements vscode.Disposable {
  private readonly timers = new Map<Run, ReturnType<typeof setTimeout>>();
  /** Runs are written once, also where the quota has taken them away again. */
  private readonly written = new WeakSet<Run>();
  /** Files that this window has found or made: others may belong to another window on the same folder. */
  private readonly known = new Set<string>();
  /** One after the other, so that two do not count the same bytes. */
  private work: Promise<void> = Promise.resolve();
  private readonly subscription: Disposable;
  /** Settles when the runs of earlier windows are in the store. Never rejects. */
  readonly restored: Promise<void>;

  /** @param folder where to keep them; undefined where the window has no storage: then nothing is kept. */
  constructor(
    private readonly store: RunStore,
    private readonly folder: vscode.Uri | undefined,
    private readonly startWorker: StartWorker,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.restored = this.restore();
    this.subscription = store.onDidChange((run) => this.changed(run));
  }

  /** Reads the runs of earlier windows, the newest first; those that the store has already stay as they are. */
  async restore(): Promise<void> {
    if (this.folder === undefined) return;
    const runs: Run[] = [];
    for (const name of await this.names()) {
      this.known.add(name);
      if (!name.endsWith(RECORD)) continue;
      try {
        const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.folder, name));
        const run = readKeptRun(new TextDecoder().decode(bytes));
        if (run === undefined) continue;
        run.stored = this.file(run.id, TRACE_EXTENSION);
        run.stale = await hasChanged(run);
        runs.push(run);
      } catch (error) {
        this.log.warn(`${name} of the history cannot be read: ${String(error)}`);
      }
    }
    this.store.restore(runs.sort((a, b) => b.startedAt - a.startedAt));
  }

  /** Settles when everything that is to be written by now has been. */
  async flush(): Promise<void> {
    for (const run of [...this.timers.keys()]) this.due(run);
    await this.work;
  }

  private changed(run: Run | undefined): void {
    const { current } = this.store;
    if (current !== undefined && current.simulation === undefined) void this.load(current);
    if (run === undefined) this.later(() => this.prune());
    else if (run.status.kind === "ready" && run.simulation !== undefined && !this.written.has(run))
      this.schedule(run);
  }

  private schedule(run: Run): void {
    if (this.folder === undefined || this.timers.has(run) || historyQuota() === 0) return;
    this.timers.set(
      run,
      setTimeout(() => this.due(run), REST),
    );
  }

  private due(run: Run): void {
    clearTimeout(this.timers.get(run));
    this.timers.delete(run);
    this.later(() => this.write(run));
  }

  private later(task: () => Promise<void>): void {
    this.work = this.work
      .then(() => this.restored)
      .then(task)
      .catch((error: unknown) => {
        this.log.warn(`the history of runs: ${String(error)}`);
      });
  }

  private async write(run: Run): Promise<void> {
    if (run.simulation === undefined || run.summary === undefined || !this.store.runs.includes(run)) return;
    this.written.add(run);
    const trace = await run.simulation.export("schedtrace");
    if (trace.length > historyQuota()) {
      this.log.info(`${run.label} is too large for the history: ${trace.length} bytes`);
      return;
    }
    const target = this.file(run.id, TRACE_EXTENSION);
    for (const extension of [TRACE_EXTENSION, RECORD]) this.known.add(`${run.id}${extension}`);
    await vscode.workspace.fs.writeFile(target, trace);
    // The record comes last: without it a trace does not count.
    const record = JSON.stringify(keep(run, run.summary));
    await vscode.workspace.fs.writeFile(this.file(run.id, RECORD), new TextEncoder().encode(record));
    run.stored = target;
    await this.prune();
  }

  /** Deletes what is of no run of the history, and of the oldest runs as much as is over the quota. */
  private async prune(): Promise<void> {
    const names = new Set((await this.names()).filter((name) => this.known.has(name)));
    let left = historyQuota();
    for (const run of this.store.runs) {
      const name = `${run.id}${TRACE_EXTENSION}`;
      if (run.stored === undefined || !names.has(name)) continue;
      left -= (await vscode.workspace.fs.stat(run.stored)).size;
      if (left < 0) {
        run.stored = undefined;
        continue;
      }
      names.delete(name);
      names.delete(`${run.id}${RECORD}`);
    }
    if (this.folder === undefined) return;
    for (const name of names) await vscode.workspace.fs.delete(vscode.Uri.joinPath(this.folder, name));
  }

  /** Brings the data of a run back, if it has been kept. */
  async load(run: Run): Promise<void> {
    const { stored } = run;
    if (stored === undefined || run.simulation !== undefined || run.status.kind !== "ready" || run.loading)
      return;
    run.loading = true;
    try {
      const { simulation, sources } = await readTrace(stored, this.startWorker);
      if (!this.store.runs.includes(run)) {
        simulation.dispose();
        return;
      }
      run.simulation = simulation;
      run.setSources(sources);
    } catch (error) {
      this.log.warn(`the trace of ${run.label}: ${String(error)}`);
      run.stored = undefined;
    } finally {
      run.loading = false;
    }
    if (this.store.current === run) this.store.show(run);
    else this.store.fire(run);
  }

  private async names(): Promise<string[]> {
    if (this.folder === undefined) return [];
    try {
      return (await vscode.workspace.fs.readDirectory(this.folder)).map(([name]) => name);
    } catch {
      return []; // Nothing was kept yet.
    }
  }

  private file(id: string, extension: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder ?? vscode.Uri.file("/"), `${id}${extension}`);
  }

  dispose(): void {
    this.subscription.dispose();
    for (const timer of this.timers.values()) clearTimeout(timer);
  }
}
