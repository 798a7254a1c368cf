import { NONE } from "../../shared/ids";
import type { EventLog } from "../../shared/log/eventLog";
import { Digest } from "./digest";

/**
 * Places of a program so that those of another version of it can be told to be the same: the file's name, the text of the line, which of the
 * lines of that text it is, and the column from the line's first letter on. Lines that were added or taken away elsewhere change none of it.
 */
export class Sites {
  private readonly known = new Map<number, number>();
  private readonly lines = new Map<number, readonly Line[]>();

  constructor(private readonly log: EventLog) {}

  /** @param loc row of the location table; NONE is a place of its own */
  of(loc: number): number {
    const known = this.known.get(loc);
    if (known !== undefined) return known;
    const site = this.make(loc);
    this.known.set(loc, site);
    return site;
  }

  private make(loc: number): number {
    const row = this.log.tables.locs[loc];
    if (loc === NONE || row === undefined) return 0;
    const uri = this.log.tables.files[row.file]?.uri ?? "";
    const line = this.linesOf(row.file)[row.line - 1];
    const digest = new Digest().addText(uri.slice(uri.lastIndexOf("/") + 1));
    return line === undefined
      ? digest.add(row.line).add(row.column).value
      : digest
          .addText(line.text)
          .add(line.nth)
          .add(row.column - line.indent).value;
  }

  private linesOf(file: number): readonly Line[] {
    const known = this.lines.get(file);
    if (known !== undefined) return known;
    const counts = new Map<string, number>();
    const text = this.log.tables.files[file]?.text ?? "";
    const lines = text === "" ? [] : text.split("\n").map((whole) => line(whole, counts));
    this.lines.set(file, lines);
    return lines;
  }
}

interface Line {
  readonly text: string;
  /** Earlier lines of this text. */
  readonly nth: number;
  readonly indent: number;
}

function line(whole: string, counts: Map<string, number>): Line {
  const text = whole.trim();
  const nth = counts.get(text) ?? 0;
  counts.set(text, nth + 1);
  return { text, nth, indent: whole.length - whole.trimStart().length };
}
