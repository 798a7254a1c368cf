import { execFileSync } from "node:child_process";
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
import { cpuTime } from "./cpuTime";
import { median } from "./median";

function boot(config: Partial<RunConfig>): {
  kernel: Kernel;
  log: EventLog;
  create: (run: Execution, params: object | undefined) => void;
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
    create: (run, params) => void kernel.createTask(process, `t${made++}`, run, params),
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

const FEW = 10;
const MANY = 10_000;
const DECISIONS = 100_000;
const ROUNDS = 9;

/** Processor time of a decision with so many runnable tasks, µs, and events a second. */
interface Decision {
  readonly us: number;
  readonly eventsPerSecond: number;
}

function decide(policy: string, tasks: number): Decision {
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
  kernel.run({ maxIterations: 2 * MANY });
  const [before, events] = [count(), log.length];
  globalThis.gc?.();
  const time = cpuTime(() => void kernel.run({ maxIterations: 2 * DECISIONS }));
  return { us: (time * 1e6) / (count() - before), eventsPerSecond: (log.length - events) / time };
}

/** What `benchPolicies` has a process of its own do: few and many in turn. Prints both medians. */
export function decisionOne(policy: string): void {
  const few: Decision[] = [];
  const many: Decision[] = [];
  // The first round compiles.
  for (let round = 0; round <= ROUNDS; round++) {
    const both = [decide(policy, FEW), decide(policy, MANY)] as const;
    if (round === 0) continue;
    few.push(both[0]);
    many.push(both[1]);
  }
  const middle = (all: readonly Decision[]): Decision => ({
    us: median(all.map(({ us }) => us)),
    eventsPerSecond: median(all.map(({ eventsPerSecond }) => eventsPerSecond)),
  });
  console.log(JSON.stringify({ few: middle(few), many: middle(many) }));
}

/** 10,000 jobs of 1 to `longest` ms under round robin, here with the full log, and in `roundRobin.py`. */
interface RoundRobin {
  readonly quantum: number;
  readonly longest: number;
  readonly slices: number;
  /** Processor time of a slice, µs: median of the rounds, and of the first one, which compiles. */
  readonly oursUs: number;
  readonly firstUs: number;
  readonly pythonUs: number;
  readonly faster: number;
  /** … than Python making the line for each slice that the original prints. */
  readonly fasterThanWithLines: number;
}

const JOBS = 10_000;

function lengths(longest: number): number[] {
  return Array.from({ length: JOBS }, (_, i) => 1 + ((i * 7_919) % longest));
}

/** What `roundRobin` has a process of its own do. Prints slices, the sum of turnaround times and the seconds of each round. */
export function roundRobinOne(quantum: number, longest: number): void {
  let slices = 0;
  let turnaround = 0;
  const rounds = Array.from({ length: ROUNDS }, () => {
    const { kernel, log, create } = boot({ policy: `rr:quantum=${quantum}ms` });
    const time = cpuTime(() => {
      for (const length of lengths(longest)) create(new Job(kernel.cpu, length * 1e6), undefined);
      while (kernel.run({ maxIterations: 1e6 }) === "more");
    });
    slices = 0;
    turnaround = 0;
    log.forEach(({ kind, aux, time }) => {
      if (kind === Kind.ContextSwitch) slices++;
      if (kind === Kind.TaskState && aux === 4) turnaround += time / 1e6;
    });
    return time;
  });
  console.log(JSON.stringify({ slices, turnaround, rounds }));
}

/** The same jobs here and in Python, one after the other; neither counts the start of its process. */
function roundRobin(quantum: number, longest: number): RoundRobin {
  const { slices, turnaround, rounds } = inItsOwn("round-robin-one", `${quantum}`, `${longest}`) as {
    slices: number;
    turnaround: number;
    rounds: number[];
  };
  const plain: number[] = [];
  const lines: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const input = `${quantum}\n${lengths(longest).join(" ")}\n`;
    const stdout = execFileSync("python3", ["bench/roundRobin.py"], { input, encoding: "utf8" });
    const [without = NaN, withLines = NaN, total = NaN] = stdout.split(" ").map(Number);
    if (Math.abs(total - turnaround) > 1e-6 * total)
      throw new Error(`the schedules differ: ${total} and ${turnaround} ms in all`);
    plain.push(without);
    lines.push(withLines);
  }
  const us = (seconds: number): number => (seconds * 1e6) / slices;
  const ours = median(rounds);
  return {
    quantum,
    longest,
    slices,
    oursUs: us(ours),
    firstUs: us(rounds[0] ?? NaN),
    pythonUs: us(median(plain)),
    faster: median(plain) / ours,
    fasterThanWithLines: median(lines) / ours,
  };
}

/** What one of the functions above prints in a process of its own. */
function inItsOwn(...args: readonly string[]): unknown {
  const all = [...process.execArgv, process.argv[1] ?? "", ...args];
  return JSON.parse(execFileSync(process.execPath, all, { encoding: "utf8" }));
}

/** Decisions of every policy with few and many runnable tasks, and round robin against Python. */
export function benchPolicies(): unknown {
  const decisions = POLICY_NAMES.map((policy) => {
    const { few, many } = inItsOwn("decision-one", policy) as { few: Decision; many: Decision };
    return {
      policy,
      "µs at 10": few.us.toFixed(2),
      "µs at 10,000": many.us.toFixed(2),
      ratio: (many.us / few.us).toFixed(2),
      "events a second at 10": Math.round(few.eventsPerSecond),
    };
  });
  console.table(decisions);
  // The lengths and the quantum that scheduler.py has if it is not told otherwise, and longer jobs.
  console.table([roundRobin(1, 10), roundRobin(1, 100), roundRobin(10, 200)]);
  return undefined;
}
