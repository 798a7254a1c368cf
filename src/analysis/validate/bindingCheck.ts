import { codeOf, P_STATES } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { gName, pName, taskName } from "../names";
import type { Check } from "./check";

const RUNNING = codeOf(P_STATES, "running");
const SYSCALL = codeOf(P_STATES, "syscall");

/** A P has at most one M, an M one P and one G; a goroutine starts to run only on an M that holds the P it is said to run on. */
export class BindingCheck implements Check {
  readonly kinds = [
    Kind.PState,
    Kind.GoRunning,
    Kind.GoRunnable,
    Kind.GoWaiting,
    Kind.GoPreempted,
    Kind.GoDead,
  ];
  private readonly mOfP: Int32Array;
  private readonly pOfM: Int32Array;
  private readonly status: Uint8Array;
  private readonly gOfM: Int32Array;
  private readonly mOfG: Int32Array;

  constructor(private readonly log: EventLog) {
    const { ps, tasks, gs } = log.tables;
    this.mOfP = new Int32Array(ps.length).fill(NONE);
    this.pOfM = new Int32Array(tasks.length).fill(NONE);
    this.status = new Uint8Array(ps.length);
    this.gOfM = new Int32Array(tasks.length).fill(NONE);
    this.mOfG = new Int32Array(gs.length).fill(NONE);
  }

  event(event: LogEvent): string | undefined {
    switch (event.kind) {
      case Kind.PState:
        return this.setStatus(event);
      case Kind.GoRunning:
        return this.run(event);
      case Kind.GoRunnable:
      case Kind.GoWaiting:
      case Kind.GoPreempted:
      case Kind.GoDead:
        this.drop(event.a);
        return undefined;
      default:
        return undefined;
    }
  }

  /** A goroutine may be in a system call since before its P had others. */
  restore(event: LogEvent): undefined {
    if (event.kind === Kind.GoRunning) this.put(event.a, event.task);
    else this.event(event);
  }

  private setStatus({ a: p, b: m, aux }: LogEvent): string | undefined {
    const held = this.mOfP[p] ?? NONE;
    const before = this.status[p];
    this.status[p] = aux;
    if (aux === SYSCALL) {
      // The P stays with the M that called, which does not own it.
      if (m !== NONE && m !== held)
        return `${this.p(p)} goes into a system call of ${this.m(m)}, but is held by ${this.m(held)}`;
      return undefined;
    }
    if (aux !== RUNNING) {
      if (held !== NONE) this.pOfM[held] = NONE;
      this.mOfP[p] = NONE;
      return undefined;
    }
    if (m === NONE) return `${this.p(p)} is running without an M`;
    // exitsyscallfast looks at nothing but the status: an M may get a P back that another M has called from since.
    if (held !== NONE && held !== m && before === SYSCALL) this.pOfM[held] = NONE;
    else if (held !== NONE && held !== m)
      return `${this.p(p)} is taken by ${this.m(m)}, but is held by ${this.m(held)}`;
    const other = this.pOfM[m] ?? NONE;
    if (other !== NONE && other !== p)
      return `${this.m(m)} takes ${this.p(p)}, but holds ${this.p(other)} already`;
    this.mOfP[p] = m;
    this.pOfM[m] = p;
    return undefined;
  }

  private run({ a: g, p, task: m }: LogEvent): string | undefined {
    if (m === NONE) return `${this.g(g)} runs without an M`;
    if (p === NONE) return `${this.g(g)} runs without a P`;
    if (this.mOfP[p] !== m || this.status[p] !== RUNNING) {
      const held = this.mOfP[p] ?? NONE;
      return `${this.g(g)} runs on ${this.m(m)} and ${this.p(p)}, but that P ${held === NONE ? "is held by nobody" : `is held by ${this.m(held)}`}`;
    }
    const present = this.gOfM[m] ?? NONE;
    if (present !== NONE && present !== g)
      return `${this.g(g)} runs on ${this.m(m)}, but ${this.g(present)} is there`;
    const elsewhere = this.mOfG[g] ?? NONE;
    if (elsewhere !== NONE && elsewhere !== m)
      return `${this.g(g)} runs on ${this.m(m)}, but is on ${this.m(elsewhere)} already`;
    this.put(g, m);
    return undefined;
  }

  private put(g: number, m: number): void {
    this.gOfM[m] = g;
    this.mOfG[g] = m;
  }

  private drop(g: number): void {
    const m = this.mOfG[g] ?? NONE;
    if (m === NONE) return;
    this.gOfM[m] = NONE;
    this.mOfG[g] = NONE;
  }

  private g(g: number): string {
    return gName(this.log, g);
  }

  private p(p: number): string {
    return pName(this.log, p);
  }

  private m(m: number): string {
    return taskName(this.log, m);
  }
}
