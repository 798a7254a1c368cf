import { NONE } from "../shared/ids";
import { RUN_ENDS, TASK_REASONS, codeOf } from "../shared/enums";
import type { RunEndName } from "../shared/enums";
import type { RunConfig } from "../shared/config";
import { EVENT_BYTES } from "../shared/log/chunk";
import { EventLog } from "../shared/log/eventLog";
import { Kind } from "../shared/schema";
import { formatDuration } from "../shared/duration";
import { GoApi } from "./goruntime/api";
import { Stream } from "./goruntime/codes";
import { GoRuntime } from "./goruntime/runtime";
import { Kernel, MOST_AFTER_REFUSAL, MOST_PROCESSES } from "./kernel/kernel";
import { costProfile } from "../shared/costs";
import type { CostProfile } from "../shared/costs";
import { Cpu } from "./machine/cpu";
import { NativeApi } from "./native/nativeApi";
import { Prng } from "./prng";
import type { Machinery, ProcessRuntime, ProgramHooks } from "./programHooks";
import type { Routine } from "./routine";
import { placeOf } from "./stackText";
import { startProcess } from "./startProcess";
import { StepLimit } from "./stepLimit";

/** Exit code of a run that a limit has ended. */
const LIMIT_EXIT_CODE = 124;

export interface SimulationEnd {
  readonly how: RunEndName;
  readonly exitCode: number;
  /** Why, where it is not a plain exit. */
  readonly message: string;
}

/** Threads that a message lists. */
const MOST_SHOWN = 100;

/** What to run. */
export interface Program {
  /** Name of the process: the entry function. */
  readonly name: string;
  /**
   * Makes the function of the main goroutine, or of the primary thread, with the operations of its process at hand: those of the Go
   * runtime, and those of bare threads. Called once, by `start`.
   */
  readonly main: (go: GoApi, native: NativeApi, machinery: Machinery) => Routine;
  readonly hooks: ProgramHooks;
}

/**
 * One run: a machine with its kernel, and on it the program's process.
 *
 * Lifetimes end with their own event (GoDead, TaskState dead, PState dead) or, for all that is left, with RunEnd: the log's last event.
 */
export class Simulation {
  readonly log: EventLog;
  readonly cpu = new Cpu();
  readonly prng: Prng;
  readonly kernel: Kernel;
  readonly costs: CostProfile;
  private readonly stepLimit: StepLimit;
  /** Set when the run is over. */
  end: SimulationEnd | undefined;
  private first: ProcessRuntime | undefined;
  private readonly latest: Machinery["latest"] = { runtime: null };

  /** @throws RangeError where the configuration names a policy or a cost profile that does not exist. */
  constructor(readonly config: RunConfig) {
    const costs = costProfile(config.costs);
    if (costs === undefined) throw new RangeError(`no cost profile is called "${config.costs}"`);
    this.log = new EventLog(config);
    this.prng = new Prng(config.seed);
    this.kernel = new Kernel({ log: this.log, config, costs, cpu: this.cpu });
    this.stepLimit = new StepLimit(this.cpu, config.steps, !costs.statements);
    this.costs = costs;
  }

  /** Creates the program's process. Nothing runs yet. */
  start({ name, main, hooks }: Program): void {
    if (this.first !== undefined) throw new Error("the simulation has been started already");
    const { log, kernel, config, cpu, costs, prng, stepLimit, latest } = this;
    log.emit(Kind.RunStart, 0, config.cores, config.gomaxprocs);
    const process = kernel.createProcess(name);
    const machinery: Machinery = {
      config,
      cpu,
      log,
      kernel: kernel.services,
      costs,
      prng,
      stepLimit,
      latest,
    };
    const { runtime, execution } = startProcess(machinery, process.index, hooks, (own) => {
      const [go, native] = [new GoApi(), new NativeApi()];
      if (own instanceof GoRuntime) go.rt = own;
      else native.process = own;
      return main(go, native, machinery);
    });
    this.first = runtime;
    kernel.createTask(process, "main", execution);
  }

