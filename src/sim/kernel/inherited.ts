import { Errno } from "./errno";
import { ROOT } from "./processTable";
import type { SchedParams } from "./schedParams";
import type { Task } from "./task";

/** One more than the largest nice value: RLIMIT_NICE is counted from there (getrlimit(2)). */
const NICE_LIMIT_FROM = 20;

/**
 * What a new thread or process has: what is said of it, and its maker's nice value and affinity where nothing is (sched(7)).
 * @returns EINVAL where none of the cores that it may run on exists; EPERM for a nice value below its maker's and below RLIMIT_NICE, unless
 * root makes it.
 */
export function inherited(
  { owner, params: { affinity } }: Task,
  given: Partial<SchedParams>,
  cores: number,
): Partial<SchedParams> | Errno {
  const params = { nice: owner.nice, affinity, ...given };
  if (params.affinity?.some((core) => core < cores) === false) return new Errno("EINVAL");
  const lowest = Math.min(owner.nice, NICE_LIMIT_FROM - owner.limits.soft("nice"));
  return params.nice < lowest && owner.uid !== ROOT ? new Errno("EPERM") : params;
}
