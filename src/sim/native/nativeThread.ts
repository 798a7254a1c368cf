import { NONE } from "../../shared/ids";
import type { LocIndex } from "../../shared/ids";
import { signalName } from "../../shared/signals";
import { assertUnreachable, present } from "../../shared/assert";
import type { ThreadExecution } from "../kernel/clone";
import { SigReturn } from "../kernel/signals/signalCalls";
import { ExecutionStop } from "../kernel/services";
import type { TaskRef } from "../kernel/services";
import { NOTHING_THERE } from "../processApi";
import { GOEXIT, HELD, RoutineStop, SUSPENDED } from "../routine";
import type { Registers, Routine } from "../routine";
import { badAccess, outOfMemory, stackOverflow, uncaught } from "./death";
import type { NativeProcess } from "./nativeProcess";
import type { ThreadHandle } from "./threadHandle";
import { endUser } from "./userThreads";
import type { UserThreads } from "./userThreads";

/** What a thread was about when a handler began. */
interface Interrupted {
  readonly routine: Routine;
  readonly op: NativeOp | null;
  readonly opA: unknown;
  readonly burn: number;
  /** Signals that were blocked. */
  readonly mask: number;
}

/** What a thread does when its core's turn has come. Returns the value of its suspended operation, SUSPENDED, or throws. */
export type NativeOp = (process: NativeProcess, thread: NativeThread) => unknown;

/**
 * A kernel thread that runs one routine, as `mrun.ts` runs a goroutine's: plain code on the core's budget, operations one by one when the
 * core is the first in time. Its stack is of fixed size; below it is the guard page, so a call that does not fit kills the process.
 */
export class NativeThread implements ThreadExecution {
  /** The operation that waits for its turn, or goes on after a wait. */
  op: NativeOp | null = null;
  opA: unknown = undefined;
  /** CPU time of `compute` that is left, ns. */
  burn = 0;
  /** The kernel has put it to sleep: `run` returns. */
  blocked = false;
  /** It gives up its core: `run` returns. */
  yields = false;
  /** Pages that its code has written to and whose faults the kernel is still to see. */
  faults: number[] | null = null;
  /** Its function has returned, or it has called exit: `run` returns. */
  over = false;
  /** Its user-level threads, once it has created one. */
  users: UserThreads | null = null;
  /** Bytes that its code has allocated and of which the kernel is still to be told. */
  private allocated = 0;
  /** Most bytes of its stack that it has used. */
  private stackUsed = 0;
  /** Signals that the kernel has told it of and that it has not begun to handle, in this order. */
  private readonly signals: { readonly signal: number; readonly mask: number }[] = [];
  /** What handlers have interrupted, the innermost last. */
  private readonly interrupted: Interrupted[] = [];

  constructor(
    readonly process: NativeProcess,
    /** What it runs: its function, or the handler of a signal. */
    public routine: Routine,
    readonly handle: ThreadHandle,
    /** Bytes. */
    readonly stackSize: number,
    /** Its function's return ends the process, as main's does. */
    readonly main: boolean,
  ) {
    routine.stackLimit = stackSize;
  }

  get name(): string {
    return this.handle.name;
  }

  get task(): TaskRef | undefined {
    return this.handle.task;
  }

  set task(task: TaskRef | undefined) {
    this.handle.task = task;
  }

  place(): LocIndex | -1 {
    return this.routine.loc();
  }

  registers(): Registers | undefined {
    return this.routine.registers?.();
  }

  /** Its stack is a root, not part of the heap. */
  [HELD](): number {
    return 0;
  }

  run(): ExecutionStop {
    const { process } = this;
    const { machinery, cpu, log } = process;
    process.thread = this;
    this.task ??= process.kernel.current();
    if (machinery.latest.runtime !== process) {
      machinery.latest.runtime = process;
      process.hooks.entered?.(process);
    }
    machinery.stepLimit.advanceTo(cpu.now());
    while (this.signals.length > 0) this.enterHandler();
    const stop = this.useMemory() ? this.advance() : this.endOfMemory();
    process.thread = null;
    log.loc = NONE;
    return stop;
  }

