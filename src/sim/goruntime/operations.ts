import type { LocIndex } from "../../shared/ids";
import { Kind } from "../../shared/schema";
import { SUSPENDED } from "../routine";
import type { Routine } from "../routine";
import { chanrecv, chansend, closechan } from "./chan";
import type { Finish, Hchan } from "./chan";
import { Ready, StwReason } from "./codes";
import type { NotifyList } from "./cond";
import { notifyListAdd, notifyListNotifyAll, notifyListNotifyOne, notifyListWait } from "./cond";
import { traceback, tracebackothers } from "./dump";
import { lockOSThread, unlockOSThread } from "./lockosthread";
import type { Mutex } from "./mutex";
import { mutexLock, mutexTryLock, mutexUnlock } from "./mutex";
import { networkWait } from "./netpoll";
import { newproc } from "./newproc";
import { SigAction } from "../kernel/signals/signalCalls";
import type { Disposition } from "../kernel/signals/signalState";
import { setHandler } from "./sigqueue";
import type { SignalHandler } from "../processApi";
import { goschedImpl } from "./park";
import { gomaxprocs } from "./procresize";
import type { Op } from "./runtime2";
import type { RWMutex } from "./rwmutex";
import { rwLock, rwRLock, rwRUnlock, rwTryLock, rwTryRLock, rwUnlock } from "./rwmutex";
import { selectgo } from "./select";
import type { SelectCase, SelectFinish } from "./select";
import type { Semaphore } from "./semaphore";
import { semaphoreAcquire, semaphoreRelease } from "./semaphore";
import { stopTheWorld } from "./stopworld";
import { diskWait, goCall, syscallWait } from "./syscall";
import type { CallRequest } from "./syscall";
import { newChanTimer, newFuncTimer, resetTimer, stopTimer, timeSleep } from "./time";
import type { AfterFunc } from "./time";
import type { Timer } from "./timers";
import type { WaitGroup } from "./waitgroup";
import { wgAdd, wgWait } from "./waitgroup";

/** The operations behind GoApi: what each does when its turn has come. Arguments wait on the G, as `opA` and `opB`. */

export interface ReleaseRequest {
  readonly c: Hchan | null;
  readonly started: readonly NewRequest[];
}

/** A goroutine to start. */
export interface NewRequest {
  readonly routine: Routine;
  readonly name: string;
  readonly loc: LocIndex | -1;
}

export interface SelectRequest {
  readonly cases: readonly SelectCase[];
  readonly hasDefault: boolean;
  readonly finish: SelectFinish;
}

export interface TimerRequest {
  readonly ns: number;
  readonly period: number;
  readonly fn: AfterFunc | undefined;
  readonly loc: LocIndex | -1;
}

export const newprocOp: Op = (rt, g) => {
  const { routine, name, loc } = g.opA as NewRequest;
  newproc(rt, g, routine, name, loc);
  return undefined;
};

export const chansendOp: Op = (rt, g) => {
  const sent = chansend(rt, g, g.opA as Hchan | null, g.opB, true);
  return sent === SUSPENDED ? SUSPENDED : undefined;
};

export const chanrecvOp: Op = (rt, g) => chanrecv(rt, g, g.opA as Hchan | null, g.opB as Finish, true);
export const closechanOp: Op = (rt, g) => closechan(rt, g.opA as Hchan | null);

export const selectOp: Op = (rt, g) => {
  const { cases, hasDefault, finish } = g.opA as SelectRequest;
  return selectgo(rt, g, cases, hasDefault, finish);
};

export const mutexLockOp: Op = (rt, g) => mutexLock(rt, g, g.opA as Mutex);
export const mutexTryLockOp: Op = (rt, g) => mutexTryLock(rt, g.opA as Mutex);
export const mutexUnlockOp: Op = (rt, g) => mutexUnlock(rt, g, g.opA as Mutex);
export const rwLockOp: Op = (rt, g) => rwLock(rt, g, g.opA as RWMutex);
export const rwTryLockOp: Op = (rt, g) => rwTryLock(rt, g, g.opA as RWMutex);
export const rwUnlockOp: Op = (rt, g) => rwUnlock(rt, g, g.opA as RWMutex);
export const rwRLockOp: Op = (rt, g) => rwRLock(rt, g, g.opA as RWMutex);
export const rwTryRLockOp: Op = (rt, g) => rwTryRLock(rt, g.opA as RWMutex);
export const rwRUnlockOp: Op = (rt, g) => rwRUnlock(rt, g, g.opA as RWMutex);
export const wgAddOp: Op = (rt, g) => wgAdd(rt, g, g.opA as WaitGroup, g.opB as number);
export const wgWaitOp: Op = (rt, g) => wgWait(rt, g, g.opA as WaitGroup);
export const notifyAddOp: Op = (_rt, g) => notifyListAdd(g.opA as NotifyList);
export const notifyWaitOp: Op = (rt, g) => notifyListWait(rt, g, g.opA as NotifyList, g.opB as number);
export const notifyOneOp: Op = (rt, g) => notifyListNotifyOne(rt, g.opA as NotifyList);
export const notifyAllOp: Op = (rt, g) => notifyListNotifyAll(rt, g.opA as NotifyList);
export const semaphoreAcquireOp: Op = (rt, g) => semaphoreAcquire(rt, g, g.opA as Semaphore);
export const semaphoreReleaseOp: Op = (rt, g) => semaphoreRelease(rt, g.opA as Semaphore);
export const sleepOp: Op = (rt, g) => timeSleep(rt, g, g.opA as number);

