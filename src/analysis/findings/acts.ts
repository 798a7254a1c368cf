import { CASE_DIRECTIONS, OBJECT_KINDS, SYNC_OPS, codeOf } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import type { Reader } from "./finder";
import { Role, isLock } from "./waits";
import type { WaitPoint } from "./waits";

const ADD = codeOf(SYNC_OPS, "add");
const SIGNAL = codeOf(SYNC_OPS, "signal");
const BROADCAST = codeOf(SYNC_OPS, "broadcast");
const ACQUIRE = codeOf(SYNC_OPS, "acquire");
const RELEASE = codeOf(SYNC_OPS, "release");
const TIMER: number = OBJECT_KINDS.indexOf("timer");
const SEND_CASE: number = codeOf(CASE_DIRECTIONS, "send");

/** Timers that are set at the end of what has been read. */
export class PendingTimers implements Reader {
  readonly kinds = [Kind.TimerStart, Kind.TimerFire, Kind.TimerStop, Kind.ChanRecv, Kind.SelectCase];
  private readonly set: Uint8Array;
  /** Somebody has waited for it: it has a channel, and starts no function. */
  private readonly received: Uint8Array;
  private readonly once: Uint8Array;

  constructor(log: EventLog) {
    const { objects } = log.tables;
    this.set = new Uint8Array(objects.length);
    this.received = new Uint8Array(objects.length);
    this.once = Uint8Array.from(objects, ({ kind }) => (OBJECT_KINDS.indexOf(kind) === TIMER ? 1 : 0));
  }

  event({ kind, a: object }: LogEvent): void {
    switch (kind) {
      case Kind.TimerStart:
        this.set[object] = 1;
        return;
      case Kind.TimerFire:
        if (this.once[object] === 1) this.set[object] = 0;
        return;
      case Kind.TimerStop:
        this.set[object] = 0;
        return;
      default:
        this.received[object] = 1;
    }
  }

  isSet(object: number): boolean {
    return this.set[object] === 1;
  }

  /** Whether a timer is set whose function may do anything (time.AfterFunc). */
  get anyFunction(): boolean {
    return this.set.some(
      (set, object) => set === 1 && this.once[object] === 1 && this.received[object] === 0,
    );
  }
}

/**
 * Who did, at any time in the run, what would wake the waiters of some wait points: sent on the channel or closed it, received from it,
 * brought the wait group down, signalled the condition, acquired or released the semaphore, set the timer. A case of a select that
 * parked counts as the attempt that it is.
 */
export class Acts implements Reader {
  readonly kinds = [
    Kind.ChanSend,
    Kind.ChanRecv,
    Kind.ChanClose,
    Kind.SelectCase,
    Kind.Sync,
    Kind.TimerStart,
  ];
  private readonly receive = new Map<number, Set<number>>();
  private readonly send = new Map<number, Set<number>>();
  private readonly signal = new Map<number, Set<number>>();
  /** Counters of the wait groups among them. */
  private readonly counter = new Map<number, number>();

  constructor(points: readonly WaitPoint[]) {
    const tables = { [Role.Receive]: this.receive, [Role.Send]: this.send, [Role.Signal]: this.signal };
    for (const { object, role } of points)
      if (!isLock(role)) tables[role as keyof typeof tables].set(object, new Set());
  }

  event(event: LogEvent): void {
    const { kind, aux, a: object, g } = event;
    if (g === NONE) return;
    switch (kind) {
      case Kind.ChanSend:
      case Kind.TimerStart:
        this.receive.get(object)?.add(g);
        return;
      case Kind.ChanRecv:
        this.send.get(object)?.add(g);
        return;
      case Kind.ChanClose:
        this.receive.get(object)?.add(g);
        this.send.get(object)?.add(g);
        return;
      case Kind.SelectCase:
        (aux === SEND_CASE ? this.receive : this.send).get(object)?.add(g);
        return;
      default:
        this.sync(event);
    }
  }

  /** @returns goroutines, in the order of their first act. */
  of({ object, role }: WaitPoint): ReadonlySet<number> {
    const table = role === Role.Receive ? this.receive : role === Role.Send ? this.send : this.signal;
    return table.get(object) ?? NOBODY;
  }

  private sync({ aux: op, a: object, b: value, g }: LogEvent): void {
    const actors = this.signal.get(object);
    if (actors === undefined) return;
    if (op === SIGNAL || op === BROADCAST || op === ACQUIRE || op === RELEASE) actors.add(g);
    if (op !== ADD) return;
    if (value < (this.counter.get(object) ?? 0)) actors.add(g);
    this.counter.set(object, value);
  }
}

const NOBODY: ReadonlySet<number> = new Set<number>();
