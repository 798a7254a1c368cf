import { GC_WORKER_MODES } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import type { Tracer } from "./tracer";

/** Tells the garbage collector's events to a tracer. What has begun before the log does is left out. */
export class Collection {
  private inCycle = false;
  /** As the log has it. */
  private goal: number = NONE;
  private readonly assisting = new Set<number>();

  constructor(
    private readonly log: EventLog,
    private readonly tracer: Tracer,
  ) {}

  event(event: LogEvent): void {
    const { log, tracer } = this;
    const { kind, task: m, a, b } = event;
    if (!tracer.canAnnotate(m)) return;
    switch (kind) {
      case Kind.GCBegin:
        if (!this.inCycle) tracer.gcStart(m, tracer.stacks.place(event.loc));
        this.inCycle = true;
        return;
      case Kind.GCEnd:
        if (this.inCycle) tracer.gcDone(m);
        this.inCycle = false;
        return;
      case Kind.Heap:
        tracer.heapAlloc(m, log.readWide(a));
        if (b !== this.goal) tracer.heapGoal(m, log.readWide(b));
        this.goal = b;
        return;
      case Kind.GCSwept:
        tracer.gcSwept(m, log.readWide(b));
        return;
      case Kind.GCAssistBegin:
        this.assisting.add(a);
        tracer.gcMarkAssistStart(m, tracer.stacks.place(event.loc));
        return;
      case Kind.GCAssistEnd:
        if (this.assisting.delete(a)) tracer.gcMarkAssistDone(m);
        return;
      case Kind.GCWorkerStart:
        tracer.goLabel(m, `GC (${GC_WORKER_MODES[event.aux] ?? ""})`);
        return;
      default:
        return;
    }
  }
}
