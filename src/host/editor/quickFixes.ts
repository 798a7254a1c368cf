import * as vscode from "vscode";
import { COMMANDS } from "../contributions";
import { PROGRAM_SELECTOR } from "../languages";
import { unresolvedImports } from "../types/unresolved";
import { rangeOf } from "./problems";
import type { Problems } from "./problems";

/** Quick fixes: the obvious correction of an annotation, and the types of `"schedlens"` where the import does not resolve. */
class QuickFixes implements vscode.CodeActionProvider {
  constructor(private readonly problems: Problems) {}

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    return [...this.corrections(document, range), ...this.typesAction(document, range)];
  }

  private corrections(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    return this.problems.at(document.uri, range).flatMap(({ problem, diagnostic }) => {
      if (problem.fix === undefined) return [];
      const action = new vscode.CodeAction(problem.fix.title, vscode.CodeActionKind.QuickFix);
      action.edit = new vscode.WorkspaceEdit();
      action.edit.replace(document.uri, rangeOf(problem), problem.fix.text);
      action.diagnostics = [diagnostic];
      action.isPreferred = true;
      return [action];
    });
  }

  private typesAction(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const unresolved = unresolvedImports(document).filter(
      (each) => each.range.intersection(range) !== undefined,
    );
    if (unresolved.length === 0) return [];
    const action = new vscode.CodeAction(
      vscode.l10n.t("Add the SchedLens types to this workspace"),
      vscode.CodeActionKind.QuickFix,
    );
    action.command = {
      command: COMMANDS.addTypes,
      title: action.title,
      arguments: [document.uri.toString()],
    };
    action.diagnostics = unresolved;
    action.isPreferred = true;
    return [action];
  }
}

export function registerQuickFixes(problems: Problems): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(PROGRAM_SELECTOR, new QuickFixes(problems), {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  });
}
