import type { Frame } from "../frames";

/** The call of a generator or async function, whose body rests in between: `$co` of its code (compiler/lower/coroutines.ts). */
export interface Coroutine {
  /** The only frame that is kept while it rests. */
  frame: Frame | null;
  /** After the parameters are bound. What it gives is the value of the call, or SUSPENDED. */
  start(): unknown;
}
