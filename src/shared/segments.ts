/** Pages of 4 KiB of the segments that every process has. The code is the same for all and cannot be written to, so it is never charged. */
export const SEGMENTS = {
  /** 1 MiB: a small static program. */
  code: 256,
  /** 128 KiB, in use from the start. */
  data: 32,
  /** What Linux maps of the main thread's stack at first; it is charged as it grows. */
  mainStack: 33,
} as const;
