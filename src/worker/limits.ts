/** Memory of a run's JavaScript objects, MiB. The event log lies outside of it. */
export const MEMORY_LIMIT_MIB = 2048;

/** Real time that one call of a built-in function may take: much more than it does with as much data as fits into the memory. */
export const LONGEST_CALL_S = 10;
