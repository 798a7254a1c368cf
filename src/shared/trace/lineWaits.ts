/** What was waited for at one line of the program, and what was started there; of the goroutines, or the threads of processes without a Go runtime. */
export interface LineWaits {
  readonly uri: string;
  /** From 1. */
  readonly line: number;
  /** ns that the program was blocked at the line, all that waited there added up. */
  readonly ns: number;
  readonly count: number;
  readonly longest: number;
  /** The longest first. */
  readonly reasons: readonly { readonly reason: string; readonly ns: number; readonly count: number }[];
  /** Goroutines or threads that the line has started, and ns that these were blocked, wherever that was. */
  readonly started: number;
  readonly startedNs: number;
}
