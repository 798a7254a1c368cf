import { NONE } from "../../../src/shared/ids";
import type { LocIndex } from "../../../src/shared/ids";
import type { EventLog } from "../../../src/shared/log/eventLog";
import { Kind } from "../../../src/shared/schema";
import { Prng } from "../../../src/sim/prng";
import { LogWorld } from "./logWorld";

export interface RandomLogOptions {
  readonly seed: number;
  readonly steps: number;
  readonly cores?: number;
  readonly gomaxprocs?: number;
}

/**
 * A valid log of a tiny abstract scheduler that takes every decision at random: Ms on cores with preemption, Ps, goroutines with all
 * their states, queues, steals, system calls with retake, devices. The same options give the same log.
 */
export function randomLog(options: RandomLogOptions): EventLog {
  return new RandomScheduler(options).run();
}

class RandomScheduler {
  private readonly prng: Prng;
  private readonly world: LogWorld;
  private readonly waiting: number[] = [];
  private readonly sleeping: number[] = [];
  /** Ms whose goroutine is in a system call. */
  private readonly inCall = new Set<number>();
  private readonly disk: { readonly m: number; readonly core: number; readonly request: number }[] = [];
  private readonly idlePs: number[] = [];
  private readonly spinners = new Set<number>();
  private readonly chan: number;

  constructor(private readonly options: RandomLogOptions) {
    this.prng = new Prng(options.seed);
    const cores = options.cores ?? 3;
    this.world = new LogWorld({ cores, gomaxprocs: options.gomaxprocs ?? 3 });
    this.chan = this.world.log.tables.addObject({
      kind: "chan",
      size: 1,
      created: 0 as LocIndex,
      maker: NONE,
    });
  }

  run(): EventLog {
    const { world } = this;
    world.start();
    for (let p = 0; p < world.log.config.gomaxprocs; p++) this.idlePs.push(world.p());
    for (let core = 0; core < world.log.config.cores; core++) world.taskOn(core, `M${core}`);
    for (let core = 0; core < world.log.config.cores; core++) {
      world.as(core);
      const extra = world.task(`X${core}`);
      world.taskState(extra, "runnable", "created").enqueue(extra, core);
    }
    world.acquire(0, this.idlePs.pop()!);
    const main = world.newG("main");
    world.putNext(world.pOfM.get(world.onCore[0]!)!, main);
    for (let step = 0; step < this.options.steps; step++) {
      world.at(world.now + (this.chance(0.3) ? 0 : this.prng.below(1000)));
      this.step(this.prng.below(world.log.config.cores));
    }
    return world.end().log;
  }

  private chance(p: number): boolean {
    return this.prng.fraction() < p;
  }

  private step(core: number): void {
    const { world } = this;
    const m = world.onCore[core]!;
    if (this.disk.length > 0 && this.chance(0.2)) {
      this.complete();
      return;
    }
    if (m === NONE) {
      if (world.cpuQueues[core]!.length > 0) world.dispatch(core);
      return;
    }
    world.as(core, this.prng.below(20));
    if (this.chance(0.05)) world.overhead("interrupt", 1 + this.prng.below(300));
    if (world.cpuQueues[core]!.length > 0 && this.chance(0.1)) {
      world.preempt(core);
      return;
    }
    const g = world.gOfM.get(m);
    if (g !== undefined) {
      if (this.inCall.has(m)) this.inSystemCall(core, m);
      else this.runs(core, m, g);
    } else if (world.pOfM.has(m)) {
      this.schedules(core, m, world.pOfM.get(m)!);
    } else {
      this.withoutP(core, m);
    }
  }

  private runs(core: number, m: number, g: number): void {
    const { world } = this;
    const p = world.pOfM.get(m)!;
    switch (this.prng.below(13)) {
      case 0:
      case 1:
      case 2:
        this.queue(p, world.newG(`worker${this.prng.below(3)}`));
        return;
      case 3:
      case 4: {
        const reasons = ["chan receive", "sleep", "sync.Mutex.Lock"] as const;
        const reason = reasons[this.prng.below(3)]!;
        this.waiting.push(world.park(core, reason, this.chan, this.prng.below(20)));
        return;
      }
      case 5:
        world.putGlobal(world.yieldG(core, this.chance(0.5) ? "gosched" : "preempted"));
        return;
      case 6:
        if (world.rings[p]!.length < 256) world.putLocal(p, world.yieldG(core, "goyield"));
        return;
      case 7:
        if (g !== 0) world.dead(core);
        return;
      case 8:
        world.enterSyscall(core);
        this.inCall.add(m);
        return;
      case 9:
        world.print(`line ${world.now}\n`).send(this.chan);
        return;
      case 10:
        world.emit(Kind.GoCopystack, 0, g, world.log.wide(4096));
        return;
      default:
        if (this.waiting.length > 0) this.queue(p, world.runnable(this.take(this.waiting), "ready"));
        this.wakeOne(core);
    }
  }

  private queue(p: number, g: number): void {
    const { world } = this;
    if (world.rings[p]!.length >= 255) world.putGlobal(g);
    else if (this.chance(0.6)) world.putNext(p, g);
    else world.putLocal(p, g);
  }

  private wakeOne(core: number): void {
    if (this.sleeping.length === 0) return;
    this.world.wake(core, this.take(this.sleeping), this.prng.below(this.world.log.config.cores));
  }

  private inSystemCall(core: number, m: number): void {
    const { world } = this;
    if (this.chance(0.4)) {
      const request = world.submit(1000);
      world.block(core, "disk");
      this.disk.push({ m, core, request });
      return;
    }
    this.inCall.delete(m);
    if (world.pOfM.has(m)) world.exitFast(core);
    else world.putGlobal(world.exitSlow(core));
  }

  private schedules(core: number, m: number, p: number): void {
    const { world } = this;
    const victim = this.prng.below(world.rings.length);
    if (world.runnext[p] !== NONE) world.run(core, world.getNext(p), "runnext");
    else if (world.rings[p]!.length > 0) world.run(core, world.getLocal(p), "local queue");
    else if (world.global.length > 0 && this.chance(0.7)) world.run(core, world.getGlobal(), "global queue");
    else if (victim !== p && world.rings[victim]!.length > 0)
      world.run(core, world.steal(p, victim), "steal");
    else if (this.chance(0.5)) {
      if (this.spinners.delete(m)) world.spinStop();
      else {
        this.spinners.add(m);
        world.spinStart();
      }
    } else {
      world.release(core);
      this.idlePs.push(p);
    }
  }

  private withoutP(core: number, m: number): void {
    const { world } = this;
    // Like sysmon: takes the P of some M in a system call.
    const called = [...this.inCall].find((other) => world.pOfM.has(other));
    if (called !== undefined && this.chance(0.5)) this.idlePs.push(world.retake(called));
    else if (this.idlePs.length > 0 && this.chance(0.6)) world.acquire(core, this.take(this.idlePs));
    else if (world.onCore.filter((task) => task !== NONE).length > 1) {
      world.emit(Kind.FutexWait, 0, NONE);
      world.block(core, "futex");
      this.sleeping.push(m);
    }
  }

  private complete(): void {
    const { world } = this;
    const { m, core, request } = this.take(this.disk);
    world.complete(core, request).taskState(m, "runnable", "woken").enqueue(m, core);
  }

  private take<T>(from: T[]): T {
    return from.splice(this.prng.below(from.length), 1)[0]!;
  }
}
