import { NONE } from "../../shared/ids";
import { Kind } from "../../shared/schema";
import { HELD, SUSPENDED } from "../routine";
import type { LocIndex } from "../../shared/ids";
import type { Suspended } from "../routine";
import { SyncOp, WaitReason } from "./codes";
import { andThen, notThen } from "./conts";
import type { G } from "./runtime2";
import type { GoRuntime, Traced } from "./runtime";
import { Sema, semacquire, semhandover } from "./sema";

/** A counting semaphore for programs. Waiters go on in the order of their arrival: a permit is handed over, nobody can snatch it. */
export class Semaphore implements Traced {
  readonly sema = new Sema();
  object: number = NONE;
  readonly kind = "semaphore";

  constructor(
    readonly size: number,
    readonly created: LocIndex | -1,
  ) {
    this.sema.value = size;
  }

  /** The program's object stands for it. */
  [HELD](): number {
    return 0;
  }
}

function emit(rt: GoRuntime, op: number, s: Semaphore): void {
  rt.log.emit(Kind.Sync, op, rt.objectOf(s), s.sema.value);
}

export function semaphoreAcquire(rt: GoRuntime, g: G, s: Semaphore): Suspended | undefined {
  rt.cpu.charge(rt.costs.lockOp);
  if (s.sema.value === 0) emit(rt, SyncOp.acquireWaits, s);
  andThen(g, acquired, s);
  if (semacquire(rt, g, s.sema, false, WaitReason.semacquire, rt.objectOf(s)) === SUSPENDED) return SUSPENDED;
  notThen(g);
  emit(rt, SyncOp.acquire, s);
  return undefined;
}

function acquired(rt: GoRuntime, g: G): undefined {
  emit(rt, SyncOp.acquire, g.opA as Semaphore);
  g.opA = undefined;
}

export function semaphoreRelease(rt: GoRuntime, s: Semaphore): void {
  rt.cpu.charge(rt.costs.lockOp);
  emit(rt, SyncOp.release, s);
  semhandover(rt, s.sema);
}
