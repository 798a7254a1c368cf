import * as vscode from "vscode";
import { RUN_OPTIONS, runOption } from "../../program/annotations/options";
import type { RunOptionKey } from "../../program/annotations/options";
import { enumeratedValues } from "../editor/tagHelp";
import { derivedText, sourceText } from "./values";
import type { OptionValue } from "./values";

/** Lets the person choose an option; `undefined` when they changed their mind. */
export async function chooseOption(values: readonly OptionValue[]): Promise<RunOptionKey | undefined> {
  const items = values.map(({ key, text, source }) => ({
    label: key,
    description: `${text === "" ? derivedText(key) : text} · ${sourceText(source)}`,
    detail: runOption(key)?.doc ?? "",
    key,
  }));
  return (
    await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t("SchedLens: Change Configuration"),
      placeHolder: vscode.l10n.t("What to change"),
    })
  )?.key;
}

/** Asks for the value of an option. Empty text gives it back to the tag, the settings and the defaults; `undefined`: as before. */
export async function askValue({ key, text }: OptionValue): Promise<string | undefined> {
  const option = RUN_OPTIONS.find((each) => each.key === key);
  if (option === undefined) return undefined;
  const values = enumeratedValues(option.placeholder);
  if (values.length > 0) {
    const items = values.map((value) => ({
      label: value,
      ...(value === text ? { description: vscode.l10n.t("now") } : {}),
    }));
    return (await vscode.window.showQuickPick(items, { title: `SchedLens: ${key}`, placeHolder: option.doc }))
      ?.label;
  }
  return vscode.window.showInputBox({
    title: `SchedLens: ${key}`,
    prompt: vscode.l10n.t("{0} ({1}; empty: as in the tag or the settings)", option.doc, option.placeholder),
    value: text,
    validateInput: (input) => problemOf(option, input.trim()),
  });
}

function problemOf(option: (typeof RUN_OPTIONS)[number], input: string): string | undefined {
  if (input === "") return undefined;
  const parsed = option.parse(input);
  return "error" in parsed ? parsed.error : undefined;
}
