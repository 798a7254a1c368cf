import { NONE } from "../../shared/ids";
import type { CoreId, ProcessIndex, TaskIndex, ThreadId } from "../../shared/ids";
import { TASK_STATES } from "../../shared/enums";
import { EventEntry } from "../machine/eventQueue";
import type { Futex } from "./futex";
import type { KernelCall } from "./kernelCall";
import type { OwedWork } from "./kernelWork";
import type { Stack } from "./memory/addressSpace";
import type { Process } from "./process";
import { SchedEntity } from "./policies/schedEntity";
import type { SchedParams } from "./schedParams";
import type { Execution, TaskRef } from "./services";
import type { Waiter } from "./waitQueue";

/** State of a task. The numbers are the positions in `TASK_STATES`. */
export const enum TaskStatus {
  /** Being created, or its arrival is still to come. On no queue. */
  New,
  /** Could run. In one run queue, or on a core that is just switching to it. */
  Runnable,
  /** Has a core and runs code. In no run queue. */
  Running,
  /** Sleeps until something wakes it. In no run queue; on a core only until that has switched away. */
  Waiting,
  /** Over, but not reaped. */
  Zombie,
  /** Reaped. */
  Dead,
}

/** By state: the states that may come next, as bits. A killed task goes to Zombie from wherever it is. */
const NEXT: Readonly<Record<TaskStatus, number>> = {
  [TaskStatus.New]: (1 << TaskStatus.Runnable) | (1 << TaskStatus.Zombie),
  [TaskStatus.Runnable]: (1 << TaskStatus.Running) | (1 << TaskStatus.Waiting) | (1 << TaskStatus.Zombie),
  [TaskStatus.Running]: (1 << TaskStatus.Runnable) | (1 << TaskStatus.Waiting) | (1 << TaskStatus.Zombie),
  [TaskStatus.Waiting]: (1 << TaskStatus.Runnable) | (1 << TaskStatus.Zombie),
  [TaskStatus.Zombie]: 1 << TaskStatus.Dead,
  [TaskStatus.Dead]: 0,
};

/** Where a task is while a signal has stopped its process. */
export const enum StopState {
  /** It is not stopped. */
  No,
  /** It has a core, and stops as soon as that is in the kernel. */
  Asked,
  /** It sleeps in the kernel for something else too. */
  Waits,
  /** It would run: it could when it was stopped, or what it waited for has come. */
  Ready,
}

const NO_WAITERS: readonly Waiter[] = [];

/** What a task's timer and those that wake it tell the kernel. */
export interface TaskHost {
  /** Takes a waiting task off what it waits for and makes it runnable. @param reason code in TASK_REASONS; woken if not given. */
  wake(task: Task, reason?: number): void;
  timerFired(task: Task): void;
}

/**
 * A kernel thread. What every switch to and from it touches comes first, to be together in memory: with many tasks, getting that into the
 * processor's cache is most of what a switch takes.
 */
export class Task implements TaskRef {
  readonly index: TaskIndex;
  readonly execution: Execution;
  readonly sched: SchedEntity;
  readonly owner: Process;
  status: TaskStatus = TaskStatus.New;
  /** Core whose run queue it is in or was in last: where it ran last. */
  core: CoreId;
  /** Core that it occupies, or NONE. */
  onCore: CoreId | -1 = NONE;
  /** Waits in the run queue of `core`. */
  queued = false;
  /** Has come to its core from another one, and pays for the cold cache when it starts there. */
  migrated = false;
  /** It has had a core. */
  placed = false;
  /** Its process is being ended by another thread: it dies as soon as it is off its core. */
  killed = false;
  /** It is to be told of signals before it goes on. */
  signalled = false;
  stopState: StopState = StopState.No;
  /** What it has still to do of a system call that it has made, before its own code goes on. */
  owed: OwedWork[] | undefined = undefined;
  /** The system call that it returns from when it runs next (code in SYSCALLS), or NONE. */
  syscall: number = NONE;
  /** Time that it has had a core, ns, up to the latest accounting. */
  runTime = 0;

  readonly tid: ThreadId;
  readonly name: string;
  readonly params: SchedParams;
  /** The run queue's: waiting in it, or current on a core (Linux: on_rq). */
  enqueued = false;
  /** While it is queued: not every core may have it. */
  bound = false;
  /** Virtual time at which it first became runnable, ns. */
  arrivedAt = 0;
  /** Its stack; undefined: it has none of its own any more. */
  stack: Stack | undefined;
  /** Why it waits or waited last (code in TASK_REASONS). */
  waitReason = 0;
  /** The call that it is in, from the first attempt to the last. */
  call: KernelCall | undefined;
  /** The wait queues that it is on. */
  waiters: readonly Waiter[] = NO_WAITERS;
  /** How long it is to sleep there at most, ns; -1: for ever. */
  waitTimeout = -1;
  /** It was woken since that time had passed. */
  timedOut = false;
  /** … since there is a signal to handle: its latest wait has not come to its end. */
  interrupted = false;
  /** Signals that are not delivered to it now: bit n − 1 for signal n. */
  blocked: number;
  /** The futex that it sleeps on, and its neighbours in the queue there. */
  futex: Futex | undefined;
  nextWaiter: Task | undefined;
  previousWaiter: Task | undefined;
  /** Cores that it may run on; undefined: all. */
  readonly affinity: ReadonlySet<number> | undefined;
  /** Its own nice value; `sched.nice` is the one in force, which may be inherited. */
  nice: number;
  /** Who holds what it waits for, and who waits for what it holds: see `Inheritance`. */
  waitsFor: Task | undefined;
  lenders: Set<Task> | undefined;
  /** Where the log has the registers that it left its latest core with: a row of its strings, or NONE. */
  registers: number = NONE;
  private ownTimer: EventEntry | undefined;

  constructor(
    index: TaskIndex,
    tid: ThreadId,
    name: string,
    owner: Process,
    execution: Execution,
    core: CoreId,
    params: SchedParams,
    private readonly host: TaskHost,
    /** Whose mask of blocked signals it has at first. */
    maker: Task | undefined,
  ) {
    this.index = index;
    this.execution = execution;
    this.owner = owner;
    this.tid = tid;
    this.name = name;
    this.params = params;
    this.core = core;
    this.blocked = maker?.blocked ?? 0;
    this.nice = params.nice;
    this.affinity = params.affinity === undefined ? undefined : new Set(params.affinity);
    this.sched = new SchedEntity(this);
  }

  /** Wakes it when a sleep or a timeout is over, and brings it in at its arrival. */
  get timer(): EventEntry {
    return (this.ownTimer ??= new EventEntry(() => this.host.timerFired(this)));
  }

  /** What it waits for has come. */
  wake(): void {
    this.host.wake(this);
  }

  get process(): ProcessIndex {
    return this.owner.index;
  }

  /** It is over. */
  get ended(): boolean {
    return this.status === TaskStatus.Zombie || this.status === TaskStatus.Dead;
  }

  mayRunOn(core: number): boolean {
    return this.affinity === undefined || this.affinity.has(core);
  }

  /** @throws Error for a transition that is not in the diagram. */
  setStatus(status: TaskStatus): void {
    if ((NEXT[this.status] & (1 << status)) === 0) {
      throw new Error(
        `task ${this.tid} cannot go from ${TASK_STATES[this.status]} to ${TASK_STATES[status]}`,
      );
    }
    this.status = status;
  }
}
