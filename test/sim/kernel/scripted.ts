import { DEFAULT_CONFIG } from "../../../src/shared/config";
import type { RunConfig } from "../../../src/shared/config";
import { EventLog } from "../../../src/shared/log/eventLog";
import type { LogEvent } from "../../../src/shared/log/eventLog";
import { KINDS, Kind } from "../../../src/shared/schema";
import type { KindName } from "../../../src/shared/schema";
import { Kernel } from "../../../src/sim/kernel/kernel";
import type { RunState } from "../../../src/sim/kernel/kernel";
import { BLOCKED } from "../../../src/sim/kernel/kernelCall";
import type { KernelCall } from "../../../src/sim/kernel/kernelCall";
import type { Process } from "../../../src/sim/kernel/process";
import { ExecutionStop } from "../../../src/sim/kernel/services";
import type { Execution, KernelServices } from "../../../src/sim/kernel/services";
import { costProfile } from "../../../src/shared/costs";
import { checkLog } from "./checkLog";

/** A thread's script: yields why it stops, and is over when it returns. */
export type Script = Generator<ExecutionStop, void>;

/** An Execution that follows a script. */
class Scripted implements Execution {
  private script: Script | undefined;

  constructor(
    private readonly start: () => Script,
    private readonly kernel: Kernel,
  ) {}

  run(): ExecutionStop {
    if (!this.kernel.cpu.mayAct()) throw new Error("an execution runs out of turn");
    this.script ??= this.start();
    const next = this.script.next();
    return next.done === true ? ExecutionStop.Exited : next.value;
  }
}

/** What scripts can do. Everything but `compute` is an operation: it waits for its turn in the order of time. */
export class Steps {
  constructor(
    readonly kernel: Kernel,
    readonly services: KernelServices,
  ) {}

  /** Burns `ns` of the core's time as plain code. */
  *compute(ns: number): Script {
    const { cpu } = this.kernel;
    let left = ns;
    for (;;) {
      const now = Math.min(left, Math.max(0, cpu.budget));
      cpu.charge(now);
      left -= now;
      if (left === 0) return;
      yield ExecutionStop.Limit;
    }
  }

  /** Burns `ns` in one piece that nothing can interrupt. */
  *critical(ns: number): Script {
    yield* this.turn();
    this.kernel.cpu.charge(ns);
  }

  /** Waits for its turn. */
  *turn(): Script {
    while (!this.kernel.cpu.mayAct()) yield ExecutionStop.Limit;
    this.kernel.machine.log.now = this.kernel.cpu.now();
  }

  /** Does an operation that returns whether it blocks. */
  *op(operation: (services: KernelServices) => unknown): Script {
    yield* this.turn();
    if (operation(this.services) === true) yield ExecutionStop.Blocked;
  }

  /** Makes a system call that is an object, and waits for its end. `done` gets its value. */
  *call(request: KernelCall, done: (value: unknown) => void = () => undefined): Script {
    for (;;) {
      yield* this.turn();
      const value = this.services.call(request);
      if (value !== BLOCKED) {
        done(value);
        return;
      }
      yield ExecutionStop.Blocked;
    }
  }

  *yield(): Script {
    yield* this.turn();
    yield ExecutionStop.Yielded;
  }

  /** The execution of a new thread. */
  thread(start: (s: Steps) => Script): Execution {
    return new Scripted(() => start(this), this.kernel);
  }

  *spawn(name: string, start: (s: Steps) => Script): Script {
    yield* this.op((k) => void k.clone(name, this.thread(start)));
  }
}

export interface Ran {
  readonly kernel: Kernel;
  readonly log: EventLog;
  readonly state: RunState;
}

/** A machine with the program's process, not yet run. */
export function boot(config: Partial<RunConfig> = {}): {
  kernel: Kernel;
  log: EventLog;
  script: Steps;
  program: Process;
} {
  const full: RunConfig = { ...DEFAULT_CONFIG, cores: 1, costs: "zero", ...config };
  const log = new EventLog(full);
  const costs = costProfile(full.costs);
  if (costs === undefined) throw new Error(`no costs ${full.costs}`);
  log.emit(Kind.RunStart, 0, full.cores, full.gomaxprocs);
  const kernel = new Kernel({ log, config: full, costs });
  const program = kernel.createProcess("test");
  return { kernel, log, script: new Steps(kernel, kernel.services), program };
}

/** Runs a program from its main thread to its end, and checks the log. */
export function simulate(config: Partial<RunConfig>, main: (s: Steps) => Script, steps = 1e6): Ran {
  return simulateAll(config, [main], steps);
}

/** The same with several threads that are there from the start. `nice[i]` is that of thread i. */
export function simulateAll(
  config: Partial<RunConfig>,
  mains: readonly ((s: Steps) => Script)[],
  steps = 1e6,
  nice: readonly number[] = [],
): Ran {
  const { kernel, log, script, program } = boot(config);
  mains.forEach((main, i) =>
    kernel.createTask(program, `t${i}`, script.thread(main), { nice: nice[i] ?? 0 }),
  );
  const state = kernel.run({ maxIterations: steps });
  log.emit(Kind.RunEnd, 0, kernel.exitCode);
  checkLog(log);
  return { kernel, log, state };
}

/** The events of some kinds. */
export function events(log: EventLog, ...kinds: KindName[]): LogEvent[] {
  const found: LogEvent[] = [];
  log.forEach((event) => {
    const spec = KINDS[event.kind];
    if (spec !== undefined && kinds.includes(spec.name)) found.push({ ...event });
  });
  return found;
}

/** When each task ran: `t0 0-1000 core0`. */
export function slices(log: EventLog): string[] {
  const since = new Map<number, { from: number; core: number }>();
  const result: string[] = [];
  for (const event of events(log, "TaskState")) {
    const start = since.get(event.a);
    if (start !== undefined && event.aux !== 2) {
      const name = log.tables.tasks[event.a]?.name ?? "?";
      result.push(`${name} ${start.from}-${event.time} core${start.core}`);
      since.delete(event.a);
    }
    if (event.aux === 2) since.set(event.a, { from: event.time, core: event.core });
  }
  return result;
}
