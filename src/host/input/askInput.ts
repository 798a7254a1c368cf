import * as vscode from "vscode";
import { escapeInput, unescapeInput } from "./inputText";
import type { ProgramInput } from "./inputs";

/** Asks what a program is to read: typed, or from a file. `undefined` when the person changed their mind. */
export async function askInput(
  label: string,
  now: ProgramInput | undefined,
): Promise<ProgramInput | undefined> {
  const box = vscode.window.createInputBox();
  const fromFile: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon("folder-opened"),
    tooltip: vscode.l10n.t("Read it from a file"),
  };
  box.title = vscode.l10n.t("SchedLens: Input of {0}", label);
  box.prompt = vscode.l10n.t(
    "What the program reads from its standard input. \\n ends a line; empty: nothing.",
  );
  box.value = now?.kind === "text" ? escapeInput(now.text) : "";
  box.buttons = [fromFile];
  box.ignoreFocusOut = true;
  try {
    return await new Promise<ProgramInput | undefined>((resolve) => {
      box.onDidAccept(() => resolve({ kind: "text", text: unescapeInput(box.value) }));
      box.onDidTriggerButton(() => resolve(chooseFile()));
      box.onDidHide(() => resolve(undefined));
      box.show();
    });
  } finally {
    box.dispose();
  }
}

async function chooseFile(): Promise<ProgramInput | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t("SchedLens: the program's input"),
  });
  const uri = chosen?.[0];
  return uri === undefined ? undefined : { kind: "file", uri: uri.toString() };
}
