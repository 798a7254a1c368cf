import type { CopyKind, CopyKinds } from "../../copying";
import { BARRIER_KIND, Barrier } from "./barrier";
import { COND_KIND, CondVar } from "./condVar";
import { MUTEX_KIND, Mutex } from "./mutex";
import { RWLOCK_KIND, RWLock } from "./rwLock";
import { SEMAPHORE_KIND, Semaphore } from "./semaphore";

/** How fork copies locks of kernel threads. */
export const LOCK_KINDS: CopyKinds = new Map<object, CopyKind>([
  [Mutex.prototype, MUTEX_KIND],
  [CondVar.prototype, COND_KIND],
  [Semaphore.prototype, SEMAPHORE_KIND],
  [Barrier.prototype, BARRIER_KIND],
  [RWLock.prototype, RWLOCK_KIND],
]);