  signal(signal: number, mask: number): boolean {
    if (this.process.runtimeHandler !== undefined) {
      this.process.runtimeHandler(signal);
      return false;
    }
    if (!this.process.handlers.has(signal)) return false;
    this.signals.push({ signal, mask });
    return true;
  }

  /**
   * The handler runs on top of whatever the thread does, with the signal blocked (signal_setup_done in Linux). Of several that come at
   * once the one with the highest number is innermost, so it runs first. An exception that leaves it is one that nobody catches.
   */
  private enterHandler(): void {
    const { signal, mask } = present(this.signals.shift(), "signal to handle");
    const handler = present(this.process.handlers.get(signal), "handler of a signal");
    const { routine, op, opA, burn } = this;
    this.interrupted.push({ routine, op, opA, burn, mask });
    this.routine = handler.makeRoutine(handler.fn, signalName(signal));
    this.routine.stackLimit = Math.max(0, this.stackSize - routine.stackBytes());
    this.op = null;
    this.opA = undefined;
    this.burn = 0;
  }

  /** The handler has returned: what it has interrupted goes on. */
  returnFromHandler(): void {
    const { routine, op, opA, burn, mask } = present(
      this.interrupted.pop(),
      "code that a handler has interrupted",
    );
    Object.assign(this, { routine, op, opA, burn });
    this.process.kernel.call(new SigReturn(mask));
  }

  /** The kernel sees what the code has allocated, and how much of its stack it uses. False: it is not to go on. */
  private useMemory(): boolean {
    const { process, allocated, routine } = this;
    const { kernel } = process;
    const stack = routine.stackBytes() + STACK_BASE;
    if (stack > this.stackUsed) {
      this.stackUsed = stack;
      kernel.touchStack(stack);
    }
    if (allocated === 0) return true;
    this.allocated = 0;
    if (kernel.allocate(allocated, true)) return !kernel.mustReturn();
    outOfMemory(process, this, allocated);
    return false;
  }

  private endOfMemory(): ExecutionStop {
    return this.process.end === null ? ExecutionStop.Limit : ExecutionStop.Exited;
  }

  /** Runs until it stops, or the core's turn is over. */
  private advance(): ExecutionStop {
    const { process } = this;
    const { cpu, costs } = process;
    for (;;) {
      if (this.op !== null) {
        if (!cpu.mayAct() || --cpu.steps < 0) return ExecutionStop.Limit;
        this.runOp(this.op);
        const stop = this.after();
        if (stop !== undefined) return stop;
        continue;
      }
      if (this.burn > 0) {
        if (!this.burnSome()) return ExecutionStop.Limit;
        this.routine.deliver(undefined);
      }
      if (cpu.steps < 0) return ExecutionStop.Limit;
      process.latest = this;
      const before = cpu.now();
      cpu.faulted = this.faults !== null;
      cpu.heap = UNBOUNDED;
      const why = this.routine.run();
      this.allocated += UNBOUNDED - cpu.heap;
      if (costs.statements) cpu.steps -= cpu.now() - before;
      switch (why) {
        case RoutineStop.Budget:
        case RoutineStop.Steps:
          if (cpu.steps < 0 || cpu.exceeded !== undefined || !cpu.faulted) return ExecutionStop.Limit;
          this.op = nothing;
          break;
        case RoutineStop.Paused:
          return ExecutionStop.Limit;
        case RoutineStop.Suspended: {
          const stop = this.after();
          if (stop !== undefined) return stop;
          this.checkWaits();
          break;
        }
        case RoutineStop.Returned:
          if (this.interrupted.length > 0) {
            this.op = handlerReturned;
            break;
          }
          this.op = this.isBase() ? (this.main ? mainReturned : exitThread) : endUser;
          break;
        case RoutineStop.Threw:
          this.op = this.routine.result !== GOEXIT ? uncaught : this.isBase() ? exitThread : endUser;
          break;
        case RoutineStop.StackOverflow:
          this.op = stackOverflow;
          break;
        default:
          return assertUnreachable(why);
      }
    }
  }

