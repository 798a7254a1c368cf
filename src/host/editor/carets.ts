import * as vscode from "vscode";
import type { Disposable } from "../disposable";
import type { GoroutineAt } from "../../shared/trace/queries";
import { isEnabled } from "../configuration/settings";
import { GOROUTINE_COLORS, SETTINGS } from "../contributions";
import type { Cursor, Instant } from "../panel/cursor";

/** Goroutines named at the end of one line; more are counted. */
const NAMED = 4;

export interface Caret {
  /** Line, from 0. */
  readonly line: number;
  /** Position in GOROUTINE_COLORS. */
  readonly color: number;
  readonly text: string;
}

/** `G7 chan receive`; running goroutines also say where. */
export function caretText(at: GoroutineAt): string {
  const doing =
    at.state === "running" && at.p >= 0
      ? `running on P${at.p}`
      : at.state === "waiting" && at.reason !== ""
        ? at.reason
        : at.state;
  return `G${at.goid} ${doing}`;
}

/** The marks of one file, in the order of its lines. `sameLine` says whether a line still reads as it did when it was run. */
export function caretsOf(
  goroutines: readonly GoroutineAt[],
  uri: string,
  sameLine: (line: number) => boolean,
): Caret[] {
  const byLine = new Map<number, GoroutineAt[]>();
  for (const at of goroutines) {
    if (at.place?.uri !== uri || at.place.line < 1) continue;
    const line = at.place.line - 1;
    byLine.set(line, [...(byLine.get(line) ?? []), at]);
  }
  return [...byLine]
    .filter(([line]) => sameLine(line))
    .sort(([a], [b]) => a - b)
    .flatMap(([line, all]) => {
      const named = all.length <= NAMED ? all : all.slice(0, NAMED - 1);
      const carets = named.map((at) => ({
        line,
        color: at.g % GOROUTINE_COLORS.length,
        text: caretText(at),
      }));
      const rest = all.length - named.length;
      const next = all[named.length];
      if (next !== undefined)
        carets.push({ line, color: next.g % GOROUTINE_COLORS.length, text: `and ${rest} more` });
      return carets;
    });
}

/** Shows in the editors which line each goroutine is at, one colour per goroutine. */
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
    instant.goroutines,
    uri,
    (line) => line < document.lineCount && document.lineAt(line).text === lines[line],
  );
}
