/** Kinds of concurrency whose costs are compared, the dearest first. */
export const CONCURRENCY_KINDS = ["process", "thread", "user-level thread", "goroutine"] as const;
export type ConcurrencyKind = (typeof CONCURRENCY_KINDS)[number];

/** What one of a kind costs under a configuration. Times in ns, memory in bytes. */
export interface ConcurrencyCosts {
  readonly kind: ConcurrencyKind;
  /** To create one, with the system call; of a process a fork, and `createPage` more for each page of its heap. */
  readonly create: number;
  readonly createPage: number;
  /** To switch from one to another. */
  readonly switch: number;
  /** What is in memory of one that has just begun, without what it shares; NONE: the simulation does not count it. */
  readonly resident: number;
  /** What is charged for it at once, when the kernel does not overcommit; NONE as above. */
  readonly reserved: number;
  /** In this run: how many were created. */
  readonly created: number;
}

/** The costs of kinds of concurrency side by side. */
export interface CostsView {
  /** Name of the cost profile. */
  readonly profile: string;
  readonly kinds: readonly ConcurrencyCosts[];
  /** In this run: how often a core went from one thread to another, and a P or a kernel thread from one goroutine or user-level thread to another. */
  readonly contextSwitches: number;
  readonly goroutineSwitches: number;
}
