import type { LocIndex } from "../../shared/ids";
import { STREAMS, SYSCALLS, codeOf } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import { Kind } from "../../shared/schema";
import { CloneThread } from "../kernel/clone";
import { BLOCKED, Errno } from "../kernel/kernelCall";
import type { KernelCall } from "../kernel/kernelCall";
import { NetworkRead } from "../kernel/networkRead";
import { SigAction, SigProcMask } from "../kernel/signals/signalCalls";
import type { MaskChange } from "../kernel/signals/signalCalls";
import type { Disposition } from "../kernel/signals/signalState";
import type { ProcessApi, SignalHandler, ThreadRequest } from "../processApi";
import { GOEXIT, SUSPENDED } from "../routine";
import type { Suspended } from "../routine";
import { forkOp } from "./fork";
import type { NativeProcess } from "./nativeProcess";
import { NativeThread } from "./nativeThread";
import type { NativeOp } from "./nativeThread";
import { ThreadHandle } from "./threadHandle";
import { atRest, createUserOp, joinUserOp, yieldUserOp } from "./userThreads";
import type { UserRequest, UserThread } from "./userThreads";

/** What a program can ask of the process of bare threads that it runs in: see ProcessApi. */
export class NativeApi implements ProcessApi {
  /** The process that runs, if it is one of bare threads: one interface serves all of a program. */
  process: NativeProcess | undefined;

  call(call: KernelCall, finish?: (value: unknown) => unknown): unknown {
    const request: CallRequest = { call, finish };
    return this.act(callOp, request);
  }

  compute(ns: number): unknown {
    return ns <= 0 ? undefined : this.act(computeOp, ns);
  }

  ioNetwork(ns: number): unknown {
    return this.call(new NetworkRead(ns));
  }

  ioDisk(ns: number): unknown {
    return this.act(diskOp, ns);
  }

  syscall(ns: number): unknown {
    return this.act(syscallOp, ns);
  }

  yieldThread(): unknown {
    return this.act(yieldOp);
  }

  print(stream: "stdout" | "stderr", text: string): unknown {
    const request: PrintRequest = { stream: codeOf(STREAMS, stream), text };
    return this.act(printOp, request);
  }

  atomicOp(fn: () => unknown): unknown {
    return this.act(atomicOp, fn);
  }

  exit(code: number): unknown {
    return this.act(exitOp, code);
  }

  fork(): Suspended {
    const thread = this.running().getthread();
    if (thread.routine.atomic) thread.routine.refuseToWait();
    thread.op = forkOp;
    return SUSPENDED;
  }

  createThread(request: ThreadRequest, finish: (thread: ThreadHandle) => unknown): unknown {
    return this.call(cloneCall(this.running(), request), (thread) => finish((thread as NativeThread).handle));
  }

  exitThread(): never {
    // Not an Error, so that no catch clause of the program takes it for one.
    const unwinding: unknown = GOEXIT;
    throw unwinding;
  }

  thread(): ThreadHandle {
    return this.running().getthread().handle;
  }

  touchNothing(): void {
    this.running().getthread().touchNothing();
  }

  signal(signal: number, disposition: Disposition, handler?: SignalHandler): unknown {
    const { handlers } = this.running();
    return this.call(new SigAction(signal, disposition), (before) => {
      if (handler === undefined) handlers.delete(signal);
      else handlers.set(signal, handler);
      return before;
    });
  }

  sigprocmask(how: MaskChange, set: number, finish: (before: number) => unknown): unknown {
    return this.call(new SigProcMask(how, set, false), (before) => finish(before as number));
  }

  createUserThread(request: UserRequest): unknown {
    return this.act(createUserOp, request);
  }

  yieldUserThread(): Suspended {
    return atRest(this.running().getthread(), yieldUserOp);
  }

  joinUserThread(user: UserThread): Suspended {
    return atRest(this.running().getthread(), joinUserOp, user);
  }

  writePage(page: number): void {
    this.running().getthread().writePage(page);
  }

  now(): number {
    return this.running().cpu.now();
  }

  loc(): LocIndex | -1 {
    return this.running().getthread().routine.loc();
  }

  self(): unknown {
    return this.thread();
  }

  private running(): NativeProcess {
    if (this.process === undefined) throw new Error("no bare thread of a process runs");
    return this.process;
  }

