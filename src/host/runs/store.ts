import * as vscode from "vscode";
import { CONTEXT_KEYS } from "../contributions";
import type { Run, RunTarget } from "./run";

/** Runs in the history, and how many of them keep their worker with its log. */
const KEPT = 30;
const ALIVE = 4;

export function sameTarget(a: RunTarget, b: RunTarget): boolean {
  return a.uri === b.uri && a.entry === b.entry;
}

/** The history of runs, newest first, and the one that the panel shows. */
export class RunStore implements vscode.Disposable {
  private list: Run[] = [];
  private shown: Run | undefined;
  /** Runs that somebody looks at besides the current one: their workers stay. */
  private readonly held: Run[] = [];
  private readonly changed = new vscode.EventEmitter<Run | undefined>();
  /** A run changed its status; `undefined`: the list itself or the current run changed. */
  readonly onDidChange = this.changed.event;

  get runs(): readonly Run[] {
    return this.list;
  }

  get current(): Run | undefined {
    return this.shown;
  }

  get running(): Run | undefined {
    return this.list.find((run) => run.status.kind === "running");
  }

  /** The runs of a target, newest first. */
  of(target: RunTarget): readonly Run[] {
    return this.list.filter((run) => sameTarget(run.target, target));
  }

  /** Puts a run at the head of the history and shows it. A run with the same id takes its predecessor's place. */
  add(run: Run): void {
    this.list.find((each) => each.id === run.id)?.simulation?.dispose();
    this.list = [run, ...this.list.filter((each) => each.id !== run.id)];
    for (const old of this.list.splice(KEPT)) old.simulation?.dispose();
    this.show(run);
  }

  /** Puts runs of earlier windows, the newest first, behind those that there are. */
  restore(runs: readonly Run[]): void {
    const known = new Set(this.list.map(({ id }) => id));
    this.list = [...this.list, ...runs.filter(({ id }) => !known.has(id))].slice(0, KEPT);
    this.fire(undefined);
  }

  show(run: Run): void {
    this.shown = run;
    let alive = 0;
    for (const each of [run, ...this.list.filter((other) => other !== run)]) {
      if (each.simulation === undefined || each.status.kind === "running" || this.held.includes(each))
        continue;
      if (++alive <= ALIVE) continue;
      each.simulation.dispose();
      each.simulation = undefined;
    }
    this.fire(undefined);
  }

  /** Keeps the worker of a run, as long as it is in the history, until what is returned is disposed of. */
  hold(run: Run): vscode.Disposable {
    this.held.push(run);
    return new vscode.Disposable(() => {
      const at = this.held.indexOf(run);
      if (at >= 0) this.held.splice(at, 1);
    });
  }

  remove(run: Run): void {
    run.simulation?.dispose();
    this.list = this.list.filter((each) => each !== run);
    if (this.shown === run) this.shown = this.list[0];
    this.fire(undefined);
  }

  clear(): void {
    for (const run of this.list) run.simulation?.dispose();
    this.list = [];
    this.shown = undefined;
    this.fire(undefined);
  }

  /** Tells the views that a run is no longer what it was. */
  fire(run: Run | undefined): void {
    void vscode.commands.executeCommand("setContext", CONTEXT_KEYS.running, this.running !== undefined);
    void vscode.commands.executeCommand("setContext", CONTEXT_KEYS.hasRuns, this.list.length > 0);
    this.changed.fire(run);
  }

  dispose(): void {
    for (const run of this.list) run.simulation?.dispose();
    this.changed.dispose();
  }
}
