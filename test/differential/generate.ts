import type { Block, Program, SelectCase, Stmt } from "./program";
import { Random } from "./random";

/**
 * Random programs. Each uses a random part of the language (a swarm): programs about few things meet more of their states. Most of what
 * is generated comes in pairs that belong together (lock and unlock, add and done), so that programs get far before they block or die.
 *
 * @param wanted features that it uses in any case.
 */
export function generate(seed: number, wanted: readonly string[] = []): Program {
  return new Generator(seed, wanted).program();
}

type Feature =
  | "chan"
  | "select"
  | "mutex"
  | "rwmutex"
  | "waitgroup"
  | "once"
  | "cond"
  | "semaphore"
  | "atomic"
  | "yield"
  | "panic"
  | "goexit"
  | "sleep"
  | "timer"
  | "ticker"
  | "func"
  | "context"
  | "thread"
  | "crowd";

/** How likely each is part of a program, in percent. */
const FEATURES: Readonly<Record<Feature, number>> = {
  chan: 70,
  select: 40,
  mutex: 40,
  rwmutex: 25,
  waitgroup: 50,
  once: 12,
  cond: 20,
  semaphore: 20,
  atomic: 20,
  yield: 45,
  panic: 25,
  goexit: 15,
  sleep: 30,
  timer: 12,
  ticker: 6,
  func: 12,
  context: 18,
  thread: 5,
  crowd: 12,
};

/** Runs of a statement that the loops around it allow. */
const MAX_RUNS = 1_500;

class Generator {
  private readonly random: Random;
  private readonly has = new Set<Feature>();
  private readonly chans: (number | null)[] = [];
  private readonly counts = { m: 0, w: 0, g: 0, o: 0, d: 0, s: 0, a: 0, t: 0, k: 0, f: 0, x: 0 };
  private left: number;
  private crowded = false;

  constructor(
    seed: number,
    private readonly wanted: readonly string[],
  ) {
    this.random = new Random(seed);
    this.left = this.random.between(4, 45);
  }

  program(): Program {
    const { random, counts } = this;
    for (const feature of Object.keys(FEATURES) as Feature[]) {
      if (random.chance(FEATURES[feature]) || this.wanted.includes(feature)) this.has.add(feature);
    }
    const some = (feature: Feature, most: number): number =>
      this.has.has(feature) ? random.between(1, most) : 0;
    for (let n = this.has.has("chan") || this.has.has("select") ? random.between(1, 4) : 0; n > 0; n--) {
      this.chans.push(random.chance(4) ? null : random.pick([0, 0, 0, 1, 1, 2, 3, 5]));
    }
    counts.m = some("mutex", 2);
    counts.w = some("rwmutex", 1);
    counts.g = some("waitgroup", 2);
    counts.o = some("once", 1);
    counts.d = some("cond", 2);
    counts.s = some("semaphore", 1);
    counts.a = some("atomic", 2);
    counts.t = some("timer", 2);
    counts.k = some("ticker", 1);
    counts.f = some("func", 2);
    counts.x = some("context", 4);
    const permits = Array.from({ length: counts.s }, () => random.below(4));
    const timers = Array.from({ length: counts.t }, () => random.between(1, 5));
    const tickers = Array.from({ length: counts.k }, () => random.between(1, 3));
    const main: Stmt[] = [];
    for (let x = 0; x < counts.x; x++) main.push(this.derive(x, x));
    // Something runs beside main before main blocks, mostly.
    for (let n = random.below(4); n > 0; n--) main.push(["go", this.block(1, 1, 6)]);
    main.push(...this.block(0, 1, random.between(3, 9)));
    const ending = random.below(10);
    if (ending < 3) main.push(["for", random.between(1, 12), [["gosched"]]]);
    else if (ending < 6 && counts.g > 0) main.push(["wait", 0]);
    else if (ending === 6 && this.has.has("goexit")) main.push(["goexit"]);
    else if (ending === 7 && this.has.has("sleep")) main.push(["sleep", random.between(1, 8)]);
    else if (ending === 8 && this.chans.length > 0) main.push(["recv", this.chan()]);
    return {
      chans: this.chans,
      mutexes: counts.m,
      rwmutexes: counts.w,
      waitgroups: counts.g,
      onces: counts.o,
      conds: counts.d,
      semaphores: permits,
      atomics: counts.a,
      timers,
      tickers,
      funcs: counts.f,
      contexts: counts.x,
      main,
    };
  }