  private checkWaits(): void {
    if (this.op === null && this.burn === 0)
      throw new Error(`thread ${this.name} is suspended, but waits for nothing`);
  }

  /** What the operation that is over means for the thread; `undefined`: it goes on. */
  private after(): ExecutionStop | undefined {
    if (this.over || this.process.end !== null) return ExecutionStop.Exited;
    if (this.blocked) {
      this.blocked = false;
      return ExecutionStop.Blocked;
    }
    if (this.yields) {
      this.yields = false;
      return ExecutionStop.Yielded;
    }
    return undefined;
  }

  /** The user-level thread that runs is the one that it began with. */
  private isBase(): boolean {
    return this.users === null || this.users.current === this.users.base;
  }

  /** What the function of the routine, which is over, has returned. */
  userResult(): unknown {
    return this.routine.result === GOEXIT ? undefined : this.routine.result;
  }

  /** Burns CPU time of `compute`. Whether that is over. */
  private burnSome(): boolean {
    const { cpu } = this.process;
    this.burn -= cpu.burst(this.burn);
    return this.burn === 0;
  }

  /** Runs the pending operation and gives the routine the value, or the exception. */
  private runOp(op: NativeOp): void {
    const { process } = this;
    const { log, cpu } = process;
    log.now = cpu.now();
    log.loc = this.routine.loc();
    const killed = this.handleFaults();
    this.op = null;
    try {
      const value = killed ? badAccess(process, this) : op(process, this);
      if (value !== SUSPENDED && value !== NOTHING) this.routine.deliver(value);
    } catch (error) {
      if (error !== process.raised) throw error;
      process.raised = undefined;
      this.routine.deliverError(error);
    }
  }

  /** Its code writes to a page: the kernel sees the fault, if it is one, before the next operation (`goruntime/faults.ts`). */
  writePage(page: number): void {
    const { kernel, cpu } = this.process;
    if (!kernel.touchPage(page)) return;
    this.faults ??= [];
    this.faults.push(page);
    cpu.faulted = true;
  }

  /** Its code touches memory that the process has given away. */
  touchNothing(): void {
    this.faults ??= [];
    this.faults.push(NOTHING_THERE);
    this.process.cpu.faulted = true;
  }

  /** Lets the kernel see the faults that it has noted. Whether one of them kills the process. */
  handleFaults(): boolean {
    const { faults } = this;
    if (faults === null) return false;
    this.faults = null;
    const { kernel, cpu } = this.process;
    cpu.faulted = false;
    for (const page of faults) {
      if (page === NOTHING_THERE) {
        this.op = badAccess;
        return true;
      }
      kernel.pageFault(page);
    }
    return false;
  }
}

/** More than the code of one turn allocates. */
const UNBOUNDED = 2 ** 50;
/** What lies on a stack before the first frame: a thread's first call touches a page. */
const STACK_BASE = 1;

/** Marks what has no value to deliver: the thread's code did not ask for it. */
export const NOTHING: unique symbol = Symbol("nothing");
const nothing: NativeOp = () => NOTHING;

const handlerReturned: NativeOp = (_, thread) => {
  thread.returnFromHandler();
  return NOTHING;
};

const mainReturned: NativeOp = (process) => {
  process.exit(0);
  return SUSPENDED;
};

/** pthread_exit(3), or the return of the thread's function. */
const exitThread: NativeOp = (_, thread) => {
  thread.over = true;
  thread.handle.end(thread.userResult());
  return SUSPENDED;
};
