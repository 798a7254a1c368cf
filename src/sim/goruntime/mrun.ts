import { NONE } from "../../shared/ids";
import { present } from "../../shared/assert";
import { Kind } from "../../shared/schema";
import { ExecutionStop } from "../kernel/services";
import { GOEXIT, RoutineStop, SUSPENDED } from "../routine";
import { boot } from "./boot";
import { uncaught } from "./fatal";
import { startForked } from "./fork";
import { arrive, touch } from "./chance";
import { goexit0 } from "./newproc";
import { handleFaults } from "./faults";
import { growMemory, refill } from "./malloc";
import { goschedImpl } from "./park";
import { checkPreempt } from "./preempt";
import { execute, idle, netpolled, schedule, unparkLocked } from "./proc";
import { startTheWorld, worldStopped } from "./stopworld";
import { logRegisters } from "../savedRegisters";
import { GStatus, MStep } from "./runtime2";
import type { G, M, P } from "./runtime2";
import type { GoRuntime } from "./runtime";
import { sighandler } from "./sigqueue";
import { newstack } from "./stack";
import { acquirep, handoffp, mPark, releasep, unpark } from "./startm";
import { afterNap, stealRound } from "./steal";
import { attemptCall, exitsyscall } from "./syscall";
import { checkdead } from "./checkdead";
import { HandoffReason, Ready } from "./codes";

/** The loop of an M: one step after the other, each when this core is the first in time. */

/** More than the code of one turn allocates. */
const UNBOUNDED = 2 ** 50;

/** `run` goes on. */
const GO_ON = -1;
type Stop = ExecutionStop | typeof GO_ON;

/** Steps of one `run`, so that whoever drives the simulation gets a word in where no time passes. */
const MAX_STEPS = 1_000;

export function mrun(rt: GoRuntime, m: M): ExecutionStop {
  const { cpu, log } = rt;
  let left = MAX_STEPS;
  rt.m = m;
  if (rt.machinery.latest.runtime !== rt) enter(rt);
  rt.stepLimit.advanceTo(cpu.now());
  log.p = m.p === null ? NONE : m.p.index;
  log.g = m.curg === null ? NONE : m.curg.index;
  log.loc = NONE;
  if (m.signals !== 0) sighandler(rt, m);
  if (rt.allocated > 0 && !growMemory(rt)) {
    rt.m = null;
    return rt.end === null ? ExecutionStop.Limit : ExecutionStop.Exited;
  }
  if (m.step === MStep.Run) checkPreempt(rt, m);
  let stop: Stop = GO_ON;
  do {
    if (m.step === MStep.Run) {
      const g = present(m.curg, "goroutine to run");
      stop = runG(rt, m, g);
      if (m.curg !== g && log.config.registers) saveRegisters(rt, g);
      continue;
    }
    if (!cpu.mayAct() || --left < 0) {
      stop = ExecutionStop.Limit;
      continue;
    }
    log.now = cpu.now();
    if (--cpu.steps < 0) stop = ExecutionStop.Limit;
    else if (step(rt, m)) stop = ExecutionStop.Exited;
    else stop = after(rt, m);
  } while (stop === GO_ON);
  rt.m = null;
  log.p = NONE;
  log.g = NONE;
  log.loc = NONE;
  return stop;
}

/** asm_amd64.s: gosave. The goroutine has left its M; its frames are at rest now. */
function saveRegisters({ log }: GoRuntime, g: G): void {
  if (g.status === GStatus.Gdead) return;
  const registers = g.routine.registers?.();
  if (registers !== undefined) logRegisters(log, Kind.GoRegisters, g.index, registers);
}

function enter(rt: GoRuntime): void {
  rt.machinery.latest.runtime = rt;
  rt.hooks.entered?.(rt);
}

/** What the step that is over means for the thread. */
function after(rt: GoRuntime, m: M): Stop {
  if (rt.end !== null) return ExecutionStop.Exited;
  if (m.yields) {
    m.yields = false;
    return ExecutionStop.Yielded;
  }
  if (!m.blocked) return GO_ON;
  m.blocked = false;
  return ExecutionStop.Blocked;
}

/** One step without a goroutine. True: the thread ends. */
function step(rt: GoRuntime, m: M): boolean {
  switch (m.step) {
    case MStep.Boot:
      boot(rt, m);
      break;
    case MStep.Forked:
      startForked(rt, m);
      break;
    case MStep.Start:
      mstart(rt, m);
      break;
    case MStep.Schedule:
      schedule(rt, m);
      break;
    case MStep.Steal:
      stealRound(rt, m);
      break;
    case MStep.StealNap:
      afterNap(rt, m);
      break;
    case MStep.Idle:
      idle(rt, m);
      break;
    case MStep.Netpolled:
      netpolled(rt, m);
      break;
    case MStep.Parked:
      unpark(rt, m);
      break;
    case MStep.ParkedLocked:
      unparkLocked(rt, m);
      break;
    case MStep.Execute:
      execute(rt, m);
      break;
    case MStep.Attempt:
      attemptCall(rt, m, present(m.calling, "call to go on with"));
      break;
    case MStep.Exitsyscall:
      exitsyscall(rt, m);
      break;
    case MStep.StopWorld:
      worldStopped(rt, m);
      break;
    case MStep.StartWorld:
      startTheWorld(rt, m);
      break;
    case MStep.Exit:
      return mexit(rt, m);
    case MStep.Run:
      break;
  }
  return false;
}

