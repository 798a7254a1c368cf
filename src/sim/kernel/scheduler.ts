import { NONE } from "../../shared/ids";
import type { CoreId } from "../../shared/ids";
import { present } from "../../shared/assert";
import { Kind } from "../../shared/schema";
import { Reason, Source, Syscall, Work } from "../machine/codes";
import { EventEntry } from "../machine/eventQueue";
import type { Machine, MachineClient } from "../machine/machine";
import { Balancer } from "./balancer";
import { contextSwitch } from "./contextSwitch";
import { CacheWarmth } from "./cacheWarmth";
import { Core, Pending, coreOf } from "./core";
import { CoreTime } from "./coreTime";
import { IdleCores } from "./idleCores";
import type { CacheParams } from "./parseCache";
import { KernelWork } from "./kernelWork";
import { NiceValues } from "./niceValues";
import { idlestCore, selectCore } from "./placement";
import { Peeking } from "./peeking";
import { Preemption } from "./preemption";
import { Enqueue } from "./policies/policy";
import type { PolicyFactory, PolicyHost } from "./policies/policy";
import type { PreemptionMode, Queues } from "./queues";
import { RunQueue } from "./runQueue";
import { ExecutionStop } from "./services";
import { Stopping } from "./stopping";
import type { TaskListener } from "./stopping";
import { StopState, TaskStatus } from "./task";
import type { Task } from "./task";

export interface SchedulerOptions {
  readonly policy: PolicyFactory;
  readonly host: PolicyHost;
  readonly queues: Queues;
  readonly preemption: PreemptionMode;
  readonly cache: CacheParams | undefined;
  /** Whether who holds a lock inherits the priority of who waits for it. */
  readonly inherit: boolean;
}

/**
 * Which task has which core, and for how long.
 *
 * A core is in the kernel whenever `pending` is not 0; else its turns run its task's code. A turn does what can be done at one
 * instant: where kernel work takes time, the turn ends, and the core goes on when it is again the first in the order of time. A core is thus
 * never interrupted within `Execution.run`: whoever wants it from its task sets Pending.Resched, and the core
 * sees that when the execution has come to the end of its critical section and returned.
 *
 * A task that goes to sleep keeps its core until that has switched away. If it is woken in between, it is enqueued there, and no other
 * core may take it.
 */
export class Scheduler implements MachineClient {
  readonly cores: readonly Core[];
  private readonly idle: IdleCores;
  private readonly time: CoreTime;
  private readonly preemption: Preemption;
  private readonly balancer: Balancer;
  private readonly peeking: Peeking;
  private readonly queues: Queues;
  readonly niceValues: NiceValues;
  readonly stopping: Stopping;
  private readonly work: KernelWork;
  /** Ticks, ends of slices and wake-ups take the core from a task. */
  private readonly preemptive: boolean;
  /** How many new threads have been put into the queues by turns. */
  private dealt = 0;

  constructor(
    private readonly machine: Machine,
    { policy, host, queues, preemption, cache, inherit }: SchedulerOptions,
    private readonly listener: TaskListener,
  ) {
    this.queues = queues;
    this.preemptive = preemption !== "cooperative";
    this.work = new KernelWork(machine, preemption === "preemptive");
    const makeQueue = (id: number): RunQueue =>
      new RunQueue(id as CoreId, policy(host), machine.log, queues.shared);
    const shared = queues.shared ? makeQueue(0) : undefined;
    this.cores = Array.from({ length: machine.cores }, (_, id) => {
      const core: Core = new Core(
        id as CoreId,
        shared ?? makeQueue(id),
        cache === undefined ? undefined : new CacheWarmth(cache, this.cacheChanged(id)),
        new EventEntry(() => this.time.warmed(core)),
        new EventEntry(() => this.sliceEnd(core)),
      );
      return core;
    });
    this.idle = new IdleCores(machine, this.cores);
    this.time = new CoreTime(machine, this.cores, queues.shared, this.preemptive);
    this.preemption = new Preemption(machine, this.cores, this.idle, this.preemptive);
    this.stopping = new Stopping(machine, this.cores, this.preemption, this.work, this.listener);
    this.niceValues = new NiceValues(machine, this.cores, this.time, this.preemption, {
      inherit,
      shared: queues.shared,
      preemptive: this.preemptive,
    });
    const startIdle = (core: Core): void => this.preemption.startIdle(core);
    this.balancer = new Balancer(machine, this.cores, queues, this.idle, this.time, startIdle);
    const below = (n: number): number => host.below(n);
    const pull = (from: Core, to: Core): void => this.balancer.pull(from, to);
    this.peeking = new Peeking(machine, this.cores, queues.peek, below, this.idle, startIdle, pull);
  }

