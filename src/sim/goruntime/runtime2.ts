import { NONE } from "../../shared/ids";
import type { LocIndex } from "../../shared/ids";
import { bitOf } from "../kernel/signals/signalState";
import type { Execution, ExecutionStop, FutexRef, TaskRef } from "../kernel/services";
import type { ThreadHandle } from "../native/threadHandle";
import { HELD } from "../routine";
import type { Registers, Routine } from "../routine";
import type { Hchan } from "./chan";
import { NO_ROUTINE } from "./noRoutine";
import type { Forked } from "./fork";
import type { Assist, MarkWorker } from "./mgc";
import type { GoRuntime } from "./runtime";
import type { StealOrder } from "./randomOrder";
import type { CallRequest } from "./syscall";
import { Timers } from "./timers";
import type { Timer } from "./timers";

/** Slots of a P's ring (runtime2.go: p.runq). */
export const RUNQ_SIZE = 256;

/**
 * Status of a goroutine (runtime2.go). The numbers are the positions in `G_STATES`.
 * Not modelled: _Gscan (a stack is scanned at one instant).
 */
export const enum GStatus {
  /** Just allocated, not yet initialised. On no queue. */
  Gidle,
  /** On a run queue, or picked by a P that is about to run it. Runs no code; nobody owns its stack. */
  Grunnable,
  /** Runs code on an M that holds a P. On no queue. */
  Grunning,
  /** In a system call. Has an M, its P may be lost. On no queue. */
  Gsyscall,
  /** Blocked. On no run queue, but recorded somewhere (a channel's wait queue, a timer, the netpoller). */
  Gwaiting,
  /** Unused: just over, on a free list, or being initialised. */
  Gdead,
  /** Its stack is being moved. On no queue. */
  Gcopystack,
  /** Stopped by a suspendG of the collector. */
  Gpreempted,
}

/**
 * Status of a P (runtime2.go). The numbers are the positions in `P_STATES`.
 */
export const enum PStatus {
  /** On the idle list. Its queue is empty. */
  Pidle,
  /** Owned by an M that runs user code or the scheduler. */
  Prunning,
  /** Attached to an M in a system call, but not owned: sysmon may take it. */
  Psyscall,
  /** Halted for stop-the-world; owned by the M that stopped the world. */
  Pgcstop,
  /** Not used any more: GOMAXPROCS shrank. Its queue is empty. */
  Pdead,
}

/** What a goroutine does when it is next on its P and the core's turn has come. Returns the value of its suspended operation, SUSPENDED, or throws. */
export type Op = (rt: GoRuntime, g: G) => unknown;

/** What comes after an inner operation of a composed one (a Cond's lock after its wake-up). */
export interface Continuation {
  readonly op: Op;
  readonly arg: unknown;
}

/** A goroutine (runtime2.go: g). */
export class G {
  status: GStatus = GStatus.Gidle;
  goid = 0;
  /** Row of the log's goroutine table: new for each life. */
  index: number = NONE;
  routine: Routine = NO_ROUTINE;
  m: M | null = null;
  /** Next in a list: global queue, free list, netpoll list. */
  schedlink: G | null = null;
  /** Position in `WAIT_REASONS`, while waiting. */
  waitreason = 0;
  /** When it began to wait. */
  waitsince = 0;
  /** Asked to give way. */
  preempt = false;
  /** One of the runtime's own (forcegc, bgsweep, bgscavenge, finalizer). */
  system = false;
  lockedm: M | null = null;
  /** The operation that waits for its turn, or goes on after a wait. */
  op: Op | null = null;
  opA: unknown = undefined;
  opB: unknown = undefined;
  conts: Continuation[] | null = null;
  /** Pages that its code has written to and whose faults the kernel is still to see. */
  faults: number[] | null = null;
  /** CPU time of `compute` that is left, ns. */
  burn = 0;
  /** What it waits on: one sudog, or those of a select in lock order. */
  waiting: Sudog | null = null;
  /** The sudog that woke it. */
  param: Sudog | null = null;
  /** A case of its select has been chosen by a waker. */
  selectDone = false;
  /** Simulated bytes of its stack; 0: none. */
  stackSize = 0;
  /** For sleep; made at the first one. */
  timer: Timer | null = null;
  /** Number of the goroutine whose go statement made it. */
  parentGoid = 0;
  /** Place of that go statement. */
  created: LocIndex | -1 = NONE;
  /** What comes when `burn` is used up, where it is not the code's `compute`. */
  afterBurn: Op | null = null;

