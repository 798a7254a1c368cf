import { spawnSync } from "node:child_process";
import { DEFAULT_CONFIG } from "../src/shared/config";
import type { RunConfig } from "../src/shared/config";
import { EventLog } from "../src/shared/log/eventLog";
import { Kind } from "../src/shared/schema";
import { Kernel } from "../src/sim/kernel/kernel";
import { POLICY_NAMES } from "../src/sim/kernel/policies/parsePolicy";
import { ExecutionStop } from "../src/sim/kernel/services";
import type { Execution } from "../src/sim/kernel/services";
import { costProfile } from "../src/shared/costs";
import type { Cpu } from "../src/sim/machine/cpu";
import { median } from "./median";

function boot(config: Partial<RunConfig>): {
  kernel: Kernel;
  log: EventLog;
  create: (run: Execution, params?: object) => void;
} {
  const full: RunConfig = { ...DEFAULT_CONFIG, cores: 1, costs: "zero", nproc: 4_194_304, ...config };
  const log = new EventLog(full);
  const costs = costProfile(full.costs);
  if (costs === undefined) throw new Error(full.costs);
  log.emit(Kind.RunStart, 0, full.cores, full.gomaxprocs);
  const kernel = new Kernel({ log, config: full, costs });
  const process = kernel.createProcess("bench");
  let made = 0;
  return {
    kernel,
    log,
    create: (run, params = {}) => void kernel.createTask(process, `t${made++}`, run, params),
  };
}

/** Gives up its core after each microsecond. */
class Yielder implements Execution {
  constructor(private readonly cpu: Cpu) {}
  run(): ExecutionStop {
    this.cpu.charge(1_000);
    return ExecutionStop.Yielded;
  }
}

/** Computes, and is over. */
class Job implements Execution {
  constructor(
    private readonly cpu: Cpu,
    private left: number,
  ) {}
  run(): ExecutionStop {
    this.left -= this.cpu.burst(this.left);
    return this.left === 0 ? ExecutionStop.Exited : ExecutionStop.Limit;
  }
}

function seconds(run: () => void): number {
  const start = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

const DECISIONS = 50_000;

/** Real time of a decision with so many runnable tasks, µs, and events a second. */
function decide(policy: string, tasks: number): { us: number; eventsPerSecond: number } {
  const { kernel, log, create } = boot({ policy });
  for (let i = 0; i < tasks; i++)
    create(new Yielder(kernel.cpu), {
      nice: i % 20,
      tickets: 1 + (i % 100),
      burst: 1e12 + i,
      deadline: 1e12 + i,
    });
  const count = (): number => {
    let switches = 0;
    log.forEach(({ kind }) => {
      if (kind === Kind.SyscallEnter) switches++;
    });
    return switches;
  };
  kernel.run({ maxIterations: 20_000 });
  const [before, events] = [count(), log.length];
  const time = seconds(() => kernel.run({ maxIterations: 2 * DECISIONS }));
  return { us: (time * 1e6) / (count() - before), eventsPerSecond: (log.length - events) / time };
}

interface RoundRobin {
  readonly jobs: number;
  readonly slices: number;
  readonly oursMs: number;
  readonly pythonMs: number;
  readonly pythonWithLinesMs: number;
  readonly faster: number;
  readonly fasterThanWithLines: number;
}

/** The same 10,000 jobs here, with the full log, and in `roundRobin.py`, both in one run; neither counts the start of its process. */
function roundRobin(): RoundRobin {
  const jobs = 10_000;
  const quantum = 10;
  const lengths = Array.from({ length: jobs }, (_, i) => 1 + ((i * 7_919) % 200));
  let slices = 0;
  const ours = (): number => {
    const { kernel, log, create } = boot({ policy: `rr:quantum=${quantum}ms` });
    const time = seconds(() => {
      for (const length of lengths) create(new Job(kernel.cpu, length * 1e6));
      while (kernel.run({ maxIterations: 1e6 }) === "more");
    });
    slices = 0;
    let total = 0;
    log.forEach(({ kind, aux, time }) => {
      if (kind === Kind.ContextSwitch) slices++;
      if (kind === Kind.TaskState && aux === 4) total += time / 1e6;
    });
    turnaround = total;
    return time;
  };
  let turnaround = 0;
  const measured = { ours: [] as number[], plain: [] as number[], lines: [] as number[] };
  for (let round = 0; round < 5; round++) {
    measured.ours.push(ours());
    const { stdout, error } = spawnSync("python3", ["bench/roundRobin.py"], {
      input: `${quantum}\n${lengths.join(" ")}\n`,
      encoding: "utf8",
    });
    if (error !== undefined) throw error;
    const [plain = NaN, lines = NaN, total = NaN] = stdout.split(" ").map(Number);
    if (Math.abs(total - turnaround) > 1e-6 * total)
      throw new Error(`the schedules differ: ${total} and ${turnaround} ms in all`);
    measured.plain.push(plain);
    measured.lines.push(lines);
  }
  const [mine, plain, lines] = [median(measured.ours), median(measured.plain), median(measured.lines)];
  return {
    jobs,
    slices,
    oursMs: mine * 1e3,
    pythonMs: plain * 1e3,
    pythonWithLinesMs: lines * 1e3,
    faster: plain / mine,
    fasterThanWithLines: lines / mine,
  };
}

/** Decisions of every policy with few and many runnable tasks, and round robin against Python. */
export function benchPolicies(): unknown {
  decide("rr", 10);
  const decisions = POLICY_NAMES.map((policy) => {
    const few = decide(policy, 10);
    const many = decide(policy, 10_000);
    return {
      policy,
      "µs at 10": few.us.toFixed(2),
      "µs at 10,000": many.us.toFixed(2),
      ratio: (many.us / few.us).toFixed(2),
      "events a second at 10": Math.round(few.eventsPerSecond),
    };
  });
  console.table(decisions);
  return roundRobin();
}
