import { codeOf, GC_PHASES, GC_WORKER_MODES, P_STATES, READY_REASONS, STW_REASONS } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { GIndex } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { gName, pName } from "../names";
import type { Check } from "./check";

const OFF = codeOf(GC_PHASES, "off");
const MARK = codeOf(GC_PHASES, "mark");
const TERMINATION = codeOf(GC_PHASES, "mark termination");
const SYSCALL_EXIT = codeOf(READY_REASONS, "syscall exit");
const P_RUNNING = codeOf(P_STATES, "running");

/** The order of phases (mgc.go): from the one to the other. */
const NEXT_PHASE: Readonly<Record<number, number>> = { [OFF]: MARK, [MARK]: TERMINATION, [TERMINATION]: OFF };

/** Stages of a stop of the world. */
const RUNNING = 0;
const STOPPING = 1;
const STOPPED = 2;

/** What a process's collector is doing. */
interface Process {
  cycle: number;
  inCycle: boolean;
  phase: number;
  stage: number;
  reason: number;
  /** The goroutine that has stopped the world. */
  stopper: number;
  live: number;
  /** Mark workers that mark now. */
  workers: number;
}

/**
 * The garbage collector: cycles and phases follow each other in order; a phase changes only while the world is stopped; while it is, no goroutine
 * but the one that stopped it does anything, and no P runs; workers mark, stacks are scanned and assists begin only in the mark phase; the heap
 * shrinks only at a cycle's end.
 */
export class GcCheck implements Check {
  private readonly processes = new Map<number, Process>();
  /** By goroutine: the mode in which it marks, 0 for none; and whether it assists. */
  private readonly mode: Uint8Array;
  private readonly assists: Uint8Array;
  private readonly pState: Int8Array;
  /** Nothing to look at in logs without a collector. */
  private active = false;

  constructor(private readonly log: EventLog) {
    const { gs, ps } = log.tables;
    this.mode = new Uint8Array(gs.length);
    this.assists = new Uint8Array(gs.length);
    this.pState = new Int8Array(ps.length).fill(NONE);
  }

  event(event: LogEvent): string | undefined {
    if (event.kind === Kind.PState) this.pState[event.a] = event.aux;
    if (this.active) {
      const wrong = this.worldStands(event);
      if (wrong !== undefined) return wrong;
    }
    switch (event.kind) {
      case Kind.GCBegin:
      case Kind.GCEnd:
        return this.cycle(event);
      case Kind.GCPhase:
        return this.phase(event);
      case Kind.StopTheWorld:
      case Kind.WorldStopped:
      case Kind.StartTheWorld:
        this.active = true;
        return this.world(event);
      case Kind.Heap:
        return this.heap(event);
      case Kind.GCWorkerStart:
      case Kind.GCWorkerStop:
        return this.worker(event);
      case Kind.GCAssistBegin:
      case Kind.GCAssistEnd:
        return this.assist(event);
      case Kind.GCScanStack:
        return this.inMark(event, "a stack is scanned");
      case Kind.GoPreempted:
        return this.inMark(event, `${gName(this.log, event.a)} is stopped for a scan`);
      default:
        return undefined;
    }
  }

  /** A log may begin in the midst of a cycle. */
  restore(event: LogEvent): undefined {
    const process = event.g === NONE ? undefined : this.of(event.g);
    switch (event.kind) {
      case Kind.PState:
        this.pState[event.a] = event.aux;
        return;
      case Kind.GCBegin:
      case Kind.GCEnd:
        if (process === undefined) return;
        process.cycle = event.a;
        process.inCycle = event.kind === Kind.GCBegin;
        return;
      case Kind.GCPhase:
        if (process !== undefined) process.phase = event.aux;
        return;
      case Kind.StopTheWorld:
      case Kind.WorldStopped:
      case Kind.StartTheWorld:
        this.active = true;
        if (process !== undefined) this.setStage(process, event);
        return;
      case Kind.Heap:
        if (process !== undefined) process.live = this.log.readWide(event.a);
        return;
      case Kind.GCWorkerStart:
        this.mode[event.a] = event.aux;
        if (process !== undefined) process.workers++;
        return;
      case Kind.GCAssistBegin:
        this.assists[event.a] = 1;
        return;
      default:
        return;
    }
  }

  private of(g: number): Process {
    const index = this.log.tables.gs.at(g as GIndex).process;
    let found = this.processes.get(index);
    if (found === undefined) {
      found = {
        cycle: 0,
        inCycle: false,
        phase: OFF,
        stage: RUNNING,
        reason: 0,
        stopper: NONE,
        live: 0,
        workers: 0,
      };
      this.processes.set(index, found);
    }
    return found;
  }

  private worldStands({ kind, aux, a, g }: LogEvent): string | undefined {
    // It may come back from a system call, and finds no P.
    if (kind === Kind.GoRunnable && aux === SYSCALL_EXIT && a === g) return undefined;
    const who = kind === Kind.GoRunning ? a : g;
    if (who === NONE) return undefined;
    const { stage, stopper, reason } = this.of(who);
    if (stage !== STOPPED || who === stopper) return undefined;
    const what = kind === Kind.GoRunning ? "runs" : "does something";
    return `${gName(this.log, who)} ${what} while the world is stopped (${STW_REASONS[reason] ?? ""})`;
  }

