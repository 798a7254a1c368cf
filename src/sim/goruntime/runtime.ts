import { NONE } from "../../shared/ids";
import { Kind } from "../../shared/schema";
import type { LocIndex, ProcessIndex } from "../../shared/ids";
import type { ObjectKind } from "../../shared/enums";
import type { EventLog } from "../../shared/log/eventLog";
import { present } from "../../shared/assert";
import type { ErrnoCode } from "../kernel/errno";
import type { KernelServices } from "../kernel/services";
import type { CostProfile } from "../../shared/costs";
import type { Cpu } from "../machine/cpu";
import type { NativeProcess } from "../native/nativeProcess";
import type { Machinery, ProcessRuntime, ProgramHooks, RuntimeEnd } from "../programHooks";
import type { Prng } from "../prng";
import type { Routine } from "../routine";
import type { StepLimit } from "../stepLimit";
import { Gc } from "./mgc";
import { NO_ROUTINE } from "./noRoutine";
import { RandomOrder } from "./randomOrder";
import { Sched, Sudog } from "./runtime2";
import type { G, M, P } from "./runtime2";
import { permit } from "./sema";
import type { SigQueue } from "./sigqueue";
import { STACK_MIN } from "./stack";

/** Something that goroutines meet at and that the log names: a row is made when it is first needed. */
export interface Traced {
  object: number;
  readonly created: LocIndex | -1;
  readonly kind: ObjectKind;
  readonly size: number;
}

/**
 * The state of one Go runtime. The functions of this folder work on it; their names are those of the Go functions that they mirror.
 *
 * Invariants between two steps: a G is on at most one queue; a running G has an M, that M has a P; `sched.npidle` Ps are on the idle
 * list, all with empty queues; `sched.nmspinning` Ms spin.
 *
 * All events of a step are emitted at the time when the step began (`log.now`); what the step costs passes after it.
 */
export class GoRuntime implements ProcessRuntime {
  readonly cpu: Cpu;
  readonly log: EventLog;
  readonly kernel: KernelServices;
  readonly costs: CostProfile;
  readonly prng: Prng;
  readonly stepLimit: StepLimit;
  readonly machinery: Machinery;
  readonly sched: Sched;

  gomaxprocs: number;
  readonly allp: P[] = [];
  /** Ps that a smaller GOMAXPROCS has put out of use, by their number. */
  readonly deadp: P[] = [];
  /** Every G ever made; a dead one is re-used. */
  readonly allgs: G[] = [];
  readonly stealOrder = new RandomOrder();
  /** The function of goroutine 1. */
  main: Routine = NO_ROUTINE;
  /** The M that executes at this moment. */
  m: M | null = null;
  /** The goroutine whose code ran last. */
  latest: G | null = null;
  /** Goroutines of the program that exist. */
  numGoroutine = 0;
  mainStarted = false;
  /** null: no garbage is collected. */
  readonly gc: Gc | null;
  /** Held by whoever stops the world. */
  readonly worldsema = permit();
  /** Bytes of a new goroutine's stack (stack.go: startingStackSize), and what the next value is computed from. */
  startingStackSize = STACK_MIN;
  scannedStacks = 0;
  scannedStackSize = 0;

  /** While timers run: the P whose they are, a row of the log; else NONE. */
  timersOf: number = NONE;
  /** A clone: its sysmon starts with the first goroutine that it makes. */
  sysmonDue = false;
  netpollInited = false;
  /** Goroutines that wait in the netpoller. */
  netpollWaiters = 0;

  /** Bytes that have been allocated and of which the kernel is still to be told. */
  allocated = 0;
  /** The largest that the heap has been, where a collector counts it. */
  heapPeak = 0;
  /** Signals that the program handles; null: it never has. */
  sig: SigQueue | null = null;
  end: RuntimeEnd | null = null;
  /** The program's threads beside the runtime's, once it has created some. */
  native: NativeProcess | null = null;
  /** The latest exception that an operation raised for the program, as opposed to one that shows a bug of ours. */
  raised: unknown = undefined;

  private sudogcache: Sudog | null = null;
  private chanKeys = 0;

  constructor(
    machinery: Machinery,
    readonly process: ProcessIndex,
    gomaxprocs: number,
    readonly hooks: ProgramHooks,
    gc = false,
  ) {
    this.machinery = machinery;
    this.cpu = machinery.cpu;
    this.log = machinery.log;
    this.kernel = machinery.kernel;
    this.costs = machinery.costs;
    this.prng = machinery.prng;
    this.stepLimit = machinery.stepLimit;
    this.gomaxprocs = gomaxprocs;
    this.sched = new Sched(machinery.kernel.newFutex());
    this.gc = gc ? new Gc((roots) => hooks.liveHeap?.(roots) ?? { bytes: 0, scannable: 0 }) : null;
  }

  get latestRoutine(): Routine | undefined {
    return this.latest?.routine;
  }

  /** The M that executes. @throws Error outside of one. */
  getm(): M {
    return present(this.m, "running M");
  }

  /** The P of the M that executes. */
  getp(): P {
    return present(this.getm().p, "P of the running M");
  }

  /** The goroutine that executes. @throws Error where an operation is called from outside of the simulated program. */
  getg(): G {
    return present(this.getm().curg, "running goroutine");
  }

  /** Throws an exception that the program may catch. */
  raise(message: string): never {
    const error = this.hooks.makeError(message);
    this.raised = error;
    throw error;
  }

  /** Throws an OSError. */
  raiseErrno(code: ErrnoCode, call: string): never {
    const error = this.hooks.makeSystemError?.(code, call) ?? this.hooks.makeError(`${call}: ${code}`);
    this.raised = error;
    throw error;
  }

  acquireSudog(): Sudog {
    const s = this.sudogcache;
    if (s === null) return new Sudog();
    this.sudogcache = s.next;
    s.next = null;
    return s;
  }

  releaseSudog(s: Sudog): void {
    s.g = null;
    s.prev = null;
    s.elem = undefined;
    s.c = null;
    s.isSelect = false;
    s.success = false;
    s.ticket = 0;
    s.waitlink = null;
    s.next = this.sudogcache;
    this.sudogcache = s;
  }

  /** The object's row in the log. */
  objectOf(traced: Traced): number {
    if (traced.object === NONE) {
      traced.object = this.log.tables.addObject({
        kind: traced.kind,
        size: traced.size,
        created: traced.created,
        maker: this.m?.task?.index ?? NONE,
      });
    }
    return traced.object;
  }

  /** A number that orders channels as addresses would. */
  nextChanKey(): number {
    return ++this.chanKeys;
  }

  /** Prints on a stream of the process. */
  output(stream: number, text: string): void {
    this.log.emit(Kind.Output, stream, this.log.tables.addText(text));
  }

  /** Ends the process. The M that executes returns Exited from its `run`. */
  exit(end: RuntimeEnd): void {
    if (this.end !== null) return;
    this.end = end;
    this.kernel.exitGroup(end.exitCode);
  }
}
