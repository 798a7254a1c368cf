/**
 * The vocabularies of the event log. A name's position is its code in the log, so names are only ever appended;
 * changing a position is a new format version.
 */

/** States of a kernel task. */
export const TASK_STATES = ["new", "runnable", "running", "waiting", "zombie", "dead"] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** Go's goroutine states (runtime2.go, Go 1.23). */
export const G_STATES = [
  "idle",
  "runnable",
  "running",
  "syscall",
  "waiting",
  "dead",
  "copystack",
  "preempted",
] as const;
export type GState = (typeof G_STATES)[number];

/** Go's P states (runtime2.go, Go 1.23). */
export const P_STATES = ["idle", "running", "syscall", "gcstop", "dead"] as const;
export type PState = (typeof P_STATES)[number];

/** Why a goroutine waits: Go's texts in `goroutine N [reason]:` (runtime2.go waitReasonStrings, Go 1.23). */
export const WAIT_REASONS = [
  "",
  "chan receive",
  "chan send",
  "chan receive (nil chan)",
  "chan send (nil chan)",
  "select",
  "select (no cases)",
  "sleep",
  "semacquire",
  "sync.Mutex.Lock",
  "sync.RWMutex.RLock",
  "sync.RWMutex.Lock",
  "sync.Cond.Wait",
  "IO wait",
  "finalizer wait",
  "force gc (idle)",
  "GC sweep wait",
  "GC scavenge wait",
  "GC worker (idle)",
  "preempted",
  "panicwait",
  "GC assist marking",
  "GC assist wait",
  "GC worker (active)",
  "GC mark termination",
  "garbage collection",
  "garbage collection scan",
] as const;
export type WaitReason = (typeof WAIT_REASONS)[number];

/** Why a goroutine became runnable. */
export const READY_REASONS = [
  "created",
  "ready",
  "gosched",
  "preempted",
  "goyield",
  "syscall exit",
  "netpoll",
  "timer",
  "injected",
  "GC worker",
] as const;
export type ReadyReason = (typeof READY_REASONS)[number];

/** Which rule of the scheduler put a goroutine on its P (proc.go findRunnable and its callers, Go 1.23). */
export const RUN_RULES = [
  "start",
  "global queue (61st tick)",
  "runnext",
  "local queue",
  "global queue",
  "netpoll",
  "steal",
  "steal runnext",
  "P removed",
  "locked",
  "syscall exit (fast)",
  "syscall exit (idle P)",
  "wait cancelled",
  "global queue (last look)",
  "global queue (second look)",
  "netpoll (blocking)",
  "runnext (another P's timers)",
  "local queue (another P's timers)",
  "GC worker",
  "GC worker (idle P)",
] as const;
export type RunRule = (typeof RUN_RULES)[number];

/** Why a task stopped waiting for a core or gave one up; also why it waits. */
export const TASK_REASONS = [
  "",
  "created",
  "woken",
  "dispatched",
  "preempted",
  "yielded",
  "futex",
  "sleep",
  "disk",
  "system call",
  "epoll",
  "exited",
  "killed",
  "reaped",
  "child",
  "network",
  "thread",
  "read",
  "write",
  "send",
  "receive",
  "semaphore",
  "poll",
  "stopped",
  "continued",
  "signal",
] as const;
export type TaskReason = (typeof TASK_REASONS)[number];

/** Queues of the Go scheduler. */
export const RUN_QUEUES = ["runnext", "local", "global"] as const;
export type RunQueueName = (typeof RUN_QUEUES)[number];

/** Kernel and runtime work that costs a core time. */
export const OVERHEADS = [
  "context switch",
  "goroutine switch",
  "interrupt",
  "system call",
  "thread creation",
  "process creation",
  "futex",
  "migration",
  "page fault",
  "scheduler",
  "stack growth",
  "garbage collection",
  "copying",
  "remapping",
  "signal",
  "stack allocation",
  "thread setup",
  "thread enqueue",
  "user thread switch",
] as const;
export type Overhead = (typeof OVERHEADS)[number];

/** Why a task has another priority, or another queue of `mlfq`. */
export const PRIORITY_REASONS = [
  "",
  "quantum used up",
  "boost",
  "aging",
  "inherited",
  "inheritance over",
  "waits, so stays",
  "nice",
] as const;
export type PriorityReasonName = (typeof PRIORITY_REASONS)[number];

