import { NONE } from "../../../shared/ids";
import { FD_ACCESS } from "../../../shared/enums";
import { Kind } from "../../../shared/schema";
import { Reason, Syscall, Work } from "../../machine/codes";
import type { Machine } from "../../machine/machine";
import { BLOCKED, Errno } from "../kernelCall";
import type { KernelCall, KernelContext } from "../kernelCall";
import type { Process } from "../process";
import type { Task } from "../task";
import type { OpenFlags } from "./fileSystem";
import { uidOf } from "./namespace";
import type { OpenFile, Writing } from "./openFile";
import { makePipe } from "./pipe";
import { Readiness } from "./readiness";
import { makeSocketPair } from "./socketPair";
import type { SocketType } from "./socketBuffer";
import type { ChannelOptions } from "./transfer";

/** System calls on descriptors. Each says EBADF of one that is not open. */

type Blocked = typeof BLOCKED;

/**
 * A call that waits until a descriptor is ready. The thread can wait itself, as `attempt` has it; or somebody waits for it with epoll: when
 * `attempt` has given BLOCKED, `watch` has a function called once something has changed.
 *
 * A descriptor that is closed while a call of the same process waits there ends the call with EBADF, as in Go (Linux would let a thread
 * that is in read go on).
 */
export abstract class DescriptorCall implements KernelCall {
  abstract readonly syscall: number;
  readonly argument: number;
  private file: OpenFile | undefined;
  private waits: Readiness | undefined;

  constructor(
    private readonly fd: number,
    private readonly reason: number,
  ) {
    this.argument = fd;
  }

  /** What it waits at. */
  get object(): number {
    return this.file?.object ?? NONE;
  }

  /** Whether epoll can wait for it. */
  polled({ descriptors }: Process): boolean {
    return descriptors.get(this.fd)?.polled === true;
  }

  watch(changed: () => void): void {
    this.waits?.watch(changed);
  }

  attempt(task: Task, kernel: KernelContext): unknown {
    const found = task.owner.descriptors.get(this.fd);
    this.file ??= found;
    if (found === undefined || found !== this.file) return new Errno("EBADF");
    const value = this.act(found, task, kernel);
    if (!(value instanceof Readiness)) return value;
    this.waits = value;
    value.add(task, this.reason);
    return BLOCKED;
  }

  protected abstract act(file: OpenFile, task: Task, kernel: KernelContext): unknown;
}

/** read(2): up to `max` bytes; none at the end. */
export class Read extends DescriptorCall {
  readonly syscall = Syscall.read;

  constructor(
    fd: number,
    private readonly max: number,
  ) {
    super(fd, Reason.read);
  }

  protected override act(file: OpenFile, task: Task, kernel: KernelContext): Uint8Array | Errno | Readiness {
    return file.readable ? file.read(this.max, task, kernel) : new Errno("EBADF");
  }

  result(value: unknown): number {
    return (value as Uint8Array).length;
  }
}

/** write(2): how many bytes have been written. */
export class Write extends DescriptorCall {
  readonly syscall = Syscall.write;
  private readonly writing: Writing;

  constructor(fd: number, data: Uint8Array) {
    super(fd, Reason.write);
    this.writing = { data, done: 0, begun: false, awaited: undefined };
  }

  /** Its data has changed owner. */
  gaveAway = false;

  protected override act(file: OpenFile, task: Task, kernel: KernelContext): number | Errno | Readiness {
    if (!file.writable) return new Errno("EBADF");
    const value = file.write(this.writing, task, kernel);
    this.gaveAway = file.transfer === "remap" && this.writing.done > 0;
    return value;
  }
}

/** lseek(2): the new offset. ESPIPE for what has none. */
export class Seek extends DescriptorCall {
  readonly syscall = Syscall.lseek;
  readonly short = true;

  constructor(
    fd: number,
    private readonly offset: number,
    private readonly whence: "set" | "current" | "end",
  ) {
    super(fd, 0);
  }

  protected override act(file: OpenFile): number | Errno {
    return file.seek(this.offset, this.whence);
  }
}

/** ioctl(2), FIONREAD: how many bytes can be read at once. */
export class Available extends DescriptorCall {
  readonly syscall = Syscall.ioctl;
  readonly short = true;

  constructor(fd: number) {
    super(fd, 0);
  }

  protected override act(file: OpenFile): number | Errno {
    return file.available();
  }
}

/** fcntl(2), F_SETFL with or without O_NONBLOCK: of all descriptors that share the open file. */
export class SetNonBlocking extends DescriptorCall {
  readonly syscall = Syscall.fcntl;
  readonly short = true;

  constructor(
    fd: number,
    private readonly on: boolean,
  ) {
    super(fd, 0);
  }

  protected override act(file: OpenFile): undefined {
    file.nonBlocking = this.on;
  }
}

/** dup(2): another descriptor for the same open file. EMFILE. */
export class Dup extends DescriptorCall {
  readonly syscall = Syscall.dup;
  readonly short = true;

  constructor(fd: number) {
    super(fd, 0);
  }

  protected override act(file: OpenFile, task: Task, kernel: KernelContext): number | Errno {
    return install(file, task, kernel);
  }
}

/** close(2). The descriptor is closed also where this gives an error: what an asynchronous write has not told. */
export class Close implements KernelCall {
  readonly syscall = Syscall.close;
  readonly short = true;
  readonly argument: number;

  constructor(private readonly fd: number) {
    this.argument = fd;
  }

