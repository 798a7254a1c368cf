import { codeOf, GC_PHASES, GC_TRIGGERS, GC_WORKER_MODES } from "../shared/enums";
import { NONE } from "../shared/ids";
import type { EventLog, LogEvent } from "../shared/log/eventLog";
import { Kind } from "../shared/schema";
import type { GcMeasures, StackMeasures } from "../shared/trace/measures";
import { ProcessMembers } from "./processMembers";
import { Steps } from "./series";
import type { Summary } from "./summary";

/** The first stack of a goroutine (stack.go, Go 1.23). */
const STACK_MIN = 2048;
const OFF = codeOf(GC_PHASES, "off");
const MARK = codeOf(GC_PHASES, "mark");
const TIMED = codeOf(GC_TRIGGERS, "time");

/** Bytes of the stacks of the program's goroutines, by events. The runtime's own goroutines do not count. */
export class Stacks {
  /** Of all of them. */
  readonly total = new Steps("stacks");
  /** Per goroutine: its largest stack. */
  readonly peak: Float64Array;
  private readonly size: Float64Array;
  private bytes = 0;
  private count = 0;
  private most = { bytes: 0, time: 0, count: 0 };

  constructor(log: EventLog, summary: Summary) {
    this.peak = new Float64Array(log.tables.gs.length);
    this.size = new Float64Array(log.tables.gs.length);
    const { from } = log.window;
    const members = new ProcessMembers(log);
    log.forEach((event) => {
      const { a: g, kind } = event;
      if (members.isEnd(event)) {
        for (const each of members.gs(event.a)) this.free(each, Math.max(event.time, from));
        return;
      }
      if (!isStackEvent(kind) || !summary.isUser(g)) return;
      this.change(g, Math.max(event.time, from), this.after(log, event));
    });
  }

  private after(log: EventLog, { kind, a: g, b }: LogEvent): number {
    if (kind === Kind.GoDead) this.count--;
    if (kind === Kind.GoDead) return 0;
    if (kind !== Kind.GoNew) return log.readWide(b);
    // Where events have been dropped, one may be told of twice.
    if (this.size[g] === 0) this.count++;
    return STACK_MIN;
  }

  private free(g: number, time: number): void {
    if (this.size[g] === 0) return;
    this.count--;
    this.change(g, time, 0);
  }

  private change(g: number, time: number, size: number): void {
    this.bytes += size - (this.size[g] ?? 0);
    this.size[g] = size;
    if (size > (this.peak[g] ?? 0)) this.peak[g] = size;
    this.total.set(time, this.bytes);
    if (this.bytes > this.most.bytes) this.most = { bytes: this.bytes, time, count: this.count };
  }

  /** Against threads, each of which reserves `threadStack` bytes. */
  measures(threadStack: number): StackMeasures {
    const { bytes, time, count } = this.most;
    return {
      peakBytes: bytes,
      peakNs: time,
      goroutines: count,
      bytesPerGoroutine: count === 0 ? 0 : Math.round(bytes / count),
      asThreadsBytes: count * threadStack,
    };
  }
}

function isStackEvent(kind: number): boolean {
  return (
    kind === Kind.GoNew ||
    kind === Kind.GoStack ||
    kind === Kind.GoCopystack ||
    kind === Kind.GoShrinkstack ||
    kind === Kind.GoDead
  );
}

/** The heap and the goal of its collector. Empty where there is no collector. */
export function heapSteps(log: EventLog): Steps[] {
  const live = new Steps("heap");
  const goal = new Steps("heap goal");
  const { from } = log.window;
  log.forEach((event) => {
    if (event.kind !== Kind.Heap) return;
    const time = Math.max(event.time, from);
    live.set(time, log.readWide(event.a));
    goal.set(time, log.readWide(event.b));
  });
  return live.length === 0 ? [] : [live, goal];
}

/** What the garbage collector did; null where there is none, or it had nothing to do. */
export function gcMeasures(log: EventLog): GcMeasures | null {
  const reader = new GcReader(log);
  log.forEach((event) => {
    reader.event(event);
  });
  return reader.measures();
}

class GcReader {
  private cycles = 0;
  private timed = 0;
  private stops = 0;
  private stopping = 0;
  private stopped = 0;
  private longest = 0;
  private asked = NONE;
  private since = NONE;
  private marking = 0;
  private markSince = NONE;
  private assist = 0;
  private peak = 0;
  private readonly worker = new Float64Array(GC_WORKER_MODES.length);
  /** Per goroutine: since when it marks, or assists. */
  private readonly markStart = new Map<number, number>();
  private readonly assistStart = new Map<number, number>();

  constructor(private readonly log: EventLog) {}

  event(event: LogEvent): void {
    const { kind, aux, a } = event;
    const time = Math.max(event.time, this.log.window.from);
    switch (kind) {
      case Kind.GCBegin:
        this.cycles++;
        if (aux === TIMED) this.timed++;
        return;
      case Kind.GCPhase:
        if (aux === MARK) this.markSince = time;
        else if (aux !== OFF && this.markSince !== NONE) this.marking += time - this.markSince;
        return;
      case Kind.StopTheWorld:
        this.asked = time;
        return;
      case Kind.WorldStopped:
        if (this.asked !== NONE) this.stopping += time - this.asked;
        this.since = time;
        return;
      case Kind.StartTheWorld:
        this.start(time);
        return;
      case Kind.Heap:
        this.peak = Math.max(this.peak, this.log.readWide(a));
        return;
      case Kind.GCWorkerStart:
        this.markStart.set(a, time);
        return;
      case Kind.GCWorkerStop:
        this.worker[aux] = (this.worker[aux] ?? 0) + time - (this.markStart.get(a) ?? time);
        this.markStart.delete(a);
        return;
      case Kind.GCAssistBegin:
        this.assistStart.set(a, time);
        return;
      case Kind.GCAssistEnd:
        this.assist += time - (this.assistStart.get(a) ?? time);
        this.assistStart.delete(a);
        return;
      default:
        return;
    }
  }

  private start(time: number): void {
    if (this.since === NONE) return;
    const ns = time - this.since;
    this.stops++;
    this.stopped += ns;
    this.longest = Math.max(this.longest, ns);
    this.since = NONE;
  }

  measures(): GcMeasures | null {
    if (this.cycles === 0 && this.stops === 0 && this.peak === 0) return null;
    const [, dedicatedNs = 0, fractionalNs = 0, idleNs = 0] = this.worker;
    const capacity = this.marking * this.log.config.gomaxprocs;
    return {
      cycles: this.cycles,
      timedCycles: this.timed,
      worldStops: this.stops,
      stoppingNs: this.stopping,
      stoppedNs: this.stopped,
      longestStopNs: this.longest,
      markNs: this.marking,
      workerNs: { dedicated: dedicatedNs, fractional: fractionalNs, idle: idleNs },
      assistNs: this.assist,
      backgroundShare: capacity === 0 ? 0 : (dedicatedNs + fractionalNs) / capacity,
      heapPeakBytes: this.peak,
    };
  }
}