  // The garbage collector's.

  /** Asked to stop where it is, for a scan of its stack (with `preempt`). */
  preemptStop = false;
  /** It gave way to a signal, anywhere in its code: its stack cannot be moved until it runs again. */
  asyncSafePoint = false;
  /** Bytes that it may allocate before it has to help marking; negative: its debt. */
  gcAssistBytes = 0;
  /** It pays for what it allocates. */
  assist: Assist | null = null;
  /** It is a mark worker. */
  worker: MarkWorker | null = null;

  /** Its stack is a root, not part of the heap. */
  [HELD](): number {
    return 0;
  }
}

/** An M's place between two calls of `run`: what it does next. */
export const enum MStep {
  /** The start of a clone of a process. */
  Forked,
  /** mstart: takes the P that its maker left in nextp. */
  Start,
  /** schedule, from the top of findRunnable. */
  Schedule,
  /** One round over the other Ps (stealWork). */
  Steal,
  /** After the nap that precedes the theft of a running P's runnext. */
  StealNap,
  /** Gives up its P, looks once more, then blocks. */
  Idle,
  /** After a blocking netpoll. */
  Netpolled,
  /** In stopm: parked on its note. */
  Parked,
  /** In stoplockedm: parked until its own goroutine is scheduled. */
  ParkedLocked,
  /** Has picked a goroutine and is about to run it. */
  Execute,
  /** Runs the code of curg. */
  Run,
  /** Has waited in a system call of curg, and makes another attempt. */
  Attempt,
  /** Returns from a system call of curg. */
  Exitsyscall,
  /** mexit: lets its thread end. */
  Exit,
  /** The first step of the first M: schedinit and main. */
  Boot,
  /** Stopping the world: waits until the other Ps have stopped. */
  StopWorld,
  /** What the world was stopped for has taken its time: starts it again. */
  StartWorld,
}

/** A worker thread (runtime2.go: m): an Execution on the kernel, found in the log by its task. */
export class M implements Execution {
  task: TaskRef | null = null;
  curg: G | null = null;
  /** P attached for running code. */
  p: P | null = null;
  /** P to take at the next wake-up. */
  nextp: P | null = null;
  /** P that was attached before the system call. */
  oldp: P | null = null;
  /** Out of work and looking for some; counted in sched.nmspinning. */
  spinning = false;
  /** `value` 1: woken. */
  readonly park: FutexRef;
  /** Next on the list of idle Ms. */
  schedlink: M | null = null;
  lockedg: G | null = null;
  /** Nesting of LockOSThread. */
  lockedExt = 0;
  /** P's syscalltick at entersyscall. */
  syscalltick = 0;
  /** A preemption signal is on its way. */
  signalPending = false;
  /** Signals for the program that the kernel has told it of, bit n − 1 for signal n. */
  signals = 0;

