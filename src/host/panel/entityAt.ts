import { threadEntity } from "../../shared/trace/entity";
import type { Entity } from "../../shared/trace/entity";
import type { GoroutineAt, Place } from "../../shared/trace/queries";
import type { ThreadAt } from "../../shared/trace/threads";

/** A goroutine, or in a run without any a kernel thread, at the cursor. */
export interface EntityAt {
  readonly entity: Entity;
  /** `G7`, `T7`. */
  readonly tag: string;
  readonly name: string;
  readonly state: string;
  readonly reason: string;
  /** Since when, ns. */
  readonly since: number;
  readonly place: Place | undefined;
  /** Where it runs: `P0`, `core 1`; empty where it does not. */
  readonly on: string;
}

export function goroutineAt({ g, p, ...at }: GoroutineAt): EntityAt {
  return { ...at, entity: g, on: p >= 0 ? `P${p}` : "" };
}

export function threadAt({ task, core, ...at }: ThreadAt): EntityAt {
  const runs = at.state === "running" && core >= 0;
  return { ...at, entity: threadEntity(task), on: runs ? `core ${core}` : "" };
}
