import { NONE } from "../../shared/ids";
import type { Routine, RoutineStop } from "../routine";

/** The routine of a goroutine that has none: dead, or one of the runtime's own. */
export const NO_ROUTINE: Routine = {
  name: "",
  result: undefined,
  stackLimit: 0,
  atomic: false,
  refuseToWait(): never {
    throw new Error("a goroutine without code waits");
  },
  run(): RoutineStop {
    throw new Error("a goroutine without code was run");
  },
  deliver(): void {
    throw new Error("a value for a goroutine without code");
  },
  deliverError(): void {
    throw new Error("an error for a goroutine without code");
  },
  loc: () => NONE,
  stack: () => [],
  stackBytes: () => 0,
};
