import * as vscode from "vscode";
import { PROGRAM_SELECTOR } from "../languages";
import { tagCompletions, tagHover, tagPosition } from "./tagHelp";

const completion: vscode.CompletionItemProvider = {
  provideCompletionItems(document, position) {
    const before = document.getText(new vscode.Range(0, 0, position.line, position.character));
    const at = tagPosition(before);
    if (at === undefined) return undefined;
    const range = new vscode.Range(document.positionAt(at.start), position);
    return tagCompletions(at).map(({ label, insert, doc }, order) => {
      const item = new vscode.CompletionItem(
        label,
        at.kind === "value" ? vscode.CompletionItemKind.Value : vscode.CompletionItemKind.Keyword,
      );
      item.insertText = insert;
      item.filterText = label;
      item.range = range;
      item.sortText = String(order).padStart(2, "0");
      item.documentation = new vscode.MarkdownString(doc);
      if (insert.endsWith("="))
        item.command = { command: "editor.action.triggerSuggest", title: vscode.l10n.t("Suggest values") };
      return item;
    });
  },
};

const hover: vscode.HoverProvider = {
  provideHover(document, position) {
    const found = tagHover(document.getText(), document.offsetAt(position));
    if (found === undefined) return undefined;
    const range = new vscode.Range(document.positionAt(found.start), document.positionAt(found.end));
    return new vscode.Hover(new vscode.MarkdownString(found.doc), range);
  },
};

/** Completion and hover inside the comments. */
export function registerTagProviders(): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(PROGRAM_SELECTOR, completion, "@", "=", " "),
    vscode.languages.registerHoverProvider(PROGRAM_SELECTOR, hover),
  );
}
