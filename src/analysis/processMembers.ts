import type { GIndex } from "../shared/ids";
import type { EventLog, LogEvent } from "../shared/log/eventLog";
import { Kind } from "../shared/schema";

/**
 * What ends with a process, though no event of its own says so: its goroutines and Ps. What is there when the run ends stays as it is:
 * it is what the run has led to.
 */
export class ProcessMembers {
  private gsOf: number[][] | undefined;

  constructor(private readonly log: EventLog) {}

  /** The event ends a process while others go on. */
  isEnd({ kind, time }: LogEvent): boolean {
    return kind === Kind.ProcessExit && time < this.log.endTime;
  }

  /** All goroutines that a process ever had. */
  gs(process: number): readonly number[] {
    this.gsOf ??= this.byProcess();
    return this.gsOf[process] ?? [];
  }

  ps(process: number): number[] {
    return this.log.tables.ps.flatMap((p, row) => (p.process === process ? [row] : []));
  }

  private byProcess(): number[][] {
    const { gs, processes } = this.log.tables;
    const rows = processes.map((): number[] => []);
    for (let g = 0; g < gs.length; g++) rows[gs.at(g as GIndex).process]?.push(g);
    return rows;
  }
}
