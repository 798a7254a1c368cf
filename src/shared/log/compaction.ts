import { codeOf, DEVICES, P_STATES, RUN_QUEUES, TASK_STATES } from "../enums";
import { NONE } from "../ids";
import type { GIndex } from "../ids";
import { Kind } from "../schema";
import type { ChunkWriter } from "./chunkWriter";
import { CoreWork } from "./coreWork";
import { HeldRows } from "./heldRows";
import { newLogEvent } from "./logEvent";
import type { LogEvent } from "./logEvent";
import type { LogTables } from "./tables";

/**
 * What an event tells about an entity. The latest event of each (about, entity) is kept, until another one says that it is over: log
 * compaction by key.
 */
const enum About {
  Process,
  /** How much memory it has mapped, and in use; its user. */
  Mapped,
  Resident,
  User,
  /** A task's creation, its state, the kernel queue it is in, the system call it has entered, its latest round in search of work. */
  Task,
  TaskState,
  CpuQueue,
  Call,
  Round,
  /** What it has left its core with; whose address space a core has. */
  Registers,
  AddressSpace,
  Request,
  /** A P's state, and that it is in a system call: of the M that the state before names. */
  P,
  PCall,
  Spin,
  /** A goroutine's creation, its state, and that it is in a system call: on the M and from the P that the state before names. */
  G,
  GState,
  GCall,
  /** How large a goroutine's stack has become. */
  Stack,
  /** The queue that a goroutine is in, and the one that it was taken from and does not run yet. */
  Queue,
  Taken,
  /** It has been asked to give way; it assists the collector; it marks. */
  Asked,
  Assist,
  Worker,
  Timer,
  /** A process's garbage collector. */
  Cycle,
  Phase,
  World,
  Heap,
  /** What causes a wake-up in the same instant. */
  Cause,
  Abouts,
}

/** Entities of the about Cause, which are not in a table. Causes by a task have its row added. */
const FUTEX = 0;
const DEVICE = 1;
const INTERRUPT = 2;
const BY_TASK = 3;

const OF_GOROUTINE: readonly About[] = [
  About.G,
  About.GState,
  About.GCall,
  About.Stack,
  About.Queue,
  About.Taken,
  About.Asked,
  About.Assist,
  About.Worker,
];

const TASK_DEAD = codeOf(TASK_STATES, "dead");
const TASK_ZOMBIE = codeOf(TASK_STATES, "zombie");
const P_SYSCALL = codeOf(P_STATES, "syscall");
const GLOBAL = codeOf(RUN_QUEUES, "global");

/**
 * What is left of the events that a log has dropped: all that the program printed, and for each entity the latest events that tell its
 * state, as far as the validator and the analysis need it to begin in the middle of a run.
 *
 * Memory: 48 bytes and a map entry for each row that is left, so in proportion to what is alive at the time, and to the output.
 */
export class Compaction {
  /** Events that it was given. */
  folded = 0;
  /** Time of the last of them. */
  until = 0;
  private readonly rows: HeldRows;
  /** Rows of output, and of RunStart. */
  private readonly forever: number[] = [];
  private readonly selects = new Map<number, number[]>();
  private readonly cores = new Map<number, CoreWork>();
  /** Per P: its schedtick. */
  private readonly ticks = new Map<number, number>();
  private tellsTicks = false;
  /** Per goroutine: where it was last. */
  private places = new Int32Array(1024).fill(NONE);

  constructor(
    private readonly tables: LogTables,
    private readonly readWide: (argument: number) => number,
  ) {
    this.rows = new HeldRows(readWide);
  }

  /** An event of which nothing is left. */
  skip(count: number, time: number): void {
    this.folded += count;
    this.until = time;
  }

