import * as vscode from "vscode";
import type { Language } from "../shared/l10n/language";

/** The editor's language, with the texts that the extension has in it; English where that is no name of one. */
export function editorLanguage(): Language {
  return { locale: locale(), texts: vscode.l10n.bundle ?? {} };
}

function locale(): string {
  try {
    return Intl.getCanonicalLocales(vscode.env.language)[0] ?? "en";
  } catch {
    return "en";
  }
}
