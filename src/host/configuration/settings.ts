import * as vscode from "vscode";
import { RUN_OPTIONS } from "../../program/annotations/options";
import type { RunOptionKey } from "../../program/annotations/options";
import { SETTINGS } from "../contributions";
import type { Overrides } from "./values";

/** The options that the person set in `schedlens.*`, as text. Values at their defaults are left out. */
export function readSettings(scope: vscode.Uri | undefined): Overrides {
  const configuration = vscode.workspace.getConfiguration(SETTINGS.section, scope);
  const texts: Partial<Record<RunOptionKey, string>> = {};
  for (const { key } of RUN_OPTIONS) {
    const set = configuration.inspect<unknown>(key);
    const value = set?.workspaceFolderValue ?? set?.workspaceValue ?? set?.globalValue;
    if (typeof value === "number" || (typeof value === "string" && value !== "")) texts[key] = String(value);
  }
  return texts;
}

/** Whether a feature of the editor is on, which it is by default. */
export function isEnabled(setting: typeof SETTINGS.lens | typeof SETTINGS.carets): boolean {
  return vscode.workspace.getConfiguration(SETTINGS.section).get<boolean>(setting, true);
}

/** Whether a feature is on that is off by default. */
export function isOn(
  setting: typeof SETTINGS.runOnSave | typeof SETTINGS.lensWaits,
  scope: vscode.Uri,
): boolean {
  return vscode.workspace.getConfiguration(SETTINGS.section, scope).get<boolean>(setting, false);
}

/** Bytes that the history of runs may take. */
export function historyQuota(): number {
  const megabytes = vscode.workspace.getConfiguration(SETTINGS.section).get<number>(SETTINGS.historySize, 0);
  return Math.max(0, megabytes) * 2 ** 20;
}