export const newTimerOp: Op = (rt, g) => {
  const { ns, period, fn, loc } = g.opA as TimerRequest;
  return fn === undefined ? newChanTimer(rt, ns, period, loc) : newFuncTimer(rt, ns, fn, loc);
};

export const stopTimerOp: Op = (rt, g) => stopTimer(rt, g.opA as Timer);
export const resetTimerOp: Op = (rt, g) => resetTimer(rt, g.opA as Timer, g.opB as number, 0);
export const resetTickerOp: Op = (rt, g) => resetTimer(rt, g.opA as Timer, g.opB as number, g.opB as number);

export const goschedOp: Op = (rt, g) => {
  g.op = nothing;
  return goschedImpl(rt, g, Ready.gosched);
};
const nothing: Op = () => undefined;

export const gomaxprocsOp: Op = (rt, g) => gomaxprocs(rt, g, g.opA as number);
export const numGoroutineOp: Op = (rt) => rt.numGoroutine;
export const lockOSThreadOp: Op = (rt, g) => lockOSThread(rt, g);
export const unlockOSThreadOp: Op = (rt, g) => unlockOSThread(rt, g);

export const stackOp: Op = (rt, g) => {
  if (g.opA !== true) return traceback(rt, g);
  return stopTheWorld(rt, g, StwReason.allGoroutinesStack, () => {
    const others = tracebackothers(rt, g);
    return others === "" ? traceback(rt, g) : `${traceback(rt, g)}\n${others.slice(0, -1)}`;
  });
};

export const computeOp: Op = (rt, g) => {
  const ns = g.opA as number;
  rt.log.emit(Kind.Compute, 0, g.index, rt.log.wide(ns));
  if (g.routine.atomic) {
    rt.cpu.charge(ns);
    // This is no plain code.
    rt.cpu.steps += ns;
    return undefined;
  }
  g.burn = ns;
  return SUSPENDED;
};

export const networkOp: Op = (rt, g) => networkWait(rt, g, g.opA as number);
export const diskOp: Op = (rt, g) => diskWait(rt, g, g.opA as number);
export const syscallOp: Op = (rt, g) => syscallWait(rt, g, g.opA as number, g.opB === true);

export const yieldThreadOp: Op = (rt, g) => {
  if (g.routine.atomic) g.routine.refuseToWait();
  rt.getm().yields = true;
  g.op = nothing;
  return SUSPENDED;
};

/** A change of what is done about a signal. */
export interface SignalRequest {
  readonly signal: number;
  readonly disposition: Disposition;
  readonly handler: SignalHandler | undefined;
}

export const signalOp: Op = (rt, g) => {
  const { signal, disposition, handler } = g.opA as SignalRequest;
  const finish = (before: unknown): unknown => {
    setHandler(rt, g, signal, handler);
    return before;
  };
  return goCall(rt, g, { call: new SigAction(signal, disposition), finish });
};

export const callOp: Op = (rt, g) => goCall(rt, g, g.opA as CallRequest);

export const printOp: Op = (rt, g) => {
  rt.output(g.opA as number, g.opB as string);
  rt.cpu.charge(rt.costs.print);
  return undefined;
};

export const atomicOp: Op = (rt, g) => {
  rt.cpu.charge(rt.costs.lockOp);
  return (g.opA as () => unknown)();
};

export const releaseOp: Op = (rt, g) => {
  const { c, started } = g.opA as ReleaseRequest;
  const value = g.opB;
  if (c !== null) closechan(rt, c);
  for (const { routine, name, loc } of started) newproc(rt, g, routine, name, loc);
  return value;
};

export const exitOp: Op = (rt, g) => {
  rt.exit({ how: "exit", exitCode: (g.opA as number) & 0xff, message: "" });
  return SUSPENDED;
};
