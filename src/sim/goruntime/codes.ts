import {
  CHAN_OUTCOMES,
  HANDOFF_REASONS,
  P_STATES,
  READY_REASONS,
  RUN_QUEUES,
  RUN_RULES,
  STEAL_OUTCOMES,
  STREAMS,
  SYNC_OPS,
  SYSCALLS,
  WAIT_REASONS,
  codeOf,
} from "../../shared/enums";

/** Codes of the vocabularies, looked up once. */

export const WaitReason = {
  chanReceive: codeOf(WAIT_REASONS, "chan receive"),
  chanSend: codeOf(WAIT_REASONS, "chan send"),
  chanReceiveNilChan: codeOf(WAIT_REASONS, "chan receive (nil chan)"),
  chanSendNilChan: codeOf(WAIT_REASONS, "chan send (nil chan)"),
  select: codeOf(WAIT_REASONS, "select"),
  selectNoCases: codeOf(WAIT_REASONS, "select (no cases)"),
  sleep: codeOf(WAIT_REASONS, "sleep"),
  semacquire: codeOf(WAIT_REASONS, "semacquire"),
  syncMutexLock: codeOf(WAIT_REASONS, "sync.Mutex.Lock"),
  syncRWMutexRLock: codeOf(WAIT_REASONS, "sync.RWMutex.RLock"),
  syncRWMutexLock: codeOf(WAIT_REASONS, "sync.RWMutex.Lock"),
  syncCondWait: codeOf(WAIT_REASONS, "sync.Cond.Wait"),
  ioWait: codeOf(WAIT_REASONS, "IO wait"),
  finalizerWait: codeOf(WAIT_REASONS, "finalizer wait"),
  forceGCIdle: codeOf(WAIT_REASONS, "force gc (idle)"),
  gcSweepWait: codeOf(WAIT_REASONS, "GC sweep wait"),
  gcScavengeWait: codeOf(WAIT_REASONS, "GC scavenge wait"),
} as const;

export const Ready = {
  created: codeOf(READY_REASONS, "created"),
  ready: codeOf(READY_REASONS, "ready"),
  gosched: codeOf(READY_REASONS, "gosched"),
  preempted: codeOf(READY_REASONS, "preempted"),
  goyield: codeOf(READY_REASONS, "goyield"),
  syscallExit: codeOf(READY_REASONS, "syscall exit"),
  netpoll: codeOf(READY_REASONS, "netpoll"),
  timer: codeOf(READY_REASONS, "timer"),
} as const;

export const Rule = {
  start: codeOf(RUN_RULES, "start"),
  global61: codeOf(RUN_RULES, "global queue (61st tick)"),
  runnext: codeOf(RUN_RULES, "runnext"),
  local: codeOf(RUN_RULES, "local queue"),
  global: codeOf(RUN_RULES, "global queue"),
  netpoll: codeOf(RUN_RULES, "netpoll"),
  steal: codeOf(RUN_RULES, "steal"),
  stealRunnext: codeOf(RUN_RULES, "steal runnext"),
  locked: codeOf(RUN_RULES, "locked"),
  syscallFast: codeOf(RUN_RULES, "syscall exit (fast)"),
  syscallIdleP: codeOf(RUN_RULES, "syscall exit (idle P)"),
} as const;

export const Queue = {
  runnext: codeOf(RUN_QUEUES, "runnext"),
  local: codeOf(RUN_QUEUES, "local"),
  global: codeOf(RUN_QUEUES, "global"),
} as const;

export const PStateCode = {
  idle: codeOf(P_STATES, "idle"),
  running: codeOf(P_STATES, "running"),
  syscall: codeOf(P_STATES, "syscall"),
  gcstop: codeOf(P_STATES, "gcstop"),
  dead: codeOf(P_STATES, "dead"),
} as const;

export const Outcome = {
  direct: codeOf(CHAN_OUTCOMES, "direct"),
  buffered: codeOf(CHAN_OUTCOMES, "buffered"),
  blocked: codeOf(CHAN_OUTCOMES, "blocked"),
  closed: codeOf(CHAN_OUTCOMES, "closed"),
} as const;

export const SyncOp = {
  lock: codeOf(SYNC_OPS, "lock"),
  lockWaits: codeOf(SYNC_OPS, "lock (waits)"),
  lockAfterWaiting: codeOf(SYNC_OPS, "lock (acquired after waiting)"),
  lockHandedOver: codeOf(SYNC_OPS, "lock (handed over)"),
  unlock: codeOf(SYNC_OPS, "unlock"),
  rlock: codeOf(SYNC_OPS, "rlock"),
  rlockWaits: codeOf(SYNC_OPS, "rlock (waits)"),
  runlock: codeOf(SYNC_OPS, "runlock"),
  add: codeOf(SYNC_OPS, "add"),
  wait: codeOf(SYNC_OPS, "wait"),
  waitWaits: codeOf(SYNC_OPS, "wait (waits)"),
  signal: codeOf(SYNC_OPS, "signal"),
  broadcast: codeOf(SYNC_OPS, "broadcast"),
  starvationOn: codeOf(SYNC_OPS, "starvation mode on"),
  starvationOff: codeOf(SYNC_OPS, "starvation mode off"),
  acquire: codeOf(SYNC_OPS, "acquire"),
  acquireWaits: codeOf(SYNC_OPS, "acquire (waits)"),
  release: codeOf(SYNC_OPS, "release"),
} as const;

export const HandoffReason = {
  blockingSyscall: codeOf(HANDOFF_REASONS, "blocking system call"),
  lockedGoroutine: codeOf(HANDOFF_REASONS, "locked goroutine"),
  retaken: codeOf(HANDOFF_REASONS, "retaken by sysmon"),
} as const;

export const StealFrom = {
  ring: codeOf(STEAL_OUTCOMES, "ring"),
  runnext: codeOf(STEAL_OUTCOMES, "runnext"),
} as const;

export const Syscall = {
  blocking: codeOf(SYSCALLS, "blocking"),
  pread64: codeOf(SYSCALLS, "pread64"),
} as const;

export const Stream = {
  stdout: codeOf(STREAMS, "stdout"),
  stderr: codeOf(STREAMS, "stderr"),
} as const;