/** proc.go: mstart1. */
function mstart(rt: GoRuntime, m: M): void {
  const p = present(m.nextp, "P for a new M");
  m.nextp = null;
  acquirep(rt, p);
  m.step = m.afterPark;
  const { timerSlack } = rt.costs;
  if (m.dozes && timerSlack > 0) m.blocked = rt.kernel.nanosleep(rt.prng.below(timerSlack));
  else arrive(rt, m);
}

/** proc.go: mexit. The first M parks for ever instead, since its end would be that of the process. */
function mexit(rt: GoRuntime, m: M): boolean {
  handoffp(rt, releasep(rt), HandoffReason.lockedGoroutine);
  rt.sched.nmfreed++;
  checkdead(rt);
  if (m.id !== 0 || rt.end !== null) return true;
  mPark(rt, m);
  return false;
}

/** Runs the M's goroutine until it stops, or the core's turn is over. */
function runG(rt: GoRuntime, m: M, g: G): Stop {
  const { cpu } = rt;
  const { routine } = g;
  for (;;) {
    if (g.op !== null) {
      if (!cpu.mayAct() || --cpu.steps < 0) return ExecutionStop.Limit;
      const p = rt.gc === null ? null : lendCache(rt, m);
      runOp(rt, m, g);
      if (p !== null) p.mcache = cpu.heap;
      const stop = after(rt, m);
      if (stop !== GO_ON || m.step !== MStep.Run) return stop;
      continue;
    }
    if (g.burn > 0) {
      if (!burn(rt, g)) return ExecutionStop.Limit;
      if (g.afterBurn !== null) {
        g.op = g.afterBurn;
        g.afterBurn = null;
        continue;
      }
      routine.deliver(undefined);
    }
    if (cpu.steps < 0) return ExecutionStop.Limit;
    rt.log.g = g.index;
    rt.latest = g;
    const before = cpu.now();
    const p = rt.gc === null ? null : lendCache(rt, m);
    if (p === null) cpu.heap = UNBOUNDED;
    cpu.faulted = g.faults !== null;
    const why = routine.run();
    if (p === null) rt.allocated += UNBOUNDED - cpu.heap;
    else p.mcache = cpu.heap;
    if (rt.costs.statements) cpu.steps -= cpu.now() - before;
    switch (why) {
      case RoutineStop.Budget:
      case RoutineStop.Steps:
        if (cpu.steps < 0 || cpu.exceeded !== undefined) return ExecutionStop.Limit;
        if (!cpu.faulted && (rt.gc === null || cpu.heap >= 0)) return ExecutionStop.Limit;
        g.op = refill;
        break;
      case RoutineStop.Paused:
        return ExecutionStop.Limit;
      case RoutineStop.Suspended: {
        const stop = after(rt, m);
        if (stop !== GO_ON || m.step !== MStep.Run) return stop;
        checkWaits(g);
        break;
      }
      case RoutineStop.Returned:
        g.op = routine === rt.main ? mainReturned : goexit;
        g.opA = 0;
        break;
      case RoutineStop.Threw:
        g.op = routine.result === GOEXIT ? goexit : uncaught;
        break;
      case RoutineStop.StackOverflow:
        g.op = grow;
        break;
    }
  }
}

/** What is done next may allocate, out of the spans of the M's P: that gets back what is left of them. */
function lendCache({ cpu }: GoRuntime, { p }: M): P | null {
  cpu.heap = p?.mcache ?? 0;
  return p;
}

function checkWaits(g: G): void {
  if (g.op === null && g.burn === 0)
    throw new Error(`goroutine ${g.goid} is suspended, but waits for nothing`);
}

/** Burns CPU time of `compute`. Whether that is over. */
function burn(rt: GoRuntime, g: G): boolean {
  g.burn -= rt.cpu.burst(g.burn);
  return g.burn === 0;
}

/** Marks what has no value to deliver: the goroutine's code did not ask for it. */
const NOTHING: unique symbol = Symbol("nothing");

/** Runs the pending operation of a goroutine and gives its code the value, or the exception. */
function runOp(rt: GoRuntime, m: M, g: G): void {
  const { log } = rt;
  const { routine } = g;
  log.now = rt.cpu.now();
  log.g = g.index;
  log.loc = routine.loc();
  // Where that is fatal, it is the operation now.
  handleFaults(rt, g);
  let op = g.op;
  try {
    while (op !== null) {
      g.op = null;
      const value = op(rt, g);
      touch(rt, m);
      if (value === SUSPENDED) return;
      const next = g.conts?.pop();
      if (next === undefined) {
        if (value !== NOTHING) routine.deliver(value);
        return;
      }
      g.opA = next.arg;
      op = next.op;
    }
  } catch (error) {
    if (error !== rt.raised) throw error;
    rt.raised = undefined;
    g.conts = null;
    routine.deliverError(error);
  }
}

/** How many times main gives way at its end. */
const PATIENCE = 1_000;

/**
 * proc.go: main, after main.main. Where a goroutine panics and still runs deferred functions, main lets it finish, so that the panic
 * ends the program.
 */
function mainReturned(rt: GoRuntime, g: G): unknown {
  const turns = g.opA as number;
  if (turns < PATIENCE && rt.allgs.some((other) => other.routine.panicking === true)) {
    g.op = mainReturned;
    g.opA = turns + 1;
    return goschedImpl(rt, g, Ready.gosched);
  }
  rt.exit({ how: "exit", exitCode: 0, message: "" });
  return SUSPENDED;
}

/** proc.go: goexit1. */
function goexit(rt: GoRuntime, g: G): unknown {
  const m = rt.getm();
  if (goexit0(rt, g)) m.step = MStep.Exit;
  return SUSPENDED;
}

function grow(rt: GoRuntime, g: G): unknown {
  newstack(rt, g);
  return NOTHING;
}
