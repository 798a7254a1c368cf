import { RUN_QUEUES, codeOf } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { ProcessMembers } from "../processMembers";
import type { Reader } from "./finder";

const GLOBAL = codeOf(RUN_QUEUES, "global");
const RUNNEXT = codeOf(RUN_QUEUES, "runnext");

/** A goroutine was runnable for so long, ns: two time slices, the most that one goroutine is left on a P (10 ms, seen by sysmon every 10 ms). */
export const LONG_NS = 20e6;
/** And so many were put on a P of its queue though they came after it: that often, and that many times as many as stood before it. */
const LEAST_OVERTAKINGS = 10;
const OVERTAKINGS_FOR_EACH_BEFORE = 4;
/** Waits that are kept. */
const MOST_KEPT = 10_000;

/** A time in which a goroutine was runnable and did not run. */
export interface LongWait {
  readonly g: number;
  readonly from: number;
  /** ns; the end of the run, or of its process, where it never ran. */
  readonly to: number;
  readonly ran: boolean;
  /** The P in whose queue it was last; −1: the global queue. */
  readonly p: number;
}

/**
 * Goroutines that waited long in a run queue while others passed them by. Who stands before it in a queue is in its right: of the
 * goroutines that were put on the P, as many as stood before it do not count, and the others must be four times as many: it had less than
 * a fifth of the turns that were its due. For the global queue those on all Ps count.
 */
export class LongWaits implements Reader {
  readonly kinds = [Kind.GoRunnable, Kind.RunqPut, Kind.RunqGet, Kind.GoRunning, Kind.ProcessExit];
  readonly waits: LongWait[] = [];
  private readonly since: Float64Array;
  /** P of the queue it is in; −1: global. */
  private readonly queue: Int32Array;
  private readonly queued: Uint8Array;
  /** Goroutines put on the Ps of the queue, less those before it, when it entered. */
  private readonly mark: Float64Array;
  private readonly overtaken: Float64Array;
  /** Most that stood before it in a queue. */
  private readonly before: Int32Array;
  private readonly dispatched: Float64Array;
  private dispatchedAll = 0;
  private readonly members: ProcessMembers;

  constructor(private readonly log: EventLog) {
    const count = log.tables.gs.length;
    this.members = new ProcessMembers(log);
    this.since = new Float64Array(count).fill(NONE);
    this.queue = new Int32Array(count).fill(NONE);
    this.queued = new Uint8Array(count);
    this.mark = new Float64Array(count);
    this.overtaken = new Float64Array(count);
    this.before = new Int32Array(count);
    this.dispatched = new Float64Array(log.tables.ps.length);
  }

  event(event: LogEvent): void {
    const { kind, aux, a: g, b, p, time } = event;
    switch (kind) {
      case Kind.ProcessExit:
        if (this.members.isEnd(event)) for (const each of this.members.gs(g)) this.stop(each, time);
        return;
      case Kind.GoRunnable:
        this.since[g] = time;
        this.overtaken[g] = 0;
        this.before[g] = 0;
        return;
      case Kind.RunqPut: {
        const queue = aux === GLOBAL ? NONE : p;
        this.queue[g] = queue;
        this.queued[g] = 1;
        const before = aux === RUNNEXT ? 0 : b - 1;
        this.mark[g] = this.count(queue) + before;
        this.before[g] = Math.max(this.before[g] ?? 0, before);
        return;
      }
      case Kind.RunqGet:
        this.leave(g);
        return;
      default:
        this.leave(g);
        this.over(g, time, true);
        this.since[g] = NONE;
        this.dispatchedAll++;
        if (p !== NONE) this.dispatched[p] = (this.dispatched[p] ?? 0) + 1;
    }
  }

  /** All has been read: those who wait still. */
  finish(): void {
    const end = this.log.endTime;
    for (let g = 0; g < this.since.length; g++) this.stop(g, end);
  }

  /** It will not run any more. */
  private stop(g: number, time: number): void {
    this.leave(g);
    this.over(g, time, false);
    this.since[g] = NONE;
  }

  private count(queue: number): number {
    return queue === NONE ? this.dispatchedAll : (this.dispatched[queue] ?? 0);
  }

  private leave(g: number): void {
    if (this.queued[g] !== 1) return;
    this.queued[g] = 0;
    const passed = this.count(this.queue[g] ?? NONE) - (this.mark[g] ?? 0);
    if (passed > 0) this.overtaken[g] = (this.overtaken[g] ?? 0) + passed;
  }

  private over(g: number, time: number, ran: boolean): void {
    const from = this.since[g] ?? NONE;
    if (from === NONE || time - from < LONG_NS) return;
    const least = Math.max(LEAST_OVERTAKINGS, OVERTAKINGS_FOR_EACH_BEFORE * (this.before[g] ?? 0));
    if ((this.overtaken[g] ?? 0) < least) return;
    if (this.waits.length < MOST_KEPT) this.waits.push({ g, from, to: time, ran, p: this.queue[g] ?? NONE });
  }
}
