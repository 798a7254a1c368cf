import { NONE } from "../../shared/ids";
import { Kind } from "../../shared/schema";
import { Reason } from "../machine/codes";
import type { Machine } from "../machine/machine";
import { Pending, coreOf } from "./core";
import type { Core } from "./core";
import type { KernelWork } from "./kernelWork";
import type { Preemption } from "./preemption";
import { StopState, TaskStatus } from "./task";
import type { Task } from "./task";

/** What the scheduler tells the kernel. */
export interface TaskListener {
  /** The task is over: in the context of its core, or of its killer. */
  ended(task: Task): void;
  /** It has come to a halt, as `Scheduler.stop` asked it to. */
  stopped(task: Task): void;
  /** It is about to run its own code and is to be told of signals. */
  signalled(task: Task): void;
}

/** What signals and ends do with tasks, whatever these do at that moment: stop them, interrupt them, take them away. */
export class Stopping {
  constructor(
    private readonly machine: Machine,
    private readonly cores: readonly Core[],
    private readonly preemption: Preemption,
    private readonly work: KernelWork,
    private readonly listener: TaskListener,
  ) {}

  /**
   * A signal has stopped the task's process: it waits until `wake`, besides for what it waits for already.
   * @returns false where it stops only as soon as its core is in the kernel.
   */
  stop(task: Task): boolean {
    if (task.status === TaskStatus.New) return true;
    if (task.status === TaskStatus.Waiting) {
      task.stopState = StopState.Waits;
      this.waitOn(task, Reason.stopped);
      return true;
    }
    if (task.onCore !== NONE) {
      task.stopState = StopState.Asked;
      this.preemption.resched(coreOf(this.cores, task.onCore));
      return false;
    }
    this.putToStop(task, coreOf(this.cores, task.core));
    return true;
  }

  /** A waiting task waits on, for the reason that it had before it was stopped, or for another one. */
  waitOn(task: Task, reason = task.waitReason): void {
    this.machine.log.emit(Kind.TaskState, TaskStatus.Waiting, task.index, reason);
  }

  /** A runnable task leaves its run queue. */
  putToStop(task: Task, core: Core): void {
    task.stopState = StopState.Ready;
    task.setStatus(TaskStatus.Waiting);
    this.machine.log.emit(Kind.TaskState, TaskStatus.Waiting, task.index, Reason.stopped);
    core.queue.dequeueTask(task);
  }

  /** A task of a process that ends: it is over now, or as soon as its core has taken the interrupt. */
  kill(task: Task): void {
    task.killed = true;
    if (task.onCore !== NONE) {
      this.preemption.resched(coreOf(this.cores, task.onCore));
      return;
    }
    this.makeZombie(task, Reason.killed);
    this.reap(task);
  }

  /** Interrupts the task's core, if it is on one, for a signal; the present core's task ends its turn as soon as it can. */
  signal(task: Task): void {
    const { cpu } = this.machine;
    if (task.onCore === NONE) return;
    if (task.onCore === cpu.core) cpu.lower(cpu.now(), cpu.now() - 1);
    else coreOf(this.cores, task.onCore).pending |= Pending.Signal;
  }

  /** The task is over; it may still have its core. */
  makeZombie(task: Task, reason: number): void {
    coreOf(this.cores, task.core).queue.dequeueTask(task);
    this.work.forget(task);
    task.setStatus(TaskStatus.Zombie);
    this.machine.log.emit(Kind.TaskState, TaskStatus.Zombie, task.index, reason);
  }

  /** A thread is reaped as soon as it is off its core. */
  reap(task: Task): void {
    for (const { cache } of this.cores) cache?.forget(task);
    task.setStatus(TaskStatus.Dead);
    this.machine.log.emit(Kind.TaskState, TaskStatus.Dead, task.index, Reason.reaped);
    this.listener.ended(task);
  }
}
