import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { processName } from "../names";
import type { Check } from "./check";

/** What is in memory of a process is mapped by it; and only processes that live have any. */
export class MemoryCheck implements Check {
  readonly kinds = [Kind.ProcessStart, Kind.ProcessExit, Kind.MemoryMapped, Kind.MemoryResident];
  private readonly mapped = new Map<number, number>();
  private readonly resident = new Map<number, number>();
  private readonly ended = new Set<number>();

  constructor(private readonly log: EventLog) {}

  event({ kind, a: process, b: pages }: LogEvent): string | undefined {
    if (kind === Kind.ProcessExit) {
      this.ended.add(process);
      this.mapped.delete(process);
      this.resident.delete(process);
      return undefined;
    }
    if (kind === Kind.ProcessStart) return undefined;
    if (this.ended.has(process)) return `${processName(this.log, process)} has memory after its end`;
    (kind === Kind.MemoryMapped ? this.mapped : this.resident).set(process, pages);
    return undefined;
  }

  instant(): string | undefined {
    for (const [process, resident] of this.resident) {
      const mapped = this.mapped.get(process);
      if (mapped !== undefined && resident > mapped)
        return `${resident} pages of ${processName(this.log, process)} are in memory, ${mapped} are mapped`;
    }
    return undefined;
  }
}