  /** Takes the next event of the log. */
  fold(event: LogEvent): void {
    const { kind, aux, a } = event;
    this.folded++;
    this.until = event.time;
    if (event.g !== NONE && event.loc !== NONE) this.place(event.g, event.loc);
    switch (kind) {
      case Kind.RunStart:
      case Kind.Output:
        this.forever.push(this.rows.add(event, this.folded));
        return;
      case Kind.ProcessStart:
        this.hold(About.Process, a, event);
        return;
      case Kind.ProcessExit:
        for (const about of [About.Process, About.Mapped, About.Resident, About.User]) this.release(about, a);
        this.releaseMembers(a);
        return;

      case Kind.MemoryMapped:
        this.hold(About.Mapped, a, event);
        return;
      case Kind.MemoryResident:
        this.hold(About.Resident, a, event);
        return;
      case Kind.ProcessUser:
        this.hold(About.User, a, event);
        return;
      case Kind.TaskNew:
        this.hold(About.Task, a, event);
        return;
      case Kind.TaskState:
        this.taskState(event);
        return;
      case Kind.ContextSwitch:
      case Kind.Overhead:
        this.work(event);
        return;
      case Kind.CpuEnqueue:
        this.hold(About.CpuQueue, a, event);
        return;
      case Kind.CpuDequeue:
        this.release(About.CpuQueue, a);
        return;
      case Kind.SyscallEnter:
        this.hold(About.Call, event.task, event);
        return;
      case Kind.SyscallExit:
        this.release(About.Call, event.task);
        return;
      case Kind.RegistersSaved:
        this.hold(About.Registers, a, event);
        return;
      case Kind.RegistersLoaded:
        this.hold(About.AddressSpace, event.core, event);
        return;
      case Kind.DeviceSubmit:
        this.hold(About.Request, a * DEVICES.length + aux, event);
        return;
      case Kind.DeviceComplete:
        this.release(About.Request, a * DEVICES.length + aux);
        this.hold(About.Cause, DEVICE, event);
        return;
      case Kind.FutexWake:
        this.hold(About.Cause, FUTEX, event);
        return;
      case Kind.Interrupt:
        this.hold(About.Cause, INTERRUPT, event);
        return;
      case Kind.Netpoll:
        this.hold(About.Cause, BY_TASK + 2 * event.task, event);
        return;

      case Kind.PState:
        // The M that calls is told by the event before.
        if (aux === P_SYSCALL) {
          this.hold(About.PCall, a, event);
        } else {
          this.release(About.PCall, a);
          this.hold(About.P, a, event);
        }
        return;
      case Kind.Schedtick:
        this.ticks.set(a, event.b);
        this.tellsTicks = true;
        return;
      case Kind.SpinStart:
      case Kind.SpinStop:
        this.hold(About.Spin, this.tables.tasks[event.task]?.process ?? NONE, event);
        return;
      case Kind.StealRound:
        this.hold(About.Round, event.task, event);
        return;

      case Kind.GoNew:
        this.hold(About.G, a, event);
        return;
      case Kind.GoSyscall:
        this.hold(About.GCall, a, event);
        return;
      case Kind.GoRunning:
        if (event.b === 0) this.ticks.set(event.p, (this.ticks.get(event.p) ?? 0) + 1);
        this.hold(About.GState, a, event);
        this.goesOn(a);
        return;
      case Kind.GoRunnable:
        this.hold(About.GState, a, event);
        this.goesOn(a);
        return;
      case Kind.GoWaiting:
      case Kind.GoPreempted:
        this.hold(About.GState, a, event);
        return;
      case Kind.GoDead:
        this.goesOn(a);
        this.release(About.GState, a);
        this.release(About.Stack, a);
        this.release(About.G, a);
        this.release(About.Asked, a);
        this.release(About.Assist, a);
        return;
      case Kind.RunqPut:
        this.hold(About.Queue, a, event);
        this.release(About.Taken, a);
        return;
      case Kind.RunqGet:
        this.release(About.Queue, a);
        this.hold(About.Taken, a, event);
        return;
      case Kind.GoCopystack:
      case Kind.GoShrinkstack:
        this.hold(About.Stack, a, event);
        return;
      case Kind.SelectCase:
        this.selectCase(event);
        return;
      case Kind.PreemptRequest:
        this.hold(About.Asked, a, event);
        return;
      case Kind.PreemptDone:
        this.release(About.Asked, a);
        return;

      case Kind.TimerStart:
        this.hold(About.Timer, a, event);
        return;
      case Kind.TimerFire:
        if (this.tables.objects[a]?.kind !== "ticker") this.release(About.Timer, a);
        this.hold(About.Cause, BY_TASK + 2 * event.task + 1, event);
        return;
      case Kind.TimerStop:
        this.release(About.Timer, a);
        return;

      case Kind.GCBegin:
      case Kind.GCEnd:
        this.hold(About.Cycle, this.processOf(event.g), event);
        return;
      case Kind.GCPhase:
        this.hold(About.Phase, this.processOf(event.g), event);
        return;
      case Kind.StopTheWorld:
      case Kind.WorldStopped:
      case Kind.StartTheWorld:
        this.hold(About.World, this.processOf(event.g), event);
        return;
      case Kind.Heap:
        this.hold(About.Heap, this.processOf(event.g), event);
        return;
      case Kind.GCWorkerStart:
        this.hold(About.Worker, a, event);
        return;
      case Kind.GCWorkerStop:
        this.release(About.Worker, a);
        return;
      case Kind.GCAssistBegin:
        this.hold(About.Assist, a, event);
        return;
      case Kind.GCAssistEnd:
        this.release(About.Assist, a);
        return;
    }
  }

  /** Writes what is left in the order of its events, then Dropped. `encode` makes an argument of a wide number. */
  write(writer: ChunkWriter, encode: (value: number) => number): void {
    this.releaseCauses();
    const rows = this.rowsInOrder();
    const lengths = new Map<number, number>();
    const event = newLogEvent();
    for (const row of rows) {
      this.rows.read(row, event, encode);
      this.restate(event, lengths);
      writer.write(event);
    }
    if (this.tellsTicks) this.writeTicks(writer);
    this.writePlaces(writer);
    const missing = Math.max(0, this.folded - rows.length);
    writer.write({ ...newLogEvent(), time: this.until, kind: Kind.Dropped, a: encode(missing) });
  }

