import { NONE } from "../../shared/ids";
import type { EventLog } from "../../shared/log/eventLog";
import { SPAN_KINDS } from "../../shared/trace/queries";
import {
  SPAN_OVERHEAD,
  SPAN_RUNNABLE,
  SPAN_RUNNING,
  SPAN_SCHEDULER,
  SPAN_SYSCALL,
  SPAN_WAITING,
} from "./spanKinds";

/** What a process as a whole shows: the first of these that any of its threads does. */
const FIRST = [SPAN_RUNNING, SPAN_SCHEDULER, SPAN_OVERHEAD, SPAN_RUNNABLE, SPAN_SYSCALL, SPAN_WAITING];

/**
 * The lanes of the grouping "process": processes in the order of their creation, each with one lane as a whole and, under it, one for each
 * thread. A process that has one thread only has just the thread's lane, and one without any has none.
 */
export class ProcessLanes {
  /** By lane: the thread, NONE where the lane is that of a whole process. */
  readonly tasks: readonly number[];
  /** By lane: its process. */
  readonly processes: readonly number[];
  private readonly ofTask: Int32Array;
  private readonly ofProcess: Int32Array;

  constructor(log: EventLog) {
    const { processes, tasks } = log.tables;
    const members = processes.map((): number[] => []);
    tasks.forEach((task, row) => members[task.process]?.push(row));
    this.ofTask = new Int32Array(tasks.length).fill(NONE);
    this.ofProcess = new Int32Array(processes.length).fill(NONE);
    const laneTasks: number[] = [];
    const laneProcesses: number[] = [];
    const add = (process: number, task: number): number => {
      laneProcesses.push(process);
      return laneTasks.push(task) - 1;
    };
    members.forEach((rows, process) => {
      if (rows.length > 1) this.ofProcess[process] = add(process, NONE);
      for (const task of rows) this.ofTask[task] = add(process, task);
    });
    this.tasks = laneTasks;
    this.processes = laneProcesses;
  }

  get count(): number {
    return this.tasks.length;
  }

  ofThread(task: number): number {
    return this.ofTask[task] ?? NONE;
  }

  /** Lane of a process as a whole; NONE where it has none. */
  ofWhole(process: number): number {
    return this.ofProcess[process] ?? NONE;
  }
}

/** What processes as a whole show, while their threads change one by one. */
export class ProcessKinds {
  private readonly shown: Int8Array;
  private readonly counts: Uint32Array;

  constructor(private readonly log: EventLog) {
    this.shown = new Int8Array(log.tables.tasks.length).fill(NONE);
    this.counts = new Uint32Array(log.tables.processes.length * SPAN_KINDS.length);
  }

  /** A thread shows another kind, NONE for none. @returns what its process shows then. */
  change(task: number, kind: number): number {
    const first = (this.log.tables.tasks[task]?.process ?? 0) * SPAN_KINDS.length;
    const before = this.shown[task] ?? NONE;
    this.shown[task] = kind;
    if (before !== NONE) this.counts[first + before] = (this.counts[first + before] ?? 1) - 1;
    if (kind !== NONE) this.counts[first + kind] = (this.counts[first + kind] ?? 0) + 1;
    return FIRST.find((each) => (this.counts[first + each] ?? 0) > 0) ?? NONE;
  }
}
