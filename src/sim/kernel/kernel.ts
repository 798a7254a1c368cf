import { NONE } from "../../shared/ids";
import type { CoreId, ThreadId } from "../../shared/ids";
import { assertUnreachable, invariant } from "../../shared/assert";
import type { RunConfig } from "../../shared/config";
import type { EventLog } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import type { CostProfile } from "../../shared/costs";
import type { Cpu } from "../machine/cpu";
import { Disk } from "../machine/disk";
import { Machine, Step } from "../machine/machine";
import { Network } from "../machine/network";
import { closeAll } from "./ipc/descriptorCalls";
import { IpcNamespace } from "./ipc/namespace";
import { standardStreams } from "./ipc/standardStreams";
import { Prng } from "../prng";
import { initialLimits } from "./limits";
import type { AddressSpace, Stack } from "./memory/addressSpace";
import { MemoryManager } from "./memory/memoryManager";
import { pagesOf } from "./memory/pages";
import { PhysicalMemory } from "./memory/physicalMemory";
import { parsePolicy } from "./policies/parsePolicy";
import type { PolicyHost } from "./policies/policy";
import { parseCache } from "./parseCache";
import type { Process } from "./process";
import { ProcessTable } from "./processTable";
import { parseQueues } from "./queues";
import { DEFAULT_PARAMS } from "./schedParams";
import type { SchedParams } from "./schedParams";
import { Scheduler } from "./scheduler";
import type { Execution, KernelServices } from "./services";
import type { Signalling } from "./signals/signalling";
import { Syscalls } from "./syscalls";
import { Task } from "./task";

export interface KernelOptions {
  readonly log: EventLog;
  readonly config: RunConfig;
  readonly costs: CostProfile;
  /** The Cpu that compiled code counts on; a new one if not given. */
  readonly cpu?: Cpu;
}

/** `more`: run again. `idle`: nothing can ever happen again. `over`: see `Kernel.end`. */
export type RunState = "more" | "idle" | "over";

/** Processes created in a run. Where some die of EAGAIN as fast as others fork, no other limit would end it in a person's time. */
export const MOST_PROCESSES = 100_000;
/** … after a first one has been refused: a fork bomb. */
export const MOST_AFTER_REFUSAL = 10_000;

/**
 * The simulated kernel on its machine. Init is pid 1 and has no thread of its own; the first process that is created is the program's,
 * pid 2. The run is over when all processes but init have ended, or at the limit of virtual time.
 */
export class Kernel {
  readonly machine: Machine;
  readonly services: KernelServices;
  readonly ipc: IpcNamespace;
  /** Why the run is over: all processes have ended, time is up, or too many have been created. */
  end: "exit" | "limit" | "processes" | undefined;
  private readonly log: EventLog;
  readonly table: ProcessTable;
  readonly memory: MemoryManager;
  private readonly scheduler: Scheduler;
  private readonly syscalls: Syscalls;
  private readonly signalling: Signalling;

  /** @throws RangeError where the configuration names no policy or no queues: check it with `parsePolicy` and `parseQueues` before. */
  constructor({ log, config, costs, cpu }: KernelOptions) {
    const parsed = parsePolicy(config.policy, config.quantum);
    if ("error" in parsed) throw new RangeError(parsed.error);
    const queues = parseQueues(config.queues);
    if ("error" in queues) throw new RangeError(queues.error);
    this.log = log;
    const physical = new PhysicalMemory(pagesOf(config.memory), config.overcommit);
    this.table = new ProcessTable(
      log,
      { uid: config.uid, limits: initialLimits(config) },
      (parent) => parent?.descriptors.fork() ?? standardStreams(log, config.stdin),
      physical,
    );
    this.ipc = new IpcNamespace(config.memory);
    this.machine = new Machine(
      log,
      config,
      costs,
      {
        turn: (core) => this.scheduler.turn(core),
        ticks: () => this.scheduler.ticks(),
        tick: (core) => this.scheduler.tick(core),
        owe: (work, ns) => this.scheduler.owe(work, ns),
      },
      cpu,
    );
    const { machine } = this;
    const cache = parseCache(config.cache);
    if ("error" in cache) throw new RangeError(cache.error);
    const options = {
      policy: parsed.policy,
      host: this.policyHost(config.seed),
      queues: queues.queues,
      preemption: config.preemption,
      cache: cache.cache,
      inherit: config.inherit,
    };
    this.scheduler = new Scheduler(machine, options, {
      ended: (task) => this.taskEnded(task),
      stopped: (task) => this.signalling.hasStopped(task),
      signalled: (task) => this.signalling.deliver(task),
    });
    this.syscalls = new Syscalls(machine, this.scheduler, this, new Disk(machine), new Network(machine));
    this.signalling = this.syscalls.signalling;
    this.memory = new MemoryManager(physical, log, this.table, this.signalling);
    this.services = this.syscalls;
  }

