import { CASE_DIRECTIONS, WAIT_REASONS, codeOf } from "../../shared/enums";
import type { WaitReason } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog } from "../../shared/log/eventLog";
import type { GoroutineStates } from "./goroutineStates";

/** What a goroutine waits for at an object. */
export const enum Role {
  /** A value, or the close, of a channel; a timer's too. */
  Receive,
  /** A receiver. */
  Send,
  /** The exclusive lock: mutex, or RWMutex among writers. */
  Lock,
  /** A read lock: no writer. */
  ReadLock,
  /** A writer that is next: no readers. */
  NoReaders,
  /** A wait group, a condition or a semaphore. */
  Signal,
}

const ROLES = 6;
const SEND_CASE = codeOf(CASE_DIRECTIONS, "send");

const ROLE_OF: Partial<Record<WaitReason, Role>> = {
  "chan receive": Role.Receive,
  "chan send": Role.Send,
  semacquire: Role.Signal,
  "sync.Cond.Wait": Role.Signal,
  "sync.Mutex.Lock": Role.Lock,
  "sync.RWMutex.RLock": Role.ReadLock,
  "sync.RWMutex.Lock": Role.NoReaders,
};

/** One thing that goroutines wait for: an object in a role. A goroutine in a select waits for several. */
export interface WaitPoint {
  readonly object: number;
  readonly role: Role;
  readonly waiters: number[];
}

export function isLock(role: Role): boolean {
  return role === Role.Lock || role === Role.ReadLock || role === Role.NoReaders;
}

/**
 * What the goroutines that are blocked at the end wait for. A goroutine with no wait point waits for ever: at a nil channel, or in a select
 * without cases.
 */
export class WaitPoints {
  readonly points: WaitPoint[] = [];
  /** Per goroutine that is blocked: positions in `points`. */
  private readonly ofG = new Map<number, readonly number[]>();
  private readonly known = new Map<number, number>();
  /** Blocked goroutines whose wait the log does not explain: nothing is said about them. */
  readonly unexplained = new Set<number>();

  constructor(
    private readonly log: EventLog,
    states: GoroutineStates,
  ) {
    for (let g = 0; g < states.count; g++) if (states.isBlocked(g)) this.add(g, states);
  }

  get blocked(): Iterable<number> {
    return this.ofG.keys();
  }

  get count(): number {
    return this.ofG.size;
  }

  of(g: number): readonly number[] {
    return this.ofG.get(g) ?? [];
  }

  private add(g: number, states: GoroutineStates): void {
    const reason = WAIT_REASONS[states.reason[g] ?? 0] ?? "";
    const object = states.object[g] ?? NONE;
    if (reason === "select") {
      const cases = states.casesOf(g);
      // None: all its channels are nil. A log that keeps only its end may have lost them.
      if (cases.length === 0 && this.log.config.events !== "all") this.unexplained.add(g);
      const points = cases.map(({ chan, direction }) =>
        this.point(g, chan, direction === SEND_CASE ? Role.Send : Role.Receive),
      );
      this.ofG.set(g, points);
      return;
    }
    const role = ROLE_OF[reason];
    if (role !== undefined && object !== NONE) {
      this.ofG.set(g, [this.point(g, object, role)]);
      return;
    }
    this.ofG.set(g, []);
    if (!FOREVER.has(reason)) this.unexplained.add(g);
  }

  private point(g: number, object: number, role: Role): number {
    const key = object * ROLES + role;
    let at = this.known.get(key);
    if (at === undefined) {
      at = this.points.push({ object, role, waiters: [] }) - 1;
      this.known.set(key, at);
    }
    this.points[at]?.waiters.push(g);
    return at;
  }

  /** Kind of a point's object. */
  kindOf(point: WaitPoint): string {
    return this.log.tables.objects[point.object]?.kind ?? "";
  }
}

const FOREVER: ReadonlySet<string> = new Set<WaitReason>([
  "chan receive (nil chan)",
  "chan send (nil chan)",
  "select (no cases)",
]);
