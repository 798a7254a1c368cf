import { NONE } from "../../shared/ids";
import type { Pid } from "../../shared/ids";
import type { EventLog } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { Signal } from "../../shared/signals";
import type { DescriptorTable } from "./ipc/descriptors";
import type { Limits } from "./limits";
import { AddressSpace } from "./memory/addressSpace";
import type { PhysicalMemory } from "./memory/physicalMemory";
import { Process } from "./process";

/** Who may do anything (capabilities(7), as far as they are modelled). */
export const ROOT = 0;

/** Pid of the program's process. */
const PROGRAM_PID = 2;

/** Who the program's process is. */
export interface Credentials {
  readonly uid: number;
  readonly limits: Limits;
}

/**
 * All processes that have not been waited for, and how many threads and processes each user has.
 * Invariant: a user's count is that of the threads of its processes that live, and one for each zombie.
 */
export class ProcessTable {
  private known: Process | undefined;
  /** The first that was created: pid 2. Stays known when it has been waited for. */
  program: Process | undefined;
  /** Processes besides init that have not ended. */
  alive = 0;
  /** How many processes there had been when one, or a thread, was refused first because of RLIMIT_NPROC. */
  refusedAt: number | undefined;
  private readonly byPid = new Map<number, Process>();
  private readonly counts = new Map<number, number>();
  /** Pids and tids are one sequence. */
  private lastPid = 0;

  /** @param credentials of the program's process. */
  constructor(
    private readonly log: EventLog,
    private readonly credentials: Credentials,
    /** The descriptors of a new process with this parent. */
    private readonly descriptorsOf: (parent: Process | undefined) => DescriptorTable,
    private readonly physical: PhysicalMemory,
  ) {}

  /** Pid 1. It has no thread and waits for its children at once. */
  get init(): Process {
    const { limits } = this.credentials;
    return (this.known ??= this.enter("init", undefined, { uid: ROOT, limits }));
  }

  nextPid(): Pid {
    return ++this.lastPid as Pid;
  }

  /** A process without threads: its parent's child, with the same user and limits. @param memory that of a copy. */
  create(name: string, parent: Process | undefined, memory?: AddressSpace): Process {
    const process = this.enter(name, parent ?? this.init, parent ?? this.credentials, memory);
    if (process.pid === PROGRAM_PID) this.program = process;
    this.alive++;
    return process;
  }

  private enter(
    name: string,
    parent: Process | undefined,
    { uid, limits }: Credentials,
    memory = new AddressSpace(this.physical),
  ): Process {
    const pid = this.nextPid();
    const { log } = this;
    const index = log.tables.addProcess({ pid, parent: parent?.index ?? NONE, name });
    const process = new Process(
      index,
      pid,
      name,
      parent,
      this.descriptorsOf(parent),
      uid,
      limits.copy(),
      memory,
      log.now,
    );
    this.byPid.set(pid, process);
    log.emit(Kind.ProcessStart, 0, index, parent?.index ?? NONE);
    return process;
  }

  /** `undefined`: there is none, or it has been waited for. */
  find(pid: number): Process | undefined {
    return this.byPid.get(pid);
  }

  *all(): Generator<Process> {
    yield* this.byPid.values();
  }

  /** RLIMIT_NPROC: the user has as many threads and processes as this one's limit says. Root has no limit. */
  isExhausted({ uid, limits }: Process): boolean {
    const exhausted = uid !== ROOT && (this.counts.get(uid) ?? 0) >= limits.soft("nproc");
    if (exhausted) this.refusedAt ??= this.log.tables.processes.length;
    return exhausted;
  }

  threadCreated({ uid }: Process): void {
    this.count(uid, 1);
  }

  /** The last one still counts: its process is a zombie until it is waited for. */
  threadEnded({ uid, tasks }: Process): void {
    if (tasks.size > 0) this.count(uid, -1);
  }

  /** setuid(2). */
  setUid(process: Process, uid: number): void {
    this.count(process.uid, -process.tasks.size);
    process.uid = uid;
    this.log.emit(Kind.ProcessUser, 0, process.index, this.log.wide(uid));
    this.count(uid, process.tasks.size);
  }

  /**
   * Its parent has waited for it, or never will. Its pid is free; it is not given again.
   */
  reap(process: Process): void {
    process.parent?.children.delete(process);
    this.byPid.delete(process.pid);
    this.count(process.uid, -1);
    this.log.emit(Kind.ProcessReap, 0, process.index, process.status);
  }

  /**
   * The children of a process that has ended get its nearest ancestor that is a subreaper (prctl(2), PR_SET_CHILD_SUBREAPER), or init
   * (Linux: find_new_reaper). @returns those that have ended and whose new parent is to be told.
   */
  bequeath(process: Process): Process[] {
    const heir = this.reaperOf(process);
    const zombies: Process[] = [];
    for (const child of process.children) {
      child.parent = heir;
      heir.children.add(child);
      this.log.emit(Kind.ProcessReparent, 0, child.index, heir.index);
      if (child.ended) zombies.push(child);
    }
    process.children.clear();
    return zombies;
  }

  private reaperOf({ hasSubreaper, parent }: Process): Process {
    if (!hasSubreaper) return this.init;
    for (let each = parent; each !== undefined; each = each.parent) if (each.isSubreaper) return each;
    return this.init;
  }

  /** A process has become a subreaper: orphans among its descendants are to look for it (Linux: propagate_has_child_subreaper). */
  markDescendants(process: Process): void {
    const found = [process];
    for (let each = found.pop(); each !== undefined; each = found.pop())
      for (const child of each.children) {
        child.hasSubreaper = true;
        found.push(child);
      }
  }

  /** Whether nobody will wait for it: it is init's, or its parent ignores SIGCHLD (wait(2), notes). */
  isReapedAtOnce({ parent }: Process): boolean {
    return parent === this.init || parent?.signals.disposition(Signal.SIGCHLD) === "ignore";
  }

  private count(uid: number, by: number): void {
    this.counts.set(uid, (this.counts.get(uid) ?? 0) + by);
  }
}