  get cpu(): Cpu {
    return this.machine.cpu;
  }

  /** Virtual time, ns. */
  get now(): number {
    return this.machine.now();
  }

  /** Exit code of the program's process, once it has ended; 128 + the signal if one has ended it. */
  get exitCode(): number {
    return this.table.program?.shellStatus ?? 0;
  }

  /** A process without threads. `parent`: init if not given. */
  createProcess(name: string, parent?: Process, memory?: AddressSpace): Process {
    const { length } = this.log.tables.processes;
    const { refusedAt = Infinity } = this.table;
    if (length >= MOST_PROCESSES || length >= refusedAt + MOST_AFTER_REFUSAL) this.end = "processes";
    return this.table.create(name, parent, memory);
  }

  /** A thread, runnable at once or from `params.start` on. The first one of a process has its pid as tid. */
  createTask(
    process: Process,
    name: string,
    execution: Execution,
    given: Partial<SchedParams> = DEFAULT_PARAMS,
    stack: Stack = firstStack(process),
  ): Task {
    invariant(!process.ended, `process ${process.pid} has not ended`);
    const { log } = this;
    const tid = (process.started ? this.table.nextPid() : process.pid) as number as ThreadId;
    process.started = true;
    const index = log.tables.addTask({ tid, process: process.index, name });
    const core = (log.core === NONE ? 0 : log.core) as CoreId;
    const params = paramsOf(given, process);
    const maker = this.cpu.core === NONE ? undefined : this.scheduler.core(this.cpu.core as CoreId).current;
    const task = new Task(index, tid, name, process, execution, core, params, this.syscalls, maker);
    task.stack = stack;
    process.tasks.add(task);
    this.table.threadCreated(process);
    log.emit(Kind.TaskNew, 0, index, process.index);
    if (task.nice !== 0) this.scheduler.niceValues.tell(task);
    this.memory.report(process);
    if (params.start > this.now) this.machine.schedule(task.timer, params.start);
    else this.scheduler.wakeMade(task, maker);
    return task;
  }

  /** Lets up to `maxIterations` events and steps of cores happen, fewer where the log is full or the memory is to be looked at. */
  run({ maxIterations }: { readonly maxIterations: number }): RunState {
    const { machine } = this;
    for (let i = 0; i < maxIterations; i++) {
      if (this.end !== undefined) return "over";
      if (this.log.full || this.cpu.bulk < 0) return "more";
      const step = machine.step();
      switch (step) {
        case Step.Done:
          break;
        case Step.Nothing:
          return "idle";
        case Step.TimeUp:
          this.end = "limit";
          return "over";
        default:
          assertUnreachable(step);
      }
    }
    return this.end === undefined ? "more" : "over";
  }

  /** What the policies need. Their random numbers are their own, so that they change nothing else. */
  private policyHost(seed: number): PolicyHost {
    const prng = new Prng(seed);
    const { log } = this;
    return {
      now: () => log.now,
      below: (n) => prng.below(n),
      drew: (winner, ticket) => log.emit(Kind.LotteryDraw, 0, winner.index, ticket),
      prioritized: (task, priority, why) => log.emit(Kind.PriorityChange, why, task?.index ?? NONE, priority),
    };
  }

  private taskEnded(task: Task): void {
    const process = task.owner;
    const { table } = this;
    process.tasks.delete(task);
    process.endedRunTime += task.runTime;
    table.threadEnded(process);
    if (task.stack !== undefined) process.memory.unmapStack(task.stack);
    if (process.tasks.size > 0) {
      if (process.exiting) return;
      this.memory.report(process);
      this.signalling.act(process);
      return;
    }
    process.ended = true;
    closeAll(process, this.syscalls);
    process.memory.release();
    this.log.emit(Kind.ProcessExit, 0, process.index, process.shellStatus);
    if (--table.alive === 0) {
      this.end = "exit";
      return;
    }
    for (const zombie of table.bequeath(process)) this.becameZombie(zombie);
    this.becameZombie(process);
  }

  /** It stays one until its parent waits for it, if that will. */
  private becameZombie(process: Process): void {
    const { parent } = process;
    if (!this.table.isReapedAtOnce(process)) {
      this.signalling.notifyParent(process);
      return;
    }
    this.table.reap(process);
    parent?.waitChild.wakeAll();
  }
}

/** All of a new thread's, of which some may be given. */
function paramsOf(given: Partial<SchedParams>, { nice }: Process): SchedParams {
  return given === DEFAULT_PARAMS && nice === 0 ? DEFAULT_PARAMS : { ...DEFAULT_PARAMS, nice, ...given };
}

/** That of the main thread, which the kernel touches itself: there are the arguments. */
function firstStack({ memory }: Process): Stack {
  const stack = memory.mainStack();
  memory.touchStack(stack, 1);
  return stack;
}
