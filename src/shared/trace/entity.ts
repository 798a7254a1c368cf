import { NONE } from "../ids";

/**
 * What a view can be about: a goroutine or a kernel thread. It is one number, so that columns of slices can carry it: of a goroutine its row
 * in the log's table; of a thread −2 less its row. NONE (−1) is neither.
 */
export type Entity = number;

const FIRST_THREAD = -2;

/** @param task row of the log's table of kernel threads, or NONE. */
export function threadEntity(task: number): Entity {
  return task === NONE ? NONE : FIRST_THREAD - task;
}

/** Row of the thread; NONE for a goroutine and for nothing. */
export function threadOf(entity: Entity): number {
  return entity <= FIRST_THREAD ? FIRST_THREAD - entity : NONE;
}

/** Row of the goroutine; NONE for a thread and for nothing. */
export function goroutineOf(entity: Entity): number {
  return entity >= 0 ? entity : NONE;
}
