import { codeOf, P_STATES, READY_REASONS, RUN_ENDS, STW_REASONS } from "../../shared/enums";
import type { StwReason } from "../../shared/enums";
import type { GIndex, ProcessIndex } from "../../shared/ids";
import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { Collection } from "./collection";
import { Notes } from "./notes";
import { BLOCK_REASONS, STOP_REASONS } from "./reasons";
import type { Snapshot } from "./snapshot";
import { Tracer } from "./tracer";
import { GoStatus, ProcStatus } from "./wire";

const P_IDLE = codeOf(P_STATES, "idle");
const P_RUNNING = codeOf(P_STATES, "running");
const P_GCSTOP = codeOf(P_STATES, "gcstop");

/**
 * Tells the events of one Go process to a tracer, as the Go runtime would have. Where the log holds only the last part of a run, that begins with
 * the state at its beginning, as when tracing is started in the middle of a program.
 */
export class Translation {
  readonly tracer: Tracer;
  private readonly notes: Notes;
  private readonly collection: Collection;
  /** The M that has stopped the world; its P counts as running meanwhile. */
  private stopper: number = NONE;
  /** What it is stopped for. */
  private stopReason: StwReason = "GOMAXPROCS";
  /** GOMAXPROCS as traced, and what it is until the program changes it. */
  private procs = 0;
  private firstProcs: number;

  constructor(
    private readonly log: EventLog,
    private readonly process: ProcessIndex,
  ) {
    this.tracer = new Tracer(log);
    this.firstProcs = log.config.gomaxprocs;
    this.notes = new Notes(log, this.tracer);
    this.collection = new Collection(log, this.tracer);
  }

  /** The state of everything, at the time of the events that follow. */
  begin(snapshot: Snapshot, time: number): void {
    const { tracer } = this;
    tracer.now = time;
    this.firstProcs = 0;
    for (const [p, { status, m }] of snapshot.ps) {
      if (!this.isOurP(p)) continue;
      tracer.procStatus(m, p, status);
      this.firstProcs++;
    }
    for (const [g, { status, m }] of snapshot.gs)
      if (this.isOurs(g)) tracer.goStatus(m, g, this.log.tables.gs.at(g as GIndex), status);
    if (!tracer.canAnnotate(snapshot.stopper)) return;
    this.stopper = snapshot.stopper;
    tracer.stwStart(this.stopper, this.stopReason, 0);
  }

  event(event: LogEvent): void {
    const { tracer, notes } = this;
    tracer.now = event.time;
    switch (event.kind) {
      case Kind.PState:
        if (this.isOurP(event.a)) this.pState(event);
        return;
      case Kind.GoRunnable:
        if (this.isOurs(event.a)) this.runnable(event);
        return;
      case Kind.GoRunning:
        if (this.isOurs(event.a)) this.running(event);
        return;
      case Kind.GoWaiting:
        if (this.isOurs(event.a)) this.waiting(event);
        return;
      case Kind.GoSyscall:
        if (!this.isOurs(event.a)) return;
        tracer.goSysCall(event.task, tracer.stacks.place(event.loc));
        return;
      case Kind.GoDead:
        if (!this.isOurs(event.a)) return;
        tracer.goEnd(event.task);
        return;
      case Kind.GoCopystack:
        notes.stackGrown(event);
        return;
      case Kind.Steal:
        if (this.isOurP(event.p)) notes.steal(event);
        return;
      case Kind.PreemptRequest:
        notes.preemptRequest(event);
        return;
      case Kind.Output:
        notes.output(event);
        return;
      case Kind.GoPreempted:
        if (!this.isOurs(event.a)) return;
        tracer.goPark(event.task, "preempted", tracer.stacks.place(event.loc));
        return;
      case Kind.StopTheWorld:
        if (this.isOurP(event.p)) this.stopReason = STW_REASONS[event.aux] ?? this.stopReason;
        return;
      case Kind.GCBegin:
      case Kind.GCEnd:
      case Kind.Heap:
      case Kind.GCSwept:
      case Kind.GCAssistBegin:
      case Kind.GCAssistEnd:
      case Kind.GCWorkerStart:
        this.collection.event(event);
        return;
      case Kind.RunEnd:
        this.end(event);
        return;
      default:
        return;
    }
  }