/** What became of a task's working set in a core's cache. */
export const CACHE_CHANGES = ["warm", "evicted"] as const;

/** Whether a core that gets another thread gets another address space with it. */
export const ADDRESS_SPACES = ["same address space", "another address space"] as const;

/** What a page fault led to: at a page that a fork has protected, it was copied or not; a page of the heap or of a stack is there now. */
export const PAGE_FAULTS = ["copied", "reused", "first touch", "stack"] as const;

/** Sources of interrupts. */
export const INTERRUPTS = ["timer", "disk", "network", "reschedule", "signal"] as const;
export type InterruptName = (typeof INTERRUPTS)[number];

/** Devices. */
export const DEVICES = ["disk", "network"] as const;
export type DeviceName = (typeof DEVICES)[number];

/** System calls that the log names. */
export const SYSCALLS = [
  "futex",
  "nanosleep",
  "clone",
  "read",
  "write",
  "epoll_wait",
  "exit_group",
  "sched_yield",
  "tgkill",
  "pread64",
  "blocking",
  "fork",
  "wait4",
  "getpid",
  "getppid",
  "pipe2",
  "socketpair",
  "open",
  "close",
  "dup",
  "lseek",
  "fcntl",
  "unlink",
  "poll",
  "mq_open",
  "mq_send",
  "mq_receive",
  "mq_getattr",
  "mq_unlink",
  "shm_open",
  "shm_unlink",
  "sem_open",
  "sem_wait",
  "sem_post",
  "sem_getvalue",
  "sem_unlink",
  "kill",
  "rt_sigaction",
  "rt_sigprocmask",
  "rt_sigreturn",
  "setuid",
  "getuid",
  "setpriority",
  "prlimit64",
  "prctl",
  "posix_spawn",
  "ioctl",
] as const;
export type SyscallName = (typeof SYSCALLS)[number];

/** What a channel operation did. */
export const CHAN_OUTCOMES = ["direct", "buffered", "blocked", "closed"] as const;
export type ChanOutcome = (typeof CHAN_OUTCOMES)[number];

/** What a case of a select would do. */
export const CASE_DIRECTIONS = ["send", "recv"] as const;
export type CaseDirection = (typeof CASE_DIRECTIONS)[number];

/** Operations on locks, wait groups, conditions and the rest of package sync. */
export const SYNC_OPS = [
  "lock",
  "lock (waits)",
  "lock (acquired after waiting)",
  "lock (handed over)",
  "unlock",
  "rlock",
  "rlock (waits)",
  "runlock",
  "add",
  "wait",
  "wait (waits)",
  "signal",
  "broadcast",
  "starvation mode on",
  "starvation mode off",
  "acquire",
  "acquire (waits)",
  "release",
] as const;
export type SyncOp = (typeof SYNC_OPS)[number];

/** Kinds of objects in the object table. */
export const OBJECT_KINDS = [
  "chan",
  "mutex",
  "rwmutex",
  "waitgroup",
  "cond",
  "semaphore",
  "once",
  "timer",
  "ticker",
  "futex",
  "pipe",
  "socket",
  "message queue",
  "shared memory",
  "named semaphore",
  "file",
  "barrier",
] as const;
export type ObjectKind = (typeof OBJECT_KINDS)[number];

/** How one attempt to steal ended. */
export const STEAL_OUTCOMES = ["ring", "runnext"] as const;
export type StealOutcome = (typeof STEAL_OUTCOMES)[number];

/** How one round over the Ps in search of work ended (proc.go stealWork, Go 1.23). */
export const STEAL_ROUND_ENDS = ["nothing", "ring", "runnext", "timers", "nap", "stop the world"] as const;
export type StealRoundEnd = (typeof STEAL_ROUND_ENDS)[number];

/**
 * What a round found at a P that it did not take from. "runnext kept": only a runnext, which rounds 1 to 3 leave alone; in round 4
 * the thief has napped, and the runnext was gone.
 */
export const STEAL_LOOKS = ["not looked at", "idle", "empty", "runnext kept"] as const;
export type StealLook = (typeof STEAL_LOOKS)[number];

