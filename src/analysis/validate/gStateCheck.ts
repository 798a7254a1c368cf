import { codeOf, G_STATES, READY_REASONS, RUN_RULES } from "../../shared/enums";
import type { GState, ReadyReason, RunRule } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { gName } from "../names";
import type { Check } from "./check";
import { TransitionTable } from "./transitions";
import type { LegalTransition } from "./transitions";

/** The states of runtime2.go, Go 1.23. Each goroutine of the log is a new one, so dead ones never come back. */

const TO_RUNNABLE: readonly LegalTransition<GState, ReadyReason>[] = [
  // newproc1: the go statement has made it.
  { from: "idle", to: "runnable", reasons: ["created"] },
  // goschedImpl and goyield_m: it gives way by itself, or because sysmon asked.
  { from: "running", to: "runnable", reasons: ["gosched", "preempted", "goyield"] },
  // ready, injectglist: a goroutine, a timer or the netpoller ends its wait.
  { from: "waiting", to: "runnable", reasons: ["ready", "netpoll", "timer", "injected"] },
  // findRunnableGCWorker, checkIdleGCNoP.
  { from: "waiting", to: "runnable", reasons: ["GC worker"] },
  // exitsyscall0: no P is free.
  { from: "syscall", to: "runnable", reasons: ["syscall exit"] },
];

const TO_RUNNING: readonly LegalTransition<GState, RunRule>[] = [
  // execute: schedule() has found it.
  {
    from: "runnable",
    to: "running",
    reasons: [
      "start",
      "global queue (61st tick)",
      "runnext",
      "local queue",
      "global queue",
      "netpoll",
      "steal",
      "steal runnext",
      "locked",
      "GC worker",
      "GC worker (idle P)",
      "global queue (last look)",
      "global queue (second look)",
      "netpoll (blocking)",
      "runnext (another P's timers)",
      "local queue (another P's timers)",
    ],
  },
  // procresize: its P is removed, and it goes on on another one.
  { from: "running", to: "running", reasons: ["P removed"] },
  // exitsyscall0 without a P made it runnable, and found an idle P after all.
  { from: "runnable", to: "running", reasons: ["syscall exit (idle P)"] },
  // park_m: the unlock function said that there is nothing to wait for; it goes on at once.
  { from: "waiting", to: "running", reasons: ["wait cancelled"] },
  // exitsyscallfast: it still has its P, or found an idle one.
  { from: "syscall", to: "running", reasons: ["syscall exit (fast)", "syscall exit (idle P)"] },
];

const NO_REASON = ["" as const];
const TO_OTHERS: readonly LegalTransition<GState, "">[] = [
  // park_m.
  { from: "running", to: "waiting", reasons: NO_REASON },
  // reentersyscall, entersyscallblock.
  { from: "running", to: "syscall", reasons: NO_REASON },
  // goexit0: its function has returned.
  { from: "running", to: "dead", reasons: NO_REASON },
  // preemptPark: a suspendG has asked.
  { from: "running", to: "preempted", reasons: NO_REASON },
  // suspendG has found it.
  { from: "preempted", to: "waiting", reasons: NO_REASON },
];

const RUNNABLE_TABLE = new TransitionTable(G_STATES, READY_REASONS, TO_RUNNABLE);
const RUNNING_TABLE = new TransitionTable(G_STATES, RUN_RULES, TO_RUNNING);
const OTHER_TABLE = new TransitionTable(G_STATES, NO_REASON, TO_OTHERS);
const [IDLE, RUNNABLE, RUNNING, SYSCALL, WAITING, DEAD, PREEMPTED] = [
  codeOf(G_STATES, "idle"),
  codeOf(G_STATES, "runnable"),
  codeOf(G_STATES, "running"),
  codeOf(G_STATES, "syscall"),
  codeOf(G_STATES, "waiting"),
  codeOf(G_STATES, "dead"),
  codeOf(G_STATES, "preempted"),
] as const;

const STATE_AFTER = new Map<number, number>([
  [Kind.GoRunnable, RUNNABLE],
  [Kind.GoRunning, RUNNING],
  [Kind.GoWaiting, WAITING],
  [Kind.GoSyscall, SYSCALL],
  [Kind.GoPreempted, PREEMPTED],
]);

type Refusing = Pick<typeof OTHER_TABLE, "refuse">;

/** Goroutines are created once, and change state only in legal ways. */
export class GStateCheck implements Check {
  readonly kinds = [
    Kind.GoNew,
    Kind.GoRunnable,
    Kind.GoRunning,
    Kind.GoWaiting,
    Kind.GoSyscall,
    Kind.GoDead,
    Kind.GoCopystack,
    Kind.GoPreempted,
    Kind.GoShrinkstack,
  ];
  private readonly state: Int8Array;

  constructor(private readonly log: EventLog) {
    this.state = new Int8Array(log.tables.gs.length).fill(NONE);
  }

  event(event: LogEvent): string | undefined {
    switch (event.kind) {
      case Kind.GoNew:
        if (this.state[event.a] !== NONE) return `${gName(this.log, event.a)} is created twice`;
        this.state[event.a] = IDLE;
        return undefined;
      case Kind.GoRunnable:
        return this.move(event.a, RUNNABLE, RUNNABLE_TABLE, event.aux);
      case Kind.GoRunning:
        return this.move(event.a, RUNNING, RUNNING_TABLE, event.aux);
      case Kind.GoWaiting:
        return this.move(event.a, WAITING, OTHER_TABLE);
      case Kind.GoSyscall:
        return this.move(event.a, SYSCALL, OTHER_TABLE);
      case Kind.GoPreempted:
        return this.move(event.a, PREEMPTED, OTHER_TABLE);
      case Kind.GoShrinkstack:
        // scanstack: the scan bit keeps it where it is.
        if (this.state[event.a] === WAITING || this.state[event.a] === RUNNABLE) return undefined;
        return `${gName(this.log, event.a)}: its stack is moved while it is ${this.stateName(event.a)}`;
      case Kind.GoDead:
        return this.move(event.a, DEAD, OTHER_TABLE);
      case Kind.GoCopystack:
        // newstack: running → copystack → running within one event.
        if (this.state[event.a] === RUNNING) return undefined;
        return `${gName(this.log, event.a)}: its stack is copied while it is ${this.stateName(event.a)}`;
      default:
        return undefined;
    }
  }

  restore(event: LogEvent): string | undefined {
    const { kind, a: g } = event;
    if (kind === Kind.GoNew) return this.event(event);
    if (this.state[g] === NONE) return `${gName(this.log, g)} has a state, but is not created`;
    this.state[g] = STATE_AFTER.get(kind) ?? this.state[g] ?? NONE;
    return undefined;
  }

  private move(g: number, to: number, table: Refusing, reason = 0): string | undefined {
    const from = this.state[g] ?? NONE;
    if (from === NONE) return `${gName(this.log, g)} changes state before it is created`;
    const wrong = table.refuse(from, to, reason);
    if (wrong !== undefined) return `${gName(this.log, g)}: ${wrong}`;
    this.state[g] = to;
    return undefined;
  }

  private stateName(g: number): string {
    return G_STATES[this.state[g] ?? NONE] ?? "not created";
  }
}
