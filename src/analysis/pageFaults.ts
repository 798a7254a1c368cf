import { codeOf, PAGE_FAULTS } from "../shared/enums";
import type { EventLog } from "../shared/log/eventLog";
import { Kind } from "../shared/schema";
import type { PageFaultMeasures } from "../shared/trace/measures";

const COPIED = codeOf(PAGE_FAULTS, "copied");

/** Page faults in the log's window by process, in the order of the processes' creation. */
export function pageFaultMeasures(log: EventLog): PageFaultMeasures[] {
  const { tables, window } = log;
  const rows = tables.processes.map(({ pid }) => ({ pid, faults: 0, copies: 0 }));
  log.forEach(({ index, kind, aux, task, b: pages }) => {
    const row = rows[tables.tasks[task]?.process ?? -1];
    if (kind !== Kind.PageFault || index < window.start || row === undefined) return;
    row.faults += Math.max(1, pages);
    if (aux === COPIED) row.copies++;
  });
  return rows.filter(({ faults }) => faults > 0);
}
