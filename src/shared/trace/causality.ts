import type { Entity } from "./entity";
import type { Place, SpanKind } from "./queries";

/** A stretch of a chain of causes: what one goroutine or thread was doing. */
export interface CauseRow {
  readonly entity: Entity;
  /** As people call it. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly kind: SpanKind;
  /** What it waited for, or the system call that it was in. */
  readonly reason: string;
  readonly place: Place | undefined;
  /** Whom it made runnable at the end, which went on from there; "" where it went on itself. */
  readonly woke: string;
}

/** What a path is made of. */
export interface PathShare {
  /** `running`, `waiting: sleep`, `syscall: read`, or a name. */
  readonly what: string;
  readonly ns: number;
  readonly count: number;
}

/** The chain of causes that ends with an instant of an entity; of the whole run it is the critical path. */
export interface CausalPathAnswer {
  readonly start: number;
  readonly end: number;
  readonly byState: readonly PathShare[];
  readonly byEntity: readonly (PathShare & { readonly entity: Entity })[];
  /** In order of time; at most as many as asked for, the latest ones. */
  readonly rows: readonly CauseRow[];
  readonly total: number;
}
