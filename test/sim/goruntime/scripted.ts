import type { LocIndex } from "../../../src/shared/ids";
import { DEFAULT_CONFIG } from "../../../src/shared/config";
import type { RunConfig } from "../../../src/shared/config";
import { STREAMS, codeOf } from "../../../src/shared/enums";
import { NONE } from "../../../src/shared/ids";
import type { EventLog, LogEvent } from "../../../src/shared/log/eventLog";
import { KINDS, Kind } from "../../../src/shared/schema";
import type { KindName } from "../../../src/shared/schema";
import { WaitGroup } from "../../../src/sim/goruntime/api";
import type { GoApi, Hchan, Mutex, NotifyList, SelectCase } from "../../../src/sim/goruntime/api";
import type { Cpu } from "../../../src/sim/machine/cpu";
import { RoutineStop, SUSPENDED } from "../../../src/sim/routine";
import type { Routine, StackFrame } from "../../../src/sim/routine";
import { validate, violationText } from "../../../src/analysis/validate/validate";
import { Simulation } from "../../../src/sim/simulation";
import type { SimulationEnd } from "../../../src/sim/simulation";

/** An operation of the scripted program: called when its turn comes, as compiled code would call it. */
export type Op = () => unknown;
export type Script = Generator<Op, void, never>;
/** A part of a script, for `yield*`. */
export type Part = Generator<Op, void, unknown>;

/** A goroutine whose code is a generator: each `yield` is an operation, whose value the `yield` gives back. */
export class ScriptedRoutine implements Routine {
  result: unknown = undefined;
  stackLimit = Infinity;
  /** What the operation that is over has given, until the script goes on. */
  private value: unknown = undefined;
  private error: unknown = undefined;
  private threw = false;
  private suspended = false;
  private place: LocIndex | -1 = NONE;

  constructor(
    readonly name: string,
    private readonly script: Script,
    private readonly cpu: Cpu,
    /** Virtual time of the code between two operations. */
    private readonly stepCost = 1,
  ) {}

  run(): RoutineStop {
    if (this.suspended) throw new Error(`${this.name} is run while it is suspended`);
    for (;;) {
      let next: IteratorResult<Op, unknown>;
      try {
        if (this.threw) {
          this.threw = false;
          next = this.script.throw(this.error);
        } else {
          next = this.script.next(this.value as never);
        }
        this.value = undefined;
      } catch (error) {
        this.result = error;
        return RoutineStop.Threw;
      }
      if (next.done === true) {
        this.result = next.value;
        return RoutineStop.Returned;
      }
      this.cpu.charge(this.stepCost);
      try {
        this.value = next.value();
      } catch (error) {
        this.threw = true;
        this.error = error;
        continue;
      }
      if (this.value === SUSPENDED) {
        this.suspended = true;
        return RoutineStop.Suspended;
      }
      if (this.cpu.budget < 0) return RoutineStop.Budget;
      if (this.cpu.steps < 0) return RoutineStop.Steps;
    }
  }

  deliver(value: unknown): void {
    if (!this.suspended) throw new Error(`${this.name} gets a value, but is not suspended`);
    this.suspended = false;
    this.value = value;
  }

  deliverError(error: unknown): void {
    if (!this.suspended) throw new Error(`${this.name} gets an error, but is not suspended`);
    this.suspended = false;
    this.threw = true;
    this.error = error;
  }

  loc(): LocIndex | -1 {
    return this.place;
  }

  stack(): readonly StackFrame[] {
    return [{ fn: this.name, loc: this.place }];
  }

  readonly atomic = false;

  refuseToWait(): never {
    throw new Error("a scripted routine is never atomic");
  }

  stackBytes(): number {
    return 400;
  }
}

/** What a scripted program works with: the operations of the runtime as `yield`-able thunks. */
export class Scripting {
  constructor(
    readonly go: GoApi,
    private readonly cpu: Cpu,
    private readonly stepCost = 1,
  ) {}