  private cycle({ kind, a: cycle, g }: LogEvent): string | undefined {
    if (g === NONE) return "a cycle of the collector begins or ends without a goroutine";
    const process = this.of(g);
    const begins = kind === Kind.GCBegin;
    if (process.inCycle === begins)
      return `cycle ${cycle} ${begins ? "begins" : "ends"}, but ${begins ? `cycle ${process.cycle} is not over` : "none has begun"}`;
    // A log that has dropped events may not know the number.
    if (begins && process.cycle !== 0 && cycle !== process.cycle + 1)
      return `cycle ${cycle} comes after cycle ${process.cycle}`;
    if (!begins && cycle !== process.cycle) return `cycle ${cycle} ends in cycle ${process.cycle}`;
    if (!begins && process.phase !== OFF)
      return `cycle ${cycle} ends in the phase ${GC_PHASES[process.phase] ?? ""}`;
    process.cycle = cycle;
    process.inCycle = begins;
    return undefined;
  }

  private phase({ aux: phase, g }: LogEvent): string | undefined {
    if (g === NONE) return "the phase changes without a goroutine";
    const process = this.of(g);
    const name = GC_PHASES[phase] ?? "";
    if (NEXT_PHASE[process.phase] !== phase)
      return `the phase ${name} comes after the phase ${GC_PHASES[process.phase] ?? ""}`;
    if (process.stage !== STOPPED) return `the phase ${name} begins while the world runs`;
    if (!process.inCycle) return `the phase ${name} begins outside of a cycle`;
    if (process.workers > 0) return `the phase ${name} begins while ${process.workers} workers mark`;
    process.phase = phase;
    return undefined;
  }

  private world(event: LogEvent): string | undefined {
    const { kind, aux: reason, g } = event;
    if (g === NONE) return "the world is stopped by no goroutine";
    const process = this.of(g);
    const name = STW_REASONS[reason] ?? "";
    const expected = kind === Kind.StopTheWorld ? RUNNING : kind === Kind.WorldStopped ? STOPPING : STOPPED;
    if (process.stage !== expected) return `the world is stopped or started out of turn (${name})`;
    if (kind !== Kind.StopTheWorld && (reason !== process.reason || g !== process.stopper))
      return `the world was stopped for ${STW_REASONS[process.reason] ?? ""} by ${gName(this.log, process.stopper)}, not for ${name} by ${gName(this.log, g)}`;
    if (kind === Kind.WorldStopped) {
      const running = this.runningP(g);
      if (running !== NONE) return `the world is stopped, but ${pName(this.log, running)} runs`;
    }
    this.setStage(process, event);
    return undefined;
  }

  private setStage(process: Process, { kind, aux, g }: LogEvent): void {
    process.stage = kind === Kind.StopTheWorld ? STOPPING : kind === Kind.WorldStopped ? STOPPED : RUNNING;
    process.reason = aux;
    process.stopper = g;
  }

  private runningP(g: number): number {
    const { gs, ps } = this.log.tables;
    const { process } = gs.at(g as GIndex);
    return ps.findIndex((p, index) => p.process === process && this.pState[index] === P_RUNNING);
  }

  private heap({ a, b, g }: LogEvent): string | undefined {
    if (g === NONE) return undefined;
    const process = this.of(g);
    const live = this.log.readWide(a);
    const before = process.live;
    process.live = live;
    if (live < before && process.stage !== STOPPED)
      return `the heap shrinks from ${before} to ${live} bytes outside of a cycle's end`;
    return this.log.readWide(b) > 0 ? undefined : "the heap has no goal";
  }

  private worker({ kind, aux: mode, a: g }: LogEvent): string | undefined {
    const process = this.of(g);
    const starts = kind === Kind.GCWorkerStart;
    const present = this.mode[g] ?? 0;
    const name = gName(this.log, g);
    if (starts && process.phase !== MARK) return `${name} starts to mark outside of the mark phase`;
    if (starts && (present !== 0 || mode === 0))
      return `${name} starts to mark (${GC_WORKER_MODES[mode] ?? ""}) and is at it already, or has no mode`;
    if (!starts && present !== mode)
      return `${name} stops as a ${GC_WORKER_MODES[mode] ?? ""} worker, but is ${GC_WORKER_MODES[present] ?? ""}`;
    this.mode[g] = starts ? mode : 0;
    process.workers += starts ? 1 : -1;
    return undefined;
  }

  private assist({ kind, a: g }: LogEvent): string | undefined {
    const begins = kind === Kind.GCAssistBegin;
    const name = gName(this.log, g);
    if ((this.assists[g] === 1) === begins)
      return `${name} ${begins ? "begins to assist, but does so already" : "ends an assist, but is in none"}`;
    this.assists[g] = begins ? 1 : 0;
    return begins && this.of(g).phase !== MARK ? `${name} assists outside of the mark phase` : undefined;
  }

  private inMark({ a: g }: LogEvent, what: string): string | undefined {
    return this.of(g).phase === MARK ? undefined : `${what} outside of the mark phase`;
  }
}
