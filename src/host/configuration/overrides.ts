import * as vscode from "vscode";
import type { RunOptionKey } from "../../program/annotations/options";
import type { RunTarget } from "../runs/run";
import type { Overrides } from "./values";

const KEY = "schedlens.overrides";

/** Options changed in the side panel, for each entry, kept with the workspace. They win over tag and settings. */
export class OverrideStore implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<RunTarget>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly memento: vscode.Memento) {}

  of(target: RunTarget): Overrides {
    return this.all()[idOf(target)] ?? {};
  }

  /** Sets an option, or with `undefined` gives it back to the tag, the settings and the defaults. */
  async set(target: RunTarget, key: RunOptionKey, text: string | undefined): Promise<void> {
    const others = without(this.of(target), key);
    await this.replace(target, text === undefined ? others : { ...others, [key]: text });
  }

  async replace(target: RunTarget, overrides: Overrides): Promise<void> {
    const others = without(this.all(), idOf(target));
    const empty = Object.keys(overrides).length === 0;
    await this.memento.update(KEY, empty ? others : { ...others, [idOf(target)]: overrides });
    this.changed.fire(target);
  }

  private all(): Readonly<Record<string, Overrides>> {
    return this.memento.get(KEY, {});
  }

  dispose(): void {
    this.changed.dispose();
  }
}

function without<T extends object>(record: T, key: string): Partial<T> {
  return Object.fromEntries(Object.entries(record).filter(([each]) => each !== key)) as Partial<T>;
}

function idOf(target: RunTarget): string {
  return `${target.uri}#${target.entry ?? ""}`;
}
