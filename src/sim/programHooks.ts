import type { RunConfig } from "../shared/config";
import type { RunEndName } from "../shared/enums";
import type { EventLog } from "../shared/log/eventLog";
import type { Copy, CopyKinds } from "./copying";
import type { LiveHeap } from "./goruntime/mgc";
import type { ErrnoCode } from "./kernel/errno";
import type { KernelServices } from "./kernel/services";
import type { CostProfile } from "../shared/costs";
import type { Cpu } from "./machine/cpu";
import type { Prng } from "./prng";
import type { Routine } from "./routine";
import type { StepLimit } from "./stepLimit";

/** What the layer that runs the program knows and a process's runtime does not. */
export interface ProgramHooks {
  /** The text after `panic: ` or `Uncaught ` for a value that was thrown and not caught. */
  formatPanic(value: unknown): string;
  /** An exception of the program's own kind of Error with this message. */
  makeError(message: string): unknown;
  /** An OSError: a system call has failed. */
  makeSystemError?(code: ErrnoCode, call: string): unknown;
  /** From now on the program's operations are meant for this runtime. Called where another one's have run before. */
  entered?(runtime: ProcessRuntime): void;
  /** Copies the program with a routine that is at rest. */
  fork?(routine: Routine, kinds: CopyKinds): ForkedProgram;
  /** What can be reached from the program's variables and from the values given, for the garbage collector. Nothing if absent. */
  liveHeap?(roots: readonly unknown[]): LiveHeap;
}

/** A program in a new process. */
export interface ForkedProgram {
  readonly hooks: ProgramHooks;
  /** The copy of the caller's routine. */
  readonly routine: Routine;
  /** Copies something else that the runtime keeps for the program. */
  readonly copy: Copy;
  /** When all has been copied: how many pages of memory the program has. */
  readonly pages: () => number;
}

export interface RuntimeEnd {
  readonly how: RunEndName;
  readonly exitCode: number;
  /** The message of the panic, uncaught exception or fatal error, or empty. */
  readonly message: string;
}

/** What runs a process's program: a Go runtime, or the bare threads of a native process. */
export interface ProcessRuntime {
  /** How it has ended, once it has. */
  readonly end: RuntimeEnd | null;
  /** The program's code that ran last. */
  readonly latestRoutine: Routine | undefined;
}

/** What the runtime of a process needs of the machine it runs on. */
export interface Machinery {
  readonly config: RunConfig;
  readonly cpu: Cpu;
  readonly log: EventLog;
  readonly kernel: KernelServices;
  readonly costs: CostProfile;
  readonly prng: Prng;
  readonly stepLimit: StepLimit;
  /** The runtime whose code ran last: one for all processes. */
  readonly latest: { runtime: ProcessRuntime | null };
}
