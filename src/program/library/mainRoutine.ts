import type { LocIndex } from "../../shared/ids";
import { RoutineStop } from "../../sim/routine";
import type { Routine, StackFrame } from "../../sim/routine";

/**
 * What the main goroutine runs: the module bodies, then the entry function. The second is only made when the first has returned,
 * since it is a value that the modules make.
 */
export class MainRoutine implements Routine {
  private current: Routine;
  private next: (() => Routine) | undefined;

  constructor(
    readonly name: string,
    modules: Routine,
    entry: () => Routine,
  ) {
    this.current = modules;
    this.next = entry;
  }

  get result(): unknown {
    return this.current.result;
  }

  get stackLimit(): number {
    return this.current.stackLimit;
  }

  set stackLimit(bytes: number) {
    this.current.stackLimit = bytes;
  }

  get atomic(): boolean {
    return this.current.atomic;
  }

  refuseToWait(): never {
    return this.current.refuseToWait();
  }

  run(): RoutineStop {
    const stop = this.current.run();
    if (stop !== RoutineStop.Returned || this.next === undefined) return stop;
    const limit = this.current.stackLimit;
    this.current = this.next();
    this.current.stackLimit = limit;
    this.next = undefined;
    return this.current.run();
  }

  deliver(value: unknown): void {
    this.current.deliver(value);
  }

  deliverError(error: unknown): void {
    this.current.deliverError(error);
  }

  loc(): LocIndex | -1 {
    return this.current.loc();
  }

  stack(): readonly StackFrame[] {
    return this.current.stack();
  }

  stackBytes(): number {
    return this.current.stackBytes();
  }
}
