import {
  CHAN_OUTCOMES,
  DEVICES,
  HANDOFF_REASONS,
  INTERRUPTS,
  OVERHEADS,
  P_STATES,
  READY_REASONS,
  RUN_ENDS,
  RUN_QUEUES,
  RUN_RULES,
  STEAL_OUTCOMES,
  STREAMS,
  SYNC_OPS,
  SYSCALLS,
  TASK_REASONS,
  TASK_STATES,
  WAIT_REASONS,
} from "./enums";

/** Version of the schema and of the file format that carries it. */
export const FORMAT_VERSION = 1;

/**
 * What an argument of an event is: a row of an entity table, a number, or a vocabulary.
 * `wide`: a whole number of up to 53 bits (see `EventLog.wide`).
 */
export type ArgType =
  "task" | "g" | "p" | "process" | "object" | "string" | "core" | "number" | "wide" | readonly string[];

export interface ArgSpec {
  readonly name: string;
  readonly type: ArgType;
}

export interface KindSpec {
  readonly name: string;
  /** One sentence for the documentation and for tooltips. */
  readonly doc: string;
  /** The small argument, 0 … 255. */
  readonly aux?: ArgSpec;
  readonly a?: ArgSpec;
  readonly b?: ArgSpec;
}

/**
 * The one table of event kinds, from which types, printer, validator and documentation are derived. A kind's position is its
 * code in the log: kinds are only ever appended.
 *
 * In every event the columns core, task, p, g and loc say **who was executing** when it happened (NONE for interrupts and
 * devices while a core is idle), and aux, a, b say **what happened to whom**. One exception: in RunqPut, RunqGet and Steal the
 * column p is the P whose queue, or whose theft, it is.
 */