  /** Does the operation now, or remembers it until the core's turn has come: as `GoApi.act`. */
  private act(op: NativeOp, a?: unknown): unknown {
    const process = this.running();
    const { cpu, log } = process;
    const thread = process.getthread();
    const { routine } = thread;
    thread.opA = a;
    if (cpu.mayAct()) log.now = cpu.now();
    else if (routine.atomic) log.now = Math.max(cpu.opLimit, log.latest);
    else {
      thread.op = op;
      return SUSPENDED;
    }
    log.loc = routine.loc();
    if (thread.handleFaults()) return SUSPENDED;
    return op(process, thread);
  }
}

/** The system call that creates a thread of this kind. */
export function cloneCall(process: NativeProcess, request: ThreadRequest): KernelCall {
  const { routine, name, stack, params } = request;
  const size = stack ?? process.machinery.config.stack;
  return new CloneThread(
    name,
    params,
    size,
    () => new NativeThread(process, routine, new ThreadHandle(name), size, false),
  );
}

/** A system call, and what becomes of its value. */
interface CallRequest {
  readonly call: KernelCall;
  readonly finish: ((value: unknown) => unknown) | undefined;
}

interface PrintRequest {
  readonly stream: number;
  readonly text: string;
}

const callOp: NativeOp = (process, thread) => {
  const { call, finish } = thread.opA as CallRequest;
  if (call.inUser !== undefined) {
    process.cpu.charge(process.costs.lockOp);
    const value = call.inUser(process.kernel.current(), process.log);
    if (value !== BLOCKED) return finished(process, call, finish, value);
  }
  return attemptOp(process, thread);
};

const attemptOp: NativeOp = (process, thread) => {
  const { call, finish } = thread.opA as CallRequest;
  const value = process.kernel.call(call, !thread.routine.atomic);
  if (value === BLOCKED) {
    if (thread.routine.atomic) thread.routine.refuseToWait();
    return sleeps(thread, attemptOp);
  }
  if (thread.routine.atomic || !process.kernel.mustReturn()) return finished(process, call, finish, value);
  thread.op = () => finished(process, call, finish, value);
  return SUSPENDED;
};

function finished(
  process: NativeProcess,
  { syscall }: KernelCall,
  finish: CallRequest["finish"],
  value: unknown,
): unknown {
  if (value instanceof Errno) return process.raiseErrno(value.code, SYSCALLS[syscall] ?? "");
  return finish === undefined ? value : finish(value);
}

/** The kernel has put the thread to sleep; `then` comes when it runs again. */
function sleeps(thread: NativeThread, then: NativeOp): Suspended {
  thread.blocked = true;
  thread.op = then;
  return SUSPENDED;
}

const returned: NativeOp = () => undefined;

const computeOp: NativeOp = ({ log, cpu }, thread) => {
  const ns = thread.opA as number;
  log.emit(Kind.Compute, 0, NONE, log.wide(ns));
  if (thread.routine.atomic) {
    cpu.charge(ns);
    // This is no plain code.
    cpu.steps += ns;
    return undefined;
  }
  thread.burn = ns;
  return SUSPENDED;
};

const diskOp: NativeOp = ({ kernel }, thread) => {
  if (thread.routine.atomic) thread.routine.refuseToWait();
  kernel.diskRead(thread.opA as number);
  return sleeps(thread, returned);
};

const syscallOp: NativeOp = ({ kernel }, thread) => {
  if (thread.routine.atomic) thread.routine.refuseToWait();
  kernel.blockingCall(thread.opA as number);
  return sleeps(thread, returned);
};

const yieldOp: NativeOp = (_, thread) => {
  if (thread.routine.atomic) thread.routine.refuseToWait();
  thread.yields = true;
  thread.op = returned;
  return SUSPENDED;
};

const printOp: NativeOp = (process, thread) => {
  const { stream, text } = thread.opA as PrintRequest;
  process.output(stream, text);
  process.cpu.charge(process.costs.print);
  return undefined;
};

const atomicOp: NativeOp = ({ cpu, costs }, thread) => {
  cpu.charge(costs.lockOp);
  return (thread.opA as () => unknown)();
};

const exitOp: NativeOp = (process, thread) => {
  process.exit(thread.opA as number);
  return SUSPENDED;
};
