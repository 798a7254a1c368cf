import { present } from "../../shared/assert";
import { SUSPENDED } from "../routine";
import { newP } from "./boot";
import { PStateCode } from "./codes";
import { injectglist, netpoll } from "./netpoll";
import { preemptall } from "./preempt";
import { globrunqputhead, ringget, runnextget, runqempty } from "./runq";
import { MStep, PStatus } from "./runtime2";
import type { G, M, P } from "./runtime2";
import type { GoRuntime } from "./runtime";
import { emitPState, mget, newm, notewakeup, pidleget, pidleput, wakep } from "./startm";
import { wakeSysmon } from "./syscall";

/** Changing GOMAXPROCS, for which the world stops (proc.go: stopTheWorld, procresize, startTheWorld). */

/** How long to wait before those who still run are asked again. */
const RETRY_NS = 100_000;

/** debug.go: GOMAXPROCS. Returns the number before; SUSPENDED where the world has to stop first. */
export function gomaxprocs(rt: GoRuntime, g: G, n: number): unknown {
  const before = rt.gomaxprocs;
  if (n <= 0 || n === before) return before;
  const { sched } = rt;
  const m = rt.getm();
  sched.gcwaiting = true;
  sched.stopwait = before;
  preemptall(rt);
  stop(rt, rt.getp());
  for (const p of rt.allp) {
    if (p.status !== PStatus.Psyscall) continue;
    p.syscalltick++;
    stop(rt, p);
  }
  for (let p = pidleget(rt); p !== null; p = pidleget(rt)) stop(rt, p);
  m.resizeTo = n;
  m.step = MStep.StopWorld;
  g.op = () => before;
  if (sched.stopwait > 0) {
    sched.stopper = m;
    m.blocked = rt.kernel.futexWait(m.park, 0, RETRY_NS);
  }
  return SUSPENDED;
}

function stop(rt: GoRuntime, p: P): void {
  p.status = PStatus.Pgcstop;
  emitPState(rt, p, PStateCode.gcstop, p.m);
  rt.sched.stopwait--;
}

/** After each wait for the others: goes on when all Ps have stopped. */
export function worldStopped(rt: GoRuntime, m: M): void {
  const { sched } = rt;
  m.park.value = 0;
  if (sched.stopwait > 0) {
    preemptall(rt);
    sched.stopper = m;
    m.blocked = rt.kernel.futexWait(m.park, 0, RETRY_NS);
    return;
  }
  sched.stopper = null;
  const runnable = procresize(rt, m, m.resizeTo);
  sched.gcwaiting = false;
  m.step = MStep.Run;
  const list = rt.netpollInited && sched.lastpoll !== 0 ? netpoll(rt, false) : null;
  if (list !== null) injectglist(rt, list);
  wakeSysmon(rt);
  for (const p of runnable) {
    const waiting = mget(rt);
    if (waiting === null) {
      newm(rt, p, false);
    } else {
      waiting.nextp = p;
      notewakeup(rt, waiting);
    }
  }
  wakep(rt);
}

/** proc.go: procresize. All Ps are stopped. Returns those with local work, besides the M's own. */
function procresize(rt: GoRuntime, m: M, n: number): readonly P[] {
  const { allp, deadp } = rt;
  while (allp.length < n) {
    const id = allp.length;
    const known = deadp[id];
    if (known !== undefined) emitPState(rt, known, PStateCode.gcstop, null);
    allp.push(known ?? newP(rt, id));
  }
  rt.gomaxprocs = n;
  rt.stealOrder.reset(n);

  const old = present(m.p, "P of the M that stopped the world");
  const own = old.id < n ? old : present(allp[0], "P0");
  m.p = own;
  old.m = null;
  own.m = m;
  own.status = PStatus.Prunning;
  for (const p of allp.splice(n)) destroy(rt, p, own);
  rt.log.p = own.index;
  emitPState(rt, own, PStateCode.running, m);

  const runnable: P[] = [];
  for (const p of allp.toReversed()) {
    if (p === own) continue;
    p.status = PStatus.Pidle;
    emitPState(rt, p, PStateCode.idle, null);
    if (runqempty(p)) pidleput(rt, p);
    else runnable.unshift(p);
  }
  return runnable;
}

/** proc.go: p.destroy. Its goroutines go to the head of the global queue, its timers to a P that stays. */
function destroy(rt: GoRuntime, p: P, heir: P): void {
  const gs: G[] = [];
  for (let g = ringget(rt, p); g !== null; g = ringget(rt, p)) gs.push(g);
  for (const g of gs.toReversed()) globrunqputhead(rt, g);
  const next = runnextget(rt, p);
  if (next !== null) globrunqputhead(rt, next);
  for (let t = p.timers.first(); t !== undefined; t = p.timers.first()) {
    p.timers.remove(t);
    heir.timers.add(t);
  }
  p.status = PStatus.Pdead;
  rt.deadp[p.id] = p;
  emitPState(rt, p, PStateCode.dead, null);
}
