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
  "finalizer",
  "locked",
  "syscall exit (fast)",
  "syscall exit (idle P)",
  "wait cancelled",
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
] as const;
export type Overhead = (typeof OVERHEADS)[number];

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
] as const;
export type SyscallName = (typeof SYSCALLS)[number];

/** What a channel operation did. */
export const CHAN_OUTCOMES = ["direct", "buffered", "blocked", "closed"] as const;
export type ChanOutcome = (typeof CHAN_OUTCOMES)[number];

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
] as const;
export type ObjectKind = (typeof OBJECT_KINDS)[number];

/** How one attempt to steal ended. */
export const STEAL_OUTCOMES = ["ring", "runnext"] as const;
export type StealOutcome = (typeof STEAL_OUTCOMES)[number];

/** How a P came to be handed off. */
export const HANDOFF_REASONS = [
  "blocking system call",
  "locked goroutine",
  "retaken by sysmon",
  "system call return",
] as const;
export type HandoffReason = (typeof HANDOFF_REASONS)[number];

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
