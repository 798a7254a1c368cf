/** What the runtime's own objects count for on the heap, in bytes: Go's sizes. */
export const SIZES = {
  /** runtime.hchan. */
  chan: 96,
  word: 8,
  /** time.Timer with its runtime part. */
  timer: 112,
  /** The closure of a go statement. */
  goClosure: 32,
} as const;