  get idleCores(): number {
    return this.idle.count;
  }

  core(id: CoreId): Core {
    return coreOf(this.cores, id);
  }

  /** A new task becomes runnable. */
  wakeNew(task: Task): void {
    task.arrivedAt = this.machine.log.now;
    this.makeRunnable(task, Reason.created);
    this.place(task, this.queues.shared ? undefined : this.coreOfNew(task), Enqueue.Created);
  }

  private coreOfNew(task: Task): Core {
    if (this.queues.turns && (task.tid as number) !== (task.owner.pid as number)) {
      const core = this.core((this.dealt++ % this.cores.length) as CoreId);
      if (task.mayRunOn(core.id)) return core;
    }
    return idlestCore(task, this.idle, this.cores);
  }

  /** try_to_wake_up: a waiting task becomes runnable. */
  wake(task: Task, reason: number = Reason.woken): void {
    this.makeRunnable(task, reason);
    if (this.queues.shared) {
      this.place(task, undefined, Enqueue.Woken);
      return;
    }
    const id = selectCore(task, this.idle, this.machine);
    if (id !== task.core) {
      this.machine.log.emit(Kind.Migrate, id, task.index, task.core);
      task.migrated = true;
    }
    this.place(task, this.core(id), Enqueue.Woken);
  }

  /** The current task of a core goes to sleep. It keeps its core until its execution has returned. */
  sleep(task: Task, reason: number): void {
    const core = this.core(task.core);
    this.time.accountQueue(core);
    task.waitReason = reason;
    task.setStatus(TaskStatus.Waiting);
    this.machine.log.emit(Kind.TaskState, TaskStatus.Waiting, task.index, reason);
    core.queue.dequeueTask(task);
    // Interrupts from now on find the core in the kernel, not in this task.
    this.machine.setExecuting(core.id, NONE);
  }

  turn(id: CoreId): void {
    const core = this.core(id);
    if (core.pending !== 0) {
      this.settle(core);
      this.inKernel(core);
      const starts = core.pending !== 0 && (core.pending & ~Pending.Start) === 0;
      if (starts && this.goesOn()) this.inKernel(core);
      if (core.pending !== 0 || !this.goesOn()) return;
    }
    const task = core.current;
    if (task === undefined) return;
    if (task.owed !== undefined) {
      this.work.pay(task, task.owed);
      return;
    }
    if (task.signalled) {
      this.listener.signalled(task);
      if (!this.machine.cpu.mayAct()) return;
    }
    if (core.cache !== undefined) this.machine.cpu.rate = core.cache.rate(task);
    this.stopped(core, task, task.execution.run());
  }

  /** Whether the core's turn goes on at this instant. */
  private goesOn(): boolean {
    const { cpu, log } = this.machine;
    return cpu.budget > 0 && cpu.mayAct() && cpu.now() === log.now;
  }

  /** Why the current task's code has come back. */
  private stopped(core: Core, task: Task, stop: ExecutionStop): void {
    if (stop === ExecutionStop.Limit) return;
    core.pending |= Pending.Resched;
    if (stop === ExecutionStop.Yielded) core.pending |= Pending.Yield;
    else if (stop === ExecutionStop.Exited) core.pending |= Pending.Exit;
    if ((task.status === TaskStatus.Waiting) !== (stop === ExecutionStop.Blocked)) {
      throw new Error(`task ${task.tid}: Blocked is returned after a call that blocks, and only then`);
    }
  }

