import {
  codeOf,
  NETPOLL_CALLERS,
  READY_REASONS,
  TASK_REASONS,
  TASK_STATES,
  WAIT_REASONS,
} from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { GIndex } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { gName, taskName } from "../names";
import type { Check } from "./check";

const READY = codeOf(READY_REASONS, "ready");
const NETPOLL = codeOf(READY_REASONS, "netpoll");
const TIMER = codeOf(READY_REASONS, "timer");
const UNKNOWN_CALLER = codeOf(NETPOLL_CALLERS, "");
const BLOCKING_CALLER = codeOf(NETPOLL_CALLERS, "findRunnable (blocking)");
const IO_WAIT = codeOf(WAIT_REASONS, "IO wait");
const INJECTED = codeOf(READY_REASONS, "injected");
const RUNNABLE = codeOf(TASK_STATES, "runnable");
const WAITING = codeOf(TASK_STATES, "waiting");
const FUTEX = codeOf(TASK_REASONS, "futex");
const DISK = codeOf(TASK_REASONS, "disk");
const WOKEN = codeOf(TASK_REASONS, "woken");

/**
 * Every wake-up has a waker. A goroutine is readied by a goroutine that runs, by a timer that fires, or by the netpoller, all on some
 * M; a thread by another one through the futex it sleeps on, by the device it waits for, or by the clock.
 */
export class WakerCheck implements Check {
  readonly kinds = [
    Kind.Schedtick,
    Kind.TimerFire,
    Kind.Netpoll,
    Kind.FutexWake,
    Kind.DeviceComplete,
    Kind.Interrupt,
    Kind.GoWaiting,
    Kind.EpollReady,
    Kind.GoRunnable,
    Kind.TaskState,
  ];
  private readonly waitReason: Int8Array;
  /** Per task: the time of its latest TimerFire, and Netpoll. */
  private readonly fired: Float64Array;
  private readonly polled: Float64Array;
  /** Processes whose log says whose timers wake: those with a Schedtick. */
  private readonly told: Uint8Array;
  /** Per goroutine: the object of a descriptor at which it waits for the netpoller, NONE where it does not, and whether epoll was told. */
  private readonly waitsAt: Int32Array;
  private readonly ready: Uint8Array;
  private futexWoken = NONE;
  private futexTime = NONE;
  private completed = NONE;
  private interrupted = NONE;

  constructor(private readonly log: EventLog) {
    const tasks = log.tables.tasks.length;
    this.told = new Uint8Array(log.tables.processes.length);
    this.waitReason = new Int8Array(tasks).fill(NONE);
    this.fired = new Float64Array(tasks).fill(NONE);
    this.waitsAt = new Int32Array(log.tables.gs.length).fill(NONE);
    this.ready = new Uint8Array(log.tables.gs.length);
    this.polled = new Float64Array(tasks).fill(NONE);
  }

  event(event: LogEvent): string | undefined {
    switch (event.kind) {
      case Kind.TimerFire:
        if (event.task !== NONE) this.fired[event.task] = event.time;
        return undefined;
      case Kind.Schedtick:
        this.told[this.log.tables.ps[event.a]?.process ?? NONE] = 1;
        return undefined;
      case Kind.Netpoll:
        if (event.task !== NONE) this.polled[event.task] = event.time;
        if (event.aux === UNKNOWN_CALLER || (event.aux === BLOCKING_CALLER) === (event.b === 1))
          return undefined;
        return `${taskName(this.log, event.task)} polls the network for ${NETPOLL_CALLERS[event.aux] ?? ""}, ${event.b === 1 ? "blocking" : "without blocking"}`;
      case Kind.FutexWake:
        this.futexWoken = event.b;
        this.futexTime = event.time;
        return undefined;
      case Kind.DeviceComplete:
        this.completed = event.time;
        return undefined;
      case Kind.Interrupt:
        this.interrupted = event.time;
        return undefined;
      case Kind.GoWaiting:
        // What is from before the window of a capped log lacks what came after it.
        this.waitsAt[event.a] =
          event.aux === IO_WAIT && event.index >= this.log.window.start ? event.b : NONE;
        return undefined;
      case Kind.EpollReady:
        this.ready[event.a] = 1;
        return undefined;
      case Kind.GoRunnable:
        return this.goroutine(event);
      case Kind.TaskState:
        return this.thread(event);
      default:
        return undefined;
    }
  }

  private goroutine({ aux: reason, a: woken, b: timersOf, g, task, time }: LogEvent): string | undefined {
    if (reason !== READY && reason !== NETPOLL && reason !== TIMER && reason !== INJECTED) return undefined;
    const name = gName(this.log, woken);
    if (task === NONE) return `${name} is woken (${READY_REASONS[reason] ?? ""}) by nobody`;
    if (reason === READY && g === woken) return `${name} wakes itself`;
    if (reason === READY && g === NONE && this.fired[task] !== time)
      return `${name} is woken by ${taskName(this.log, task)} without a goroutine or a timer`;
    if (reason === TIMER && timersOf === NONE && this.told[this.processOf(woken)] === 1)
      return `${name} is woken by a timer of no P`;
    if (reason === NETPOLL && this.polled[task] !== time)
      return `${name} is woken by the netpoller, but ${taskName(this.log, task)} did not poll`;
    if (reason === NETPOLL && this.waitsAt[woken] !== NONE && this.ready[woken] === 0)
      return `${name} is woken by the netpoller, but nothing has become ready for it`;
    if (reason === NETPOLL) this.ready[woken] = 0;
    return undefined;
  }

  private processOf(g: number): number {
    return this.log.tables.gs.at(g as GIndex).process;
  }

  private thread({ aux: state, a: woken, b: reason, task, time }: LogEvent): string | undefined {
    const waited = this.waitReason[woken] ?? NONE;
    this.waitReason[woken] = state === WAITING ? reason : NONE;
    if (state !== RUNNABLE || reason !== WOKEN || waited === NONE) return undefined;
    const name = taskName(this.log, woken);
    if (task === woken) return `${name} wakes itself`;
    // A timeout ends the wait by an interrupt, or outside of any task.
    const byClock = task === NONE || this.interrupted === time;
    if (waited === FUTEX && !byClock && !(this.futexWoken === woken && this.futexTime === time))
      return `${name} wakes from its futex, but ${taskName(this.log, task)} did not wake it`;
    if (waited === DISK && this.completed !== time)
      return `${name} wakes from its disk request, but no device completed one`;
    return undefined;
  }
}
