import { NONE } from "../../shared/ids";
import { goroutineOf, threadOf } from "../../shared/trace/entity";
import type { Entity } from "../../shared/trace/entity";

/** Some goroutines and threads, of which millions of slices can be asked whether they are theirs. */
export class Members {
  readonly size: number;
  private readonly goroutines: Uint8Array;
  private readonly threads: Uint8Array;

  /** @param entities without NONE. */
  constructor(entities: ReadonlySet<Entity>) {
    this.size = entities.size;
    this.goroutines = flags(entities, goroutineOf);
    this.threads = flags(entities, threadOf);
  }

  has(entity: Entity): boolean {
    return entity > NONE ? this.goroutines[entity] === 1 : this.threads[threadOf(entity)] === 1;
  }
}

function flags(entities: ReadonlySet<Entity>, rowOf: (entity: Entity) => number): Uint8Array {
  let last = NONE;
  for (const entity of entities) last = Math.max(last, rowOf(entity));
  const set = new Uint8Array(last + 1);
  for (const entity of entities) if (rowOf(entity) !== NONE) set[rowOf(entity)] = 1;
  return set;
}