  step: MStep = MStep.Start;
  /** The kernel has put the thread to sleep: `run` returns. */
  blocked = false;
  /** Its goroutine has called sched_yield for it: `run` returns. */
  yields = false;
  /** Step Execute: what to run, whether it inherits the slice, and the rule that chose it. */
  picked: G | null = null;
  inheritTime = false;
  rule = 0;
  /** Where to go from Start and from Parked. */
  afterPark: MStep = MStep.Schedule;
  /** Across the steps of one findRunnable. */
  pollUntil = 0;
  stealRound = 0;
  stealAttempts = 0;
  ranTimer = false;
  wasSpinning = false;
  /** In a round that a nap interrupted: the place in it, and the runnext seen. */
  readonly order: StealOrder;
  napNext: G | null = null;
  /** In a round: what it has found so far, as in StealRound, and where the next one's two bits go. */
  looks = 0;
  lookShift = 0;
  /** Operations of the runtime since it got going on its core. */
  warmth = 0;
  /** Is in the middle of a nap when it begins. */
  dozes = false;
  /** What it stops the world for. */
  whenStopped: ((rt: GoRuntime, m: M) => unknown) | null = null;
  /** What the program holds of its thread, once it has asked. */
  handle: ThreadHandle | null = null;
  /** Step Attempt: the call. */
  calling: CallRequest | null = null;
  /** Step Forked: the goroutine that has called fork. */
  forked: Forked | null = null;

  constructor(
    readonly id: number,
    park: FutexRef,
    order: StealOrder,
    private readonly body: (m: M) => ExecutionStop,
    /** The dumps of all goroutines of its process. */
    readonly dump: () => string,
  ) {
    this.park = park;
    this.order = order;
  }

  run(): ExecutionStop {
    return this.body(this);
  }

  place(): LocIndex | -1 {
    return this.curg === null ? NONE : this.curg.routine.loc();
  }

  registers(): Registers | undefined {
    return this.curg?.routine.registers?.();
  }

  signal(signal: number): boolean {
    this.signals |= bitOf(signal);
    return false;
  }
}

/** A processor: what an M needs to run Go code (runtime2.go: p). */
export class P {
  status: PStatus = PStatus.Pidle;
  m: M | null = null;
  /** On the list of idle Ps (idlepMask). */
  idle = false;
  /** Next on the list of idle Ps. */
  link: P | null = null;
  /** Incremented on every execute that does not inherit the time slice. */
  schedtick = 0;
  /** Incremented on every system call. */
  syscalltick = 0;
  /** What sysmon saw, and when. */
  sysmonSchedtick = 0;
  sysmonSchedwhen = 0;
  sysmonSyscalltick = 0;
  sysmonSyscallwhen = 0;
  /** Preemption asked for: the M enters the scheduler soon. */
  preempt = false;

  /** Ring of runnable goroutines; head and tail count up without end, slot = count & 255. */
  readonly runq: (G | null)[] = new Array<G | null>(RUNQ_SIZE).fill(null);
  runqhead = 0;
  runqtail = 0;
  /** Runs next, in the rest of the present slice. */
  runnext: G | null = null;

  goidcache = 0;
  goidcacheend = 0;
  /** Dead goroutines for re-use. */
  gFree: G | null = null;
  gFreeN = 0;
  readonly timers = new Timers();
  /** Bytes of its spans that are free to allocate (mcache); below 0: it needs another one. */
  mcache = 0;
  /** CPU time of fractional mark workers in the present cycle, ns. */
  gcFractionalMarkTime = 0;

  constructor(
    readonly id: number,
    readonly index: number,
  ) {}
}

/**
 * A goroutine in a wait queue (runtime2.go: sudog). A goroutine can be on several queues (select), and a queue holds many.
 */
export class Sudog {
  g: G | null = null;
  next: Sudog | null = null;
  prev: Sudog | null = null;
  /** Value to send, or received. */
  elem: unknown = undefined;
  c: Hchan | null = null;
  isSelect = false;
  /** Woken by a communication (true) or by a close (false). */
  success = false;
  /** Semaphores: 1 when the permit was handed over. Cond: the ticket. */
  ticket = 0;
  /** Next sudog of the same goroutine, in lock order (select). */
  waitlink: Sudog | null = null;
  /** Position of the case in the select. */
  caseIndex = 0;

