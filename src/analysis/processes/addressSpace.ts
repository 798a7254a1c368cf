import { codeOf, PAGE_FAULTS, TASK_STATES } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import { t } from "../../shared/l10n/t";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { SEGMENTS } from "../../shared/segments";
import { HEAP_PAGES } from "../../shared/trace/processes";
import type { HeapPage, Segment } from "../../shared/trace/processes";
import { threadLabel } from "../names";
import { KindEvents } from "./kindEvents";

const KINDS: readonly number[] = [
  Kind.PagesShared,
  Kind.ProcessExit,
  Kind.PageFault,
  Kind.MemoryMapped,
  Kind.MemoryResident,
  Kind.TaskNew,
  Kind.TaskState,
  Kind.IpcNew,
];

const [COPIED, REUSED, STACK] = (["copied", "reused", "stack"] as const).map((name) =>
  codeOf(PAGE_FAULTS, name),
);
const DEAD = codeOf(TASK_STATES, "dead");
const codeOfPage = (page: HeapPage): number => HEAP_PAGES.indexOf(page);

/** The events that change what a process has in memory: of the threads' states only their ends. */
export function memoryEvents(log: EventLog): KindEvents {
  return new KindEvents(log, KINDS, ({ kind, aux }) => kind !== Kind.TaskState || aux === DEAD);
}

interface Frame {
  mappings: number;
}

interface Memory {
  mapped: number;
  resident: number;
  readonly frames: Frame[];
  /** By page: what its first write since the latest fork led to. */
  readonly written: Map<number, HeapPage>;
  /** Threads with the pages of their stacks: mapped (the guard page too) and touched. */
  readonly stacks: Map<number, { mapped: number; touched: number }>;
  /** A thread that was created at `freshAt`, ns: what is mapped and in memory from there on, within that instant, is its stack. */
  fresh: number;
  freshAt: number;
}

/**
 * The memory of processes as the log tells it, replayed up to an instant. Pages of the heap are known one by one from the first fork on. How
 * large a stack is follows from what is mapped when its thread is created.
 */
export class MemoryReplay {
  private readonly memories = new Map<number, Memory>();
  /** There is shared memory. */
  private shared = false;

  constructor(
    private readonly log: EventLog,
    events: KindEvents,
    time: number,
  ) {
    events.until(time, (event) => this.apply(event));
  }

  segments(process: number): Segment[] {
    const memory = this.memories.get(process);
    if (memory === undefined) return [];
    const stacks = [...memory.stacks].map(([task, { mapped, touched }], i): Segment => ({
      name: t("stack of {0}", threadLabel(this.log, task)),
      mapped,
      resident: touched,
      note: i === 0 ? t("grows by itself") : t("with a guard page below"),
    }));
    const sum = (key: "mapped" | "resident"): number => stacks.reduce((all, stack) => all + stack[key], 0);
    const rest = (whole: number, stack: number): number =>
      Math.max(memory.frames.length, whole - SEGMENTS.code - SEGMENTS.data - stack);
    return [
      {
        name: t("code"),
        mapped: SEGMENTS.code,
        resident: SEGMENTS.code,
        note: t("shared, never written to"),
      },
      { name: t("data"), mapped: SEGMENTS.data, resident: SEGMENTS.data, note: "" },
      {
        // How much of shared memory a process has mapped is not told apart.
        name: this.shared ? t("heap and shared memory") : t("heap"),
        mapped: rest(memory.mapped, sum("mapped")),
        resident: rest(memory.resident, sum("resident")),
        note:
          memory.frames.length === 0
            ? ""
            : t("{0, plural, one {# page} other {# pages}} known since a fork", memory.frames.length),
      },
      ...stacks,
    ];
  }

  /** By page, positions in HEAP_PAGES. */
  heap(process: number): Uint8Array {
    const memory = this.memories.get(process);
    if (memory === undefined) return new Uint8Array(0);
    return Uint8Array.from(memory.frames, (frame, page) => {
      const written = memory.written.get(page);
      return codeOfPage(written ?? (frame.mappings > 1 ? "shared" : "protected"));
    });
  }

  private apply(event: LogEvent): void {
    const { kind, aux, a, b, task } = event;
    switch (kind) {
      case Kind.TaskNew:
        this.newThread(a, b, event.time);
        return;
      case Kind.TaskState:
        this.memoryOf(this.processOf(a)).stacks.delete(a);
        return;
      case Kind.MemoryMapped:
        this.mapped(this.memoryOf(a), b, event.time);
        return;
      case Kind.MemoryResident:
        this.resident(this.memoryOf(a), b, event.time);
        return;
      case Kind.PagesShared:
        this.fork(a, b);
        return;
      case Kind.PageFault:
        this.fault(task, aux, a, Math.max(1, b));
        return;
      case Kind.IpcNew:
        this.shared ||= this.log.tables.objects[a]?.kind === "shared memory";
        return;
      case Kind.ProcessExit:
        for (const frame of this.memories.get(a)?.frames ?? []) frame.mappings--;
        this.memories.delete(a);
        return;
    }
  }

  /** A process begins with its first thread's stack; the others are mapped as their threads are created. */
  private newThread(task: number, process: number, time: number): void {
    const memory = this.memoryOf(process);
    const first = memory.stacks.size === 0;
    memory.stacks.set(task, { mapped: first ? SEGMENTS.mainStack : 0, touched: first ? 1 : 0 });
    memory.fresh = first ? NONE : task;
    memory.freshAt = time;
  }

  private mapped(memory: Memory, pages: number, time: number): void {
    const stack = memory.freshAt === time ? memory.stacks.get(memory.fresh) : undefined;
    if (stack?.mapped === 0) stack.mapped = Math.max(0, pages - memory.mapped);
    memory.mapped = pages;
  }

  private resident(memory: Memory, pages: number, time: number): void {
    const stack = memory.freshAt === time ? memory.stacks.get(memory.fresh) : undefined;
    if (stack?.touched === 0) stack.touched = Math.max(0, pages - memory.resident);
    memory.resident = pages;
  }

  private fork(child: number, pages: number): void {
    const parent = this.memoryOf(this.log.tables.processes[child]?.parent ?? NONE);
    while (parent.frames.length < pages) parent.frames.push({ mappings: 1 });
    parent.written.clear();
    for (const frame of parent.frames) frame.mappings++;
    this.memoryOf(child).frames.push(...parent.frames);
  }

  private fault(task: number, outcome: number, page: number, pages: number): void {
    const memory = this.memoryOf(this.processOf(task));
    const frame = memory.frames[page];
    if (outcome === STACK) {
      const stack = memory.stacks.get(task);
      if (stack === undefined) return;
      stack.touched += pages;
      // The main thread's stack grows beyond what was mapped at first.
      stack.mapped = Math.max(stack.mapped, stack.touched);
    } else if (outcome === COPIED && frame !== undefined) {
      frame.mappings--;
      memory.frames[page] = { mappings: 1 };
      memory.written.set(page, "copied");
    } else if (outcome === REUSED) {
      memory.written.set(page, "reused");
    }
  }

  private processOf(task: number): number {
    return this.log.tables.tasks[task]?.process ?? NONE;
  }

  private memoryOf(process: number): Memory {
    let memory = this.memories.get(process);
    if (memory === undefined) {
      memory = {
        mapped: 0,
        resident: 0,
        frames: [],
        written: new Map(),
        stacks: new Map(),
        fresh: NONE,
        freshAt: NONE,
      };
      this.memories.set(process, memory);
    }
    return memory;
  }
}
