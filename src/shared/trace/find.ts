import type { Entity } from "./entity";

/** A goroutine or a thread that was searched for. */
export interface FindRow {
  readonly entity: Entity;
  readonly name: string;
  /** Why it was found: `waiting (sleep)`, `at main.ts:34`; "" for its name. */
  readonly what: string;
  /** The instant to go to; nothing where that is as good as any. */
  readonly time: number | undefined;
}

export interface FindAnswer {
  readonly rows: readonly FindRow[];
  /** There are more. */
  readonly more: boolean;
}
