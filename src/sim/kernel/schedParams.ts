/** What whoever creates a thread says of its scheduling. */
export interface SchedParams {
  /** −20 (most) … 19 (least of the processor). */
  readonly nice: number;
  /** Its length on a core, ns, that policies which order by length know of. */
  readonly burst: number | undefined;
  /** Its share under `lottery` and `stride`, which say what they make of one that declares none. */
  readonly tickets: number | undefined;
  /** Cores on which it may run; `undefined`: all. */
  readonly affinity: readonly number[] | undefined;
  /** By when it should be done, ns from its arrival. */
  readonly deadline: number | undefined;
  /** Virtual time of its arrival, ns: until then it exists, but is not runnable. 0: at once. */
  readonly start: number;
  /** Bytes that it touches again and again: see `CacheWarmth`. */
  readonly workingSet: number | undefined;
}

export const DEFAULT_PARAMS: SchedParams = {
  nice: 0,
  burst: undefined,
  tickets: undefined,
  affinity: undefined,
  deadline: undefined,
  start: 0,
  workingSet: undefined,
};
