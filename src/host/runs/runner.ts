import * as vscode from "vscode";
import { editorLanguage } from "../language";
import { scanText } from "../../program/annotations/scan";
import type { ProgramDiagnostic, RunInput } from "../../shared/messages/worker";
import type { WorkerPort } from "../../worker/starter/port";
import type { OverrideStore } from "../configuration/overrides";
import { readSettings } from "../configuration/settings";
import { parseOptions } from "../configuration/values";
import { askInput } from "../input/askInput";
import { textOf } from "../input/inputs";
import type { Inputs } from "../input/inputs";
import { readsInput } from "../input/inputText";
import type { Problems } from "../editor/problems";
import { Run } from "./run";
import type { RunTarget } from "./run";
import { Simulation } from "./simulation";
import type { Outcome } from "./simulation";
import { collectProgram } from "./sources";
import type { RunStore } from "./store";

/** Starts the worker of one run. May have to fetch its script first. */
export type StartWorker = () => Promise<WorkerPort>;

export interface RunnerParts {
  readonly store: RunStore;
  readonly overrides: OverrideStore;
  readonly inputs: Inputs;
  readonly problems: Problems;
  readonly startWorker: StartWorker;
  readonly log: vscode.LogOutputChannel;
}

/** Starts runs and sees them through to their end. */
export class Runner {
  private counter = 0;
  private readonly store: RunStore;

  constructor(private readonly parts: RunnerParts) {
    this.store = parts.store;
  }

  /**
   * Runs a program with its unsaved text. What was still running is stopped. Never rejects: what goes wrong is the run's status.
   * @param id of the run that this one repeats, so that a panel finds its place again
   */
  async start(target: RunTarget, id?: string): Promise<Run> {
    this.cancelRunning();
    const run = new Run(
      id ?? `${Date.now()}-${this.counter++}`,
      target,
      this.parts.overrides.of(target),
      Date.now(),
    );
    this.store.add(run);
    try {
      await this.execute(run);
    } catch (error) {
      this.fail(run, error instanceof Error ? error.message : String(error), []);
    }
    return run;
  }

  /** Stops what is running, keeping its trace if it can be had. */
  cancelRunning(): void {
    const running = this.store.running;
    if (running === undefined) return;
    if (running.simulation !== undefined) running.simulation.cancel();
    else this.finish(running, { kind: "cancelled" });
  }

  private async execute(run: Run): Promise<void> {
    const uri = vscode.Uri.parse(run.target.uri);
    const settings = parseOptions(readSettings(uri), vscode.l10n.t("settings (schedlens.*)"));
    const overrides = parseOptions(run.overrides, vscode.l10n.t("side panel"));
    const collected = await collectProgram(uri);
    if (run.status.kind !== "running") return;
    run.setSources(collected.files);
    if (collected.diagnostics.length > 0) {
      const scanned = [...collected.files].flatMap(([each, text]) => scanText(text, each).diagnostics);
      this.finish(run, { kind: "rejected", diagnostics: [...collected.diagnostics, ...scanned] });
      return;
    }
    const stdin = await this.inputOf(run);
    if (stdin === undefined) {
      this.finish(run, { kind: "cancelled" });
      return;
    }
    const port = await this.parts.startWorker();
    if (this.isOver(run)) {
      port.terminate();
      return;
    }
    const input: RunInput = {
      files: [...collected.files],
      entryUri: run.target.uri,
      entry: run.target.entry,
      settings,
      overrides: { ...overrides, stdin },
    };
    const simulation = new Simulation(
      port,
      { type: "run", input, language: editorLanguage() },
      (time, events) => {
        if (this.isOver(run)) return;
        run.status = { kind: "running", time, events };
        this.store.fire(run);
      },
    );
    run.simulation = simulation;
    this.finish(run, await simulation.outcome);
  }

  /** What the program is to read; asks where it reads something and nobody has said what. `undefined`: the person changed their mind. */
  private async inputOf(run: Run): Promise<string | undefined> {
    const { inputs } = this.parts;
    let input = inputs.of(run.target);
    if (input === undefined) {
      if (!readsInput(run.sources.values())) return "";
      input = await askInput(run.label, undefined);
      if (input === undefined) return undefined;
      await inputs.set(run.target, input);
    }
    return textOf(input);
  }

  private isOver(run: Run): boolean {
    return run.status.kind !== "running";
  }

  private finish(run: Run, outcome: Outcome): void {
    if (this.isOver(run)) return;
    switch (outcome.kind) {
      case "done":
        run.summary = outcome.summary;
        run.status = { kind: "ready", summary: outcome.summary };
        this.parts.problems.setRefused([]);
        this.store.fire(run);
        return;
      case "cancelled":
        run.status = { kind: "cancelled" };
        this.store.fire(run);
        return;
      case "rejected": {
        const { length } = outcome.diagnostics.filter((each) => each.severity === "error");
        this.fail(
          run,
          length === 1
            ? vscode.l10n.t("1 problem in the program")
            : vscode.l10n.t("{0} problems in the program", length),
          outcome.diagnostics,
        );
        return;
      }
      case "crashed":
        this.parts.log.error(`run of ${run.label}: ${outcome.error}`);
        this.fail(
          run,
          vscode.l10n.t(
            'The simulation itself failed: {0} (details in the output "SchedLens")',
            outcome.error.split("\n", 1)[0] ?? "",
          ),
          [],
        );
        return;
    }
  }

  private fail(run: Run, message: string, diagnostics: readonly ProgramDiagnostic[]): void {
    if (this.isOver(run)) return;
    run.simulation?.dispose();
    run.simulation = undefined;
    run.status = { kind: "failed", message, diagnostics };
    this.parts.problems.setRefused(diagnostics);
    this.store.fire(run);
  }
}
