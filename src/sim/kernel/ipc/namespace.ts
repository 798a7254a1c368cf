import type { ObjectIndex } from "../../../shared/ids";
import { Kind } from "../../../shared/schema";
import { Errno } from "../errno";
import type { KernelContext } from "../kernelCall";
import { PAGE_BYTES, pagesOf } from "../memory/pages";
import { SharedPages } from "../memory/sharedPages";
import type { Task } from "../task";
import { FileSystem } from "./fileSystem";
import { MessageQueue } from "./messageQueue";
import type { QueueLimits } from "./messageQueue";
import { NamedSemaphore } from "./namedSemaphore";
import { SharedMemory } from "./sharedMemory";
import { newObject } from "./transfer";
import type { ChannelOptions } from "./transfer";

/** How an object with a name is opened. */
export interface NamedOptions {
  /** It is made if there is none of that name; else ENOENT. */
  readonly create: boolean;
  /** With `create`: EEXIST if there is one. */
  readonly exclusive: boolean;
  /** Of a new one: who may use it, as in chmod(2). */
  readonly permissions: number;
}

interface Named {
  readonly object: ObjectIndex;
  readonly name: string;
  readonly uid: number;
  readonly permissions: number;
  readonly destroyed: boolean;
  destroy(kernel: KernelContext): void;
}

/** What memory of ours shared memories may take. */
const LARGEST_MEMORY = 2 ** 28;

/** NAME_MAX. */
const LONGEST_NAME = 255;

/** Objects of one kind, by name and, once they are open, by their row in the log. */
class Names<T extends Named> {
  private readonly byName = new Map<string, T>();
  private readonly byRow = new Map<number, T>();

  open(name: string, { create, exclusive }: NamedOptions, uid: number, make: () => T | Errno): T | Errno {
    if (name === "") return new Errno("EINVAL");
    if (name.length > LONGEST_NAME) return new Errno("ENAMETOOLONG");
    const found = this.byName.get(name);
    if (found !== undefined) {
      if (create && exclusive) return new Errno("EEXIST");
      return allows(found, uid) ? found : new Errno("EACCES");
    }
    if (!create) return new Errno("ENOENT");
    const made = make();
    if (made instanceof Errno) return made;
    this.byName.set(name, made);
    this.byRow.set(made.object, made);
    return made;
  }

  get(row: number): T | undefined {
    return this.byRow.get(row);
  }

  /** All that were ever made. */
  all(): Iterable<T> {
    return this.byRow.values();
  }

  /** Only its owner and root may (msgctl(2)). Its name is free again. */
  destroy(row: number, uid: number, kernel: KernelContext): Errno | undefined {
    const found = this.byRow.get(row);
    if (found === undefined || found.destroyed) return new Errno("EIDRM");
    if (uid !== 0 && uid !== found.uid) return new Errno("EPERM");
    this.byName.delete(found.name);
    found.destroy(kernel);
    return undefined;
  }
}

/** Reading and writing both, as message queues and semaphores need it. */
function allows({ uid: owner, permissions }: Named, uid: number): boolean {
  const bits = uid === owner ? permissions >> 6 : permissions;
  return uid === 0 || (bits & 6) === 6;
}

/** What the machine's processes find by name. */
export class IpcNamespace {
  readonly files = new FileSystem();
  readonly queues = new Names<MessageQueue>();
  readonly memories = new Names<SharedMemory>();
  readonly semaphores = new Names<NamedSemaphore>();

  /** Bytes that are left for shared memories. */
  private left: number;

  /** @param memory of the machine, bytes. */
  constructor(memory: number) {
    this.left = Math.min(memory, LARGEST_MEMORY);
  }

  /** Whoever is next in line looks whether there is something for him: a thread that was woken has died. */
  passOn(): void {
    for (const queue of this.queues.all()) queue.passOn();
    for (const semaphore of this.semaphores.all()) semaphore.passOn();
  }

  openQueue(
    name: string,
    named: NamedOptions,
    limits: QueueLimits,
    options: ChannelOptions,
    task: Task,
    kernel: KernelContext,
  ): MessageQueue | Errno {
    const uid = uidOf(task);
    return this.queues.open(name, named, uid, () => {
      const object = this.add(kernel, "message queue", limits.capacity);
      return new MessageQueue(object, name, limits, options, uid, named.permissions);
    });
  }

  /** And maps it. EINVAL where the one that is there has less than `size` bytes (shmget(2)). */
  openMemory(
    name: string,
    named: NamedOptions,
    size: number,
    task: Task,
    kernel: KernelContext,
  ): SharedMemory | Errno {
    const uid = uidOf(task);
    const found = this.memories.open(name, named, uid, () => {
      if (size === 0) return new Errno("EINVAL");
      if (size > this.left || isBeyondLimit(task, pagesOf(size))) return new Errno("ENOMEM");
      const pages = SharedPages.create(kernel.memory.physical, pagesOf(size));
      if (pages === undefined) return new Errno("ENOMEM");
      this.left -= size;
      const object = this.add(kernel, "shared memory", size);
      return new SharedMemory(object, name, size, uid, named.permissions, pages);
    });
    if (found instanceof Errno) return found;
    // The program has transferred the buffer to another one.
    if (found.bytes.byteLength !== found.size) return new Errno("EIDRM");
    if (found.size < size) return new Errno("EINVAL");
    const { memory } = task.owner;
    if (!memory.maps(found.pages)) {
      if (isBeyondLimit(task, found.pages.pages)) return new Errno("ENOMEM");
      memory.mapShared(found.pages);
      kernel.memory.report(task.owner);
      kernel.memory.relieve();
    }
    return found;
  }

  openSemaphore(
    name: string,
    named: NamedOptions,
    value: number,
    task: Task,
    kernel: KernelContext,
  ): NamedSemaphore | Errno {
    const uid = uidOf(task);
    return this.semaphores.open(name, named, uid, () => {
      const object = this.add(kernel, "named semaphore", value);
      return new NamedSemaphore(object, name, value, uid, named.permissions);
    });
  }

  private add(
    { machine }: KernelContext,
    kind: "message queue" | "shared memory" | "named semaphore",
    size: number,
  ): ObjectIndex {
    const object = newObject(machine, kind, size);
    machine.log.emit(Kind.IpcNew, 0, object);
    return object;
  }
}

/** RLIMIT_AS. */
function isBeyondLimit({ owner: { memory, limits } }: Task, pages: number): boolean {
  return (memory.mapped + pages) * PAGE_BYTES > limits.soft("as");
}

/** Whose rights count for a task. */
export function uidOf({ owner }: Task): number {
  return owner.uid;
}