  /**
   * Where nothing but computing takes time: a task that has just done its work when a slice ends or another task arrives has not been
   * preempted. It may do what it does at this instant: end, wait, compute on.
   */
  private settle(core: Core): void {
    const { settles, current } = core;
    core.settles = false;
    if (!settles || current?.status !== TaskStatus.Running || current.killed) return;
    if (current.signalled || current.stopState !== StopState.No) return;
    if (this.machine.costs.statements || (core.pending & ~(Pending.Resched | Pending.PutBack)) !== 0) return;
    this.stopped(core, current, this.machine.cpu.forAnInstant(current.execution));
  }

  ticks(): boolean {
    const policy = this.cores[0]?.queue.policy;
    return (this.preemptive && policy?.tick !== undefined) || this.balancer.ticks;
  }

  owe(work: number, ns: number): boolean {
    return this.work.owe(this.core(this.machine.cpu.core as CoreId).current, work, ns);
  }

  /** A new task becomes runnable as soon as its maker has done what makes it. */
  wakeMade(task: Task, maker: Task | undefined): void {
    this.work.after(maker, () => {
      if (task.status !== TaskStatus.New) return;
      this.wakeNew(task);
      if (task.owner.stopped) this.stopping.stop(task);
    });
  }

  tick(id: CoreId): void {
    const core = this.core(id);
    this.time.accountQueue(core);
    const task = core.current;
    if (task?.status === TaskStatus.Running && this.preemptive && core.queue.policy.tick?.(task) === true)
      this.preemption.resched(core);
    this.balancer.tick(core);
  }

  /** Brings the run times of all tasks that have a core up to date. */
  accountAll(): void {
    this.time.accountAll();
  }

  private makeRunnable(task: Task, reason: number): void {
    task.setStatus(TaskStatus.Runnable);
    this.machine.log.emit(Kind.TaskState, TaskStatus.Runnable, task.index, reason);
  }

  /** A task begins to wait in a core's run queue, or in the one of all. */
  private place(task: Task, to: Core | undefined, how: Enqueue): void {
    const core = to ?? this.core(task.core);
    this.time.accountQueue(core);
    core.queue.enqueueTask(task, how);
    this.peeking.arm();
    this.preemption.offer(task, to);
  }

  /** What a core does in the kernel at one instant. Leaves `pending` 0 where its task's code may go on at once. */
  private inKernel(core: Core): void {
    const { costs, log } = this.machine;
    log.task = core.current?.index ?? NONE;
    if ((core.pending & (Pending.Ipi | Pending.Signal)) !== 0) {
      this.takeIpi(core);
      if (core.current !== undefined && costs.interrupt > 0) return;
    }
    if ((core.pending & Pending.Yield) !== 0) {
      this.schedYield(core);
      if (costs.modeSwitch > 0) return;
    }
    if ((core.pending & Pending.PutBack) !== 0) this.putBack(core);
    else if ((core.pending & Pending.Resched) !== 0) this.schedule(core);
    else if ((core.pending & Pending.Start) !== 0) this.start(core);
  }

  private takeIpi(core: Core): void {
    const { machine } = this;
    const source = (core.pending & Pending.Ipi) !== 0 ? Source.reschedule : Source.signal;
    core.pending &= ~(Pending.Ipi | Pending.Signal);
    machine.log.emit(Kind.Interrupt, source);
    // An idle core's way out of idleness is in wakeLatency.
    if (core.current !== undefined) machine.overhead(Work.interrupt, machine.costs.interrupt);
  }

  private schedYield(core: Core): void {
    const { machine } = this;
    const task = present(core.current, "task that yields");
    core.pending = (core.pending & ~Pending.Yield) | Pending.Yielded;
    task.syscall = Syscall.sched_yield;
    machine.log.emit(Kind.SyscallEnter, Syscall.sched_yield);
    machine.overhead(Work["system call"], machine.costs.modeSwitch);
  }