  private chan(): number {
    return this.random.below(this.chans.length);
  }

  /** `runs`: how many times the loops around it run it. */
  private block(depth: number, runs: number, most: number): Block {
    const block: Stmt[] = [];
    for (let n = this.random.between(1, most); n > 0 && this.left > 0; n--) {
      this.left--;
      block.push(...this.some(depth, runs));
    }
    return block;
  }

  private small(depth: number, runs: number): Block {
    return this.random.chance(60) ? [] : this.block(depth + 1, runs, 2);
  }

  /** One statement, or a few that belong together. */
  private some(depth: number, runs: number): Stmt[] {
    const { random, has, counts } = this;
    const choices: [weight: number, make: () => Stmt[]][] = [
      [3, () => [["log"]]],
      [1, () => [["num"]]],
    ];
    const add = (weight: number, make: () => Stmt[]): void => void choices.push([weight, make]);
    const inside = (most = 3): Block => this.block(depth + 1, runs, most);
    if (depth < 4) {
      add(depth === 0 ? 14 : 5, () => [["go", inside(6)]]);
      if (runs * 3 <= MAX_RUNS) {
        add(4, () => this.loop(depth, runs, random.between(2, 6)));
      }
      if (has.has("crowd") && depth === 0 && !this.crowded) {
        add(10, () => {
          this.crowded = true;
          return this.loop(depth, runs, random.pick([70, 130, 200, 256, 257, 258, 300, 400, 520]), true);
        });
      }
      if (has.has("panic")) {
        add(3, () => [["try", inside(4)]]);
        add(1, () => [["panic"]]);
      }
      if (has.has("panic") || has.has("goexit")) add(3, () => [["defer", inside(4), inside(2)]]);
      if (has.has("waitgroup")) add(4, () => this.group(depth, runs));
      if (has.has("chan")) add(3, () => this.producer(depth, runs));
    }
    if (has.has("goexit") && depth > 0) add(1, () => [["goexit"]]);
    if (has.has("yield")) add(6, () => [["gosched"]]);
    if (has.has("thread")) add(3, () => [["lockthread"]]);
    if (has.has("thread")) add(1, () => [["unlockthread"]]);
    if (has.has("chan")) {
      add(5, () => [["send", this.chan()]]);
      add(4, () => [["recv", this.chan()]]);
      add(2, () => [["recvok", this.chan()]]);
      add(1, () => [["close", this.chan()]]);
      add(1, () => [["len", this.chan()]]);
      add(1, () => [["range", this.chan(), this.small(depth, runs)]]);
    }
    if (has.has("select")) add(7, () => [this.select(depth, runs)]);
    if (counts.m > 0) {
      const m = random.below(counts.m);
      add(7, () => [["lock", m], ...inside(), ["unlock", m]]);
      add(1, () => [["trylock", m]]);
      add(0.3, () => [["unlock", m]]);
      add(0.3, () => [["lock", m]]);
    }
    if (counts.w > 0) {
      const w = random.below(counts.w);
      add(4, () => [["wlock", w], ...inside(), ["wunlock", w]]);
      add(6, () => [["rlock", w], ...inside(), ["runlock", w]]);
      add(1, () => [[random.pick(["trywlock", "tryrlock"] as const), w]]);
      add(0.3, () => [[random.pick(["wlock", "wunlock", "rlock", "runlock"] as const), w]]);
    }
    if (counts.g > 0) {
      const g = random.below(counts.g);
      add(1, () => [["add", g, random.pick([1, 1, 2, -1])]]);
      add(1, () => [["done", g]]);
      add(2, () => [["wait", g]]);
    }
    if (counts.o > 0) add(4, () => [["once", 0, inside()]]);
    if (counts.d > 0) {
      const d = random.below(counts.d);
      add(4, () => [["condwait", d]]);
      add(3, () => [["signal", d]]);
      add(2, () => [["broadcast", d]]);
    }
    if (counts.s > 0) {
      add(6, () => [["acquire", 0], ...inside(), ["release", 0]]);
      add(1, () => [[random.pick(["acquire", "release"] as const), 0]]);
    }
    if (counts.a > 0) {
      const a = random.below(counts.a);
      add(3, () => [["count", a, random.between(1, 3)]]);
      add(2, () => [["spin", a, random.between(1, 6), random.between(1, 80)]]);
    }
    if (runs <= 40) this.waits(depth, runs, add);
    let at = random.below(1_000_000) / 1_000_000;
    at *= choices.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, make] of choices) {
      at -= weight;
      if (at < 0) return make();
    }
    return [["log"]];
  }

  /** What has to do with the clock, and contexts. */
  private waits(depth: number, runs: number, add: (weight: number, make: () => Stmt[]) => void): void {
    const { random, has, counts } = this;
    const units = (): number => random.between(1, 6);
    if (has.has("sleep")) add(4, () => [["sleep", random.chance(10) ? 0 : units()]]);
    if (counts.t > 0) {
      const t = random.below(counts.t);
      add(2, () => [["trecv", t]]);
      add(1, () => [["tstop", t]]);
      add(2, () => [["treset", t, units()]]);
    }
    if (counts.k > 0) {
      add(3, () => [["krecv", 0]]);
      add(0.5, () => [["kstop", 0]]);
      add(0.5, () => [["kreset", 0, random.between(1, 3)]]);
    }
    if (counts.f > 0) {
      const f = random.below(counts.f);
      add(4, () => [["afterfunc", f, random.chance(10) ? 0 : units(), this.block(depth + 1, runs, 3)]]);
      add(1, () => [["fstop", f]]);
      add(1, () => [["freset", f, units()]]);
    }
    if (counts.x > 0) {
      const x = random.below(counts.x);
      add(3, () => [["ctxwait", x]]);
      add(3, () => [["cancel", x]]);
      add(2, () => [["err", x]]);
      add(1, () => [this.derive(x, random.below(counts.x))]);
    }
  }

  private derive(x: number, parent: number): Stmt {
    const timed = this.has.has("sleep") || this.has.has("timer");
    const how = this.random.pick([
      "cancel",
      "cancel",
      "cause",
      "value",
      timed ? "timeout" : "cancel",
    ] as const);
    return [
      "derive",
      x,
      x === parent && x > 0 ? this.random.below(x) : parent,
      how,
      this.random.between(1, 6),
    ];
  }

  private loop(depth: number, runs: number, times: number, starts = this.random.chance(60)): Stmt[] {
    const body = this.block(depth + 1, runs * times, 4);
    return [["for", times, starts ? [["go", body]] : body]];
  }

  /** Goroutines that a wait group waits for. */
  private group(depth: number, runs: number): Stmt[] {
    const { random } = this;
    const g = random.below(this.counts.g);
    const n = random.between(1, 5);
    const body = this.block(depth + 1, runs * n, 4);
    const worker: Stmt = random.chance(50)
      ? ["go", [["defer", body, [["done", g]]]]]
      : ["go", [...body, ["done", g]]];
    const group: Stmt[] = [
      ["add", g, n],
      ["for", n, [worker]],
    ];
    return random.chance(60) ? [...group, ["wait", g]] : group;
  }

  /** A goroutine that sends and closes, and some that receive until then. */
  private producer(depth: number, runs: number): Stmt[] {
    const { random } = this;
    const c = this.chan();
    const n = random.between(1, 6);
    const consumer: Stmt = ["range", c, this.small(depth, runs * n)];
    return [
      [
        "go",
        [
          ["for", n, [["send", c], ...this.small(depth, runs * n)]],
          ["close", c],
        ],
      ],
      ...(random.chance(50)
        ? [["for", random.between(1, 3), [["go", [consumer]]]] satisfies Stmt]
        : [consumer]),
    ];
  }

  private select(depth: number, runs: number): Stmt {
    const { random, has, counts } = this;
    const cases: SelectCase[] = [];
    const kinds: SelectCase[0][] = [];
    if (this.chans.length > 0) kinds.push("recv", "recv", "recv", "send", "send");
    if (counts.t > 0) kinds.push("timer");
    if (counts.k > 0) kinds.push("ticker");
    if (counts.x > 0) kinds.push("done", "done");
    if (has.has("sleep") && runs <= 40) kinds.push("after");
    for (let n = kinds.length === 0 ? 0 : random.pick([0, 1, 1, 2, 2, 2, 3, 3, 4]); n > 0; n--) {
      const kind = random.pick(kinds);
      const on = {
        recv: this.chans.length,
        send: this.chans.length,
        timer: counts.t,
        ticker: counts.k,
        done: counts.x,
        after: 6,
      }[kind];
      cases.push([kind, kind === "after" ? random.between(1, 6) : random.below(on), this.small(depth, runs)]);
    }
    return ["select", cases, random.chance(cases.length === 0 ? 70 : 35) ? this.small(depth, runs) : null];
  }
}