  spawn(name: string, script: Script): Op {
    return () => this.go.newproc(new ScriptedRoutine(name, script, this.cpu, this.stepCost), name, NONE);
  }
  send(c: Hchan | null, value: unknown): Op {
    return () => this.go.chansend(c, value);
  }
  recv(c: Hchan | null): Op {
    return () => this.go.chanrecv(c, (value) => value);
  }
  recvOk(c: Hchan | null): Op {
    return () => this.go.chanrecv(c, (value, ok) => [value, ok]);
  }
  close(c: Hchan | null): Op {
    return () => this.go.closechan(c);
  }
  print(...values: unknown[]): Op {
    return () => this.go.print("stdout", `${values.map(String).join(" ")}\n`);
  }
  gosched(): Op {
    return () => this.go.gosched();
  }
  compute(ns: number): Op {
    return () => this.go.compute(ns);
  }
  sleep(ns: number): Op {
    return () => this.go.sleep(ns);
  }
  lock(m: Mutex): Op {
    return () => this.go.mutexLock(m);
  }
  unlock(m: Mutex): Op {
    return () => this.go.mutexUnlock(m);
  }
  add(wg: WaitGroup, delta: number): Op {
    return () => this.go.wgAdd(wg, delta);
  }
  wait(wg: WaitGroup): Op {
    return () => this.go.wgWait(wg);
  }
  /** Gives [index, value, ok]. */
  select(cases: readonly SelectCase[], hasDefault = false): Op {
    return () => this.go.selectgo(cases, hasDefault, (index, value, ok) => [index, value, ok]);
  }
  /** sync.Cond.Wait. */
  *condWait(list: NotifyList, m: Mutex): Part {
    const ticket = (yield () => this.go.notifyListAdd(list)) as number;
    yield this.unlock(m);
    yield () => this.go.notifyListWait(list, ticket);
    yield this.lock(m);
  }
  signal(list: NotifyList): Op {
    return () => this.go.notifyListNotifyOne(list);
  }
  broadcast(list: NotifyList): Op {
    return () => this.go.notifyListNotifyAll(list);
  }
}

export interface Ran {
  readonly end: SimulationEnd;
  readonly log: EventLog;
  readonly stdout: string;
  readonly stderr: string;
  readonly time: number;
}

export type Main = (s: Scripting) => Script;

/** `n` goroutines that do what `body` says, and main, which waits for them. */
export function workers(n: number, body: (s: Scripting, i: number) => Op[]): Main {
  return function* (s) {
    const wg = new WaitGroup(-1);
    yield s.add(wg, n);
    for (let i = 0; i < n; i++) {
      yield s.spawn(
        `worker${i}`,
        (function* (): Script {
          for (const op of body(s, i)) yield op;
          yield s.add(wg, -1);
        })(),
      );
    }
    yield s.wait(wg);
  };
}

/** A simulation of a scripted program that has not run yet. */
export function startScript(main: Main, config: Partial<RunConfig> = {}, stepCost = 1): Simulation {
  const gomaxprocs = config.gomaxprocs ?? config.cores ?? 1;
  const sim = new Simulation({ ...DEFAULT_CONFIG, cores: gomaxprocs, limit: 60e9, ...config, gomaxprocs });
  sim.start({
    name: "test",
    main: (go) => new ScriptedRoutine("main", main(new Scripting(go, sim.cpu, stepCost)), sim.cpu, stepCost),
    hooks: {
      formatPanic: (value) => (value instanceof Error ? value.message : String(value)),
      makeError: (message) => new Error(message),
    },
  });
  return sim;
}

/** Runs a scripted program to its end. Throws where that does not come within `maxIterations`. */
export function runScript(
  main: Main,
  config: Partial<RunConfig> = {},
  stepCost = 1,
  maxIterations = 5_000_000,
): Ran {
  const sim = startScript(main, config, stepCost);
  for (let left = maxIterations; !sim.run(Math.min(left, 100_000)); left -= 100_000) {
    if (left <= 0)
      throw new Error(`the run has not ended after ${maxIterations} steps, at ${sim.log.endTime} ns`);
  }
  const { log, end } = sim;
  if (end === undefined) throw new Error("the run is over without an end");
  const violation = validate(log);
  if (violation !== undefined) {
    const at = violation.event;
    throw new Error(
      `${violationText(violation)}\n${printLog(log, Math.max(0, at - 40), Math.min(log.length, at + 3))}`,
    );
  }
  return { end, log, stdout: textOf(log, "stdout"), stderr: textOf(log, "stderr"), time: log.endTime };
}

function textOf(log: EventLog, stream: "stdout" | "stderr"): string {
  const code = codeOf(STREAMS, stream);
  let text = "";
  for (const event of events(log, "Output")) if (event.aux === code) text += log.tables.string(event.a);
  return text;
}

/** Copies of all events of a kind. */
export function events(log: EventLog, kind: KindName): LogEvent[] {
  const found: LogEvent[] = [];
  log.forEach((event) => {
    if (event.kind === Kind[kind]) found.push({ ...event });
  });
  return found;
}

/** The log as text, for messages of failed tests. */
export function printLog(log: EventLog, from = 0, to = log.length): string {
  const lines: string[] = [];
  log.forEach(
    (event) => {
      const spec = KINDS[event.kind]!;
      const arg = (which: "aux" | "a" | "b"): string => {
        const arg = (spec as { [key in typeof which]?: { name: string; type: unknown } })[which];
        if (arg === undefined) return "";
        const value = event[which];
        if (Array.isArray(arg.type)) return ` ${arg.name}=${String(arg.type[value] ?? value)}`;
        return ` ${arg.name}=${value}`;
      };
      lines.push(
        `${String(event.time).padStart(9)} c${event.core} t${event.task} p${event.p} g${event.g} ${spec.name}${arg("aux")}${arg("a")}${arg("b")}`,
      );
    },
    from,
    to,
  );
  return lines.join("\n");
}
