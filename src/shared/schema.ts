import {
  ADDRESS_SPACES,
  CACHE_CHANGES,
  CASE_DIRECTIONS,
  CHAN_OUTCOMES,
  DEVICES,
  FD_ACCESS,
  FILE_OPERATIONS,
  GC_PHASES,
  GC_TRIGGERS,
  GC_WORKER_MODES,
  HANDOFF_REASONS,
  INTERRUPTS,
  NETPOLL_CALLERS,
  OVERHEADS,
  PAGE_FAULTS,
  PRIORITY_REASONS,
  P_STATES,
  PREEMPT_ENDS,
  PREEMPT_REASONS,
  READY_REASONS,
  RUN_ENDS,
  RUN_QUEUES,
  RUN_RULES,
  SPIN_STARTS,
  SPIN_STOPS,
  START_REASONS,
  STEAL_OUTCOMES,
  STEAL_ROUND_ENDS,
  STREAMS,
  STW_REASONS,
  SYNC_OPS,
  SYSCALLS,
  TASK_REASONS,
  TASK_STATES,
  TRANSFERS,
  USER_THREAD_STATES,
  WAIT_REASONS,
} from "./enums";

/** Version of the schema and of the file format that carries it. */
export const FORMAT_VERSION = 2;

/**
 * What an argument of an event is: a row of an entity table, a number, or a vocabulary.
 * `wide`: a whole number of up to 53 bits (see `EventLog.wide`). `bits`: 32 bits that pack several numbers, as the kind's `doc` says.
 */
