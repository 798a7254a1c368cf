import { present } from "../../shared/assert";
import { newP } from "./boot";
import { PStateCode, StwReason, WaitReason } from "./codes";
import { chain } from "./conts";
import { globrunqputhead, ringget, runnextget } from "./runq";
import { PStatus } from "./runtime2";
import type { G, M, P } from "./runtime2";
import type { GoRuntime } from "./runtime";
import { semacquire, semrelease } from "./sema";
import { emitPState } from "./startm";
import { stopTheWorld } from "./stopworld";

/** Changing GOMAXPROCS, for which the world stops. */

/** debug.go: GOMAXPROCS. Returns the number before; SUSPENDED where the world has to stop first. n ≤ 0 changes nothing. */
export function gomaxprocs(rt: GoRuntime, g: G, n: number): unknown {
  const before = rt.gomaxprocs;
  if (n <= 0 || n === before) return before;
  const resize = (): unknown =>
    stopTheWorld(rt, g, StwReason.gomaxprocs, (_, m) => {
      procresize(rt, m, n);
      return before;
    });
  const { gc } = rt;
  if (gc === null) return resize();
  // Not in the midst of a cycle (proc.go: stopTheWorldGC).
  return chain(rt, g, [
    () => semacquire(rt, g, gc.gcsema, false, WaitReason.semacquire),
    resize,
    () => semrelease(rt, g, gc.gcsema, false),
    () => before,
  ]);
}

/** proc.go: procresize. All Ps are stopped. */
function procresize(rt: GoRuntime, m: M, n: number): void {
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
  for (const p of allp.splice(n)) destroy(rt, p, own);
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
