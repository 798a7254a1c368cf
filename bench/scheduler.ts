import { DEFAULT_CONFIG } from "../src/shared/config";
import type { RunConfig } from "../src/shared/config";
import { Kind } from "../src/shared/schema";
import type { GoApi, Hchan } from "../src/sim/goruntime/api";
import type { Cpu } from "../src/sim/machine/cpu";
import { RoutineStop, SUSPENDED } from "../src/sim/routine";
import type { Routine, StackFrame } from "../src/sim/routine";
import { Simulation } from "../src/sim/simulation";

/** The cheapest routine there is: a state machine in plain code, so that what is measured is the scheduler. */
abstract class Machine implements Routine {
  readonly name = "bench";
  result: unknown = undefined;
  stackLimit = Infinity;
  protected pc = 0;
  protected value: unknown = undefined;

  constructor(
    protected readonly go: GoApi,
    protected readonly cpu: Cpu,
  ) {}

  /** Does operation `pc`; DONE at the end. */
  protected abstract next(): unknown;

  run(): RoutineStop {
    for (;;) {
      this.cpu.budget -= 2;
      const value = this.next();
      if (value === SUSPENDED) return RoutineStop.Suspended;
      if (value === DONE) return RoutineStop.Returned;
      this.value = value;
      if (this.cpu.budget < 0) return RoutineStop.Budget;
    }
  }
  deliver(value: unknown): void {
    this.value = value;
  }
  deliverError(error: unknown): void {
    throw error;
  }
  loc(): -1 {
    return -1;
  }
  stack(): readonly StackFrame[] {
    return [];
  }
  readonly atomic = false;

  refuseToWait(): never {
    throw new Error("a scripted routine is never atomic");
  }

  stackBytes(): number {
    return 400;
  }
}

const DONE = Symbol("done");
const take = (value: unknown): unknown => value;

class Echo extends Machine {
  constructor(
    go: GoApi,
    cpu: Cpu,
    private readonly ping: Hchan,
    private readonly pong: Hchan,
  ) {
    super(go, cpu);
  }
  protected next(): unknown {
    return (this.pc++ & 1) === 0
      ? this.go.chanrecv(this.ping, take)
      : this.go.chansend(this.pong, this.value);
  }
}

class Pinger extends Machine {
  private readonly ping = this.go.makechan(0);
  private readonly pong = this.go.makechan(0);

  constructor(
    go: GoApi,
    cpu: Cpu,
    private readonly rounds: number,
  ) {
    super(go, cpu);
  }
  protected next(): unknown {
    const pc = this.pc++;
    if (pc === 0) return this.go.newproc(new Echo(this.go, this.cpu, this.ping, this.pong), "echo", -1);
    if (pc > 2 * this.rounds) return DONE;
    return (pc & 1) === 1 ? this.go.chansend(this.ping, pc) : this.go.chanrecv(this.pong, take);
  }
}

class Waiter extends Machine {
  constructor(
    go: GoApi,
    cpu: Cpu,
    private readonly gate: Hchan,
    private readonly done: Hchan,
  ) {
    super(go, cpu);
  }
  protected next(): unknown {
    const pc = this.pc++;
    if (pc === 0) return this.go.chanrecv(this.gate, take);
    return pc === 1 ? this.go.chansend(this.done, pc) : DONE;
  }
}

/** Starts `count` goroutines that all block, calls `whenBlocked`, lets them finish. */
class Crowd extends Machine {
  private readonly gate = this.go.makechan(0);
  private readonly done = this.go.makechan(128);

  constructor(
    go: GoApi,
    cpu: Cpu,
    private readonly count: number,
    private readonly whenBlocked: () => void,
  ) {
    super(go, cpu);
  }
  protected next(): unknown {
    const pc = this.pc++;
    const { count } = this;
    if (pc < count) return this.go.newproc(new Waiter(this.go, this.cpu, this.gate, this.done), "waiter", -1);
    if (pc === count) return this.go.sleep(1e9);
    if (pc === count + 1) {
      this.whenBlocked();
      return this.go.closechan(this.gate);
    }
    return pc <= 2 * count + 1 ? this.go.chanrecv(this.done, take) : DONE;
  }
}

function simulate(config: Partial<RunConfig>, main: (go: GoApi, cpu: Cpu) => Routine): Simulation {
  const sim = new Simulation({ ...DEFAULT_CONFIG, ...config });
  sim.start({
    name: "bench",
    main: (go) => main(go, sim.cpu),
    hooks: { formatPanic: String, makeError: (message) => new Error(message) },
  });
  return sim;
}

function finish(sim: Simulation): number {
  const start = process.hrtime.bigint();
  while (!sim.run(100_000));
  if (sim.end?.how !== "exit") throw new Error(`the run ended by ${sim.end?.how ?? "nothing"}`);
  return Number(process.hrtime.bigint() - start) / 1e9;
}

export interface SchedulerFigures {
  /** Goroutine switches of a ping-pong over two channels, per second of real time, with the full log. */
  readonly switchesPerSecond: number;
  /** The same on 4 cores with 4 Ps. */
  readonly switchesPerSecondAt4: number;
  readonly eventsPerSwitch: number;
  /** Heap of 100,000 blocked goroutines, per goroutine, with the log. */
  readonly bytesPerGoroutine: number;
  /** Creating and finishing 100,000 goroutines that block in between, s. */
  readonly hundredThousandSeconds: number;
}

function pingPong(rounds: number, cores: number): { perSecond: number; eventsPerSwitch: number } {
  const sim = simulate({ cores, gomaxprocs: cores }, (go, cpu) => new Pinger(go, cpu, rounds));
  const seconds = finish(sim);
  let switches = 0;
  sim.log.forEach((event) => {
    if (event.kind === Kind.GoRunning) switches++;
  });
  return { perSecond: switches / seconds, eventsPerSwitch: sim.log.length / switches };
}

function heap(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Runs the scheduler's benchmarks. Start Node with --expose-gc for a good figure of memory. */
export function benchScheduler(): SchedulerFigures {
  const count = 100_000;
  let bytes = 0;
  const before = heap();
  const sim = simulate(
    { cores: 4, gomaxprocs: 4 },
    (go, cpu) => new Crowd(go, cpu, count, () => (bytes = heap())),
  );
  const seconds = finish(sim);
  pingPong(50_000, 1);
  const one = pingPong(300_000, 1);
  const four = pingPong(100_000, 4);
  return {
    switchesPerSecond: one.perSecond,
    switchesPerSecondAt4: four.perSecond,
    eventsPerSwitch: one.eventsPerSwitch,
    bytesPerGoroutine: (bytes - before) / count,
    hundredThousandSeconds: seconds,
  };
}
