import { NONE } from "../../shared/ids";
import type { EventLog } from "../../shared/log/eventLog";
import { goroutineOf, threadEntity, threadOf } from "../../shared/trace/entity";
import type { Entity } from "../../shared/trace/entity";
import type { SpanColumns } from "../../shared/trace/spanColumns";
import { firstAtLeast } from "../search";
import { SPAN_SYSCALL } from "../spans/spanKinds";
import type { Wakeup, Wakeups } from "./wakeups";

/** A stretch of a path: what one entity was doing. */
export interface PathSegment {
  readonly entity: Entity;
  readonly start: number;
  readonly end: number;
  /** Position in SPAN_KINDS. */
  readonly kind: number;
  readonly core: number;
  /** The event that began the state. */
  readonly event: number;
}

/** Lanes of all goroutines and of all kernel threads. */
export interface EntityLanes {
  readonly g: SpanColumns;
  readonly m: SpanColumns;
}

/**
 * Why something happened when it did, and not earlier: from an instant back, what the entity did since it was made runnable, then what its waker did
 * until then, and so on to the beginning. A wait is part of the path only where a timer or a device ended it, and from
 * when the netpoller could have ended it: else what counts is what the waker did meanwhile. Each instant is in one segment. (The last-resumer walk of critical-path analysis, as in Yang and Miller, 1988.)
 */
export class CausalPaths {
  constructor(
    private readonly log: EventLog,
    private readonly lanes: EntityLanes,
    private readonly wakeups: Wakeups,
  ) {}

  /** The segments before `time`, the latest first, without those that take no time. */
  *before(entity: Entity, time: number): Generator<PathSegment> {
    let who = entity;
    let until = time;
    let event = this.log.firstAtOrAfter(time + 1);
    for (;;) {
      const wakeup = this.wakeups.lastBefore(who, event);
      const call = yield* this.lane(who, wakeup, until, event);
      const link = call ?? wakeup;
      if (link === undefined) return;
      ({ time: until, event } = link);
      if (link.waker !== NONE) who = link.waker;
    }
  }

  /**
   * What the entity did from its wake-up until `until`. Gives the wake-up of its thread, if it is in a system call that another entity
   * ended: there the path leaves it.
   */
  private *lane(
    entity: Entity,
    wakeup: Wakeup | undefined,
    until: number,
    before: number,
  ): Generator<PathSegment, Wakeup | undefined> {
    const thread = threadOf(entity);
    const spans = thread === NONE ? this.lanes.g : this.lanes.m;
    const row = thread === NONE ? goroutineOf(entity) : thread;
    const low = spans.laneOffsets[row] ?? 0;
    const from = wakeup?.time ?? 0;
    let at = firstAtLeast(spans.start, low, spans.laneOffsets[row + 1] ?? low, until) - 1;
    for (; at >= low && (spans.end[at] ?? 0) > from; at--) {
      const event = spans.event[at] ?? 0;
      const kind = spans.kind[at] ?? 0;
      const segment = { entity, kind, event, core: spans.other[at] ?? NONE };
      const end = Math.min(spans.end[at] ?? 0, until);
      const start = Math.max(spans.start[at] ?? 0, from);
      const call = kind === SPAN_SYSCALL && thread === NONE ? this.endOfCall(event, before) : undefined;
      if (call !== undefined && call.time <= end) {
        if (call.time < end) yield { ...segment, start: call.time, end };
        return call;
      }
      if (start < end) yield { ...segment, start, end };
    }
    return undefined;
  }

  /** Who woke the thread that waits in a goroutine's system call, which the event `entered` began. */
  private endOfCall(entered: number, before: number): Wakeup | undefined {
    const { task } = this.log.read(entered);
    if (task === NONE) return undefined;
    const wakeup = this.wakeups.lastBefore(threadEntity(task), before);
    return wakeup === undefined || wakeup.waker === NONE || wakeup.event < entered ? undefined : wakeup;
  }
}
