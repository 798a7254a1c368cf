import { DEFAULT_CONFIG } from "../../src/shared/config";
import {
  OVERHEADS,
  P_STATES,
  READY_REASONS,
  RUN_ENDS,
  RUN_QUEUES,
  RUN_RULES,
  STEAL_OUTCOMES,
  STREAMS,
  SYSCALLS,
  TASK_REASONS,
  TASK_STATES,
  WAIT_REASONS,
  codeOf,
} from "../../src/shared/enums";
import { NONE } from "../../src/shared/ids";
import type { GoId, Pid, ProcId, ProcessIndex, ThreadId } from "../../src/shared/ids";
import { EventLog } from "../../src/shared/log/eventLog";
import { Kind } from "../../src/shared/schema";

export interface SyntheticOptions {
  readonly cores: number;
  readonly goroutines: number;
  /** Bursts of computing per goroutine. */
  readonly bursts: number;
  readonly seed: number;
}

const FUNCTIONS = ["main", "worker", "fetchPage", "parse", "merge", "reportProgress", "handleConnection"];
const WAITS = ["chan receive", "chan send", "sync.Mutex.Lock", "select", "sleep"] as const;
const CONTEXT_SWITCH = 1_300;
/** In place of a goroutine: the P's thread sleeps. */
const ASLEEP = -2;
const MOST_QUEUED = 200;

interface Processor {
  readonly p: number;
  readonly queue: number[];
  current: number;
  idle: boolean;
}

/**
 * A made-up run that looks like a schedule: for the harness that draws the panel without VS Code. Goroutines compute, wait, are
 * preempted and stolen; nothing here follows Go's rules in detail.
 */
export function syntheticLog(options: SyntheticOptions): EventLog {
  return new Synthesis(options).run();
}

class Synthesis {
  private readonly log: EventLog;
  private readonly ps: Processor[];
  private readonly left: number[] = [];
  private readonly timers: { time: number; order: number; act: () => void }[] = [];
  private order = 0;
  private alive = 0;
  private state: number;

  constructor(private readonly options: SyntheticOptions) {
    const { cores } = options;
    this.state = options.seed >>> 0 || 1;
    this.log = new EventLog({ ...DEFAULT_CONFIG, cores, gomaxprocs: cores, seed: options.seed });
    this.ps = Array.from({ length: cores }, (_, p) => ({ p, queue: [], current: ASLEEP, idle: true }));
  }

  run(): EventLog {
    const { log } = this;
    const { tables } = log;
    tables.files.push({ uri: "file:///project/examples/worker-pool.ts", text: "" });
    for (let line = 1; line <= 60; line++)
      tables.addLoc({ file: 0, line, column: 3, fn: FUNCTIONS[line % FUNCTIONS.length] ?? "main" });
    const process = tables.addProcess({ pid: 2 as Pid, parent: NONE, name: "worker-pool" });
    log.emit(Kind.RunStart, 0, this.options.cores, this.options.cores);
    log.emit(Kind.ProcessStart, 0, process, NONE);
    for (const { p } of this.ps) {
      tables.addP({ process, id: p as ProcId });
      const task = tables.addTask({ tid: (2 + p) as ThreadId, process, name: p === 0 ? "main" : `M${p}` });
      log.emit(Kind.TaskNew, 0, task, process);
      log.emit(Kind.TaskState, codeOf(TASK_STATES, "runnable"), task, codeOf(TASK_REASONS, "created"));
    }
    const first = this.spawn(process);
    this.at(0).idle = false;
    this.wake(this.at(0), first, "created");
    this.schedule(this.at(0));
    for (;;) {
      const next = this.takeTimer();
      if (next === undefined || this.alive === 0) break;
      log.now = next.time;
      next.act();
    }
    this.aim(NONE, NONE);
    log.emit(Kind.RunEnd, codeOf(RUN_ENDS, "exit"), 0, tables.addText(""));
    return log;
  }

  private at(p: number): Processor {
    return this.ps[p] ?? { p: 0, queue: [], current: ASLEEP, idle: true };
  }

