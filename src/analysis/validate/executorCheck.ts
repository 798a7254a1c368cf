import { codeOf, G_STATES, TASK_STATES } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { KINDS, Kind } from "../../shared/schema";
import { coreName, gName, taskName } from "../names";
import type { Check } from "./check";

const RUNNING = codeOf(G_STATES, "running");
const SYSCALL = codeOf(G_STATES, "syscall");
const TASK_RUNNING = codeOf(TASK_STATES, "running");

/** The goroutine state that an event leads to, NONE for other events. */
const LEADS_TO = new Map<number, number>([
  [Kind.GoRunnable, codeOf(G_STATES, "runnable")],
  [Kind.GoRunning, RUNNING],
  [Kind.GoWaiting, codeOf(G_STATES, "waiting")],
  [Kind.GoSyscall, SYSCALL],
  [Kind.GoDead, codeOf(G_STATES, "dead")],
  [Kind.GoPreempted, codeOf(G_STATES, "preempted")],
]);

/** What the kernel writes in the course of a switch or of an interrupt, whatever the task on the core is doing. */
const KERNEL = new Set<number>([
  Kind.ContextSwitch,
  Kind.TaskState,
  Kind.CpuEnqueue,
  Kind.CpuDequeue,
  Kind.Migrate,
  Kind.Overhead,
  Kind.Interrupt,
  Kind.DeviceComplete,
  Kind.SyscallExit,
  Kind.Signal,
  Kind.PriorityChange,
  Kind.LotteryDraw,
  Kind.CacheChange,
  Kind.RegistersSaved,
  Kind.RegistersLoaded,
  Kind.ProcessExit,
  Kind.ProcessReap,
  Kind.ProcessReparent,
  Kind.MemoryMapped,
  Kind.MemoryResident,
  Kind.IpcLost,
  Kind.EpollReady,
  Kind.RunEnd,
]);

/** Nothing runs while it waits: who is said to have executed an event was on that core, running, at that time. */
export class ExecutorCheck implements Check {
  private readonly coreOf: Int32Array;
  private readonly taskState: Int8Array;
  private readonly gState: Int8Array;
  private readonly mOfG: Int32Array;

  constructor(private readonly log: EventLog) {
    const { tasks, gs } = log.tables;
    this.coreOf = new Int32Array(tasks.length).fill(NONE);
    this.taskState = new Int8Array(tasks.length);
    this.gState = new Int8Array(gs.length).fill(NONE);
    this.mOfG = new Int32Array(gs.length).fill(NONE);
  }

  event(event: LogEvent): string | undefined {
    const wrong = this.taskRuns(event) ?? this.goroutineRuns(event);
    if (wrong !== undefined) return `${KINDS[event.kind]?.name ?? ""}: ${wrong}`;
    this.restore(event);
    return undefined;
  }

  restore(event: LogEvent): undefined {
    const state = LEADS_TO.get(event.kind);
    if (state !== undefined) {
      this.gState[event.a] = state;
      if (state !== SYSCALL) this.mOfG[event.a] = state === RUNNING ? event.task : NONE;
    } else if (event.kind === Kind.TaskState) {
      this.taskState[event.a] = event.aux;
    } else if (event.kind === Kind.ContextSwitch) {
      if (event.a !== NONE) this.coreOf[event.a] = NONE;
      if (event.b !== NONE) this.coreOf[event.b] = event.core;
    }
  }

  private taskRuns({ kind, task, core }: LogEvent): string | undefined {
    if (task === NONE || KERNEL.has(kind)) return undefined;
    const at = this.coreOf[task] ?? NONE;
    const name = taskName(this.log, task);
    if (core === NONE || at !== core)
      return `executed by ${name} on ${coreName(core)}, but it has ${coreName(at)}`;
    const state = this.taskState[task] ?? 0;
    return state === TASK_RUNNING ? undefined : `executed by ${name}, which is ${TASK_STATES[state] ?? ""}`;
  }

  private goroutineRuns({ kind, a, g, task }: LogEvent): string | undefined {
    if (g === NONE) return undefined;
    if (kind === Kind.GoRunning && a === g) return undefined;
    const state = this.gState[g] ?? NONE;
    const name = gName(this.log, g);
    if (state !== RUNNING && state !== SYSCALL)
      return `executed by ${name}, which is ${G_STATES[state] ?? "not created"}`;
    const m = this.mOfG[g] ?? NONE;
    if (m !== task)
      return `executed by ${name} on ${taskName(this.log, task)}, but it runs on ${taskName(this.log, m)}`;
    return undefined;
  }
}
