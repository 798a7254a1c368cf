import { NONE } from "../../shared/ids";
import { Kind } from "../../shared/schema";
import { HELD, SUSPENDED } from "../routine";
import type { LocIndex } from "../../shared/ids";
import type { Suspended } from "../routine";
import { SyncOp, WaitReason } from "./codes";
import { andThen, notThen } from "./conts";
import type { G } from "./runtime2";
import type { GoRuntime, Traced } from "./runtime";
import { Sema, semacquire, semrelease } from "./sema";

/** sync.WaitGroup (sync/waitgroup.go). */
export class WaitGroup implements Traced {
  counter = 0;
  waiters = 0;
  readonly sema = new Sema();
  object: number = NONE;
  readonly kind = "waitgroup";
  readonly size = 0;

  constructor(readonly created: LocIndex | -1) {}

  /** The program's object stands for it. */
  [HELD](): number {
    return 0;
  }
}

function emit(rt: GoRuntime, op: number, wg: WaitGroup): void {
  rt.log.emit(Kind.Sync, op, rt.objectOf(wg), wg.counter);
}

/** sync/waitgroup.go: Add. At 0 all waiters are readied, first come first. */
export function wgAdd(rt: GoRuntime, g: G, wg: WaitGroup, delta: number): void {
  rt.cpu.charge(rt.costs.lockOp);
  wg.counter += delta;
  if (wg.counter < 0) rt.raise("sync: negative WaitGroup counter");
  emit(rt, SyncOp.add, wg);
  if (wg.waiters !== 0 && delta > 0 && wg.counter === delta) {
    rt.raise("sync: WaitGroup misuse: Add called concurrently with Wait");
  }
  if (wg.counter > 0) return;
  const waiters = wg.waiters;
  wg.waiters = 0;
  for (let i = 0; i < waiters; i++) semrelease(rt, g, wg.sema, false);
}

/** sync/waitgroup.go: Wait. */
export function wgWait(rt: GoRuntime, g: G, wg: WaitGroup): Suspended | undefined {
  rt.cpu.charge(rt.costs.lockOp);
  if (wg.counter === 0) {
    emit(rt, SyncOp.wait, wg);
    return undefined;
  }
  wg.waiters++;
  emit(rt, SyncOp.waitWaits, wg);
  andThen(g, waited, wg);
  if (semacquire(rt, g, wg.sema, false, WaitReason.semacquire, rt.objectOf(wg)) === SUSPENDED)
    return SUSPENDED;
  notThen(g);
  checkReuse(rt, wg);
  return undefined;
}

function waited(rt: GoRuntime, g: G): undefined {
  const wg = g.opA as WaitGroup;
  g.opA = undefined;
  checkReuse(rt, wg);
}

function checkReuse(rt: GoRuntime, wg: WaitGroup): void {
  if (wg.counter !== 0 || wg.waiters !== 0) {
    rt.raise("sync: WaitGroup is reused before previous Wait has returned");
  }
}
