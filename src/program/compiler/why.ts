/** Why compiled code has come back with SUSPENDED. Emitted code writes these numbers, the driver reads them. */
export const enum Why {
  /** An operation of the simulation has returned it. */
  Operation = 0,
  Meter = 1,
  Depth = 2,
  Throw = 3,
  /** At a stop of the debug build. */
  Pause = 4,
  /** To find the calls that the stack of an error shows. */
  Stack = 5,
}
