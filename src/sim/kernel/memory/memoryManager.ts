import { STREAMS, codeOf } from "../../../shared/enums";
import type { EventLog } from "../../../shared/log/eventLog";
import { Kind } from "../../../shared/schema";
import { Signal } from "../../../shared/signals";
import type { Process } from "../process";
import type { ProcessTable } from "../processTable";
import type { Signalling } from "../signals/signalling";
import { PAGE_BYTES } from "./pages";
import type { PhysicalMemory } from "./physicalMemory";

const STDERR = codeOf(STREAMS, "stderr");
const PAGE_KIB = PAGE_BYTES / 1024;
/** A heap that grows is in the log every so many pages. */
const REPORT_PAGES = 16;

/** What the log has of a process's memory, and who has to go when there is none left (Linux: mm/oom_kill.c). */
export class MemoryManager {
  constructor(
    readonly physical: PhysicalMemory,
    private readonly log: EventLog,
    private readonly table: ProcessTable,
    private readonly signalling: Signalling,
  ) {}

  /** Puts into the log how much the process has, if that has changed. */
  report(process: Process): void {
    const { memory, reported } = process;
    const { mapped, resident } = memory;
    if (mapped !== reported.mapped) this.log.emit(Kind.MemoryMapped, 0, process.index, mapped);
    if (resident !== reported.resident) this.log.emit(Kind.MemoryResident, 0, process.index, resident);
    reported.mapped = mapped;
    reported.resident = resident;
  }

  /** The process allocates. @returns how many pages it touches for the first time; `undefined` where the memory, or its limit, is not enough. */
  growHeap(process: Process, bytes: number): number | undefined {
    const { memory, limits, reported } = process;
    const before = memory.resident;
    if ((memory.mapped + bytes / PAGE_BYTES) * PAGE_BYTES > limits.soft("as")) return undefined;
    if (!memory.growHeap(bytes)) return undefined;
    if (memory.resident - reported.resident >= REPORT_PAGES) this.report(process);
    this.relieve();
    return memory.resident - before;
  }

  /** More is in use than there is: the process with the most memory is killed (oom_badness: RSS and page tables; nothing is swapped). */
  relieve(): void {
    const { physical } = this;
    if (!physical.overcommit || !physical.isExhausted) return;
    let victim: Process | undefined;
    let most = -1;
    for (const process of this.table.all()) {
      if (process.ended || process === this.table.init) continue;
      // One is on its way out: its memory will be free.
      if (process.exiting) return;
      const badness = process.memory.resident + process.memory.tables;
      if (badness >= most) [victim, most] = [process, badness];
    }
    if (victim === undefined) return;
    const { pid, name, uid, memory } = victim;
    const kib = (pages: number): string => `${pages * PAGE_KIB}kB`;
    const text = `Out of memory: Killed process ${pid} (${name}) total-vm:${kib(memory.mapped)}, anon-rss:${kib(memory.resident)}, UID:${uid} pgtables:${kib(memory.tables)} oom_score_adj:0\n`;
    this.log.emit(Kind.OomKill, 0, victim.index, most);
    this.log.emit(Kind.Output, STDERR, this.log.tables.addText(text));
    this.signalling.send(victim, Signal.SIGKILL);
  }
}