  /** Lengths of queues are told anew for those that are still in them. */
  private restate(event: LogEvent, lengths: Map<number, number>): void {
    const { kind, aux, a } = event;
    if (kind === Kind.RunqPut || kind === Kind.RunqGet) {
      const entity = aux === GLOBAL ? this.tables.gs.at(a as GIndex).process : event.p;
      const queue = 3 * entity + aux;
      const length = (lengths.get(queue) ?? 0) + (kind === Kind.RunqPut ? 1 : 0);
      lengths.set(queue, length);
      event.b = length;
    } else if (kind === Kind.CpuEnqueue) {
      const length = (lengths.get(-1 - aux) ?? 0) + 1;
      lengths.set(-1 - aux, length);
      event.b = length;
    }
  }

  private writeTicks(writer: ChunkWriter): void {
    const event = newLogEvent();
    event.time = this.until;
    event.kind = Kind.Schedtick;
    for (const [p, tick] of this.ticks) {
      event.a = p;
      event.b = tick;
      writer.write(event);
    }
  }

  /** Goroutines that are alive, where they were last. */
  private writePlaces(writer: ChunkWriter): void {
    const event = newLogEvent();
    for (const key of this.rows.keys()) {
      if (!isAbout(key, About.G)) continue;
      const g = (key - About.G) / About.Abouts;
      const loc = this.places[g] ?? NONE;
      if (loc === NONE || this.parkedAt(g) === loc) continue;
      event.time = this.until;
      event.kind = Kind.GoPlace;
      event.a = g;
      event.g = g;
      event.loc = loc;
      writer.write(event);
    }
  }

  /** Where the goroutine has parked, if that is what it did last: its own GoWaiting tells it. */
  private parkedAt(g: number): number {
    const event = newLogEvent();
    if (!this.rows.find(keyOf(About.GState, g), event)) return NONE;
    return event.kind === Kind.GoWaiting && event.g === g ? event.loc : NONE;
  }

  private rowsInOrder(): number[] {
    const rows = [...this.forever, ...this.rows.held()];
    for (const cases of this.selects.values()) rows.push(...cases);
    for (const core of this.cores.values()) rows.push(...core.at(this.until));
    return rows.sort((one, other) => this.rows.orderOf(one) - this.rows.orderOf(other));
  }

  /** Causes of an instant that is over are of no use. */
  /** Goroutines and Ps end with their process. */
  private releaseMembers(process: number): void {
    const { ps, gs } = this.tables;
    for (const [p, each] of ps.entries()) {
      if (each.process !== process) continue;
      for (const about of [About.P, About.PCall, About.Spin]) this.release(about, p);
    }
    for (let g = 0; g < gs.length; g++) {
      if (gs.at(g as GIndex).process !== process) continue;
      for (const about of OF_GOROUTINE) this.release(about, g);
    }
  }

  private releaseCauses(): void {
    for (const key of [...this.rows.keys()])
      if (isAbout(key, About.Cause) && this.rows.timeUnder(key) !== this.until) this.rows.release(key);
  }

  private taskState(event: LogEvent): void {
    const { a: task, aux: state } = event;
    if (state === TASK_ZOMBIE || state === TASK_DEAD) this.release(About.Call, task);
    if (state === TASK_DEAD) {
      this.release(About.Task, task);
      this.release(About.TaskState, task);
      this.release(About.Round, task);
      this.release(About.Registers, task);
    } else {
      this.hold(About.TaskState, task, event);
    }
  }

  /** A goroutine's call is over, its wait, or its way from a queue to a P. */
  private goesOn(g: number): void {
    this.release(About.GCall, g);
    this.release(About.Taken, g);
    for (const row of this.selects.get(g) ?? []) this.rows.remove(row);
    this.selects.delete(g);
  }

  private selectCase(event: LogEvent): void {
    const row = this.rows.add(event, this.folded);
    const cases = this.selects.get(event.g);
    if (cases === undefined) this.selects.set(event.g, [row]);
    else cases.push(row);
  }

  private work(event: LogEvent): void {
    let core = this.cores.get(event.core);
    if (core === undefined) {
      core = new CoreWork(this.rows);
      this.cores.set(event.core, core);
    }
    core.fold(event, event.kind === Kind.Overhead ? this.readWide(event.a) : 0, this.folded);
  }

  private place(g: number, loc: number): void {
    if (g >= this.places.length) {
      const grown = new Int32Array(Math.max(g + 1, 2 * this.places.length)).fill(NONE);
      grown.set(this.places);
      this.places = grown;
    }
    this.places[g] = loc;
  }

  private hold(about: About, entity: number, event: LogEvent): void {
    this.rows.hold(keyOf(about, entity), event, this.folded);
  }

  private release(about: About, entity: number): void {
    this.rows.release(keyOf(about, entity));
  }

  private processOf(g: number): number {
    return g === NONE ? NONE : this.tables.gs.at(g as GIndex).process;
  }
}

function keyOf(about: About, entity: number): number {
  return entity * About.Abouts + about;
}

function isAbout(key: number, about: About): boolean {
  return (key - about) % About.Abouts === 0;
}
