import type { GEntity, TaskEntity } from "../../shared/entities";
import type { EventLog } from "../../shared/log/eventLog";
import { NONE } from "../../shared/ids";
import { GoTraceFile } from "./goTraceFile";
import { MStream } from "./mStream";
import { StackTable } from "./stackTable";
import { StringTable } from "./stringTable";
import { Ev, GoStatus, NO_M, ProcStatus } from "./wire";

/**
 * The events of a trace, named as in Go's tracer (traceruntime.go, Go 1.23). It knows what a reader knows: who has which P and goroutine, and their
 * sequence numbers, by which readers order the events of different Ms. Ms, Ps and goroutines are rows of the log's tables.
 *
 * Invariants: an M has at most one P and one goroutine. A P that is idle has no M. A P in a system call still has its M, until somebody steals it.
 * Sequence numbers start at 0 with a status or a creation; GoStart and GoUnblock count for goroutines, ProcStart, ProcSteal and GoSyscallBegin
 * for Ps; the begin and the end of a garbage collection count too.
 */
export class Tracer {
  /** Time of the events that follow, ns. */
  now = 0;
  readonly strings: StringTable;
  readonly stacks: StackTable;
  private readonly file = new GoTraceFile();
  /** By M; the stream of events that no M executed is that of NONE. */
  private readonly streams = new Map<number, MStream>();
  /** Thread ids may come again, and one M has one stream. */
  private readonly byTid = new Map<number, MStream>();
  private readonly tasks: readonly TaskEntity[];
  private readonly ps: readonly { readonly id: number }[];

  readonly pStatus: Uint8Array;
  readonly mOfP: Int32Array;
  private readonly pSeq: Uint32Array;
  private gcSeq = 0;
  readonly gStatus: Uint8Array;
  private readonly goid: Uint32Array;
  private readonly gSeq: Uint32Array;
  readonly pOfM: Int32Array;
  readonly gOfM: Int32Array;

  constructor(log: EventLog) {
    const { tasks, ps, gs } = log.tables;
    this.strings = new StringTable(this.file);
    this.stacks = new StackTable(this.file, this.strings, log.tables);
    this.tasks = tasks;
    this.ps = ps;
    this.pStatus = new Uint8Array(ps.length);
    this.mOfP = new Int32Array(ps.length).fill(NONE);
    this.pSeq = new Uint32Array(ps.length);
    this.gStatus = new Uint8Array(gs.length);
    this.goid = new Uint32Array(gs.length);
    this.gSeq = new Uint32Array(gs.length);
    this.pOfM = new Int32Array(tasks.length).fill(NONE);
    this.gOfM = new Int32Array(tasks.length).fill(NONE);
  }

  /** The M runs a goroutine on a P: what an annotation needs. */
  canAnnotate(m: number): boolean {
    const p = this.pOfM[m] ?? NONE;
    return p !== NONE && this.pStatus[p] === ProcStatus.Running && (this.gOfM[m] ?? NONE) !== NONE;
  }

  /** States the P's status, again or, where the trace does not know it, as given. One that is not idle is the M's. */
  procStatus(m: number, p: number, status: number = ProcStatus.Idle): void {
    if (this.pStatus[p] === ProcStatus.None) {
      this.pStatus[p] = status;
      if (status !== ProcStatus.Idle) this.takeP(m, p);
    }
    this.begin(m, Ev.ProcStatus).arg(this.ps[p]?.id ?? 0);
    this.stream.arg(this.pStatus[p] ?? 0);
    this.pSeq[p] = 0;
  }

  procStart(m: number, p: number): void {
    if (this.pStatus[p] === ProcStatus.None) this.procStatus(m, p);
    this.pStatus[p] = ProcStatus.Running;
    this.takeP(m, p);
    this.begin(m, Ev.ProcStart).arg(this.ps[p]?.id ?? 0);
    this.stream.arg(this.nextPSeq(p));
  }

  /** The M lets go of its P. */
  procStop(m: number): void {
    this.dropP(this.pOfM[m] ?? NONE);
    this.begin(m, Ev.ProcStop);
  }

  /** An M takes a P out of the system call of another, or of its own. */
  procSteal(m: number, p: number): void {
    const from = this.mOfP[p] ?? NONE;
    this.dropP(p);
    this.begin(m, Ev.ProcSteal).arg(this.ps[p]?.id ?? 0);
    this.stream.arg(this.nextPSeq(p));
    this.stream.arg(this.tasks[from]?.tid ?? NO_M);
  }

  gomaxprocs(m: number, procs: number, stack: number): void {
    this.begin(m, Ev.ProcsChange).arg(procs);
    this.stream.arg(stack);
  }

  stwStart(m: number, reason: string, stack: number): void {
    this.begin(m, Ev.STWBegin).arg(this.strings.id(reason));
    this.stream.arg(stack);
  }

  stwDone(m: number): void {
    this.begin(m, Ev.STWEnd);
  }

  /** States the status of a goroutine that the trace does not know. One that runs, or is in a system call, is the M's. */
  goStatus(m: number, g: number, entity: GEntity, status: number): void {
    const onM = status === GoStatus.Running || status === GoStatus.Syscall;
    this.gStatus[g] = status;
    this.goid[g] = entity.goid;
    if (onM) this.gOfM[m] = g;
    this.begin(m, Ev.GoStatusStack).arg(entity.goid);
    this.stream.arg(onM ? (this.tasks[m]?.tid ?? NO_M) : NO_M);
    this.stream.arg(status);
    this.stream.arg(this.stacks.entry(entity));
  }

