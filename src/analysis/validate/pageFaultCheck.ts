import { codeOf, PAGE_FAULTS } from "../../shared/enums";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import type { Check } from "./check";

const COPIED = codeOf(PAGE_FAULTS, "copied");

/** A page faults once after each fork of its process, not before the first one; it is copied only where the process has a relative left. */
export class PageFaultCheck implements Check {
  readonly kinds = [Kind.ProcessStart, Kind.ProcessExit, Kind.PageFault];
  /** Pages of each process that have faulted since it last forked or was forked. */
  private readonly faulted = new Map<number, Set<number>>();
  /** The program's process or a descendant: not ended. */
  private alive = 0;

  constructor(private readonly log: EventLog) {}

  event({ kind, aux, a, b, task }: LogEvent): string | undefined {
    const { tables, window } = this.log;
    if (kind === Kind.ProcessExit) {
      this.alive--;
      return undefined;
    }
    if (kind === Kind.ProcessStart) {
      // Init has no memory of a program.
      if (b < 0) return undefined;
      this.alive++;
      if ((tables.processes[b]?.parent ?? -1) < 0) return undefined;
      this.faulted.set(a, new Set());
      this.faulted.set(b, new Set());
      return undefined;
    }
    if (window.dropped > 0) return undefined;
    const process = tables.tasks[task]?.process ?? -1;
    const pid = tables.processes[process]?.pid ?? 0;
    const pages = this.faulted.get(process);
    if (pages === undefined) return `process ${pid} has a page fault, but has not forked`;
    if (pages.has(a)) return `page ${a} of process ${pid} faults again`;
    pages.add(a);
    return aux === COPIED && this.alive < 2
      ? `page ${a} of process ${pid} is copied, but no other process maps it`
      : undefined;
  }
}
