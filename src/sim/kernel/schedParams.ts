/** What whoever creates a thread says of its scheduling. */
export interface SchedParams {
  /** −20 (most) … 19 (least of the processor). */
  readonly nice: number;
  /** Its length on a core, ns, that policies which order by length know of. */
  readonly burst: number | undefined;
  /** Its share where policies draw lots or take strides. */
  readonly tickets: number;
  /** Cores on which it may run; `undefined`: all. */
  readonly affinity: readonly number[] | undefined;
  /** By when it should be done, ns from its arrival. */
  readonly deadline: number | undefined;
  /** Virtual time of its arrival, ns: until then it exists, but is not runnable. 0: at once. */
  readonly start: number;
}

export const DEFAULT_PARAMS: SchedParams = {
  nice: 0,
  burst: undefined,
  tickets: 100,
  affinity: undefined,
  deadline: undefined,
  start: 0,
};