  [HELD](visit: (value: unknown) => void): number {
    visit(this.elem);
    return 0;
  }
}

/** A FIFO of goroutines, linked by schedlink (proc.go: gQueue). */
export class GQueue {
  head: G | null = null;
  tail: G | null = null;
  size = 0;

  pushBack(g: G): void {
    g.schedlink = null;
    if (this.tail === null) this.head = g;
    else this.tail.schedlink = g;
    this.tail = g;
    this.size++;
  }

  push(g: G): void {
    g.schedlink = this.head;
    this.head = g;
    this.tail ??= g;
    this.size++;
  }

  pop(): G | null {
    const g = this.head;
    if (g === null) return null;
    this.head = g.schedlink;
    if (this.head === null) this.tail = null;
    g.schedlink = null;
    this.size--;
    return g;
  }
}

/** What all Ms share (runtime2.go: schedt). */
export class Sched {
  goidgen = 0;
  /** Time of the last network poll; 0 while an M blocks in one. */
  lastpoll = 0;
  /** Until when the blocked poller sleeps; 0: without end. */
  pollUntil = 0;

  /** Idle Ms, last in first out. */
  midle: M | null = null;
  nmidle = 0;
  /** Ms that wait for their locked goroutine. */
  nmidlelocked = 0;
  /** Ms created so far. */
  mnext = 0;
  maxmcount = 10_000;
  /** System Ms (sysmon), not counted for deadlock. */
  nmsys = 0;
  /** Ms that are gone. */
  nmfreed = 0;
  nmspinning = 0;
  /** Somebody found no idle P for a spinning M: the next to stop looking shall look on. */
  needspinning = false;

  /** Idle Ps, last in first out. */
  pidle: P | null = null;
  npidle = 0;

  /** The global queue. */
  readonly runq = new GQueue();

  /** Dead goroutines with and without a stack. */
  gFree: G | null = null;
  gFreeN = 0;

  /** The world is to stop. */
  gcwaiting = false;
  stopwait = 0;
  stopper: M | null = null;
  /** What for. */
  stwReason = 0;

  sysmonwait = false;
  readonly sysmonnote: FutexRef;

  constructor(sysmonnote: FutexRef) {
    this.sysmonnote = sysmonnote;
  }
}

const { Grunnable, Grunning, Gsyscall, Gwaiting, Gdead, Gcopystack, Gpreempted } = {
  Grunnable: 1 << GStatus.Grunnable,
  Grunning: 1 << GStatus.Grunning,
  Gsyscall: 1 << GStatus.Gsyscall,
  Gwaiting: 1 << GStatus.Gwaiting,
  Gdead: 1 << GStatus.Gdead,
  Gcopystack: 1 << GStatus.Gcopystack,
  Gpreempted: 1 << GStatus.Gpreempted,
};

/** Legal successors of each status, as a bit set. */
const SUCCESSORS: readonly number[] = [
  /* Gidle */ Gdead,
  /* Grunnable */ Grunning,
  /* Grunning */ Grunnable | Gwaiting | Gsyscall | Gcopystack | Gdead | Gpreempted,
  /* Gsyscall */ Grunning | Grunnable,
  /* Gwaiting */ Grunnable,
  /* Gdead */ Grunnable | Gwaiting,
  /* Gcopystack */ Grunning,
  /* Gpreempted */ Gwaiting,
];

/** Changes the status of a goroutine. @throws Error where it is not `from`, or the transition is not one of Go's. */
export function casgstatus(g: G, from: GStatus, to: GStatus): void {
  if (g.status !== from) {
    throw new Error(`goroutine ${g.goid}: status is ${g.status}, not ${from}, on its way to ${to}`);
  }
  if (((SUCCESSORS[from] ?? 0) & (1 << to)) === 0) {
    throw new Error(`goroutine ${g.goid}: illegal status transition ${from} to ${to}`);
  }
  g.status = to;
}
