import * as vscode from "vscode";
import { threadOf } from "../../shared/trace/entity";
import type { Entity } from "../../shared/trace/entity";
import type { Place } from "../../shared/trace/queries";
import { GOROUTINE_COLORS } from "../contributions";
import type { EntityAt } from "../panel/entityAt";

/** Goroutines or threads named at the end of one line; more are counted. */
const NAMED = 4;

export interface Caret {
  /** Line, from 0. */
  readonly line: number;
  /** Position in GOROUTINE_COLORS. */
  readonly color: number;
  readonly text: string;
}

/** Position in GOROUTINE_COLORS: the colour that the panel gives it too. */
export function colorOf(entity: Entity): number {
  return (entity < 0 ? threadOf(entity) : entity) % GOROUTINE_COLORS.length;
}

/** `G7 chan receive`; who runs also says where. */
export function caretText(at: EntityAt): string {
  const doing =
    at.state === "running" && at.on !== ""
      ? vscode.l10n.t("running on {0}", at.on)
      : at.state === "waiting" && at.reason !== ""
        ? at.reason
        : at.state;
  return `${at.tag} ${doing}`;
}

/** The marks of one file, in the order of its lines. `inFile`: whether a place is in the file. `sameLine` says whether a line still reads as it did when it was run. */
export function caretsOf(
  entities: readonly EntityAt[],
  inFile: (place: Place) => boolean,
  sameLine: (line: number) => boolean,
): Caret[] {
  const byLine = new Map<number, EntityAt[]>();
  for (const at of entities) {
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
        color: colorOf(at.entity),
        text: caretText(at),
      }));
      const rest = all.length - named.length;
      const next = all[named.length];
      if (next !== undefined)
        carets.push({
          line,
          color: colorOf(next.entity),
          text: vscode.l10n.t("and {0} more", rest),
        });
      return carets;
    });
}