  attempt({ owner }: Task, kernel: KernelContext): undefined | Errno {
    const { descriptors } = owner;
    const file = descriptors.remove(this.fd);
    if (file === undefined) return new Errno("EBADF");
    kernel.machine.log.emit(Kind.FdClose, 0, this.fd, file.object);
    // Calls of this process that wait there find that it is closed.
    file.input.wakeAll();
    file.output.wakeAll();
    return file.references === 0 ? file.release(kernel) : undefined;
  }
}

/**
 * A process has ended: so do its descriptors. One of its threads may have been woken to take something and have come to nothing: the next in
 * line looks.
 */
export function closeAll(process: Process, kernel: KernelContext): void {
  for (const [fd, file] of [...process.descriptors.open()]) {
    process.descriptors.remove(fd);
    if (file.references === 0) file.release(kernel);
    file.input.wake();
    file.output.wake();
  }
  kernel.ipc.passOn();
}

/** pipe2(2): [read end, write end]. EMFILE. */
export class MakePipe implements KernelCall {
  readonly syscall = Syscall.pipe2;
  readonly short = true;
  readonly argument = NONE;

  constructor(private readonly options: ChannelOptions) {}

  attempt(task: Task, kernel: KernelContext): readonly [number, number] | Errno {
    if (!task.owner.descriptors.hasRoom(2)) return new Errno("EMFILE");
    return installPair(makePipe(kernel, this.options), task, kernel);
  }
}

/** socketpair(2). EMFILE. */
export class MakeSocketPair implements KernelCall {
  readonly syscall = Syscall.socketpair;
  readonly short = true;
  readonly argument = NONE;

  constructor(
    private readonly type: SocketType,
    private readonly options: ChannelOptions,
  ) {}

  attempt(task: Task, kernel: KernelContext): readonly [number, number] | Errno {
    if (!task.owner.descriptors.hasRoom(2)) return new Errno("EMFILE");
    return installPair(makeSocketPair(kernel, this.type, this.options), task, kernel);
  }
}

/** open(2). EMFILE, ENOENT, EEXIST, EACCES, ENAMETOOLONG, EISDIR. */
export class Open implements KernelCall {
  readonly syscall = Syscall.open;
  readonly argument = NONE;

  constructor(
    private readonly path: string,
    private readonly flags: OpenFlags,
  ) {}

  attempt(task: Task, kernel: KernelContext): number | Errno {
    if (!task.owner.descriptors.hasRoom(1)) return new Errno("EMFILE");
    const file = kernel.ipc.files.open(this.path, this.flags, uidOf(task), kernel);
    if (file instanceof Errno) return file;
    chargeCreation(kernel.machine);
    return install(file, task, kernel);
  }
}

/** unlink(2). ENOENT, EPERM. */
export class Unlink implements KernelCall {
  readonly syscall = Syscall.unlink;
  readonly argument = NONE;

  constructor(private readonly path: string) {}

  attempt(task: Task, kernel: KernelContext): undefined | Errno {
    return kernel.ipc.files.unlink(this.path, uidOf(task));
  }
}

/** What poll(2) is asked of a descriptor, and what it finds. */
export interface Polled {
  readonly fd: number;
  /** `PollBit`s. Errors and hang-ups are told in any case. */
  readonly events: number;
  found: number;
}

const ALWAYS = 8 | 16;
const INVALID = 32;

/** poll(2): waits until one of the descriptors is ready, for at most `timeout` ns (−1: for ever). Gives how many are. */
export class Poll implements KernelCall {
  readonly syscall = Syscall.poll;
  readonly argument: number;
  private end: number | undefined;

  constructor(
    private readonly asked: readonly Polled[],
    private readonly timeout: number,
  ) {
    this.argument = asked.length;
  }

  attempt(task: Task, { machine }: KernelContext): number | Blocked {
    const { descriptors } = task.owner;
    let ready = 0;
    for (const each of this.asked) {
      const file = descriptors.get(each.fd);
      each.found = file === undefined ? INVALID : file.poll() & (each.events | ALWAYS);
      if (each.found !== 0) ready++;
    }
    const now = machine.now();
    this.end ??= this.timeout < 0 ? Infinity : now + this.timeout;
    if (ready > 0 || now >= this.end) return ready;
    const left = this.end === Infinity ? NONE : this.end - now;
    for (const { fd } of this.asked) {
      const file = descriptors.get(fd);
      file?.input.addPoller(task, left);
      file?.output.addPoller(task, left);
    }
    if (this.asked.length === 0) this.nothing.addPoller(task, left);
    return BLOCKED;
  }

  private readonly nothing = new Readiness();
}

function installPair(
  [first, second]: readonly [OpenFile, OpenFile],
  task: Task,
  kernel: KernelContext,
): readonly [number, number] {
  kernel.machine.log.emit(Kind.IpcNew, 0, first.object);
  chargeCreation(kernel.machine);
  return [install(first, task, kernel) as number, install(second, task, kernel) as number];
}

function install(file: OpenFile, { owner }: Task, { machine: { log } }: KernelContext): number | Errno {
  const fd = owner.descriptors.add(file);
  if (!(fd instanceof Errno)) log.emit(Kind.FdOpen, accessOf(file), fd, file.object);
  return fd;
}

function accessOf({ readable, writable }: OpenFile): number {
  return FD_ACCESS.indexOf(readable ? (writable ? "read and write" : "read") : "write");
}

/** What a new object of the kernel costs. */
export function chargeCreation(machine: Machine): void {
  machine.overhead(Work["system call"], machine.costs.ipcCreate);
}