export type ArgType =
  | "task"
  | "g"
  | "p"
  | "process"
  | "object"
  | "string"
  | "core"
  | "number"
  | "wide"
  | "bits"
  | readonly string[];

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
    doc: "A goroutine becomes runnable; the column g is its waker; for a timer, timersOf is the P whose timers ran.",
    aux: { name: "reason", type: READY_REASONS },
    a: { name: "g", type: "g" },
    b: { name: "timersOf", type: "p" },
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
    doc: "The column p steals from another P; detail packs the victim's queue length before (bits 0–9), the batch (10–19), the round (20–22) and the length of the thief's own ring before (23–31).",
    aux: { name: "from", type: STEAL_OUTCOMES },
    a: { name: "victim", type: "p" },
    b: { name: "detail", type: "bits" },
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
    aux: { name: "why", type: SPIN_STARTS },
    a: { name: "spinning", type: "number" },
  },
  {
    name: "SpinStop",
    doc: "An M stops spinning.",
    aux: { name: "why", type: SPIN_STOPS },
    a: { name: "spinning", type: "number" },
  },
  {
    name: "StartM",
    doc: "startm gives a P to an M, new or parked.",
    aux: { name: "why", type: START_REASONS },
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
    doc: "A goroutine is asked to give way; a Signal to its thread follows unless one is on its way already.",
    aux: { name: "why", type: PREEMPT_REASONS },
    a: { name: "g", type: "g" },
    b: { name: "p", type: "p" },
  },
  {
    name: "Netpoll",
    doc: "The netpoller reports ready goroutines.",
    aux: { name: "caller", type: NETPOLL_CALLERS },
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
    doc: "An operation of package sync, or of a lock of kernel threads; value: a counter, or how many wait.",
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
    doc: "A goroutine, or a thread outside of a Go runtime (g NONE), begins to burn CPU time.",
    a: { name: "g", type: "g" },
    b: { name: "ns", type: "wide" },
  },
  {
    name: "Schedtick",
    doc: "A P's schedtick is set: what the runtime did on it before is not in the log.",
    a: { name: "p", type: "p" },
    b: { name: "schedtick", type: "number" },
  },
  {
    name: "StealRound",
    doc: "One round of the column p over all Ps in search of work. order packs where it starts (bits 0–9), its step (10–19) and the number of Ps less one (20–29). looks packs the round less one (bits 0–1) and what it found at the others in that order: up to 16 Ps two bits for each; of more, how many were idle (2–11), empty (12–21), and had their runnext kept (22–31). A nap splits a round in two.",
    aux: { name: "end", type: STEAL_ROUND_ENDS },
    a: { name: "order", type: "bits" },
    b: { name: "looks", type: "bits" },
  },
  {
    name: "SpinRefused",
    doc: "An M without work does not start to spin: twice the spinning Ms are at least as many as the busy Ps.",
    a: { name: "spinning", type: "number" },
    b: { name: "busy", type: "number" },
  },
  {
    name: "PreemptDone",
    doc: "A request to give way is over: the goroutine gives way, or it had left its P before and execute, or its end, clears the request.",
    aux: { name: "how", type: PREEMPT_ENDS },
    a: { name: "g", type: "g" },
    b: { name: "p", type: "p" },
  },
  {
    name: "GCBegin",
    doc: "A cycle of the garbage collector begins.",
    aux: { name: "trigger", type: GC_TRIGGERS },
    a: { name: "cycle", type: "number" },
  },
  {
    name: "GCPhase",
    doc: "The garbage collector enters a phase; what is left to mark is known from the mark phase's begin.",
    aux: { name: "phase", type: GC_PHASES },
    a: { name: "work", type: "wide" },
  },
  {
    name: "GCEnd",
    doc: "A cycle of the garbage collector is over, up to the sweeping.",
    a: { name: "cycle", type: "number" },
    b: { name: "marked", type: "wide" },
  },
  {
    name: "StopTheWorld",
    doc: "The column g stops the world: all Ps are asked to stop.",
    aux: { name: "reason", type: STW_REASONS },
  },
  {
    name: "WorldStopped",
    doc: "All Ps have stopped: nothing of the program runs until StartTheWorld.",
    aux: { name: "reason", type: STW_REASONS },
  },
  {
    name: "StartTheWorld",
    doc: "The world goes on.",
    aux: { name: "reason", type: STW_REASONS },
  },
  {
    name: "Heap",
    doc: "The heap's size, dead objects that are not yet collected included, and the size at which the next cycle is to be over.",
    a: { name: "live", type: "wide" },
    b: { name: "goal", type: "wide" },
  },
  {
    name: "GCWorkerStart",
    doc: "A mark worker starts to mark on the column p.",
    aux: { name: "mode", type: GC_WORKER_MODES },
    a: { name: "g", type: "g" },
  },
  {
    name: "GCWorkerStop",
    doc: "A mark worker stops.",
    aux: { name: "mode", type: GC_WORKER_MODES },
    a: { name: "g", type: "g" },
    b: { name: "bytes", type: "wide" },
  },
  {
    name: "GCAssistBegin",
    doc: "A goroutine that allocates while the collector marks begins to pay for it: it marks, or waits for credit.",
    a: { name: "g", type: "g" },
    b: { name: "work", type: "wide" },
  },
  { name: "GCAssistEnd", doc: "A goroutine has paid.", a: { name: "g", type: "g" } },
  {
    name: "GCScanStack",
    doc: "A goroutine's stack is scanned: the roots that it holds.",
    a: { name: "g", type: "g" },
    b: { name: "bytes", type: "wide" },
  },
  {
    name: "GCSwept",
    doc: "The memory of the latest cycle's dead objects is free again.",
    a: { name: "cycle", type: "number" },
    b: { name: "bytes", type: "wide" },
  },
  {
    name: "GoPreempted",
    doc: "A goroutine is stopped so that its stack can be scanned.",
    a: { name: "g", type: "g" },
  },
  {
    name: "GoShrinkstack",
    doc: "The collector moves a goroutine's stack to a smaller one.",
    a: { name: "g", type: "g" },
    b: { name: "bytes", type: "wide" },
  },
  {
    name: "SelectCase",
    doc: "A select that is about to park waits for this case too; a timer's channel is known by its timer.",
    aux: { name: "direction", type: CASE_DIRECTIONS },
    a: { name: "chan", type: "object" },
    b: { name: "case", type: "number" },
  },
  {
    name: "Dropped",
    doc: "So many events of before were dropped to bound the log. Those that are left before this one are what the program printed and, for each entity, the latest that tell its state at this time: whole is only what follows.",
    a: { name: "events", type: "wide" },
  },
  {
    name: "GoPlace",
    doc: "Before Dropped: the column loc is where the goroutine was seen last.",
    a: { name: "g", type: "g" },
  },
  {
    name: "GoStack",
    doc: "A new goroutine has another stack than one of 2 KiB.",
    a: { name: "g", type: "g" },
    b: { name: "bytes", type: "wide" },
  },
  {
    name: "ProcessReap",
    doc: "A process that has ended is waited for: it is gone. Init waits for its children at once.",
    a: { name: "process", type: "process" },
    b: { name: "status", type: "number" },
  },
  {
    name: "ProcessReparent",
    doc: "The parent of a process has ended: it gets another one.",
    a: { name: "process", type: "process" },
    b: { name: "parent", type: "process" },
  },
  {
    name: "PageFault",
    doc: "The first write of a process to a page since it forked or was forked: the page is copied if another process still maps it. Or the first touch of pages of its heap or of the thread's stack, each a fault.",
    aux: { name: "outcome", type: PAGE_FAULTS },
    a: { name: "page", type: "number" },
    b: { name: "pages", type: "number" },
  },
  {
    name: "FdOpen",
    doc: "The column's process gets a descriptor. It begins with 0, 1 and 2, a child with those of its parent.",
    aux: { name: "access", type: FD_ACCESS },
    a: { name: "fd", type: "number" },
    b: { name: "object", type: "object" },
  },
  {
    name: "FdClose",
    doc: "The column's process closes a descriptor. Those that a process still has end with it.",
    a: { name: "fd", type: "number" },
    b: { name: "object", type: "object" },
  },
  {
    name: "IpcNew",
    doc: "An object through which processes communicate is made: a pipe, a pair of sockets, a message queue, shared memory, a named semaphore.",
    a: { name: "object", type: "object" },
  },
  {
    name: "IpcSend",
    doc: "Bytes, or a message, are taken from a sender; of a named semaphore one unit.",
    aux: { name: "transfer", type: TRANSFERS },
    a: { name: "object", type: "object" },
    b: { name: "bytes", type: "wide" },
  },
  {
    name: "IpcReceive",
    doc: "Bytes, or a message, are given to a receiver; of a named semaphore one unit.",
    aux: { name: "transfer", type: TRANSFERS },
    a: { name: "object", type: "object" },
    b: { name: "bytes", type: "wide" },
  },
  {
    name: "IpcLost",
    doc: "Bytes that were sent are lost: nobody can receive them any more, the receiver has no room for them, or the kernel had none when an asynchronous send came.",
    aux: { name: "transfer", type: TRANSFERS },
    a: { name: "object", type: "object" },
    b: { name: "bytes", type: "wide" },
  },
  {
    name: "IpcDestroy",
    doc: "An object with a name is taken away; those that wait there are woken.",
    a: { name: "object", type: "object" },
    b: { name: "waiters", type: "number" },
  },
  {
    name: "FileAccess",
    doc: "Bytes of a file, or of the program's input, are read or written.",
    aux: { name: "operation", type: FILE_OPERATIONS },
    a: { name: "object", type: "object" },
    b: { name: "bytes", type: "wide" },
  },
  {
    name: "PriorityChange",
    doc: "A task, or every task (NONE), gets another priority: its queue under mlfq for the first two reasons, else nice + 120, less what it has aged.",
    aux: { name: "why", type: PRIORITY_REASONS },
    a: { name: "task", type: "task" },
    b: { name: "priority", type: "number" },
  },
  {
    name: "LotteryDraw",
    doc: "A ticket is drawn: the task that holds it runs next.",
    a: { name: "winner", type: "task" },
    b: { name: "ticket", type: "number" },
  },
  {
    name: "CacheChange",
    doc: "A task's working set is now in a core's cache, or has had to leave it.",
    aux: { name: "change", type: CACHE_CHANGES },
    a: { name: "task", type: "task" },
    b: { name: "core", type: "core" },
  },
  {
    name: "SignalHandle",
    doc: "A thread is told of a signal that its process handles: it sees to it before it goes on.",
    aux: { name: "signal", type: "number" },
    a: { name: "task", type: "task" },
  },
  {
    name: "UserThreadNew",
    doc: "A user-level thread (N:1) of the column task is created, which the kernel knows nothing of; its number counts from 0 in its kernel thread.",
    a: { name: "thread", type: "number" },
    b: { name: "name", type: "string" },
  },
  {
    name: "UserThreadState",
    doc: "A user-level thread of the column task changes state; one of them runs at a time.",
    aux: { name: "state", type: USER_THREAD_STATES },
    a: { name: "thread", type: "number" },
  },
  {
    name: "IpcDelivered",
    doc: "A message of a queue or of a datagram socket reaches its receiver: who has sent it. In a pipe and a stream the order of the bytes tells.",
    a: { name: "object", type: "object" },
    b: { name: "sender", type: "task" },
  },
  {
    name: "PagesShared",
    doc: "By a fork the child shares so many pages of its parent's heap, all that there are; neither may write to them without a fault.",
    a: { name: "process", type: "process" },
    b: { name: "pages", type: "number" },
  },
  {
    name: "MemoryMapped",
    doc: "How much a process has mapped, in pages of 4 KiB (VSZ). Of a heap that grows every 64 KiB are told.",
    a: { name: "process", type: "process" },
    b: { name: "pages", type: "number" },
  },
  {
    name: "MemoryResident",
    doc: "How much of a process is in memory, in pages of 4 KiB (RSS). Of a heap that grows every 64 KiB are told.",
    a: { name: "process", type: "process" },
    b: { name: "pages", type: "number" },
  },
  {
    name: "OomKill",
    doc: "There is no memory left: the process with the most is killed.",
    a: { name: "process", type: "process" },
    b: { name: "pages", type: "number" },
  },
  {
    name: "ProcessUser",
    doc: "A process has another user than its parent had when it was created, or the configuration says.",
    a: { name: "process", type: "process" },
    b: { name: "uid", type: "wide" },
  },
  {
    name: "RegistersSaved",
    doc: "With registers=on: a thread leaves its core, and the kernel keeps its registers: the column loc is the program counter, the text has the function, how much of the stack is in use, and the top frame's variables.",
    a: { name: "task", type: "task" },
    b: { name: "registers", type: "string" },
  },
  {
    name: "RegistersLoaded",
    doc: "With registers=on: a core gets the registers that the kernel has kept of a thread (NONE: it is new, and begins with its function), and its address space where another process's is loaded: then the TLB is cold.",
    aux: { name: "memory", type: ADDRESS_SPACES },
    a: { name: "task", type: "task" },
    b: { name: "registers", type: "string" },
  },
  {
    name: "GoRegisters",
    doc: "With registers=on: a goroutine leaves its thread, and the Go runtime keeps its registers (gobuf): loc and text as in RegistersSaved.",
    a: { name: "g", type: "g" },
    b: { name: "registers", type: "string" },
  },
  {
    name: "EpollReady",
    doc: "An epoll set is told that a goroutine's read or write may go on: the columns say who has brought that about, of whatever process. The netpoller learns of it when it polls.",
    a: { name: "g", type: "g" },
    b: { name: "object", type: "object" },
  },
] as const satisfies readonly KindSpec[];

export type KindName = (typeof KINDS)[number]["name"];

/** The code of each kind: `Kind.GoRunning`. */
export const Kind = Object.fromEntries(KINDS.map((kind, code) => [kind.name, code])) as {
  readonly [Name in KindName]: number;
};