/** Why a goroutine is asked to give way. Empty: not recorded. */
export const PREEMPT_REASONS = ["", "time slice", "stop the world", "GC stack scan", "GC worker"] as const;
export type PreemptReason = (typeof PREEMPT_REASONS)[number];

/** What became of a request to give way. */
export const PREEMPT_ENDS = ["", "taken in code", "taken before an operation", "lost"] as const;
export type PreemptEnd = (typeof PREEMPT_ENDS)[number];

/** Why an M is given a P to run. Empty: not recorded. */
export const START_REASONS = [
  "",
  "work was readied",
  "hand-off: its own queue has work",
  "hand-off: the global queue has work",
  "hand-off: nobody else looks for work",
  "hand-off: somebody has to poll the network",
  "goroutines were injected",
  "the goroutine is locked to this thread",
  "start of the world",
  "start of the runtime",
  "hand-off: the garbage collector has work",
] as const;
export type StartReason = (typeof START_REASONS)[number];

/** Why an M begins to spin. Empty: not recorded. */
export const SPIN_STARTS = [
  "",
  "out of work",
  "woken to look for work",
  "hand-off",
  "asked to look on",
  "saw work without a P",
  "polled the network",
  "start of the runtime",
] as const;
export type SpinStartReason = (typeof SPIN_STARTS)[number];

/** Why an M spins no longer. Empty: not recorded. */
export const SPIN_STOPS = ["", "found work", "found nothing", "stop the world"] as const;
export type SpinStopReason = (typeof SPIN_STOPS)[number];

/** Who asked the netpoller. Empty: not recorded. */
export const NETPOLL_CALLERS = [
  "",
  "findRunnable",
  "findRunnable (blocking)",
  "sysmon",
  "start of the world",
  "mark worker",
] as const;
export type NetpollCaller = (typeof NETPOLL_CALLERS)[number];

/** Phases of the garbage collector (mgc.go gcphase, Go 1.23). */
export const GC_PHASES = ["off", "mark", "mark termination"] as const;
export type GcPhase = (typeof GC_PHASES)[number];

/** Why a cycle of the garbage collector begins (mgc.go gcTrigger, Go 1.23). */
export const GC_TRIGGERS = ["heap", "time"] as const;
export type GcTriggerName = (typeof GC_TRIGGERS)[number];

/** How a mark worker works (mgcpacer.go gcMarkWorkerMode, Go 1.23). */
export const GC_WORKER_MODES = ["", "dedicated", "fractional", "idle"] as const;
export type GcWorkerModeName = (typeof GC_WORKER_MODES)[number];

/** What the world is stopped for (proc.go stwReason, Go 1.23). */
export const STW_REASONS = [
  "GC sweep termination",
  "GC mark termination",
  "GOMAXPROCS",
  "all goroutines stack trace",
] as const;
export type StwReason = (typeof STW_REASONS)[number];

/** How a P came to be handed off. */
export const HANDOFF_REASONS = [
  "blocking system call",
  "locked goroutine",
  "retaken by sysmon",
  "system call return",
] as const;
export type HandoffReason = (typeof HANDOFF_REASONS)[number];

/** What a descriptor can be used for. */
export const FD_ACCESS = ["read", "write", "read and write"] as const;

/** How bytes get from one process to the other: they are copied, or their pages change owner. */
export const TRANSFERS = ["copy", "remap"] as const;

/** What is done with a file. */
export const FILE_OPERATIONS = ["read", "write"] as const;

/** States of a user-level thread. */
export const USER_THREAD_STATES = ["ready", "running", "waiting", "dead"] as const;
export type UserThreadState = (typeof USER_THREAD_STATES)[number];

/** Output streams. */
export const STREAMS = ["stdout", "stderr"] as const;
export type StreamName = (typeof STREAMS)[number];

/** How a run ended. */
export const RUN_ENDS = ["exit", "panic", "deadlock", "fatal error", "limit", "cancelled", "error"] as const;
export type RunEndName = (typeof RUN_ENDS)[number];

/** The code of a name in its vocabulary. Fails to compile for a name that is not in it. */
export function codeOf<const Names extends readonly string[]>(names: Names, name: Names[number]): number {
  return names.indexOf(name);
}
