import { NONE } from "../shared/ids";
import type { GIndex } from "../shared/ids";
import type { LogTables } from "../shared/log/tables";
import type { LaneTable } from "../shared/trace/laneTable";

/** Rows are handed out in pieces of about this many characters. */
const PIECE = 1 << 16;
const HEADER = "lane,entity,state,start_ns,end_ns\n";

/**
 * Spans as CSV, `lane,entity,state,start_ns,end_ns`, in pieces to be written one after the other: a table of millions of rows is no string.
 *
 * Lanes are `core:0`, `p:0`, `g:1` and `t:3` with the numbers that the program sees (goroutine number, thread id), and `PID/` before all
 * but cores where the program has several processes. The entity is what runs there, or where it runs: `g:1` or `t:3` on a core, `g:1` on a P, `p:0`
 * for a goroutine, `core:0` for a thread; empty where there is none. Spans of one state and entity that touch are one row.
 */
export function* spansCsv(tables: LogTables, lanes: readonly LaneTable[]): Generator<string> {
  const names = new Names(tables);
  let piece = HEADER;
  for (const table of lanes) {
    const { spans, states } = table;
    for (let lane = 0; lane + 1 < spans.laneOffsets.length; lane++) {
      const stop = spans.laneOffsets[lane + 1] ?? 0;
      let at = spans.laneOffsets[lane] ?? 0;
      const laneName = at < stop ? names.of(table.family, lane) : "";
      while (at < stop) {
        const state = states[spans.kind[at] ?? 0] ?? "";
        const entity = names.entity(table, at);
        const start = spans.start[at] ?? 0;
        let end = spans.end[at] ?? 0;
        for (at++; at < stop && spans.start[at] === end; at++) {
          if (states[spans.kind[at] ?? 0] !== state || names.entity(table, at) !== entity) break;
          end = spans.end[at] ?? 0;
        }
        piece += `${laneName},${entity},${state},${start},${end}\n`;
        if (piece.length >= PIECE) {
          yield piece;
          piece = "";
        }
      }
    }
  }
  yield piece;
}

type Family = LaneTable["family"];

class Names {
  private readonly several: boolean;

  constructor(private readonly tables: LogTables) {
    this.several = tables.processes.filter((process) => process.pid !== 1).length > 1;
  }

  entity({ spans, entity, other }: LaneTable, at: number): string {
    const first = spans.entity[at] ?? NONE;
    if (entity !== "none" && first >= 0) return this.of(entity, first);
    const second = spans.other[at] ?? NONE;
    return other !== "none" && second !== NONE ? this.of(other, second) : "";
  }

  of(family: Family, row: number): string {
    const { ps, tasks, gs } = this.tables;
    switch (family) {
      case "core":
        return `core:${row}`;
      case "p":
        return `${this.prefix(ps[row]?.process)}p:${ps[row]?.id ?? row}`;
      case "t":
        return `${this.prefix(tasks[row]?.process)}t:${tasks[row]?.tid ?? row}`;
      case "g": {
        const { process, goid } = gs.at(row as GIndex);
        return `${this.prefix(process)}g:${goid}`;
      }
    }
  }

  private prefix(process: number | undefined): string {
    if (!this.several || process === undefined) return "";
    return `${this.tables.processes[process]?.pid ?? 0}/`;
  }
}
