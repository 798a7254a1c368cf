import * as vscode from "vscode";
import type { Disposable } from "../disposable";
import { isEnabled } from "../configuration/settings";
import { GOROUTINE_COLORS, SETTINGS } from "../contributions";
import type { Cursor, Instant } from "../panel/cursor";
import { caretsOf } from "./caretMarks";
import type { Caret } from "./caretMarks";

/** Shows in the editors which line each goroutine, or thread, is at, one colour for each. */
export class Carets implements vscode.Disposable {
  private readonly types: readonly vscode.TextEditorDecorationType[];
  private readonly subscriptions: readonly Disposable[];

  constructor(private readonly cursor: Cursor) {
    this.types = GOROUTINE_COLORS.map((id) => {
      const color = new vscode.ThemeColor(id);
      return vscode.window.createTextEditorDecorationType({
        isWholeLine: true,
        borderColor: color,
        borderStyle: "solid",
        borderWidth: "0 0 0 3px",
        overviewRulerColor: color,
        overviewRulerLane: vscode.OverviewRulerLane.Right,
        after: { color, margin: "0 0 0 2ch", fontStyle: "italic" },
      });
    });
    this.subscriptions = [
      cursor.onDidChange(() => this.update(vscode.window.visibleTextEditors)),
      vscode.window.onDidChangeVisibleTextEditors((editors) => this.update(editors)),
      vscode.workspace.onDidChangeTextDocument(({ document }) =>
        this.update(vscode.window.visibleTextEditors.filter((editor) => editor.document === document)),
      ),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${SETTINGS.section}.${SETTINGS.carets}`))
          this.update(vscode.window.visibleTextEditors);
      }),
      ...this.types,
    ];
  }

  private update(editors: readonly vscode.TextEditor[]): void {
    const instant = isEnabled(SETTINGS.carets) ? this.cursor.instant : undefined;
    for (const editor of editors) {
      const carets = instant === undefined ? [] : caretsIn(editor.document, instant);
      this.types.forEach((type, color) => {
        const options = carets
          .filter((caret) => caret.color === color)
          .map((caret) => ({
            range: editor.document.lineAt(caret.line).range,
            renderOptions: { after: { contentText: caret.text } },
          }));
        editor.setDecorations(type, options);
      });
    }
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}

function caretsIn(document: vscode.TextDocument, instant: Instant): Caret[] {
  const uri = document.uri.toString();
  const source = instant.run.sources.get(uri);
  if (source === undefined) return [];
  const lines = source.split(/\r\n|\r|\n/);
  return caretsOf(
    instant.entities,
    (place) => instant.run.documentOf(place.uri) === uri,
    (line) => line < document.lineCount && document.lineAt(line).text === lines[line],
  );
}
