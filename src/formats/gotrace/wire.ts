/** The numbers of Go's execution trace format, version "go 1.23" (internal/trace/event/go122, Go 1.23). */

/** The first 16 bytes of a file. */
export const HEADER = "go 1.23 trace\0\0\0";

/** Most bytes of a batch's data, of a string, and most frames of a stack that a reader takes. */
export const MAX_BATCH_SIZE = 64 << 10;
export const MAX_STRING_SIZE = 1 << 10;

/** Types of batches, table entries and events. */
export const Ev = {
  EventBatch: 1,
  Stacks: 2,
  Stack: 3,
  Strings: 4,
  String: 5,
  Frequency: 8,
  ProcsChange: 9,
  ProcStart: 10,
  ProcStop: 11,
  ProcSteal: 12,
  ProcStatus: 13,
  GoCreate: 14,
  GoStart: 16,
  GoDestroy: 17,
  GoStop: 19,
  GoBlock: 20,
  GoUnblock: 21,
  GoSyscallBegin: 22,
  GoSyscallEnd: 23,
  GoSyscallEndBlocked: 24,
  GoStatus: 25,
  STWBegin: 26,
  STWEnd: 27,
  GCBegin: 29,
  GCEnd: 30,
  GCSweepBegin: 32,
  GCSweepEnd: 33,
  GCMarkAssistBegin: 35,
  GCMarkAssistEnd: 36,
  HeapAlloc: 37,
  HeapGoal: 38,
  GoLabel: 39,
  UserLog: 44,
  GoStatusStack: 48,
} as const;

/** traceGoStatus of tracestatus.go; None: the trace has not named the goroutine yet, or it has ended. */
export const GoStatus = { None: 0, Runnable: 1, Running: 2, Syscall: 3, Waiting: 4 } as const;

/** traceProcStatus of tracestatus.go; None: the trace has not named the P yet. */
export const ProcStatus = { None: 0, Running: 1, Idle: 2, Syscall: 3 } as const;

/** The M of batches that belong to no thread, and the M of a goroutine that has none: 2^64 − 1 in the file. */
export const NO_M = -1;
