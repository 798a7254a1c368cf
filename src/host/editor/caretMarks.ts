import * as vscode from "vscode";
import type { GoroutineAt, Place } from "../../shared/trace/queries";
import { GOROUTINE_COLORS } from "../contributions";

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
      ? vscode.l10n.t("running on P{0}", at.p)
      : at.state === "waiting" && at.reason !== ""
        ? at.reason
        : at.state;
  return `${at.tag} ${doing}`;
}

/** The marks of one file, in the order of its lines. `inFile`: whether a place is in the file. `sameLine` says whether a line still reads as it did when it was run. */
export function caretsOf(
  goroutines: readonly GoroutineAt[],
  inFile: (place: Place) => boolean,
  sameLine: (line: number) => boolean,
): Caret[] {
  const byLine = new Map<number, GoroutineAt[]>();
  for (const at of goroutines) {
    if (at.place === undefined || at.place.line < 1 || !inFile(at.place)) continue;
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
        carets.push({
          line,
          color: next.g % GOROUTINE_COLORS.length,
          text: vscode.l10n.t("and {0} more", rest),
        });
      return carets;
    });
}
