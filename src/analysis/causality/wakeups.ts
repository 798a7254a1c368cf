import { codeOf, READY_REASONS, TASK_REASONS, TASK_STATES } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { goroutineOf, threadEntity, threadOf } from "../../shared/trace/entity";
import type { Entity } from "../../shared/trace/entity";
import { eventIndexes } from "../explain/eventIndex";
import type { EventIndex } from "../explain/eventIndex";

/** By which a goroutine begins, or goes on after it has waited; the others are changes between running and runnable. */
const STARTS = new Set(
  (["created", "ready", "netpoll", "timer", "injected"] as const).map((reason) =>
    codeOf(READY_REASONS, reason),
  ),
);
const NETPOLL = codeOf(READY_REASONS, "netpoll");
const RUNNABLE = codeOf(TASK_STATES, "runnable");
const CREATED = codeOf(TASK_REASONS, "created");
const WOKEN = codeOf(TASK_REASONS, "woken");

/** By what a thread is woken while some other is interrupted. */
const HARDWARE: readonly number[] = [Kind.Interrupt, Kind.DeviceComplete];

/** The event that makes an entity runnable, or by which the netpoller is to do so, and who brought it about: NONE for a timer or a device. */
export interface Wakeup {
  readonly event: number;
  readonly time: number;
  readonly waker: Entity;
}

/** Whether a goroutine, or a thread, begins by the event, or goes on after it has waited: the one in `a`. */
export function isWakeup({ kind, b, aux }: LogEvent): boolean {
  if (kind === Kind.GoRunnable) return STARTS.has(aux);
  return kind === Kind.TaskState && aux === RUNNABLE && (b === WOKEN || b === CREATED);
}

/** Who was executing: the goroutine, or the thread. */
export function doerOf({ g, task }: LogEvent): Entity {
  return g === NONE ? threadEntity(task) : g;
}

/** Who made whom runnable, found without going through the log. */
export class Wakeups {
  private readonly goroutines: EventIndex;
  /** Where goroutines park, and where the epoll set learns that they may go on. */
  private readonly polled: EventIndex;
  private readonly threads: EventIndex;

  constructor(private readonly log: EventLog) {
    const { gs, tasks } = log.tables;
    const { goroutines, polled, threads } = eventIndexes(log, {
      goroutines: {
        rows: gs.length,
        kinds: [Kind.GoRunnable],
        rowOf: (event) => (isWakeup(event) ? event.a : NONE),
      },
      polled: {
        rows: gs.length,
        kinds: [Kind.GoWaiting, Kind.EpollReady],
        rowOf: ({ a }) => a,
      },
      threads: {
        rows: tasks.length,
        kinds: [Kind.TaskState],
        rowOf: (event) => (isWakeup(event) ? event.a : NONE),
      },
    });
    this.goroutines = goroutines;
    this.polled = polled;
    this.threads = threads;
  }

  /** The latest one of the entity before an event; nothing where there is none. */
  lastBefore(entity: Entity, before: number): Wakeup | undefined {
    const thread = threadOf(entity);
    const index =
      thread === NONE
        ? this.goroutines.lastBefore(goroutineOf(entity), before)
        : this.threads.lastBefore(thread, before);
    if (index === NONE) return undefined;
    const event = this.log.read(index);
    if (event.kind === Kind.GoRunnable && event.aux === NETPOLL) return this.beforePoll(event);
    const waker = this.wakerOf(event);
    return { event: index, time: event.time, waker: waker === entity ? NONE : waker };
  }

  /**
   * The netpoller only finds that a goroutine may go on: what made it so was the other end of the pipe or the socket, be it in another process. A
   * request to the network was answered by a device, and what was ready before the goroutine parked did not keep it waiting.
   */
  private beforePoll({ index, time, a }: LogEvent): Wakeup {
    const before = this.polled.lastBefore(a, index);
    const cause = before === NONE ? undefined : this.log.read(before);
    if (cause?.kind !== Kind.EpollReady) return { event: index, time, waker: NONE };
    return { event: before, time: cause.time, waker: doerOf(cause) };
  }

  /** Who brings a wake-up about; NONE for a timer or a device. */
  wakerOf(event: LogEvent): Entity {
    if (event.kind === Kind.GoRunnable) return event.g;
    if (this.isByHardware(event)) return NONE;
    return doerOf(event);
  }

  /** An interrupt, in the same instant on the same core, comes before what it wakes. */
  private isByHardware({ index, time, core }: LogEvent): boolean {
    for (let at = index - 1; at >= 0; at--) {
      const event = this.log.read(at);
      if (event.time !== time) return false;
      if (event.core === core && HARDWARE.includes(event.kind)) return true;
      if (event.core === core && event.kind === Kind.SyscallEnter) return false;
    }
    return false;
  }
}
