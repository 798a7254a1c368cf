import { NONE } from "../../shared/ids";
import type { CoreId, Pid, ThreadId } from "../../shared/ids";
import { assertUnreachable, invariant } from "../../shared/assert";
import type { RunConfig } from "../../shared/config";
import type { EventLog } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import type { CostProfile } from "../machine/costs";
import type { Cpu } from "../machine/cpu";
import { Disk } from "../machine/disk";
import { Machine, Step } from "../machine/machine";
import { Network } from "../machine/network";
import { closeAll } from "./ipc/descriptorCalls";
import { IpcNamespace } from "./ipc/namespace";
import { standardStreams } from "./ipc/standardStreams";
import { Prng } from "../prng";
import { parsePolicy } from "./policies/parsePolicy";
import type { PolicyHost } from "./policies/policy";
import { parseQueues } from "./queues";
import { Process } from "./process";
import { DEFAULT_PARAMS } from "./schedParams";
import type { SchedParams } from "./schedParams";
import { Scheduler } from "./scheduler";
import type { Execution, KernelServices } from "./services";
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

/** Pid of the program's process. */
const PROGRAM_PID = 2;

/**
 * The simulated kernel on its machine. Init is pid 1 and has no thread of its own; the first process that is created is the program's,
 * pid 2. The run is over when all processes but init have ended, or at the limit of virtual time.
 */
export class Kernel {
  readonly machine: Machine;
  readonly services: KernelServices;
  readonly processes: Process[] = [];
  readonly ipc: IpcNamespace;
  /** Why the run is over: all processes have ended, or time is up. */
  end: "exit" | "limit" | undefined;
  private readonly log: EventLog;
  private readonly nproc: number;
  private readonly input: string;
  /** Processes besides init that have not ended. */
  private alive = 0;
  private readonly scheduler: Scheduler;
  private readonly syscalls: Syscalls;
  /** Pids and tids are one sequence. */
  private nextPid = 1;

  /** @throws RangeError where the configuration names no policy or no queues: check it with `parsePolicy` and `parseQueues` before. */
  constructor({ log, config, costs, cpu }: KernelOptions) {
    const parsed = parsePolicy(config.policy, config.quantum);
    if ("error" in parsed) throw new RangeError(parsed.error);
    const queues = parseQueues(config.queues);
    if ("error" in queues) throw new RangeError(queues.error);
    this.log = log;
    this.nproc = config.nproc;
    this.input = config.stdin;
    this.ipc = new IpcNamespace(config.memory);
    this.machine = new Machine(
      log,
      config,
      costs,
      { turn: (core) => this.scheduler.turn(core), tick: (core) => this.scheduler.tick(core) },
      cpu,
    );
    const { machine } = this;
    const { preemption } = config;
    const options = {
      policy: parsed.policy,
      host: this.policyHost(config.seed),
      queues: queues.queues,
      preemption,
    };
    this.scheduler = new Scheduler(machine, options, (task) => this.taskEnded(task));
    this.syscalls = new Syscalls(machine, this.scheduler, this, new Disk(machine), new Network(machine));
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
    return this.processes.find((process) => process.pid === PROGRAM_PID)?.shellStatus ?? 0;
  }

  /** A process without threads. `parent`: init if not given. */
  createProcess(name: string, parent: Process | undefined = this.processes[0]): Process {
    if (parent === undefined) {
      const init = this.addProcess("init", undefined);
      return this.addProcess(name, init);
    }
    return this.addProcess(name, parent);
  }

  /** A thread, runnable at once or from `params.start` on. The first one of a process has its pid as tid. */
  createTask(process: Process, name: string, execution: Execution, given: Partial<SchedParams> = {}): Task {
    invariant(!process.ended, `process ${process.pid} has not ended`);
    const { log } = this;
    const tid = (process.started ? this.nextPid++ : process.pid) as ThreadId;
    process.started = true;
    const index = log.tables.addTask({ tid, process: process.index, name });
    const core = (log.core === NONE ? 0 : log.core) as CoreId;
    const params = { ...DEFAULT_PARAMS, ...given };
    const task = new Task(index, tid, name, process, execution, core, params, this.syscalls);
    process.tasks.add(task);
    log.emit(Kind.TaskNew, 0, index, process.index);
    if (params.start > this.now) this.machine.schedule(task.timer, params.start);
    else this.scheduler.wakeNew(task);
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

  private addProcess(name: string, parent: Process | undefined): Process {
    const pid = this.nextPid++ as Pid;
    const { log } = this;
    const index = log.tables.addProcess({ pid, parent: parent?.index ?? NONE, name });
    const descriptors = parent?.descriptors.fork() ?? standardStreams(log, this.input);
    const process = new Process(index, pid, name, parent, descriptors);
    this.processes.push(process);
    if (parent !== undefined) this.alive++;
    log.emit(Kind.ProcessStart, 0, index, parent?.index ?? NONE);
    return process;
  }

  private taskEnded(task: Task): void {
    const process = task.owner;
    process.tasks.delete(task);
    if (process.tasks.size > 0) return;
    process.ended = true;
    closeAll(process, this.syscalls);
    process.memory.release();
    this.log.emit(Kind.ProcessExit, 0, process.index, process.shellStatus);
    if (--this.alive === 0) {
      this.end = "exit";
      return;
    }
    this.bequeath(process);
    this.afterEnd(process);
  }

  /** Init takes over the children of a process that has ended. */
  private bequeath(process: Process): void {
    const [init] = this.processes;
    if (init === undefined) return;
    for (const child of process.children) {
      child.parent = init;
      init.children.add(child);
      this.log.emit(Kind.ProcessReparent, 0, child.index, init.index);
      if (child.ended) this.reap(child);
    }
    process.children.clear();
  }

  /** It is a zombie until its parent waits for it. Init always does. */
  private afterEnd(process: Process): void {
    if (process.parent === this.processes[0]) this.reap(process);
    else process.parent?.waitChild.wakeAll();
  }

  reap(process: Process): void {
    process.reaped = true;
    process.parent?.children.delete(process);
    this.log.emit(Kind.ProcessReap, 0, process.index, process.status);
  }

  /** RLIMIT_NPROC: threads count, and processes that are not waited for yet. */
  get exhausted(): boolean {
    let count = 0;
    for (const { tasks, ended, reaped } of this.processes) {
      if (!ended) count += tasks.size;
      else if (!reaped) count++;
    }
    return count >= this.nproc;
  }
}
