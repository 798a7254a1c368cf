import { Kind } from "../../shared/schema";
import type { ProcessIndex } from "../../shared/ids";
import { present } from "../../shared/assert";
import type { ErrnoCode } from "../kernel/errno";
import type { KernelServices } from "../kernel/services";
import type { CostProfile } from "../../shared/costs";
import type { Cpu } from "../machine/cpu";
import type { EventLog } from "../../shared/log/eventLog";
import type { Machinery, ProcessRuntime, ProgramHooks, RuntimeEnd } from "../programHooks";
import type { SignalHandler } from "../processApi";
import type { Routine } from "../routine";
import type { NativeThread } from "./nativeThread";

/**
 * What the threads of a process have in common that run the program's functions directly on the kernel: each is a kernel thread with a stack
 * of fixed size. A process without a Go runtime has no others; one with a Go runtime has such threads beside its Ms once the program has
 * created some.
 */
export class NativeProcess implements ProcessRuntime {
  readonly cpu: Cpu;
  readonly log: EventLog;
  readonly kernel: KernelServices;
  readonly costs: CostProfile;
  /** The thread that executes at this moment. */
  thread: NativeThread | null = null;
  /** The thread whose code ran last. */
  latest: NativeThread | null = null;
  end: RuntimeEnd | null = null;
  /** Functions of the program that see to signals, by number. */
  readonly handlers = new Map<number, SignalHandler>();
  /** The latest exception that an operation raised for the program, as opposed to one that shows a bug of ours. */
  raised: unknown = undefined;

  constructor(
    readonly machinery: Machinery,
    readonly index: ProcessIndex,
    readonly hooks: ProgramHooks,
    /** Called where the end is by this process's own doing. */
    private readonly ended: (end: RuntimeEnd) => void = () => undefined,
    /** Sees to a signal that one of its threads has been told of, in place of handlers of its own. */
    readonly runtimeHandler?: (signal: number) => void,
  ) {
    this.cpu = machinery.cpu;
    this.log = machinery.log;
    this.kernel = machinery.kernel;
    this.costs = machinery.costs;
  }

  get latestRoutine(): Routine | undefined {
    return this.latest?.routine;
  }

  /** @throws Error where an operation is called from outside of the simulated program. */
  getthread(): NativeThread {
    return present(this.thread, "running thread");
  }

  /** Throws an OSError. */
  raiseErrno(code: ErrnoCode, call: string): never {
    const error = this.hooks.makeSystemError?.(code, call) ?? this.hooks.makeError(`${call}: ${code}`);
    this.raised = error;
    throw error;
  }

  /** Prints on a stream of the process. */
  output(stream: number, text: string): void {
    this.log.emit(Kind.Output, stream, this.log.tables.addText(text));
  }

  /** exit(3). The thread that executes returns Exited from its `run`. */
  exit(code: number): void {
    if (this.end !== null) return;
    this.over({ how: "exit", exitCode: code & 0xff, message: "" });
    this.kernel.exitGroup(code);
  }

  /** The process dies of a signal that the thread which executes has brought about. */
  die(signal: number, end: Omit<RuntimeEnd, "exitCode">): void {
    if (this.end !== null) return;
    this.over({ ...end, exitCode: 128 + signal });
    this.kernel.fatalSignal(signal);
  }

  private over(end: RuntimeEnd): void {
    this.end = end;
    this.ended(end);
  }
}
