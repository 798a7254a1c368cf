import type { Pid, ProcessIndex } from "../../shared/ids";
import type { DescriptorTable } from "./ipc/descriptors";
import type { Limits } from "./limits";
import type { AddressSpace } from "./memory/addressSpace";
import { SignalState } from "./signals/signalState";
import type { Task } from "./task";
import { WaitQueue } from "./waitQueue";

/** A process: threads with what they share. */
export class Process {
  /** Threads that are not over, in the order of their creation. */
  readonly tasks = new Set<Task>();
  /** Has had its first thread, whose tid is the pid. */
  started = false;
  exitCode = 0;
  /** The signal that has ended it, with the core bit; 0: none has. */
  signal = 0;
  signals: SignalState;
  /** Of its threads, unless they were made with another one. */
  nice: number;
  /** A signal has stopped it. */
  stopped = false;
  /** … which one. */
  stopSignal = 0;
  /** Its threads that still have to come to a halt. */
  stopping = 0;
  /** The latest change that waitpid(2) has not told yet: of a stop, or that it goes on. */
  report: number | undefined;
  /** prctl(2), PR_SET_CHILD_SUBREAPER: orphans among its descendants become its children. */
  isSubreaper = false;
  /** One of its ancestors is or was a subreaper. */
  hasSubreaper: boolean;
  /** Children that have not been waited for, in the order of their creation. */
  readonly children = new Set<Process>();
  /** Its threads that wait for a child. */
  readonly waitChild = new WaitQueue();
  /** exit_group has been called: its threads are dying. */
  exiting = false;
  ended = false;
  readonly epoll = new EpollSet();
  /** What the log has of its memory, in pages. */
  reported = { mapped: 0, resident: 0 };
  /** Processor time of its threads that have ended, ns. */
  endedRunTime = 0;

  constructor(
    readonly index: ProcessIndex,
    readonly pid: Pid,
    readonly name: string,
    public parent: Process | undefined,
    readonly descriptors: DescriptorTable,
    public uid: number,
    readonly limits: Limits,
    readonly memory: AddressSpace,
    /** When it was created, ns. */
    readonly createdAt: number,
  ) {
    parent?.children.add(this);
    this.signals = parent?.signals.exec() ?? new SignalState();
    this.nice = parent?.nice ?? 0;
    this.hasSubreaper = parent !== undefined && (parent.isSubreaper || parent.hasSubreaper);
  }

  /** What waitpid(2) tells of its end: the exit code in the second byte, or the signal in the first. */
  get status(): number {
    return this.signal === 0 ? this.exitCode << 8 : this.signal;
  }

  /** Its end as a shell shows it. */
  get shellStatus(): number {
    return this.signal === 0 ? this.exitCode : 128 + (this.signal & 0x7f);
  }
}

/** The one epoll set of a process. */
export class EpollSet {
  /** Requests on their way. */
  outstanding = 0;
  /** Cookies of those that have completed, oldest first. */
  ready: unknown[] = [];
  /** The thread that sleeps in epoll_wait. */
  poller: Task | undefined;
  /** A break that found nobody asleep: the next wait returns at once. */
  broken = false;
}
