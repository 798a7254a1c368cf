/** Virtual time of everything that the program's statements are not, in ns. */
export interface CostProfile {
  readonly name: string;
  /** Whether the program's own statements take time. */
  readonly statements: boolean;
  /** Switch between threads of one process. */
  readonly threadSwitch: number;
  /** Switch between threads of different processes. */
  readonly processSwitch: number;
  /** Into the kernel and back. */
  readonly modeSwitch: number;
  readonly interrupt: number;
  /** From a wake-up on one core to the start of the scheduler on another, idle one. */
  readonly wakeLatency: number;
  readonly threadCreate: number;
  readonly processCreate: number;
  readonly futex: number;
  readonly migration: number;
  /** runtime.execute after another goroutine: registers, stack, bookkeeping. */
  readonly goroutineSwitch: number;
  /** The go statement. */
  readonly goroutineCreate: number;
  readonly channelOp: number;
  readonly lockOp: number;
  readonly selectCase: number;
  readonly timerOp: number;
  /** One pass of findRunnable over the own queues. */
  readonly findRunnable: number;
  /** One look at another P while stealing. */
  readonly stealAttempt: number;
  readonly netpoll: number;
  /** Copying one KiB of stack. */
  readonly stackCopyPerKiB: number;
  /** console.log of one line into memory. */
  readonly print: number;
}