export const KINDS = [
  {
    name: "RunStart",
    doc: "The run begins.",
    a: { name: "cores", type: "number" },
    b: { name: "gomaxprocs", type: "number" },
  },
  {
    name: "RunEnd",
    doc: "The run is over.",
    aux: { name: "how", type: RUN_ENDS },
    a: { name: "exitCode", type: "number" },
    b: { name: "message", type: "string" },
  },

  {
    name: "ProcessStart",
    doc: "A process is created.",
    a: { name: "process", type: "process" },
    b: { name: "parent", type: "process" },
  },
  {
    name: "ProcessExit",
    doc: "A process ends.",
    a: { name: "process", type: "process" },
    b: { name: "exitCode", type: "number" },
  },
  {
    name: "TaskNew",
    doc: "A kernel thread is created.",
    a: { name: "task", type: "task" },
    b: { name: "process", type: "process" },
  },
  {
    name: "TaskState",
    doc: "A kernel thread changes state.",
    aux: { name: "state", type: TASK_STATES },
    a: { name: "task", type: "task" },
    b: { name: "reason", type: TASK_REASONS },
  },
  {
    name: "ContextSwitch",
    doc: "A core goes from one thread to another; idle is NONE.",
    aux: { name: "reason", type: TASK_REASONS },
    a: { name: "from", type: "task" },
    b: { name: "to", type: "task" },
  },
  {
    name: "Overhead",
    doc: "The core spends the next ns on work that is nobody's program.",
    aux: { name: "work", type: OVERHEADS },
    a: { name: "ns", type: "wide" },
  },
  {
    name: "Interrupt",
    doc: "A core takes an interrupt.",
    aux: { name: "source", type: INTERRUPTS },
    a: { name: "request", type: "number" },
  },
  {
    name: "CpuEnqueue",
    doc: "A thread enters a core's kernel run queue.",
    a: { name: "task", type: "task" },
    b: { name: "length", type: "number" },
    aux: { name: "core", type: "core" },
  },
  {
    name: "CpuDequeue",
    doc: "A thread leaves a core's kernel run queue.",
    a: { name: "task", type: "task" },
    b: { name: "length", type: "number" },
    aux: { name: "core", type: "core" },
  },
  {
    name: "Migrate",
    doc: "The kernel moves a thread to another core.",
    a: { name: "task", type: "task" },
    b: { name: "from", type: "core" },
    aux: { name: "to", type: "core" },
  },
  {
    name: "SyscallEnter",
    doc: "A thread enters a system call.",
    aux: { name: "call", type: SYSCALLS },
    a: { name: "argument", type: "wide" },
  },
  {
    name: "SyscallExit",
    doc: "A thread returns from a system call.",
    aux: { name: "call", type: SYSCALLS },
    a: { name: "result", type: "wide" },
  },
  { name: "FutexWait", doc: "A thread goes to sleep on a futex.", a: { name: "futex", type: "object" } },
  {
    name: "FutexWake",
    doc: "A thread wakes another on a futex.",
    a: { name: "futex", type: "object" },
    b: { name: "woken", type: "task" },
  },
  {
    name: "DeviceSubmit",
    doc: "A request is given to a device.",
    aux: { name: "device", type: DEVICES },
    a: { name: "request", type: "number" },
    b: { name: "ns", type: "wide" },
  },
  {
    name: "DeviceComplete",
    doc: "A device completes a request.",
    aux: { name: "device", type: DEVICES },
    a: { name: "request", type: "number" },
  },
  {
    name: "Signal",
    doc: "A signal is sent to a thread.",
    aux: { name: "signal", type: "number" },
    a: { name: "task", type: "task" },
  },

  {
    name: "PState",
    doc: "A P changes state; task is the M that holds it.",
    aux: { name: "state", type: P_STATES },
    a: { name: "p", type: "p" },
    b: { name: "m", type: "task" },
  },
  {
    name: "GoNew",
    doc: "A go statement creates a goroutine.",
    a: { name: "g", type: "g" },
    b: { name: "process", type: "process" },
  },
  {
    name: "GoRunnable",
    doc: "A goroutine becomes runnable; the column g is its waker.",
    aux: { name: "reason", type: READY_REASONS },
    a: { name: "g", type: "g" },
  },
  {
    name: "GoRunning",
    doc: "A goroutine starts to run on the column p.",
    aux: { name: "rule", type: RUN_RULES },
    a: { name: "g", type: "g" },
    b: { name: "inheritsSlice", type: "number" },
  },
  {
    name: "GoWaiting",
    doc: "A goroutine parks.",
    aux: { name: "reason", type: WAIT_REASONS },
    a: { name: "g", type: "g" },
    b: { name: "object", type: "object" },
  },
  {
    name: "GoSyscall",
    doc: "A goroutine enters a system call.",
    aux: { name: "call", type: SYSCALLS },
    a: { name: "g", type: "g" },
  },
  { name: "GoDead", doc: "A goroutine ends.", a: { name: "g", type: "g" } },
  {
    name: "GoCopystack",
    doc: "A goroutine's stack is being copied to a larger one.",
    a: { name: "g", type: "g" },
    b: { name: "bytes", type: "wide" },
  },

  {
    name: "RunqPut",
    doc: "A goroutine enters a run queue of the column p.",
    aux: { name: "queue", type: RUN_QUEUES },
    a: { name: "g", type: "g" },
    b: { name: "length", type: "number" },
  },
  {
    name: "RunqGet",
    doc: "A goroutine leaves a run queue of the column p.",
    aux: { name: "queue", type: RUN_QUEUES },
    a: { name: "g", type: "g" },
    b: { name: "length", type: "number" },
  },
  {
    name: "Steal",
    doc: "The column p steals from another P; detail packs the victim's queue length before (bits 0–9), the batch (10–19) and the round (20–22).",
    aux: { name: "from", type: STEAL_OUTCOMES },
    a: { name: "victim", type: "p" },
    b: { name: "detail", type: "number" },
  },
  {
    name: "StealFail",
    doc: "A P looked for work at others and found none.",
    a: { name: "attempts", type: "number" },
    b: { name: "rounds", type: "number" },
  },
  {
    name: "SpinStart",
    doc: "An M starts to spin: it looks for work without having any.",
    a: { name: "spinning", type: "number" },
  },
  { name: "SpinStop", doc: "An M stops spinning.", a: { name: "spinning", type: "number" } },
  {
    name: "StartM",
    doc: "startm gives a P to an M, new or parked.",
    a: { name: "m", type: "task" },
    b: { name: "p", type: "p" },
  },
  {
    name: "Handoff",
    doc: "handoffp passes on a P whose M is blocked.",
    aux: { name: "reason", type: HANDOFF_REASONS },
    a: { name: "p", type: "p" },
    b: { name: "to", type: "task" },
  },
  { name: "Retake", doc: "sysmon takes a P back from a system call.", a: { name: "p", type: "p" } },
  {
    name: "PreemptRequest",
    doc: "A goroutine is asked to give way.",
    a: { name: "g", type: "g" },
    b: { name: "p", type: "p" },
  },
  {
    name: "Netpoll",
    doc: "The netpoller reports ready goroutines.",
    a: { name: "ready", type: "number" },
    b: { name: "blocking", type: "number" },
  },

  {
    name: "ChanSend",
    doc: "A send on a channel.",
    aux: { name: "outcome", type: CHAN_OUTCOMES },
    a: { name: "chan", type: "object" },
    b: { name: "length", type: "number" },
  },
  {
    name: "ChanRecv",
    doc: "A receive from a channel.",
    aux: { name: "outcome", type: CHAN_OUTCOMES },
    a: { name: "chan", type: "object" },
    b: { name: "length", type: "number" },
  },
  {
    name: "ChanClose",
    doc: "A channel is closed.",
    a: { name: "chan", type: "object" },
    b: { name: "waiters", type: "number" },
  },
  {
    name: "Select",
    doc: "A select chose a case.",
    a: { name: "case", type: "number" },
    b: { name: "cases", type: "number" },
  },
  {
    name: "Sync",
    doc: "An operation of package sync.",
    aux: { name: "op", type: SYNC_OPS },
    a: { name: "object", type: "object" },
    b: { name: "value", type: "number" },
  },
  {
    name: "TimerStart",
    doc: "A timer is set.",
    a: { name: "object", type: "object" },
    b: { name: "delay", type: "wide" },
  },
  {
    name: "TimerFire",
    doc: "A timer fires.",
    a: { name: "object", type: "object" },
    b: { name: "late", type: "wide" },
  },
  { name: "TimerStop", doc: "A timer is stopped before it fired.", a: { name: "object", type: "object" } },

  {
    name: "Output",
    doc: "The program prints.",
    aux: { name: "stream", type: STREAMS },
    a: { name: "text", type: "string" },
  },
  {
    name: "Compute",
    doc: "A goroutine begins to burn CPU time.",
    a: { name: "g", type: "g" },
    b: { name: "ns", type: "wide" },
  },
] as const satisfies readonly KindSpec[];

export type KindName = (typeof KINDS)[number]["name"];

/** The code of each kind: `Kind.GoRunning`. */
export const Kind = Object.fromEntries(KINDS.map((kind, code) => [kind.name, code])) as {
  readonly [Name in KindName]: number;
};
