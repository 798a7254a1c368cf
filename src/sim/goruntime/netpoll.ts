import { Kind } from "../../shared/schema";
import type { Suspended } from "../routine";
import { PollCaller, Ready, StartReason, WaitReason } from "./codes";
import { gopark } from "./park";
import { globrunqputbatch, runqputbatch } from "./runq";
import { GQueue, GStatus, casgstatus } from "./runtime2";
import type { G, Op } from "./runtime2";
import type { GoRuntime } from "./runtime";
import { pidlegetSpinning, startm, wakep } from "./startm";

/** The network poller (netpoll.go, netpoll_epoll.go): goroutines that wait for a device hold no thread. */

/** netpoll.go: pollDesc, of one wait for a descriptor. The descriptor may be ready before the goroutine has come to park. */
export class PollDesc {
  ready = false;
  /** Who waits. */
  g: G | null = null;
}

/** netpoll.go: netpollblock, for `object` (a row of the log, or NONE). Afterwards `again` is what the goroutine does. */
export function netpollblock(rt: GoRuntime, g: G, desc: PollDesc, object: number, again: Op): Suspended {
  rt.netpollWaiters++;
  desc.g = g;
  g.op = again;
  return gopark(rt, g, WaitReason.ioWait, object);
}

/** netpoll.go: netpollunblock. Who is to go on, if anybody waits. */
function netpollunblock(desc: PollDesc): G | null {
  desc.ready = true;
  return desc.g;
}

/** A request that is answered after `ns`; the goroutine waits for the answer. */
export function networkWait(rt: GoRuntime, g: G, ns: number): Suspended {
  rt.netpollInited = true;
  rt.netpollWaiters++;
  rt.kernel.networkRequest(ns, g);
  g.op = answered;
  return gopark(rt, g, WaitReason.ioWait, -1);
}

function answered(): undefined {
  return undefined;
}

/** netpoll_epoll.go: netpoll(0). The goroutines whose requests are answered, or null for none. They still have status waiting. */
export function netpoll(rt: GoRuntime, caller: number): GQueue | null {
  rt.cpu.charge(rt.costs.netpoll);
  const ready = rt.kernel.epollPoll();
  if (ready.length === 0) return null;
  const list = new GQueue();
  for (const cookie of ready) {
    const g = cookie instanceof PollDesc ? netpollunblock(cookie) : (cookie as G);
    if (g !== null) list.pushBack(g);
  }
  if (list.size === 0) return null;
  rt.netpollWaiters -= list.size;
  rt.log.emit(Kind.Netpoll, caller, list.size, caller === PollCaller.blocking ? 1 : 0);
  return list;
}

/** netpoll_epoll.go: netpollBreak. */
export function netpollBreak(rt: GoRuntime): void {
  rt.kernel.epollBreak();
}

/** netpoll_epoll.go: netpoll, how a delay becomes the timeout of epoll_wait, which counts in milliseconds. In ns; -1: none. */
export function epollTimeout(delay: number): number {
  if (delay < 0) return -1;
  if (delay === 0) return 0;
  if (delay < 1e6) return 1e6;
  if (delay < 1e15) return Math.floor(delay / 1e6) * 1e6;
  return 1e15;
}

/** The status change of a goroutine that the poller reports, or that is in another list of goroutines to go on. */
export function netpollready(rt: GoRuntime, g: G, reason: number = Ready.netpoll): void {
  casgstatus(g, GStatus.Gwaiting, GStatus.Grunnable);
  rt.log.emit(Kind.GoRunnable, reason, g.index);
}

/**
 * proc.go: injectglist. Makes all of a list runnable: as many as there are idle Ps go to the global queue, each with an M started for it, the
 * others to the ring of the present P, if there is one.
 */
export function injectglist(rt: GoRuntime, list: GQueue, reason: number = Ready.netpoll): void {
  if (list.head === null) return;
  for (let g: G | null = list.head; g !== null; g = g.schedlink) netpollready(rt, g, reason);
  const p = rt.getm().p;
  if (p === null) {
    const n = list.size;
    globrunqputbatch(rt, list);
    startIdle(rt, n);
    return;
  }
  const global = new GQueue();
  for (let n = rt.sched.npidle; n > 0; n--) {
    const g = list.pop();
    if (g === null) break;
    global.pushBack(g);
  }
  const n = global.size;
  if (n > 0) {
    globrunqputbatch(rt, global);
    startIdle(rt, n);
  }
  runqputbatch(rt, p, list);
  wakep(rt);
}

function startIdle(rt: GoRuntime, n: number): void {
  for (let i = 0; i < n; i++) {
    const p = pidlegetSpinning(rt);
    if (p === null) return;
    startm(rt, p, false, StartReason.injected);
  }
}
