import type { Thrown } from "../frames";

/** What a coroutine is resumed with when it is not simply a value: it is to throw, or to return through its finally blocks. */
export class Completion {
  constructor(
    readonly throws: boolean,
    readonly value: unknown,
    /** Where the exception comes from, if that is known. */
    readonly trace?: Thrown,
  ) {}
}
