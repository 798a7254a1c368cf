import { codeOf, TASK_REASONS, TASK_STATES } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";

const RUNNING = codeOf(TASK_STATES, "running");
const WAITING = codeOf(TASK_STATES, "waiting");
const DEAD = codeOf(TASK_STATES, "dead");
const STOPPED = codeOf(TASK_REASONS, "stopped");
const VOLUNTARY = new Set<number>([RUNNING, WAITING]);

/** A thread at an instant. */
export interface TaskNow {
  readonly task: number;
  readonly process: number;
  state: number;
  /** Why it is in this state (code in TASK_REASONS), and since when. */
  reason: number;
  since: number;
  /** Time that it has had a core, ns, up to `since` while it runs. */
  runTime: number;
  core: number;
  /** Where its code was last. */
  loc: number;
  /** What it left its core with last (a row of the log's strings, or NONE), and when. */
  registers: number;
  savedAt: number;
  voluntarySwitches: number;
  involuntarySwitches: number;
  migrations: number;
}

/** A process at an instant. */
export interface ProcessNow {
  readonly process: number;
  readonly pid: number;
  readonly name: string;
  readonly started: number;
  parent: number;
  uid: number;
  ended: boolean;
  /** Threads that have not ended, in the order of their creation. */
  readonly tasks: Map<number, TaskNow>;
  endedRunTime: number;
  mapped: number;
  resident: number;
  /** Descriptor → row of what it is for. 0, 1 and 2 are there from the start. */
  readonly descriptors: Map<number, number>;
}

/** All processes that exist at an instant, replayed from the log's start, or from an earlier replay: what happens in the instant counts. */
export class ProcessReplay {
  /** By row, in the order of creation; those that have been waited for are gone. */
  readonly processes = new Map<number, ProcessNow>();
  private readonly tasks = new Map<number, TaskNow>();

  /** The event up to which it goes. */
  readonly before: number;

  constructor(
    private readonly log: EventLog,
    readonly time: number,
    from?: ProcessReplay,
  ) {
    this.before = log.firstAtOrAfter(time + 1);
    if (from !== undefined) this.copy(from);
    log.forEach((event) => this.apply(event), from?.before ?? 0, this.before);
    for (const task of this.tasks.values()) if (task.state === RUNNING) task.runTime += time - task.since;
  }

  private copy(from: ProcessReplay): void {
    for (const [row, task] of from.tasks) {
      const sinceThen = task.state === RUNNING ? from.time - task.since : 0;
      this.tasks.set(row, { ...task, runTime: task.runTime - sinceThen });
    }
    for (const [row, process] of from.processes) {
      const tasks = new Map<number, TaskNow>();
      for (const each of process.tasks.keys()) {
        const task = this.tasks.get(each);
        if (task !== undefined) tasks.set(each, task);
      }
      this.processes.set(row, { ...process, tasks, descriptors: new Map(process.descriptors) });
    }
  }

  task(row: number): TaskNow | undefined {
    return this.tasks.get(row);
  }

  private apply(event: LogEvent): void {
    const { kind, a, b, task, time } = event;
    const executing = this.tasks.get(task);
    if (executing !== undefined && event.loc !== NONE) executing.loc = event.loc;
    switch (kind) {
      case Kind.ProcessStart:
        this.create(a, b, time);
        return;
      case Kind.ProcessExit: {
        const process = this.processes.get(a);
        if (process !== undefined) Object.assign(process, { ended: true, mapped: 0, resident: 0 });
        return;
      }
      case Kind.ProcessReap:
        this.processes.delete(a);
        return;
      case Kind.ProcessReparent:
        this.change(a, { parent: b });
        return;
      case Kind.ProcessUser:
        this.change(a, { uid: this.log.readWide(b) });
        return;
      case Kind.MemoryMapped:
        this.change(a, { mapped: b });
        return;
      case Kind.MemoryResident:
        this.change(a, { resident: b });
        return;
      case Kind.FdOpen:
        this.processOf(task)?.descriptors.set(a, b);
        return;
      case Kind.FdClose:
        this.processOf(task)?.descriptors.delete(a);
        return;
      case Kind.TaskNew:
        this.newTask(a, b, time);
        return;
      case Kind.TaskState:
        this.taskState(event);
        return;
      case Kind.ContextSwitch: {
        const from = this.tasks.get(a);
        const to = this.tasks.get(b);
        if (from !== undefined) {
          from.core = NONE;
          if (VOLUNTARY.has(from.state) || from.state > WAITING) from.voluntarySwitches++;
          else from.involuntarySwitches++;
        }
        if (to !== undefined) to.core = event.core;
        return;
      }
      case Kind.RegistersSaved: {
        const left = this.tasks.get(a);
        if (left !== undefined) Object.assign(left, { registers: b, savedAt: time });
        return;
      }
      case Kind.Migrate: {
        const moved = this.tasks.get(a);
        if (moved !== undefined) moved.migrations++;
        return;
      }
    }
  }

  private create(row: number, parent: number, time: number): void {
    const { tables, config } = this.log;
    const { pid = 0, name = "" } = tables.processes[row] ?? {};
    const maker = this.processes.get(parent);
    const isInit = parent === NONE;
    const isProgram = maker !== undefined && maker.parent === NONE && maker.pid === 1 && pid === 2;
    this.processes.set(row, {
      process: row,
      pid,
      name,
      started: time,
      parent,
      uid: isInit ? 0 : isProgram ? config.uid : (maker?.uid ?? config.uid),
      ended: false,
      tasks: new Map(),
      endedRunTime: 0,
      mapped: 0,
      resident: 0,
      descriptors: new Map(maker?.descriptors),
    });
  }

  private change(process: number, fields: Partial<ProcessNow>): void {
    const found = this.processes.get(process);
    if (found !== undefined) Object.assign(found, fields);
  }

  private processOf(task: number): ProcessNow | undefined {
    return this.processes.get(this.tasks.get(task)?.process ?? NONE);
  }

  private newTask(row: number, process: number, time: number): void {
    const task: TaskNow = {
      task: row,
      process,
      state: 0,
      reason: 0,
      since: time,
      runTime: 0,
      core: NONE,
      loc: NONE,
      registers: NONE,
      savedAt: 0,
      voluntarySwitches: 0,
      involuntarySwitches: 0,
      migrations: 0,
    };
    this.tasks.set(row, task);
    this.processes.get(process)?.tasks.set(row, task);
  }

  private taskState({ aux: state, a, b: reason, time }: LogEvent): void {
    const task = this.tasks.get(a);
    if (task === undefined) return;
    if (task.state === RUNNING) task.runTime += time - task.since;
    Object.assign(task, { state, reason, since: time });
    if (state !== DEAD) return;
    const process = this.processes.get(task.process);
    if (process === undefined) return;
    process.tasks.delete(a);
    process.endedRunTime += task.runTime;
  }
}

/** Whether a signal has stopped it. */
export function isStopped({ state, reason }: TaskNow): boolean {
  return state === WAITING && reason === STOPPED;
}
