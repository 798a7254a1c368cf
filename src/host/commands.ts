import * as vscode from "vscode";
import type { EntityAt } from "./panel/entityAt";
import { RUN_OPTIONS } from "../program/annotations/options";
import { askValue, chooseOption } from "./configuration/edit";
import type { OverrideStore } from "./configuration/overrides";
import { readSettings } from "./configuration/settings";
import { effectiveValues } from "./configuration/values";
import type { OptionValue } from "./configuration/values";
import { COMMANDS } from "./contributions";
import type { CommandId } from "./contributions";
import { caretText } from "./editor/caretMarks";
import { askInput } from "./input/askInput";
import type { Inputs } from "./input/inputs";
import { openExamples } from "./examples";
import { exportRun } from "./exports/exportRun";
import type { PictureSource } from "./exports/exportRun";
import { isProgramDocument } from "./languages";
import type { Cursor } from "./panel/cursor";
import type { Panel } from "./panel/panel";
import { revealPlace } from "./panel/reveal";
import type { History } from "./runs/history";
import { pickRun } from "./runs/pickRun";
import { Run } from "./runs/run";
import type { RunTarget } from "./runs/run";
import type { Runner } from "./runs/runner";
import type { RunStore } from "./runs/store";
import type { Targets } from "./runs/targets";
import { openTraceFile } from "./traces/openTraceFile";
import type { Types } from "./types/addTypes";

export interface CommandParts {
  readonly extensionUri: vscode.Uri;
  readonly store: RunStore;
  readonly runner: Runner;
  readonly targets: Targets;
  readonly overrides: OverrideStore;
  readonly inputs: Inputs;
  readonly history: History;
  readonly panel: Panel;
  /** Where a run is in view. */
  readonly pageOf: (run: Run) => PictureSource | undefined;
  readonly cursor: Cursor;
  readonly types: Types;
}

/** What menus, trees, lenses and keybindings pass: anything at all. */
type Argument = unknown;

const isKey = (value: Argument): value is OptionValue["key"] => RUN_OPTIONS.some(({ key }) => key === value);

/** The commands' handlers. Each also works from the palette, where it gets no argument. */
export class Commands {
  constructor(private readonly parts: CommandParts) {}

  /** @returns what undoes the registrations */
  register(): vscode.Disposable {
    const handlers: Readonly<Record<CommandId, (first: Argument, second: Argument) => unknown>> = {
      [COMMANDS.simulate]: (uri, entry) => this.simulate(uri, entry),
      [COMMANDS.cancel]: () => this.parts.runner.cancelRunning(),
      [COMMANDS.rerun]: () => this.rerun(this.parts.store.current),
      [COMMANDS.showPanel]: () => this.parts.panel.show(),
      [COMMANDS.openRun]: async (which) =>
        this.openRun(await this.runOf(which, vscode.l10n.t("Show which run"))),
      [COMMANDS.rerunRun]: async (which) =>
        this.rerun(await this.runOf(which, vscode.l10n.t("Run which one again"))),
      [COMMANDS.removeRun]: async (which, all) => {
        const run = await this.runOf(which, vscode.l10n.t("Remove which run"));
        for (const each of selected(run, all)) this.removeRun(each);
      },
      [COMMANDS.clearRuns]: () => this.parts.store.clear(),
      [COMMANDS.changeConfiguration]: (which, text) => this.changeConfiguration(which, text),
      [COMMANDS.resetConfiguration]: (which) => this.resetConfiguration(which),
      [COMMANDS.revealGoroutine]: (which) => this.revealGoroutine(which),
      [COMMANDS.openExamples]: () => openExamples(this.parts.extensionUri),
      [COMMANDS.addTypes]: (uri) => this.parts.types.add(toUri(uri)),
      [COMMANDS.exportRun]: async (which, options) =>
        this.exportRun(await this.runOf(which, vscode.l10n.t("Export which run")), options),
      [COMMANDS.compareRuns]: (which, other) => this.compareRuns(which, other),
      [COMMANDS.setInput]: (text) => this.setInput(text),
      [COMMANDS.openTrace]: (uri) => openTraceFile(toUri(uri)),
    };
    return vscode.Disposable.from(
      ...Object.entries(handlers).map(([id, run]) => vscode.commands.registerCommand(id, run)),
    );
  }

