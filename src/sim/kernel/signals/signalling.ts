import { Signal, signalName } from "../../../shared/signals";
import { Kind } from "../../../shared/schema";
import { Reason, Work } from "../../machine/codes";
import type { Machine } from "../../machine/machine";
import type { Process } from "../process";
import type { Scheduler } from "../scheduler";
import { StopState, TaskStatus } from "../task";
import type { Task } from "../task";
import { STOP_SIGNALS, bitOf, defaultAction, lowestOf } from "./signalState";

/** What waitpid(2) tells of a child that lives. */
const STOPPED = 0x7f;
export const CONTINUED = 0xffff;
/** WCOREDUMP. */
const CORE = 0x80;

/** What the signals need of the kernel beside the scheduler. */
export interface SignalHost {
  /** Takes a waiting task off what it waits for and makes it runnable. @param reason code in TASK_REASONS. */
  wake(task: Task, reason?: number): void;
  /** All threads of the process are over. */
  endGroup(process: Process): void;
  /** The thread returns from the call that it is in, if it is in one, which it makes anew afterwards (ERESTARTSYS). */
  leave(task: Task): void;
}

/** Waits that a signal does not end: the thread is woken by what it waits for alone (TASK_UNINTERRUPTIBLE). */
const UNINTERRUPTIBLE: ReadonlySet<number> = new Set([Reason.disk, Reason["system call"]]);

/**
 * Signals of processes (Linux: kernel/signal.c, send_signal, complete_signal, get_signal, do_signal_stop).
 *
 * What happens by default happens when there is a thread that does not block the signal. A handler is the program's business: the first thread
 * that does not block the signal is woken or interrupted, and when it goes on it is told (`Execution.signal`) before it runs anything else.
 * What it was sleeping for goes on afterwards. Linux, too, looks at the first thread first (wants_signal), then at the others in turn.
 *
 * Left out: real-time signals, signals to a thread (but for faults and the runtime's own), process groups and sessions, SA_ flags.
 */
export class Signalling {
  constructor(
    private readonly machine: Machine,
    private readonly scheduler: Scheduler,
    private readonly host: SignalHost,
  ) {}

  /** Sends a signal to a process that has not been waited for. To init and to zombies it does nothing. */
  send(process: Process, signal: number): void {
    const { signals } = process;
    const [target] = process.tasks;
    if (process.exiting || target === undefined) return;
    const bit = bitOf(signal);
    if (signal === Signal.SIGCONT) {
      signals.pending &= ~STOP_SIGNALS;
      this.resume(process);
    } else if ((bit & STOP_SIGNALS) !== 0) {
      signals.pending &= ~bitOf(Signal.SIGCONT);
    }
    if (signals.ignores(signal) && (target.blocked & bit) === 0) return;
    if ((signals.pending & bit) !== 0) return;
    this.machine.log.emit(Kind.Signal, signal, target.index);
    signals.pending |= bit;
    this.act(process);
  }

  /** Does what is to be done about pending signals: some may have become deliverable. */
  act(process: Process): void {
    const { signals } = process;
    if (signals.pending === 0) return;
    if ((signals.pending & bitOf(Signal.SIGKILL)) !== 0) {
      this.terminate(process, Signal.SIGKILL);
      return;
    }
    let left = process.stopped ? 0 : signals.unhandled & ~blockedByAll(process);
    for (let signal = lowestOf(left); signal !== 0; signal = lowestOf(left)) {
      left &= ~bitOf(signal);
      signals.pending &= ~bitOf(signal);
      if (signals.ignores(signal)) continue;
      if (defaultAction(signal) === "stop") {
        this.stop(process, signal);
        return;
      }
      this.terminate(process, signal);
      return;
    }
    if (!process.stopped) this.interrupt(process);
  }

  /** The thread goes on in its own code, or is about to: it is told of the signals that its process handles. */
  deliver(task: Task): void {
    task.signalled = false;
    const { signals } = task.owner;
    const { log, costs } = this.machine;
    const due = (): number => signals.dueFor(task.blocked);
    log.now = this.machine.now();
    if (due() !== 0) this.host.leave(task);
    for (let signal = lowestOf(due()); signal !== 0; signal = lowestOf(due())) {
      signals.pending &= ~bitOf(signal);
      log.emit(Kind.SignalHandle, signal, task.index);
      this.machine.overhead(Work.signal, costs.signal);
      if (task.execution.signal?.(signal, task.blocked) === true) task.blocked |= bitOf(signal);
    }
  }

  /** A thread has come to a halt that was asked to. */
  hasStopped(task: Task): void {
    const { owner } = task;
    owner.stopping--;
    if (owner.stopping === 0 && owner.stopped) this.reportStop(owner);
  }

  /** The state of a child has changed: its parent gets SIGCHLD, and those of its threads that wait look again. */
  notifyParent({ parent }: Process): void {
    if (parent === undefined) return;
    this.send(parent, Signal.SIGCHLD);
    parent.waitChild.wakeAll();
  }

  /** For each signal that is to be handled there is a thread that will be told of it, if one does not block it. */
  private interrupt({ signals, tasks }: Process): void {
    let left = signals.dueFor(0);
    if (left === 0) return;
    for (const task of tasks) {
      const its = left & ~task.blocked;
      if (its === 0) continue;
      this.tell(task);
      left &= ~its;
    }
  }

  /** A thread that sleeps is woken; one that runs on another core is interrupted; one that waits for a core will see. */
  private tell(task: Task): void {
    if (task.signalled) return;
    task.signalled = true;
    if (task.status === TaskStatus.Waiting) this.interruptSleep(task);
    else this.scheduler.stopping.signal(task);
  }

  /** A thread that is to be told of a signal sleeps: it is woken, if that is a wait that signals end. */
  interruptSleep(task: Task): void {
    if (UNINTERRUPTIBLE.has(task.waitReason)) return;
    task.interrupted = true;
    this.host.wake(task, Reason.signal);
  }

  private terminate(process: Process, signal: number): void {
    process.signal = signal;
    if (defaultAction(signal) === "core" && process.limits.soft("core") > 0) process.signal |= CORE;
    this.host.endGroup(process);
  }

  private stop(process: Process, signal: number): void {
    process.stopped = true;
    process.stopSignal = signal;
    process.report = undefined;
    for (const task of process.tasks) if (!this.scheduler.stopping.stop(task)) process.stopping++;
    if (process.stopping === 0) this.reportStop(process);
  }

  private reportStop(process: Process): void {
    process.report = (process.stopSignal << 8) | STOPPED;
    this.notifyParent(process);
  }

  private resume(process: Process): void {
    if (!process.stopped) return;
    process.stopped = false;
    process.stopping = 0;
    for (const task of process.tasks) {
      const { stopState } = task;
      task.stopState = StopState.No;
      if (stopState === StopState.Ready) this.host.wake(task, Reason.continued);
      else if (stopState === StopState.Waits) this.scheduler.stopping.waitOn(task);
    }
    process.report = CONTINUED;
    this.notifyParent(process);
    this.act(process);
  }
}

/** Signals that no thread of the process lets through. */
function blockedByAll({ tasks }: Process): number {
  let set = -1;
  for (const { blocked } of tasks) set &= blocked;
  return set;
}

/** `SIGTERM` of what waitpid(2) gives, or nothing. */
export function signalOfStatus(status: number): string {
  const signal = status & STOPPED;
  return signal === 0 || signal === STOPPED ? "" : signalName(signal);
}
