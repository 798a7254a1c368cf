import { TASK_REASONS, TASK_STATES } from "../../shared/enums";
import type { TaskReason, TaskState } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { taskName } from "../names";
import type { Check } from "./check";
import { TransitionTable } from "./transitions";
import type { LegalTransition } from "./transitions";

/** What a thread waits for in the kernel. */
const WAITS: readonly TaskReason[] = [
  "futex",
  "sleep",
  "disk",
  "system call",
  "epoll",
  "child",
  "network",
  "thread",
  "read",
  "write",
  "send",
  "receive",
  "semaphore",
  "poll",
];

const LEGAL: readonly LegalTransition<TaskState, TaskReason>[] = [
  // clone or fork has made the thread: it may run.
  { from: "new", to: "runnable", reasons: ["created", "woken"] },
  // The policy picked it for a core.
  { from: "runnable", to: "running", reasons: ["dispatched"] },
  // It lost its core to the tick or to a waking thread, or gave it up by sched_yield.
  { from: "running", to: "runnable", reasons: ["preempted", "yielded"] },
  // It blocks in the kernel.
  { from: "running", to: "waiting", reasons: WAITS },
  // A signal has stopped its process.
  { from: "running", to: "waiting", reasons: ["stopped"] },
  { from: "runnable", to: "waiting", reasons: ["stopped"] },
  // … while it waits for something else; and when the process goes on, it waits on for that.
  {
    from: "waiting",
    to: "waiting",
    reasons: ["stopped", ...WAITS],
  },
  // What it waited for has happened, or its timeout has passed, or a signal ended the wait or the stop.
  { from: "waiting", to: "runnable", reasons: ["woken", "killed", "signal", "continued"] },
  // Its code is over, or it ended its process.
  { from: "running", to: "zombie", reasons: ["exited", "killed"] },
  // Another thread ended the process, or a signal did, while it had no core.
  { from: "runnable", to: "zombie", reasons: ["exited", "killed"] },
  { from: "waiting", to: "zombie", reasons: ["exited", "killed"] },
  { from: "new", to: "zombie", reasons: ["killed"] },
  // The parent has waited for it; threads that nobody waits for are reaped at once.
  { from: "zombie", to: "dead", reasons: ["exited", "killed", "reaped"] },
  // A thread other than the first of its process leaves nothing to wait for.
  { from: "running", to: "dead", reasons: ["exited", "killed"] },
  { from: "runnable", to: "dead", reasons: ["exited", "killed"] },
  { from: "waiting", to: "dead", reasons: ["exited", "killed"] },
];
const TABLE = new TransitionTable(TASK_STATES, TASK_REASONS, LEGAL);
const NEW = TASK_STATES.indexOf("new");

/** Tasks are created once, and change state only in legal ways. */
export class TaskStateCheck implements Check {
  readonly kinds = [Kind.TaskNew, Kind.TaskState];
  private readonly state: Int8Array;

  constructor(private readonly log: EventLog) {
    this.state = new Int8Array(log.tables.tasks.length).fill(NONE);
  }

  event(event: LogEvent): string | undefined {
    const task = event.a;
    if (event.kind === Kind.TaskNew) {
      if (this.state[task] !== NONE) return `${taskName(this.log, task)} is created twice`;
      this.state[task] = NEW;
    } else if (event.kind === Kind.TaskState) {
      const from = this.state[task] ?? NONE;
      if (from === NONE) return `${taskName(this.log, task)} changes state before it is created`;
      const wrong = TABLE.refuse(from, event.aux, event.b);
      if (wrong !== undefined) return `${taskName(this.log, task)}: ${wrong}`;
      this.state[task] = event.aux;
    }
    return undefined;
  }

  restore(event: LogEvent): string | undefined {
    if (event.kind === Kind.TaskNew) return this.event(event);
    if (this.state[event.a] === NONE) return `${taskName(this.log, event.a)} has a state, but is not created`;
    this.state[event.a] = event.aux;
    return undefined;
  }
}
