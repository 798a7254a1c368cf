import { codeOf, RUN_QUEUES, STEAL_OUTCOMES } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { GIndex } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { gName, pName } from "../names";
import type { Check } from "./check";

const RUNNEXT = codeOf(RUN_QUEUES, "runnext");
const LOCAL = codeOf(RUN_QUEUES, "local");
const FROM_RING = codeOf(STEAL_OUTCOMES, "ring");
/** runtime2.go: p.runq. */
const RING_SLOTS = 256;

/** A P's ring: what goes in at the tail comes out at the head. */
interface Ring {
  readonly slots: Int32Array;
  head: number;
  length: number;
}

/**
 * The Go run queues hold what was put in and not taken out, in as many places as the events say; a P's ring in that order. A
 * goroutine is in one queue at most, is put there when it is runnable, and does not run while it is there.
 */
export class GoQueueCheck implements Check {
  readonly kinds = [
    Kind.RunqPut,
    Kind.RunqGet,
    Kind.Steal,
    Kind.GoRunnable,
    Kind.GoRunning,
    Kind.GoWaiting,
    Kind.GoPreempted,
    Kind.GoSyscall,
    Kind.GoDead,
  ];
  private readonly rings: Ring[];
  private readonly runnext: Int32Array;
  /** Per process: length of the global queue. */
  private readonly global: Int32Array;
  /** Where a goroutine is queued: 0 nowhere, 1 a global queue, 2 + p the ring of a P, −1 − p its runnext. */
  private readonly queued: Int32Array;
  private readonly runnable: Uint8Array;

  constructor(private readonly log: EventLog) {
    const { ps, gs, processes } = log.tables;
    this.rings = ps.map(() => ({ slots: new Int32Array(RING_SLOTS), head: 0, length: 0 }));
    this.runnext = new Int32Array(ps.length).fill(NONE);
    this.global = new Int32Array(processes.length);
    this.queued = new Int32Array(gs.length);
    this.runnable = new Uint8Array(gs.length);
  }

  event(event: LogEvent): string | undefined {
    switch (event.kind) {
      case Kind.RunqPut:
        return this.put(event);
      case Kind.RunqGet:
        return this.get(event);
      case Kind.Steal:
        return this.steal(event);
      case Kind.GoRunnable:
        this.runnable[event.a] = 1;
        return undefined;
      case Kind.GoRunning:
      case Kind.GoWaiting:
      case Kind.GoPreempted:
      case Kind.GoSyscall:
      case Kind.GoDead:
        return this.leave(event);
      default:
        return undefined;
    }
  }

  /** What is queued when the window begins is told by its puts, as if nothing else had ever been there. */
  restore(event: LogEvent): string | undefined {
    const message = this.event(event);
    return event.kind === Kind.RunqPut ? message : undefined;
  }

  private leave({ a: g }: LogEvent): string | undefined {
    this.runnable[g] = 0;
    return this.queued[g] === 0
      ? undefined
      : `${gName(this.log, g)} is no longer runnable, but still in ${this.where(g)}`;
  }

  private put({ aux: queue, p, a: g, b: length }: LogEvent): string | undefined {
    const name = gName(this.log, g);
    if (this.queued[g] !== 0) return `${name} is put into a queue, but it is in ${this.where(g)}`;
    if (this.runnable[g] !== 1) return `${name} is put into a queue, but it is not runnable`;
    if (queue !== RUNNEXT && queue !== LOCAL) {
      const process = this.processOf(g);
      this.queued[g] = 1;
      return this.stated("the global queue", this.changeGlobal(process, 1), length);
    }
    const ring = this.rings[p];
    if (ring === undefined) return `${name} is put into a queue of no P`;
    if (queue === RUNNEXT) {
      const present = this.runnext[p] ?? NONE;
      if (present !== NONE)
        return `${name} is put into runnext of ${pName(this.log, p)}, but ${gName(this.log, present)} is there`;
      this.runnext[p] = g;
      this.queued[g] = -1 - p;
      return this.stated(this.where(g), 1, length);
    }
    if (ring.length === RING_SLOTS) return `${name} is put into the full ring of ${pName(this.log, p)}`;
    ring.slots[(ring.head + ring.length) % RING_SLOTS] = g;
    ring.length++;
    this.queued[g] = 2 + p;
    return this.stated(this.where(g), ring.length, length);
  }

  private get({ aux: queue, p, a: g, b: length }: LogEvent): string | undefined {
    const name = gName(this.log, g);
    const where = this.where(g);
    const at = this.queued[g] ?? 0;
    this.queued[g] = 0;
    if (queue !== RUNNEXT && queue !== LOCAL) {
      if (at !== 1) return `${name} is taken out of the global queue, but it is in ${where}`;
      return this.stated(where, this.changeGlobal(this.processOf(g), -1), length);
    }
    const ring = this.rings[p];
    if (ring === undefined) return `${name} is taken out of a queue of no P`;
    if (queue === RUNNEXT) {
      if (at !== -1 - p)
        return `${name} is taken out of runnext of ${pName(this.log, p)}, but it is in ${where}`;
      this.runnext[p] = NONE;
      return this.stated(where, 0, length);
    }
    if (at !== 2 + p)
      return `${name} is taken out of the ring of ${pName(this.log, p)}, but it is in ${where}`;
    const head = ring.slots[ring.head] ?? NONE;
    if (head !== g)
      return `${name} is taken out of the ring of ${pName(this.log, p)} before ${gName(this.log, head)}, which is at its head`;
    ring.head = (ring.head + 1) % RING_SLOTS;
    ring.length--;
    return this.stated(where, ring.length, length);
  }

  /** Comes before the goroutines are taken out and put in, one by one. */
  private steal({ aux, p: thief, a: victim, b: detail }: LogEvent): string | undefined {
    const before = detail & 0x3ff;
    const batch = (detail >>> 10) & 0x3ff;
    const name = pName(this.log, victim);
    if (thief === victim) return `${name} steals from itself`;
    const ring = this.rings[victim]?.length ?? 0;
    const next = this.runnext[victim] ?? NONE;
    if (aux === FROM_RING) {
      if (before !== ring) return `Steal: the ring of ${name} holds ${ring}, not ${before}`;
      if (batch === 0 || batch !== before - (before >>> 1))
        return `Steal of ${batch} from ${before} in the ring of ${name}: it takes half, rounded up`;
    } else if (next === NONE || before !== 1 || batch !== 1) {
      // The ring was empty before the thief's nap (runqgrab: usleep(3)), but may have filled since.
      return `Steal of the runnext of ${name}, which has ${ring} in its ring and ${gName(this.log, next)} in runnext`;
    }
    return undefined;
  }

  private changeGlobal(process: number, by: number): number {
    const length = (this.global[process] ?? 0) + by;
    this.global[process] = length;
    return length;
  }

  private stated(where: string, length: number, stated: number): string | undefined {
    return length === stated ? undefined : `${where} holds ${length}, the event says ${stated}`;
  }

  private processOf(g: number): number {
    return this.log.tables.gs.at(g as GIndex).process;
  }

  private where(g: number): string {
    const at = this.queued[g] ?? 0;
    if (at === 0) return "no queue";
    if (at === 1) return "the global queue";
    return at > 0 ? `the ring of ${pName(this.log, at - 2)}` : `runnext of ${pName(this.log, -1 - at)}`;
  }
}
