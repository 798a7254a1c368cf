import { NONE } from "../shared/ids";
import type { EventLog, LogEvent } from "../shared/log/eventLog";
import { Kind } from "../shared/schema";
import type { StealMatrix } from "../shared/trace/steals";
import { pName } from "./names";
import { roundDetail, stealDetail } from "./steals";

/** Counts every steal and every failed look of the log's window, by thief and victim. */
export function stealMatrix(log: EventLog): StealMatrix {
  const { ps, processes } = log.tables;
  const size = ps.length;
  const psOf = processes.map((_, process) =>
    ps.flatMap((each, index) => (each.process === process ? [index] : [])),
  );
  const matrix = {
    ps: ps.map((_, p) => ({ p, label: pName(log, p) })),
    steals: new Uint32Array(size * size),
    stolen: new Uint32Array(size * size),
    failed: new Uint32Array(size * size),
    failedKnown: true,
  };
  const add = (column: Uint32Array, thief: number, victim: number, n: number): void => {
    const cell = thief * size + victim;
    column[cell] = (column[cell] ?? 0) + n;
  };
  const round = ({ p, a, b }: LogEvent): void => {
    const { start, step, count, looks } = roundDetail(a, b);
    if (looks === undefined) {
      matrix.failedKnown = false;
      return;
    }
    const order = psOf[ps[p]?.process ?? NONE] ?? [];
    let look = 0;
    for (let i = 0, at = start; i < count; i++, at = (at + step) % count) {
      const other = order[at] ?? NONE;
      if (other === p || other === NONE) continue;
      if ((looks[look++] ?? 0) !== 0) add(matrix.failed, p, other, 1);
    }
  };
  log.forEach((event) => {
    if (event.kind === Kind.Steal) {
      add(matrix.steals, event.p, event.a, 1);
      add(matrix.stolen, event.p, event.a, stealDetail(event.b).batch);
    } else if (event.kind === Kind.StealRound) round(event);
  }, log.window.start);
  return matrix;
}
