import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { codeOf, PAGE_FAULTS } from "../../shared/enums";
import { Kind } from "../../shared/schema";
import type { Check } from "./check";

const COPIED = codeOf(PAGE_FAULTS, "copied");
const REUSED = codeOf(PAGE_FAULTS, "reused");

interface Frame {
  mappings: number;
}

/** The heap of a process, as its forks have left it. */
interface Table {
  readonly frames: Frame[];
  /** Pages that have faulted since it last forked or was forked. */
  readonly faulted: Set<number>;
}

/**
 * Reference counts of pages equal their mappings: after a fork the first write to a page is a fault, the next ones are not; the page is
 * copied where another process still maps it, and only there. The tables are replayed from forks, faults and ends of processes. Of a log
 * that has dropped events nothing is said.
 */
export class PageFaultCheck implements Check {
  readonly kinds = [Kind.PagesShared, Kind.ProcessExit, Kind.PageFault];
  private readonly tables = new Map<number, Table>();

  constructor(private readonly log: EventLog) {}

  event({ kind, aux, a, b, task }: LogEvent): string | undefined {
    if (this.log.window.dropped > 0) return undefined;
    if (kind === Kind.ProcessExit) {
      this.release(a);
      return undefined;
    }
    if (kind === Kind.PagesShared) {
      this.fork(a, b);
      return undefined;
    }
    return aux === COPIED || aux === REUSED ? this.fault(task, a, aux) : undefined;
  }

  private fork(child: number, pages: number): void {
    const parent = this.log.tables.processes[child]?.parent ?? -1;
    const table = this.tables.get(parent) ?? { frames: [], faulted: new Set() };
    this.tables.set(parent, table);
    while (table.frames.length < pages) table.frames.push({ mappings: 1 });
    table.faulted.clear();
    for (const frame of table.frames) frame.mappings++;
    this.tables.set(child, { frames: [...table.frames], faulted: new Set() });
  }

  private fault(task: number, page: number, outcome: number): string | undefined {
    const process = this.log.tables.tasks[task]?.process ?? -1;
    const pid = this.log.tables.processes[process]?.pid ?? 0;
    const table = this.tables.get(process);
    if (table === undefined) return `process ${pid} has a page fault, but has not forked`;
    const frame = table.frames[page];
    if (frame === undefined) return `page ${page} of process ${pid} faults, which no fork has shared`;
    if (table.faulted.has(page)) return `page ${page} of process ${pid} faults again`;
    table.faulted.add(page);
    if (outcome === COPIED && frame.mappings < 2)
      return `page ${page} of process ${pid} is copied, but no other process maps it`;
    if (outcome === REUSED && frame.mappings > 1)
      return `page ${page} of process ${pid} is re-used, but ${frame.mappings} processes map it`;
    if (outcome === COPIED) {
      frame.mappings--;
      table.frames[page] = { mappings: 1 };
    }
    return undefined;
  }

  private release(process: number): void {
    for (const frame of this.tables.get(process)?.frames ?? []) frame.mappings--;
    this.tables.delete(process);
  }
}
