import {
  CASE_DIRECTIONS,
  CHAN_OUTCOMES,
  GC_PHASES,
  GC_TRIGGERS,
  GC_WORKER_MODES,
  HANDOFF_REASONS,
  NETPOLL_CALLERS,
  P_STATES,
  PREEMPT_ENDS,
  PREEMPT_REASONS,
  READY_REASONS,
  RUN_QUEUES,
  RUN_RULES,
  SPIN_STARTS,
  SPIN_STOPS,
  START_REASONS,
  STEAL_LOOKS,
  STEAL_OUTCOMES,
  STEAL_ROUND_ENDS,
  STREAMS,
  STW_REASONS,
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
  gcWorkerIdle: codeOf(WAIT_REASONS, "GC worker (idle)"),
  gcAssistWait: codeOf(WAIT_REASONS, "GC assist wait"),
  preempted: codeOf(WAIT_REASONS, "preempted"),
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
  injected: codeOf(READY_REASONS, "injected"),
  gcWorker: codeOf(READY_REASONS, "GC worker"),
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
  pRemoved: codeOf(RUN_RULES, "P removed"),
  syscallFast: codeOf(RUN_RULES, "syscall exit (fast)"),
  syscallIdleP: codeOf(RUN_RULES, "syscall exit (idle P)"),
  globalLastLook: codeOf(RUN_RULES, "global queue (last look)"),
  globalSecondLook: codeOf(RUN_RULES, "global queue (second look)"),
  netpollBlocking: codeOf(RUN_RULES, "netpoll (blocking)"),
  runnextStolenTimers: codeOf(RUN_RULES, "runnext (another P's timers)"),
  localStolenTimers: codeOf(RUN_RULES, "local queue (another P's timers)"),
  gcWorker: codeOf(RUN_RULES, "GC worker"),
  gcWorkerIdle: codeOf(RUN_RULES, "GC worker (idle P)"),
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

export const Direction = {
  send: codeOf(CASE_DIRECTIONS, "send"),
  recv: codeOf(CASE_DIRECTIONS, "recv"),
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

export const RoundEnd = {
  nothing: codeOf(STEAL_ROUND_ENDS, "nothing"),
  ring: codeOf(STEAL_ROUND_ENDS, "ring"),
  runnext: codeOf(STEAL_ROUND_ENDS, "runnext"),
  timers: codeOf(STEAL_ROUND_ENDS, "timers"),
  nap: codeOf(STEAL_ROUND_ENDS, "nap"),
  stopTheWorld: codeOf(STEAL_ROUND_ENDS, "stop the world"),
} as const;

export const Look = {
  idle: codeOf(STEAL_LOOKS, "idle"),
  empty: codeOf(STEAL_LOOKS, "empty"),
  runnextKept: codeOf(STEAL_LOOKS, "runnext kept"),
} as const;

export const PreemptReason = {
  timeSlice: codeOf(PREEMPT_REASONS, "time slice"),
  stopTheWorld: codeOf(PREEMPT_REASONS, "stop the world"),
  gcScan: codeOf(PREEMPT_REASONS, "GC stack scan"),
  gcWorker: codeOf(PREEMPT_REASONS, "GC worker"),
} as const;

export const PreemptEnd = {
  inCode: codeOf(PREEMPT_ENDS, "taken in code"),
  beforeOperation: codeOf(PREEMPT_ENDS, "taken before an operation"),
  lost: codeOf(PREEMPT_ENDS, "lost"),
} as const;

export const StartReason = {
  wakep: codeOf(START_REASONS, "work was readied"),
  localWork: codeOf(START_REASONS, "hand-off: its own queue has work"),
  globalWork: codeOf(START_REASONS, "hand-off: the global queue has work"),
  nobodySpins: codeOf(START_REASONS, "hand-off: nobody else looks for work"),
  netpoll: codeOf(START_REASONS, "hand-off: somebody has to poll the network"),
  injected: codeOf(START_REASONS, "goroutines were injected"),
  locked: codeOf(START_REASONS, "the goroutine is locked to this thread"),
  startTheWorld: codeOf(START_REASONS, "start of the world"),
  boot: codeOf(START_REASONS, "start of the runtime"),
  gcWork: codeOf(START_REASONS, "hand-off: the garbage collector has work"),
} as const;

export const SpinStart = {
  outOfWork: codeOf(SPIN_STARTS, "out of work"),
  woken: codeOf(SPIN_STARTS, "woken to look for work"),
  handoff: codeOf(SPIN_STARTS, "hand-off"),
  needed: codeOf(SPIN_STARTS, "asked to look on"),
  secondLook: codeOf(SPIN_STARTS, "saw work without a P"),
  polled: codeOf(SPIN_STARTS, "polled the network"),
  boot: codeOf(SPIN_STARTS, "start of the runtime"),
} as const;

export const SpinStop = {
  foundWork: codeOf(SPIN_STOPS, "found work"),
  foundNothing: codeOf(SPIN_STOPS, "found nothing"),
  stopTheWorld: codeOf(SPIN_STOPS, "stop the world"),
} as const;

export const PollCaller = {
  findRunnable: codeOf(NETPOLL_CALLERS, "findRunnable"),
  blocking: codeOf(NETPOLL_CALLERS, "findRunnable (blocking)"),
  sysmon: codeOf(NETPOLL_CALLERS, "sysmon"),
  startTheWorld: codeOf(NETPOLL_CALLERS, "start of the world"),
  gcWorker: codeOf(NETPOLL_CALLERS, "mark worker"),
} as const;

export const Syscall = {
  futex: codeOf(SYSCALLS, "futex"),
  blocking: codeOf(SYSCALLS, "blocking"),
  pread64: codeOf(SYSCALLS, "pread64"),
  wait4: codeOf(SYSCALLS, "wait4"),
} as const;

export const GcPhase = {
  off: codeOf(GC_PHASES, "off"),
  mark: codeOf(GC_PHASES, "mark"),
  markTermination: codeOf(GC_PHASES, "mark termination"),
} as const;

export const GcTrigger = {
  heap: codeOf(GC_TRIGGERS, "heap"),
  time: codeOf(GC_TRIGGERS, "time"),
} as const;

export const GcWorkerMode = {
  none: codeOf(GC_WORKER_MODES, ""),
  dedicated: codeOf(GC_WORKER_MODES, "dedicated"),
  fractional: codeOf(GC_WORKER_MODES, "fractional"),
  idle: codeOf(GC_WORKER_MODES, "idle"),
} as const;

export const StwReason = {
  sweepTermination: codeOf(STW_REASONS, "GC sweep termination"),
  markTermination: codeOf(STW_REASONS, "GC mark termination"),
  gomaxprocs: codeOf(STW_REASONS, "GOMAXPROCS"),
  allGoroutinesStack: codeOf(STW_REASONS, "all goroutines stack trace"),
} as const;

export const Stream = {
  stdout: codeOf(STREAMS, "stdout"),
  stderr: codeOf(STREAMS, "stderr"),
} as const;
