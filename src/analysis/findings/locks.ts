import { OBJECT_KINDS, SYNC_OPS, codeOf } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import type { Reader } from "./finder";

const LOCK = codeOf(SYNC_OPS, "lock");
const LOCK_WAITS = codeOf(SYNC_OPS, "lock (waits)");
const LOCK_AFTER_WAITING = codeOf(SYNC_OPS, "lock (acquired after waiting)");
const LOCK_HANDED_OVER = codeOf(SYNC_OPS, "lock (handed over)");
const UNLOCK = codeOf(SYNC_OPS, "unlock");
const RLOCK = codeOf(SYNC_OPS, "rlock");
const RUNLOCK = codeOf(SYNC_OPS, "runlock");
const RWMUTEX = OBJECT_KINDS.indexOf("rwmutex");

/** A goroutine that has a lock, and the place where it took it. */
export interface Holder {
  readonly g: number;
  readonly loc: number;
}

interface Reading {
  readonly loc: number;
  /** Read locks may nest. */
  count: number;
}

/** Who holds which mutex and RWMutex at the end of what has been read. */
export class LockHolders implements Reader {
  readonly kinds = [Kind.Sync];
  private readonly isRw: Uint8Array;
  private readonly owner: Int32Array;
  private readonly ownerLoc: Int32Array;
  /** RWMutex: the writer that keeps other writers and new readers out while it waits for the old readers. */
  private readonly pending: Int32Array;
  private readonly pendingLoc: Int32Array;
  private readonly readers = new Map<number, Map<number, Reading>>();

  constructor(log: EventLog) {
    const { objects } = log.tables;
    this.isRw = Uint8Array.from(objects, ({ kind }) => (OBJECT_KINDS.indexOf(kind) === RWMUTEX ? 1 : 0));
    this.owner = new Int32Array(objects.length).fill(NONE);
    this.ownerLoc = new Int32Array(objects.length).fill(NONE);
    this.pending = new Int32Array(objects.length).fill(NONE);
    this.pendingLoc = new Int32Array(objects.length).fill(NONE);
  }

  event({ aux: op, a: object, g, loc }: LogEvent): void {
    // A lock of kernel threads.
    if (g === NONE) return;
    switch (op) {
      case LOCK:
      case LOCK_AFTER_WAITING:
      case LOCK_HANDED_OVER:
        this.pending[object] = NONE;
        this.owner[object] = g;
        this.ownerLoc[object] = loc;
        return;
      case LOCK_WAITS:
        if (this.isRw[object] !== 1) return;
        this.pending[object] = g;
        this.pendingLoc[object] = loc;
        return;
      case UNLOCK:
        this.owner[object] = NONE;
        return;
      case RLOCK:
        this.read(object, g, loc);
        return;
      case RUNLOCK:
        this.unread(object, g);
        return;
    }
  }

  /** Who keeps writers, and of an RWMutex new readers, out. */
  writer(object: number): Holder | undefined {
    const owner = this.owner[object] ?? NONE;
    if (owner !== NONE) return { g: owner, loc: this.ownerLoc[object] ?? NONE };
    const pending = this.pending[object] ?? NONE;
    return pending === NONE ? undefined : { g: pending, loc: this.pendingLoc[object] ?? NONE };
  }

  readersOf(object: number): Holder[] {
    return Array.from(this.readers.get(object) ?? [], ([g, { loc }]) => ({ g, loc }));
  }

  private read(object: number, g: number, loc: number): void {
    let held = this.readers.get(object);
    if (held === undefined) this.readers.set(object, (held = new Map<number, Reading>()));
    const known = held.get(g);
    if (known === undefined) held.set(g, { loc, count: 1 });
    else known.count++;
  }

  /** A goroutine may give back the read lock that another one has taken: then it is the oldest one's. */
  private unread(object: number, g: number): void {
    const held = this.readers.get(object);
    if (held === undefined) return;
    const who = held.has(g) ? g : held.keys().next().value;
    const reading = who === undefined ? undefined : held.get(who);
    if (who === undefined || reading === undefined) return;
    if (--reading.count === 0) held.delete(who);
  }
}