  private random(): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    this.state >>>= 0;
    return this.state / 0x1_0000_0000;
  }

  private length(mean: number): number {
    return Math.max(200, Math.round(-Math.log(1 - this.random()) * mean));
  }

  private later(delay: number, act: () => void): void {
    const time = this.log.now + delay;
    const timer = { time, order: this.order++, act };
    let low = 0;
    let high = this.timers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.timers[middle];
      if (other !== undefined && (other.time > time || (other.time === time && other.order > timer.order)))
        low = middle + 1;
      else high = middle;
    }
    this.timers.splice(low, 0, timer);
  }

  private takeTimer(): { readonly time: number; readonly act: () => void } | undefined {
    return this.timers.pop();
  }

  /** Sets who executes. */
  private aim(p: number, g: number): void {
    const { log } = this;
    log.core = p;
    log.task = p;
    log.p = p;
    log.g = g;
    log.loc = g < 0 ? NONE : (g * 7 + Math.floor(log.now / 9000)) % 60;
  }

  private spawn(process: ProcessIndex): number {
    const { tables } = this.log;
    const n = tables.gs.length;
    const name = FUNCTIONS[n === 0 ? 0 : 1 + ((n * 5) % (FUNCTIONS.length - 1))] ?? "main";
    const goid = (n === 0 ? 1 : n + 16) as GoId;
    const g = tables.gs.push({
      process,
      goid,
      name: tables.intern(name),
      parent: NONE,
      created: NONE,
      system: false,
    });
    this.left[g] = this.options.bursts;
    this.alive++;
    this.log.emit(Kind.GoNew, 0, g, process);
    return g;
  }

  /** Puts a goroutine into the queue of `on`, and wakes an idle P to look for it. */
  private wake(at: Processor, g: number, reason: (typeof READY_REASONS)[number]): void {
    const { log } = this;
    let on = at;
    log.emit(Kind.GoRunnable, codeOf(READY_REASONS, reason), g);
    if (on.queue.length > MOST_QUEUED)
      on = this.ps.reduce((a, b) => (a.queue.length <= b.queue.length ? a : b));
    on.queue.push(g);
    log.p = on.p;
    log.emit(Kind.RunqPut, codeOf(RUN_QUEUES, "local"), g, on.queue.length);
    const idle = this.ps.find((each) => each.idle);
    if (idle === undefined) return;
    idle.idle = false;
    this.later(600 + this.length(900), () => this.schedule(idle));
  }

  /** What a P does next: its own queue, else a steal, else nothing. */
  private schedule(on: Processor): void {
    const { log } = this;
    this.aim(on.p, NONE);
    const own = on.queue.shift();
    if (own !== undefined) {
      this.wakeCore(on);
      log.emit(Kind.RunqGet, codeOf(RUN_QUEUES, "local"), own, on.queue.length);
      this.start(on, own, "local queue");
      return;
    }
    const victim = this.ps.filter((each) => each !== on && each.queue.length > 0)[0];
    if (victim === undefined) {
      this.stop(on);
      return;
    }
    this.wakeCore(on);
    this.steal(on, victim);
  }

  private wakeCore(on: Processor): void {
    const { log } = this;
    if (on.current !== ASLEEP) return;
    on.current = NONE;
    log.emit(Kind.TaskState, codeOf(TASK_STATES, "runnable"), on.p, codeOf(TASK_REASONS, "woken"));
    this.dispatch(on);
  }

  private dispatch(on: Processor): void {
    const { log } = this;
    log.emit(Kind.TaskState, codeOf(TASK_STATES, "running"), on.p, codeOf(TASK_REASONS, "dispatched"));
    log.emit(Kind.ContextSwitch, codeOf(TASK_REASONS, "dispatched"), NONE, on.p);
    log.emit(Kind.Overhead, codeOf(OVERHEADS, "context switch"), log.wide(CONTEXT_SWITCH));
    log.emit(Kind.PState, codeOf(P_STATES, "running"), on.p, on.p);
  }

  private stop(on: Processor): void {
    const { log } = this;
    on.idle = true;
    if (on.current === ASLEEP) return;
    on.current = ASLEEP;
    log.emit(Kind.PState, codeOf(P_STATES, "idle"), on.p, NONE);
    log.emit(Kind.TaskState, codeOf(TASK_STATES, "waiting"), on.p, codeOf(TASK_REASONS, "futex"));
    log.emit(Kind.ContextSwitch, codeOf(TASK_REASONS, "futex"), on.p, NONE);
  }

  private steal(on: Processor, victim: Processor): void {
    const { log } = this;
    const before = victim.queue.length;
    const batch = Math.ceil(before / 2);
    log.p = on.p;
    log.emit(
      Kind.Steal,
      codeOf(STEAL_OUTCOMES, "ring"),
      victim.p,
      Math.min(before, 1023) | (Math.min(batch, 1023) << 10),
    );
    const taken = victim.queue.splice(0, batch);
    taken.forEach((g, i) => {
      log.p = victim.p;
      log.emit(Kind.RunqGet, codeOf(RUN_QUEUES, "local"), g, before - i - 1);
    });
    taken.slice(1).forEach((g, i) => {
      log.p = on.p;
      log.emit(Kind.RunqPut, codeOf(RUN_QUEUES, "local"), g, i + 1);
    });
    const first = taken.shift();
    on.queue.push(...taken);
    if (first !== undefined) this.start(on, first, "steal");
  }

  private start(on: Processor, g: number, rule: (typeof RUN_RULES)[number]): void {
    const { log } = this;
    on.current = g;
    this.aim(on.p, g);
    log.emit(Kind.GoRunning, codeOf(RUN_RULES, rule), g, 0);
    if (g === 0 && log.tables.gs.length < this.options.goroutines) {
      this.later(this.length(3_000), () => this.create(on, g));
      return;
    }
    const dice = this.random();
    const burst = this.length(g % 5 === 3 ? 90_000 : 22_000);
    if (dice < 0.08) this.later(burst >> 2, () => this.block(on, g));
    else this.later(burst, () => this.end(on, g));
  }

  /** The first goroutine starts the others. */
  private create(on: Processor, g: number): void {
    this.aim(on.p, g);
    const child = this.spawn(0 as ProcessIndex);
    this.wake(on, child, "created");
    this.aim(on.p, g);
    if (this.log.tables.gs.length < this.options.goroutines)
      this.later(this.length(3_000), () => this.create(on, g));
    else this.later(4_000, () => this.end(on, g));
  }

  private block(on: Processor, g: number): void {
    const { log } = this;
    this.aim(on.p, g);
    log.emit(Kind.GoSyscall, codeOf(SYSCALLS, "read"), g);
    this.later(this.length(16_000), () => {
      this.aim(on.p, g);
      log.emit(Kind.GoRunning, codeOf(RUN_RULES, "syscall exit (fast)"), g, 1);
      this.later(this.length(9_000), () => this.end(on, g));
    });
  }

  /** A burst is over: the goroutine ends, is preempted, or waits. */
  private end(on: Processor, g: number): void {
    const { log } = this;
    this.aim(on.p, g);
    const left = (this.left[g] ?? 0) - 1;
    this.left[g] = left;
    if (this.random() < 0.12) {
      const text = log.tables.addText(
        `${FUNCTIONS[g % FUNCTIONS.length] ?? ""} ${g}: item ${left} done after ${Math.round(log.now / 1000)} µs\n`,
      );
      log.emit(Kind.Output, codeOf(STREAMS, this.random() < 0.05 ? "stderr" : "stdout"), text);
    }
    if (left <= 0) {
      log.emit(Kind.GoDead, 0, g);
      this.alive--;
    } else if (this.random() < 0.18) {
      log.emit(Kind.GoRunnable, codeOf(READY_REASONS, "preempted"), g);
      on.queue.push(g);
      log.emit(Kind.RunqPut, codeOf(RUN_QUEUES, "local"), g, on.queue.length);
    } else {
      const reason = WAITS[Math.floor(this.random() * WAITS.length)] ?? "sleep";
      log.emit(Kind.GoWaiting, codeOf(WAIT_REASONS, reason), g, NONE);
      this.later(this.length(120_000), () => this.ready(g));
    }
    on.current = NONE;
    log.emit(Kind.Overhead, codeOf(OVERHEADS, "goroutine switch"), log.wide(250));
    this.later(300, () => this.schedule(on));
  }

  /** What a goroutine waited for has come, through whoever runs now. */
  private ready(g: number): void {
    const waker = this.ps[Math.floor(this.random() * Math.min(2, this.ps.length))] ?? this.at(0);
    this.aim(waker.p, waker.current >= 0 ? waker.current : NONE);
    this.wake(waker, g, "ready");
  }
}