  private async simulate(uri: Argument, entry: Argument): Promise<void> {
    const target = await this.chooseTarget(toUri(uri), typeof entry === "string" ? entry : undefined);
    if (target !== undefined) await this.start(target);
  }

  private start(target: RunTarget): Promise<Run> {
    const done = this.parts.runner.start(target);
    this.parts.panel.show();
    return done;
  }

  /** The entry that was named, the one at the caret, the only one, or the one that the person picks. */
  private async chooseTarget(
    uri: vscode.Uri | undefined,
    entry: string | undefined,
  ): Promise<RunTarget | undefined> {
    if (uri !== undefined && entry !== undefined) return { uri: uri.toString(), entry };
    const document = vscode.window.activeTextEditor?.document;
    const of = uri ?? document?.uri;
    if (of === undefined || (uri === undefined && document !== undefined && !isProgramDocument(document))) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t("Open a TypeScript or JavaScript file with an @simulate function first."),
      );
      return undefined;
    }
    const atCaret = this.parts.targets.atCaret();
    if (atCaret?.uri === of.toString()) return atCaret;
    const entries = await this.parts.targets.entriesOf(of);
    if (entries.length === 0) {
      const file = of.path.slice(of.path.lastIndexOf("/") + 1);
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          "{0} has no entry point: write /** @simulate */ above a function without required parameters.",
          file,
        ),
      );
      return undefined;
    }
    const names = entries.map(({ name }) => name);
    const picked =
      names.length === 1
        ? names[0]
        : await vscode.window.showQuickPick(names, {
            placeHolder: vscode.l10n.t("Which function to simulate"),
          });
    return picked === undefined ? undefined : { uri: of.toString(), entry: picked };
  }

  private async rerun(run: Run | undefined): Promise<void> {
    if (run === undefined) return this.simulate(undefined, undefined);
    await this.start(run.target);
  }

  private openRun(run: Run | undefined): void {
    if (run === undefined) return;
    this.parts.store.show(run);
    this.parts.panel.show();
  }

  private removeRun(run: Run | undefined): void {
    if (run !== undefined) this.parts.store.remove(run);
  }

  /** @param options a format and where to write, for callers that have them: see `exportRun` */
  private async exportRun(run: Run | undefined, options: Argument): Promise<vscode.Uri | undefined> {
    if (run === undefined) return undefined;
    await this.parts.history.load(run);
    const given = typeof options === "object" && options !== null ? options : {};
    const format = "format" in given && typeof given.format === "string" ? given.format : undefined;
    const target = "target" in given && given.target instanceof vscode.Uri ? given.target : undefined;
    return exportRun(run, this.parts.extensionUri, this.parts.pageOf(run), {
      ...(format === undefined ? {} : { format }),
      ...(target === undefined ? {} : { target }),
    });
  }

  private async runOf(which: Argument, placeHolder: string): Promise<Run | undefined> {
    if (which instanceof Run) return which;
    const { runs } = this.parts.store;
    if (typeof which === "string") return runs.find((run) => run.id === which);
    return pickRun(runs, placeHolder);
  }

  /** @param other a run, or the selection of the tree: with two in it, these are compared */
  private async compareRuns(which: Argument, other: Argument): Promise<void> {
    const { store, panel } = this.parts;
    const ready = store.runs.filter(({ status }) => status.kind === "ready");
    if (ready.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t("Run a program first, then once more with another configuration, and compare the two."),
      );
      return;
    }
    const run =
      which === undefined
        ? (store.current ?? (await pickRun(ready, vscode.l10n.t("Compare which run"))))
        : await this.runOf(which, vscode.l10n.t("Compare which run"));
    if (run === undefined) return;
    const second =
      typeof other === "string"
        ? store.runs.find(({ id }) => id === other)
        : other instanceof vscode.Uri
          ? other
          : selected(run, other).find((each) => each !== run);
    await panel.compare(run, second);
  }

  private valuesOf(target: RunTarget): OptionValue[] {
    const { overrides, targets } = this.parts;
    const settings = readSettings(vscode.Uri.parse(target.uri));
    return effectiveValues({ overrides: overrides.of(target), tag: targets.tagOf(target), settings });
  }

  private async changeConfiguration(which: Argument, text: Argument): Promise<void> {
    const target = this.parts.targets.current;
    if (target === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t("Put the caret into an @simulate function, or run one, to configure it."),
      );
      return;
    }
    const values = this.valuesOf(target);
    const asked = keyOf(which) ?? (await chooseOption(values));
    const value = values.find(({ key }) => key === asked);
    if (value === undefined) return;
    const answer = typeof text === "string" ? text : await askValue(value);
    if (answer === undefined) return;
    const trimmed = answer.trim();
    if (trimmed === value.text && value.source !== "changed here") return;
    await this.parts.overrides.set(target, value.key, trimmed === "" ? undefined : trimmed);
    await this.rerunIfShown(target);
  }

  private async resetConfiguration(which: Argument): Promise<void> {
    const target = this.parts.targets.current;
    if (target === undefined) return;
    const key = keyOf(which);
    if (key === undefined) await this.parts.overrides.replace(target, {});
    else await this.parts.overrides.set(target, key, undefined);
    await this.rerunIfShown(target);
  }

  /** @param text for callers that have it; others are asked */
  private async setInput(text: Argument): Promise<void> {
    const { targets, inputs } = this.parts;
    const target = targets.current;
    if (target === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t("Put the caret into an @simulate function, or run one, to give it an input."),
      );
      return;
    }
    const input =
      typeof text === "string"
        ? { kind: "text" as const, text }
        : await askInput(target.entry ?? "", inputs.of(target));
    if (input === undefined) return;
    await inputs.set(target, input);
    await this.rerunIfShown(target);
  }

  private async rerunIfShown(target: RunTarget): Promise<void> {
    if (this.parts.store.current !== undefined) await this.start(target);
  }

  private async revealGoroutine(which: Argument): Promise<void> {
    const { instant } = this.parts.cursor;
    const entities = instant?.entities ?? [];
    const at =
      typeof which === "number"
        ? entities.find(({ entity }) => entity === which)
        : await pickEntity(entities);
    if (at === undefined) return;
    instant?.point(undefined, at.entity);
    if (at.place !== undefined) await revealPlace(instant?.run, at.place, false);
  }
}

/** The run on which a command of the tree was called, with all others that are selected there. */
function selected(run: Run | undefined, all: Argument): readonly Run[] {
  const runs = Array.isArray(all) ? all.filter((each: unknown) => each instanceof Run) : [];
  return run === undefined || runs.includes(run) ? runs : [run];
}

async function pickEntity(entities: readonly EntityAt[]): Promise<EntityAt | undefined> {
  if (entities.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Run a program and put the panel's cursor somewhere first."),
    );
    return undefined;
  }
  const items = entities.map((at) => ({
    label: caretText(at),
    description: at.place === undefined ? at.name : vscode.l10n.t("{0} line {1}", at.name, at.place.line),
    at,
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t("Show which goroutine") }))
    ?.at;
}

function toUri(value: Argument): vscode.Uri | undefined {
  if (value instanceof vscode.Uri) return value;
  return typeof value === "string" ? vscode.Uri.parse(value) : undefined;
}

function keyOf(which: Argument): OptionValue["key"] | undefined {
  if (isKey(which)) return which;
  if (typeof which !== "object" || which === null || !("key" in which)) return undefined;
  return isKey(which.key) ? which.key : undefined;
}