  private pState(event: LogEvent): void {
    const { tracer } = this;
    const { a: p, task: m } = event;
    const status = tracer.pStatus[p];
    switch (event.aux) {
      case P_RUNNING:
        if (m === this.stopper) this.startTheWorld(event);
        else if (status === ProcStatus.Syscall && tracer.mOfP[p] !== m) {
          // exitsyscallfast_reacquired: it is in a later call now, of another M.
          tracer.procSteal(m, p);
          tracer.procStart(m, p);
        } else if (status === ProcStatus.Idle || status === ProcStatus.None) tracer.procStart(m, p);
        return;
      case P_GCSTOP:
        if (status === ProcStatus.Running && event.b === m) {
          this.stopper = m;
          tracer.stwStart(m, this.stopReason, tracer.stacks.place(event.loc));
        } else if (status === ProcStatus.Syscall) tracer.procSteal(m, p);
        return;
      case P_IDLE:
        // By its own M (releasep, also in entersyscallblock), or by somebody else out of a call.
        if (status === ProcStatus.None) tracer.procStatus(m, p);
        else if (status !== ProcStatus.Idle && tracer.mOfP[p] === m) tracer.procStop(m);
        else if (status === ProcStatus.Syscall) tracer.procSteal(m, p);
        return;
      default:
        return;
    }
  }

  private startTheWorld({ a: p, task: m, index, loc }: LogEvent): void {
    const { tracer } = this;
    this.stopper = NONE;
    const own = tracer.pOfM[m] ?? NONE;
    if (p !== own) {
      // procresize: its P is no more. It is traced as descheduled and scheduled again.
      const g = tracer.gOfM[m] ?? NONE;
      tracer.goStop(m, STOP_REASONS[codeOf(READY_REASONS, "gosched")] ?? "", tracer.stacks.place(loc));
      tracer.procStop(m);
      tracer.procStart(m, p);
      tracer.goStart(m, g);
    }
    // The other Ps become idle in the events that follow.
    let procs = 1;
    for (let at = index + 1; at < this.log.length; at++, procs++) {
      const next = this.log.read(at);
      if (next.kind !== Kind.PState || next.aux !== P_IDLE || next.task !== m) break;
    }
    this.setProcs(m, procs, loc);
    tracer.stwDone(m);
  }

  private runnable(event: LogEvent): void {
    const { tracer } = this;
    const { a: g, task: m, aux: reason } = event;
    const stack = tracer.stacks.place(event.loc);
    switch (tracer.gStatus[g]) {
      case GoStatus.None:
        tracer.goCreate(m, g, this.log.tables.gs.at(g as GIndex), stack);
        return;
      case GoStatus.Running:
        tracer.goStop(m, STOP_REASONS[reason] ?? "", stack);
        return;
      case GoStatus.Syscall:
        tracer.goSysExit(m, true);
        return;
      case GoStatus.Waiting:
        tracer.goUnpark(m, g, stack);
        return;
      default:
        return;
    }
  }

  private waiting(event: LogEvent): void {
    const reason = BLOCK_REASONS[event.aux] ?? "unspecified";
    // One that was preempted for its stack to be scanned has blocked by that already.
    if (reason === "" || this.tracer.gStatus[event.a] === GoStatus.Waiting) return;
    this.tracer.goPark(event.task, reason, this.tracer.stacks.place(event.loc));
  }

  private running(event: LogEvent): void {
    const { tracer } = this;
    const { a: g, task: m } = event;
    switch (tracer.gStatus[g]) {
      case GoStatus.Waiting:
        // park_m: there was nothing to wait for.
        tracer.goUnpark(m, g, 0);
        break;
      case GoStatus.Syscall: {
        const lostP = tracer.pStatus[event.p] !== ProcStatus.Syscall;
        tracer.goSysExit(m, lostP);
        break;
      }
      default:
        break;
    }
    if (tracer.gStatus[g] === GoStatus.Runnable) tracer.goStart(m, g);
    if (this.procs === 0) this.setProcs(m, this.firstProcs, NONE);
    this.notes.started(event);
  }

  private setProcs(m: number, procs: number, loc: number): void {
    if (procs !== this.procs) this.tracer.gomaxprocs(m, procs, this.tracer.stacks.place(loc));
    this.procs = procs;
  }

  private end({ task: m, aux, a: exitCode, b }: LogEvent): void {
    const { tracer } = this;
    const [message = ""] = this.log.tables.string(b).split("\n", 1);
    const how = `${RUN_ENDS[aux] ?? ""}, exit code ${exitCode}`;
    if (this.notes.end(message === "" ? how : `${how}: ${message}`)) return;
    // The trace lasts as long as the run: a P is as it was.
    const p = tracer.pStatus.indexOf(ProcStatus.Idle);
    if (p !== NONE) tracer.procStatus(m, p);
  }

  private isOurP(p: number): boolean {
    return this.log.tables.ps[p]?.process === this.process;
  }

  /** Goroutine numbers are those of a process: others are not in the trace. */
  private isOurs(g: number): boolean {
    return (
      this.tracer.gStatus[g] !== GoStatus.None || this.log.tables.gs.at(g as GIndex).process === this.process
    );
  }
}
