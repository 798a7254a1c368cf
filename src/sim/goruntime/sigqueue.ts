import { signalName } from "../../shared/signals";
import { lowestOf } from "../kernel/signals/signalState";
import type { FutexRef } from "../kernel/services";
import { SUSPENDED } from "../routine";
import type { SignalHandler } from "../processApi";
import { newproc, newproc1 } from "./newproc";
import { NO_ROUTINE } from "./noRoutine";
import { runqput } from "./runq";
import type { G, M, Op } from "./runtime2";
import type { GoRuntime } from "./runtime";
import { notetsleepg } from "./syscall";

/**
 * Signals that the program handles (sigqueue.go, signal_unix.go: sighandler, os/signal: loop). The thread that the kernel tells of a signal
 * only notes it and wakes the goroutine os/signal.loop, whose thread sleeps in a system call; that starts a goroutine for the handler,
 * where Go sends on the program's channel. So a program that handles a signal has one goroutine more, and no deadlock is found in it, as in
 * Go.
 */
export class SigQueue {
  readonly handlers = new Map<number, SignalHandler>();
  /** Received, and not yet seen by the loop. */
  mask = 0;
  /** `value` 1: there is something in `mask`. */
  readonly note: FutexRef;
  hasLoop = false;

  constructor(note: FutexRef) {
    this.note = note;
  }
}

/** os/signal: Notify, and Reset or Ignore where `handler` is absent. The kernel has been told already. */
export function setHandler(rt: GoRuntime, g: G, signal: number, handler: SignalHandler | undefined): void {
  if (handler === undefined) {
    rt.sig?.handlers.delete(signal);
    return;
  }
  rt.sig ??= new SigQueue(rt.kernel.newFutex());
  rt.sig.handlers.set(signal, handler);
  if (rt.sig.hasLoop) return;
  rt.sig.hasLoop = true;
  newproc(rt, g, NO_ROUTINE, LOOP, handler.loc).op = signalRecv;
}

const LOOP = "os/signal.loop";

/** signal_unix.go: sighandler, and sigqueue.go: sigsend, for what the kernel has told the thread since it ran last. */
export function sighandler(rt: GoRuntime, m: M): void {
  const { signals } = m;
  m.signals = 0;
  sigsend(rt, signals);
}

/** @param signals bit n − 1 for signal n. */
export function sigsend(rt: GoRuntime, signals: number): void {
  const { sig } = rt;
  if (sig === null) return;
  sig.mask |= signals;
  if (sig.note.value === 1) return;
  sig.note.value = 1;
  rt.kernel.futexWake(sig.note, 1);
}

/** os/signal: loop, with sigqueue.go: signal_recv. */
const signalRecv: Op = (rt, g) => {
  const { sig } = rt;
  if (sig === null) throw new Error("os/signal.loop without a queue");
  g.op = signalRecv;
  const signal = lowestOf(sig.mask);
  if (signal === 0) {
    sig.note.value = 0;
    notetsleepg(rt, g, sig.note, signalRecv);
    return SUSPENDED;
  }
  sig.mask &= ~(1 << (signal - 1));
  const handler = sig.handlers.get(signal);
  if (handler !== undefined) {
    const { makeRoutine, fn, name, loc } = handler;
    newproc(rt, g, makeRoutine(fn, signalName(signal)), name, loc);
  }
  return SUSPENDED;
};

/** In the copy of a process: its handlers, and a loop of its own. @param copy of a function of the program. */
export function forkSignals(rt: GoRuntime, parent: GoRuntime, copy: (fn: unknown) => unknown): void {
  if (parent.sig === null) return;
  rt.sig = new SigQueue(rt.kernel.newFutex());
  for (const [signal, handler] of parent.sig.handlers)
    rt.sig.handlers.set(signal, { ...handler, fn: copy(handler.fn) });
}

/** The first step of such a copy. */
export function startForkedLoop(rt: GoRuntime): void {
  const { sig } = rt;
  if (sig === null || sig.handlers.size === 0) return;
  const loop = newproc1(rt, null, NO_ROUTINE, LOOP, -1, false);
  loop.op = signalRecv;
  sig.hasLoop = true;
  runqput(rt, rt.getp(), loop, false);
}