  /** Goes on for up to `maxIterations` events and steps of cores. Whether the run is over. */
  run(maxIterations: number): boolean {
    if (this.end !== undefined) return true;
    this.cpu.refillBulk();
    const state = this.kernel.run({ maxIterations });
    const exceeded = this.stepLimit.exceeded();
    if (exceeded !== undefined) {
      this.stop("limit", `${exceeded}${this.whereabouts()}`);
    } else if (state === "over") {
      this.finish();
    } else if (state === "idle") {
      this.stop("deadlock", "deadlock: all threads wait, and nothing can wake one", this.waiting());
    } else if (this.log.full) {
      this.stop("limit", this.logIsFull());
    }
    return this.isOver();
  }

  /** Ends the run now: a limit is reached, or somebody has cancelled it. The message goes to the program's stderr, and details after it. */
  stop(how: RunEndName, message: string, details = ""): void {
    if (this.end !== undefined) return;
    const { log } = this;
    log.now = Math.max(log.now, log.latest);
    log.core = NONE;
    log.task = NONE;
    log.emit(Kind.Output, Stream.stderr, log.tables.addText(`schedlens: ${message}\n${details}`));
    this.close({ how, exitCode: LIMIT_EXIT_CODE, message });
  }

  /** The threads that run the program's code, with what they wait for and where; of a Go process its goroutines. */
  private waiting(): string {
    const places: string[] = [];
    for (const process of this.kernel.table.all()) {
      let dump: string | undefined;
      for (const { name, tid, waitReason, execution } of process.tasks) {
        if (dump === undefined && execution.dump !== undefined) {
          dump = execution.dump();
          if (dump !== "") places.push(`\nprocess ${process.pid}:\n\n${dump.trimEnd()}\n`);
        }
        if (execution.dump !== undefined) continue;
        const loc = execution.place?.() ?? NONE;
        if (loc === NONE) continue;
        const reason = TASK_REASONS[waitReason] ?? "";
        const place = placeOf(this.log.tables, loc);
        places.push(`\nthread ${name} (tid ${tid}, pid ${process.pid}) [${reason}]:\n\t${place}\n`);
      }
    }
    const more = places.length - MOST_SHOWN;
    return places.slice(0, MOST_SHOWN).join("") + (more > 0 ? `\n...and ${more} more threads\n` : "");
  }

  private logIsFull(): string {
    const { most } = this.log;
    const memory = `${Math.round((most * EVENT_BYTES) / 1e6)} MB of memory`;
    return `the log's limit of ${most} events (${memory}) is reached: keep only the last of them with events=last:1000000, or none with events=none, in @simulate or by --events`;
  }

  /** ` at FILE:LINE` of what ran last, or nothing. */
  whereabouts(): string {
    const routine = this.latest.runtime?.latestRoutine;
    const at = routine?.loc() ?? NONE;
    // The event loop is nowhere in the program: there it is the function that the loop belongs to.
    const loc = at === NONE ? (routine?.stack()[0]?.loc ?? NONE) : at;
    return loc === NONE ? "" : ` at ${placeOf(this.log.tables, loc)}`;
  }

  private isOver(): boolean {
    return this.end !== undefined;
  }

  private finish(): void {
    if (this.kernel.end === "limit") {
      this.log.now = Math.max(this.log.latest, this.config.limit);
      const limit = formatDuration(this.config.limit);
      this.stop(
        "limit",
        `the limit of ${limit} of virtual time is reached: raise it with limit=… in @simulate or --limit`,
      );
      return;
    }
    if (this.kernel.end === "processes") {
      this.stop(
        "limit",
        `${this.processLimit()} is reached${this.whereabouts()}: fork or spawn less often, or stop where that fails`,
      );
      return;
    }
    const exitCode = this.kernel.exitCode;
    this.close(this.first?.end ?? { how: "exit", exitCode, message: "" });
  }

  private close(end: SimulationEnd): void {
    const { log } = this;
    this.end = end;
    log.p = NONE;
    log.g = NONE;
    log.loc = NONE;
    const message = end.message === "" ? NONE : log.tables.addText(end.message);
    log.emit(Kind.RunEnd, codeOf(RUN_ENDS, end.how), end.exitCode, message);
    log.close();
  }

  private processLimit(): string {
    return this.kernel.table.refusedAt === undefined
      ? `the limit of ${MOST_PROCESSES} processes created in one run`
      : `the limit of ${MOST_AFTER_REFUSAL} processes created after one was refused (EAGAIN: nproc is ${this.config.nproc})`;
  }
}