  gcStart(m: number, stack: number): void {
    this.begin(m, Ev.GCBegin).arg(++this.gcSeq);
    this.stream.arg(stack);
  }

  gcDone(m: number): void {
    this.begin(m, Ev.GCEnd).arg(++this.gcSeq);
  }

  /** A sweep that is over at once, of the P of the M. */
  gcSwept(m: number, bytes: number): void {
    this.begin(m, Ev.GCSweepBegin).arg(0);
    this.begin(m, Ev.GCSweepEnd).arg(bytes);
    this.stream.arg(bytes);
  }

  gcMarkAssistStart(m: number, stack: number): void {
    this.begin(m, Ev.GCMarkAssistBegin).arg(stack);
  }

  gcMarkAssistDone(m: number): void {
    this.begin(m, Ev.GCMarkAssistEnd);
  }

  heapAlloc(m: number, bytes: number): void {
    this.begin(m, Ev.HeapAlloc).arg(bytes);
  }

  heapGoal(m: number, bytes: number): void {
    this.begin(m, Ev.HeapGoal).arg(bytes);
  }

  /** Of the goroutine that the M runs. */
  goLabel(m: number, label: string): void {
    this.begin(m, Ev.GoLabel).arg(this.strings.id(label));
  }

  goCreate(m: number, g: number, entity: GEntity, stack: number): void {
    this.gStatus[g] = GoStatus.Runnable;
    this.goid[g] = entity.goid;
    this.begin(m, Ev.GoCreate).arg(entity.goid);
    this.stream.arg(this.stacks.entry(entity));
    this.stream.arg(stack);
  }

  goStart(m: number, g: number): void {
    this.gStatus[g] = GoStatus.Running;
    this.gOfM[m] = g;
    this.begin(m, Ev.GoStart).arg(this.goid[g] ?? 0);
    this.stream.arg(this.nextGSeq(g));
  }

  goEnd(m: number): void {
    this.dropG(m, GoStatus.None);
    this.begin(m, Ev.GoDestroy);
  }

  goStop(m: number, reason: string, stack: number): void {
    this.dropG(m, GoStatus.Runnable);
    this.begin(m, Ev.GoStop).arg(this.strings.id(reason));
    this.stream.arg(stack);
  }

  goPark(m: number, reason: string, stack: number): void {
    this.dropG(m, GoStatus.Waiting);
    this.begin(m, Ev.GoBlock).arg(this.strings.id(reason));
    this.stream.arg(stack);
  }

  /** `m` may be NONE: nobody's thread wakes the goroutine. */
  goUnpark(m: number, g: number, stack: number): void {
    this.gStatus[g] = GoStatus.Runnable;
    this.begin(m, Ev.GoUnblock).arg(this.goid[g] ?? 0);
    this.stream.arg(this.nextGSeq(g));
    this.stream.arg(stack);
  }

  goSysCall(m: number, stack: number): void {
    const p = this.pOfM[m] ?? NONE;
    this.pStatus[p] = ProcStatus.Syscall;
    this.gStatus[this.gOfM[m] ?? NONE] = GoStatus.Syscall;
    this.begin(m, Ev.GoSyscallBegin).arg(this.nextPSeq(p));
    this.stream.arg(stack);
  }

  /** `lostP`: the P of the call was taken. The goroutine is runnable then, else running. */
  goSysExit(m: number, lostP: boolean): void {
    if (lostP) {
      this.dropG(m, GoStatus.Runnable);
      this.begin(m, Ev.GoSyscallEndBlocked);
    } else {
      this.pStatus[this.pOfM[m] ?? NONE] = ProcStatus.Running;
      this.gStatus[this.gOfM[m] ?? NONE] = GoStatus.Running;
      this.begin(m, Ev.GoSyscallEnd);
    }
  }

  /** As trace.Log without a task. `message` is the number of a string. */
  userLog(m: number, category: string, message: number, stack: number): void {
    this.begin(m, Ev.UserLog).arg(0);
    this.stream.arg(this.strings.id(category));
    this.stream.arg(message);
    this.stream.arg(stack);
  }

  /** The file. No event may follow. */
  bytes(): Uint8Array {
    for (const stream of this.streams.values()) stream.flush();
    this.stacks.flush();
    this.strings.flush();
    return this.file.bytes();
  }

  private stream: MStream = new MStream(this.file, NO_M);
  private streamM = NaN;

  private begin(m: number, type: number): MStream {
    if (m !== this.streamM) {
      this.stream = this.streams.get(m) ?? this.open(m);
      this.streamM = m;
    }
    this.stream.event(type, this.now);
    return this.stream;
  }

  private open(m: number): MStream {
    const tid = this.tasks[m]?.tid ?? NO_M;
    const stream = this.byTid.get(tid) ?? new MStream(this.file, tid);
    this.byTid.set(tid, stream);
    this.streams.set(m, stream);
    return stream;
  }

  private takeP(m: number, p: number): void {
    this.mOfP[p] = m;
    this.pOfM[m] = p;
  }

  private dropP(p: number): void {
    this.pStatus[p] = ProcStatus.Idle;
    this.pOfM[this.mOfP[p] ?? NONE] = NONE;
    this.mOfP[p] = NONE;
  }

  private dropG(m: number, status: number): void {
    this.gStatus[this.gOfM[m] ?? NONE] = status;
    this.gOfM[m] = NONE;
  }

  private nextPSeq(p: number): number {
    const seq = (this.pSeq[p] ?? 0) + 1;
    this.pSeq[p] = seq;
    return seq;
  }

  private nextGSeq(g: number): number {
    const seq = (this.gSeq[g] ?? 0) + 1;
    this.gSeq[g] = seq;
    return seq;
  }
}