  /** __schedule: the core chooses its next task, and switches if that is another one. */
  private schedule(core: Core): void {
    const { queue, current } = core;
    this.time.accountQueue(core);
    this.peeking.beforeChoice();
    const starting = core.pending & Pending.Start;
    const yielded = (core.pending & Pending.Yielded) !== 0;
    let keep: Task | undefined;
    let reason = Reason.dispatched;
    if (current !== undefined) {
      if (current.killed || (core.pending & Pending.Exit) !== 0) {
        reason = current.killed ? Reason.killed : Reason.exited;
        this.stopping.makeZombie(current, reason);
      } else if (current.stopState === StopState.Asked) {
        reason = Reason.stopped;
        if (current.status === TaskStatus.Waiting) this.stopping.stop(current);
        else this.stopping.putToStop(current, core);
        this.listener.stopped(current);
      } else if (core.runs()) {
        keep = current;
        reason = yielded ? Reason.yielded : Reason.preempted;
        if (yielded) queue.policy.yieldTask(current);
      } else {
        reason = current.waitReason;
      }
    }
    core.pending = starting;
    if (keep === undefined && queue.length === 0) this.balancer.newidle(core);
    const next = queue.pickNextTask(core.id, keep);
    if (next !== keep) {
      if (keep?.status === TaskStatus.Running) this.makeRunnable(keep, reason);
      queue.exchange(keep, next);
    }
    if (next !== undefined && next === current) {
      this.keep(core, next);
      return;
    }
    this.time.stop(core);
    if (next !== undefined || current !== undefined) contextSwitch(this.machine, core, next, reason);
    if (next === undefined) this.idle.stop(core);
    if (current?.status === TaskStatus.Zombie) this.stopping.reap(current);
    else if (this.queues.shared && current?.queued === true) this.preemption.offer(current, undefined);
  }

  /**
   * The slices of all cores end at this instant: the current task is back in the run queue before any core chooses, which they do in
   * their order.
   */
  private putBack(core: Core): void {
    const { current, queue } = core;
    core.pending &= ~Pending.PutBack;
    this.machine.defer(core.id);
    // Who has just gone to sleep or ended is seen to when the core chooses.
    if (current?.status !== TaskStatus.Running || (core.pending & ~Pending.Resched) !== 0 || current.killed)
      return;
    this.time.accountQueue(core);
    this.makeRunnable(current, Reason.preempted);
    queue.dequeueTask(current);
    this.time.stop(core);
    contextSwitch(this.machine, core, undefined, Reason.preempted);
    queue.enqueueTask(current, Enqueue.Migrated);
    const idle = this.queues.shared ? this.idle.lowest(current) : undefined;
    if (idle !== undefined) this.preemption.startIdle(idle);
  }

  /** The choice fell on the task that occupies the core: it goes on, or starts again if it had gone to sleep and been woken. */
  private keep(core: Core, task: Task): void {
    if (task.status === TaskStatus.Runnable) {
      this.machine.setExecuting(core.id, task.index);
      core.pending = Pending.Start;
      return;
    }
    this.time.startSlice(core, this.machine.now());
    this.returnFromSyscall(task);
  }

  /** The switch is done: the task's code goes on. */
  private start(core: Core): void {
    const { machine } = this;
    const task = present(core.current, "task to start");
    if (task.migrated) {
      task.migrated = false;
      machine.overhead(Work.migration, machine.costs.migration);
      if (machine.costs.migration > 0) return;
    }
    core.pending = 0;
    task.setStatus(TaskStatus.Running);
    machine.log.emit(Kind.TaskState, TaskStatus.Running, task.index, Reason.dispatched);
    this.time.start(core);
    this.returnFromSyscall(task);
  }

  private returnFromSyscall(task: Task): void {
    if (task.syscall === NONE) return;
    this.machine.log.emit(Kind.SyscallExit, task.syscall, 0);
    task.syscall = NONE;
  }

  private cacheChanged(core: number) {
    return (task: Task, change: number) => {
      this.machine.log.emit(Kind.CacheChange, change, task.index, core);
    };
  }

  private sliceEnd(core: Core): void {
    this.machine.interrupt(core.id, Source.timer);
    this.time.accountQueue(core);
    const { current, queue } = core;
    if (current?.status !== TaskStatus.Running) return;
    if (!queue.policy.sliceEnd(current)) {
      this.time.startSlice(core, this.machine.clockOf(core.id));
      return;
    }
    this.preemption.resched(core);
    if (queue.policy.aligned !== true) return;
    core.pending |= Pending.PutBack;
    this.preemption.alignedAt = this.machine.log.now;
  }
}
