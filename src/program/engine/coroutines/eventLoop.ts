import type { Routine } from "../../../sim/routine";
import type { Frame } from "../frames";
import type { EngineRuntime } from "../runtime";
import { iteratorMethod as iteratorMethodOf, isObject, nextOf } from "../support/cursors";
import { brief } from "../support/messages";
import { AsyncGenerator } from "./asyncGenerator";
import { Completion } from "./completion";
import { Hidden } from "./hidden";
import { PromiseState, jobOf, stateOf } from "./promise";
import type { Job, Reaction, Waiter } from "./promise";
import { LoopTimers, needCallback, timerOf } from "./timers";

/** What a job counts for, in statements: as much as it takes of real time, so that an endless chain ends soon. */
const JOB_STEPS = 100;

/** What the event loop needs of the simulation. Each may return SUSPENDED. */
export interface LoopHost {
  /** Virtual time, ns. */
  now(): number;
  /** Starts a timer that ends `wait` after so many ns. */
  startTimer(ns: number): unknown;
  /** Blocks until the timer has fired or `wake` has been called. */
  wait(timer: unknown): unknown;
  stopTimer(timer: unknown): unknown;
  /** Ends the present or the next `wait`. Gives `value`. */
  wake(value: unknown): unknown;
  /** Async functions are goroutines; absent: jobs of the event loop. */
  readonly parallel?: ParallelHost | undefined;
}

/** A goroutine to start, with its name. */
export interface Started {
  readonly routine: Routine;
  readonly name: string;
}

/** What async functions as goroutines need. Each but `gate` may return SUSPENDED. */
export interface ParallelHost {
  /** Something to wait at. */
  gate(): unknown;
  /** Blocks until the gate is open. */
  wait(gate: unknown): unknown;
  /** Opens a gate, if there is one, and starts goroutines. Gives `value`. */
  release(gate: unknown, started: readonly Started[], value: unknown): unknown;
  /** Starts a timer that starts the goroutine `start(timer)`. Gives the Go runtime's timer, for `stopTimer`. */
  afterFunc(ns: number, timer: unknown, start: (timer: unknown) => Routine, name: string): unknown;
}

/** Makes routines of the engine's own calls. */
export interface Routines {
  ofFrame(frame: Frame): Routine;
  /** Calls a function of the prelude. */
  ofPrelude(name: string, argument: unknown): Routine;
}

/** What one process has in its event loop. */
export class LoopState {
  jobs: Job[] = [];
  taken = 0;
  rejected: PromiseState[] = [];
  waiting = false;
  readonly timers: LoopTimers;

  constructor(now: () => number) {
    this.timers = new LoopTimers(now);
  }

  roots(): unknown[] {
    return [
      ...this.jobs.slice(this.taken).flatMap((job) => Object.values<unknown>(job)),
      ...this.timers.roots(),
    ];
  }
}

/** The queue of jobs and the timers of the process that runs, in JavaScript's own order. */
export class EventLoop {
  constructor(
    private readonly runtime: EngineRuntime,
    readonly host: LoopHost,
    private readonly routines: Routines,
  ) {}

  private get state(): LoopState {
    return this.runtime.process.loop;
  }

  get timers(): LoopTimers {
    return this.state.timers;
  }

  /** Makes an object a promise. */
  promise<O extends object>(object: O): O {
    this.runtime.keepTraces();
    return Hidden.put(object, new PromiseState());
  }

  /** Nothing is left to do. */
  get idle(): boolean {
    const { jobs, rejected, timers } = this.state;
    return jobs.length === 0 && rejected.length === 0 && timers.idle;
  }

  /** Adds a job. Gives `value`, after waking the loop where it waits for a timer. */
  add(job: Job, value?: unknown): unknown {
    const { parallel } = this.host;
    if (parallel !== undefined) return parallel.release(undefined, [this.start(job)], value);
    this.state.jobs.push(job);
    return this.wake(value);
  }

  private start(job: Job): Started {
    return { routine: this.routines.ofPrelude("runJob", job), name: nameOfJob(job) };
  }

  /** A call of an async function runs as a goroutine. Gives `value`. */
  startFrame(parallel: ParallelHost, frame: Frame, value: unknown): unknown {
    const routine = this.routines.ofFrame(frame);
    return parallel.release(undefined, [{ routine, name: frame.code.name }], value);
  }

  /** Blocks the goroutine until the promise is settled. */
  waitFor(promise: unknown): unknown {
    const state = stateOf(promise);
    const { parallel } = this.host;
    if (state === undefined || parallel === undefined) return undefined;
    state.handled = true;
    if (state.status !== "pending") return undefined;
    state.gate ??= parallel.gate();
    return parallel.wait(state.gate);
  }

  /** What an await gets of a settled promise. */
  outcome(promise: unknown): unknown {
    const state = stateOf(promise);
    return state?.status === "rejected" ? new Completion(true, state.value, state.trace) : state?.value;
  }

  /** The goroutine of a timer, which runs its callback. */
  startTimer(object: unknown): unknown {
    const timer = timerOf(object);
    const { parallel } = this.host;
    if (timer === undefined || parallel === undefined) return undefined;
    return parallel.afterFunc(timer.delay, timer, this.routineOf, nameOf(timer.callback, "timer"));
  }

  /** What the goroutine of such a timer does. */
  private readonly routineOf = (timer: unknown): Routine => this.routines.ofPrelude("runTimer", timer);

  next(): Job | undefined {
    const { state } = this;
    const job = state.jobs[state.taken];
    if (job === undefined) {
      state.jobs = [];
      state.taken = 0;
      return undefined;
    }
    state.taken++;
    this.runtime.countSteps(JOB_STEPS);
    return job;
  }

  wait(timer: unknown): unknown {
    if (this.state.jobs.length > 0) return undefined;
    this.state.waiting = true;
    return this.host.wait(timer);
  }

  private wake(value: unknown): unknown {
    if (!this.state.waiting) return value;
    this.state.waiting = false;
    return this.host.wake(value);
  }

  /** After the loop has waited. */
  awake(): void {
    this.state.waiting = false;
  }

  settle(promise: object, status: "fulfilled" | "rejected", value: unknown): unknown {
    const state = stateOf(promise);
    if (state?.status !== "pending") return undefined;
    state.status = status;
    state.value = value;
    if (status === "rejected") {
      state.trace = this.runtime.traceOf(value);
      if (!state.handled) this.state.rejected.push(state);
    }
    const { reactions, gate } = state;
    state.reactions = [];
    const { parallel } = this.host;
    if (parallel !== undefined) {
      if (gate === undefined && reactions.length === 0) return undefined;
      return parallel.release(
        gate,
        reactions.map((reaction) => this.start(jobOf(reaction, state))),
        undefined,
      );
    }
    if (reactions.length === 0) return this.state.rejected.length > 0 ? this.wake(undefined) : undefined;
    for (const reaction of reactions) this.state.jobs.push(jobOf(reaction, state));
    return this.wake(undefined);
  }

  react(promise: unknown, reaction: Reaction, value?: unknown): unknown {
    const state = stateOf(promise);
    if (state === undefined) throw new TypeError(`${brief(promise)} is not a promise`);
    state.handled = true;
    if (state.status !== "pending") return this.add(jobOf(reaction, state), value);
    state.reactions.push(reaction);
    return value;
  }

  /** The coroutine goes on when the promise is settled. Gives `value`. */
  resumeAfter(promise: unknown, waiter: Waiter, value: unknown): unknown {
    return this.react(promise, { kind: "resume", waiter }, value);
  }

  /** Throws what a promise was rejected with. */
  throwOutcome(promise: unknown): void {
    const outcome = this.outcome(promise);
    if (outcome instanceof Completion) this.runtime.throwInto(outcome);
  }

  /** Throws what a promise was rejected with that nobody has looked at. */
  reportRejection(): void {
    const { rejected } = this.state;
    this.state.rejected = [];
    const first = rejected.find((each) => !each.handled);
    if (first !== undefined) this.runtime.throwAgain(first.value, first.trace);
  }
}

function nameOf(fn: unknown, otherwise: string): string {
  return typeof fn === "function" && fn.name !== "" ? fn.name : otherwise;
}

function nameOfJob(job: Job): string {
  switch (job.kind) {
    case "reaction":
      return nameOf(job.handler, "then");
    case "microtask":
      return nameOf(job.callback, "microtask");
    default:
      return job.kind;
  }
}

/** What the prelude's promises take from the engine. */
export function makePromiseValues(
  loop: EventLoop,
  prototype: () => object,
  iteratorMethod: (method: unknown) => unknown,
) {
  const receiver = (self: unknown, method: string): void => {
    if (stateOf(self) === undefined)
      throw new TypeError(
        `Method Promise.prototype.${method} called on incompatible receiver ${brief(self)}`,
      );
  };
  const speciesConstructor = (promise: { readonly constructor?: unknown }, standard: unknown): unknown => {
    const own = promise.constructor;
    if (own === undefined || own === standard) return standard;
    if (!isObject(own)) throw new TypeError("The .constructor property is not an object");
    const species = (own as { readonly [Symbol.species]?: unknown })[Symbol.species];
    if (species === undefined || species === null) return standard;
    if (typeof species !== "function")
      throw new TypeError("object.constructor[Symbol.species] is not a constructor");
    return species;
  };
  return {
    isObject,
    nextOf,
    needCallback,
    isPromise: (value: unknown) => stateOf(value) !== undefined,
    newPromise: () => loop.promise(Object.create(prototype()) as object),
    initPromise: (promise: object) => {
      loop.promise(promise);
    },
    needExecutor: (executor: unknown) =>
      needCallable(executor, `Promise resolver ${brief(executor)} is not a function`),
    needCallable,
    needObject: (value: unknown, message: string) => {
      if (!isObject(value)) throw new TypeError(message);
    },
    needConstructor: (value: unknown) => needCallable(value, `${brief(value)} is not a constructor`),
    needIterable: (value: unknown) => {
      iteratorMethodOf(value, undefined);
      return value;
    },
    needResult: (result: unknown) => {
      if (!isObject(result)) throw new TypeError(`Iterator result ${brief(result)} is not an object`);
    },
    unnamed: (fn: object) => Object.defineProperty(fn, "name", { value: "", configurable: true }),
    speciesConstructor,
    speciesOf: (promise: object, standard: unknown) => {
      receiver(promise, "then");
      return speciesConstructor(promise, standard);
    },
    fulfilPromise: (promise: object, value: unknown) => loop.settle(promise, "fulfilled", value),
    rejectPromise: (promise: object, reason: unknown) => loop.settle(promise, "rejected", reason),
    follow: (promise: object, thenable: object, then: unknown) =>
      loop.add({ kind: "follow", promise, thenable, then }),
    subscribe: (promise: object, onFulfilled: unknown, onRejected: unknown, target: unknown) =>
      loop.react(promise, { kind: "reaction", onFulfilled, onRejected, target }),
    addMicrotask: (callback: unknown) => loop.add({ kind: "microtask", callback }),
    resume: ({ waiter, value, rejected, trace }: Job & { kind: "resume" }) =>
      waiter.goOn(rejected ? new Completion(true, value, trace) : value),
    nextJob: () => loop.next(),
    reportRejection: () => {
      loop.reportRejection();
    },
    nextTimer: () => loop.timers.next(),
    rearm: (timer: never) => {
      loop.timers.rearm(timer);
    },
    startTimer: (ns: number) => loop.host.startTimer(ns),
    waitForTimer: (timer: unknown) => loop.wait(timer),
    stopTimer: (timer: unknown) => {
      loop.awake();
      return loop.host.stopTimer(timer);
    },
    addTimer: (
      object: object,
      callback: unknown,
      delay: unknown,
      args: readonly unknown[],
      repeats: boolean,
    ) => loop.timers.add(object, callback, delay, args, repeats),
    removeTimer: (timer: unknown) => {
      loop.timers.remove(timer);
    },
    refreshTimer: (timer: object) => loop.timers.refresh(timer),
    keepAlive: (object: object, alive: boolean) => {
      const timer = timerOf(object);
      if (timer !== undefined) timer.alive = alive;
      return object;
    },
    keepsAlive: (object: object) => timerOf(object)?.alive === true,
    inParallel: () => loop.host.parallel !== undefined,
    serveInParallel: (generator: AsyncGenerator) => loop.add({ kind: "serve", generator }),
    waitFor: (promise: unknown) => loop.waitFor(promise),
    isSettled: (promise: unknown) => stateOf(promise)?.status !== "pending",
    needSettled: (promise: unknown) => {
      if (stateOf(promise)?.status === "pending")
        throw new Error("an await at the top level of a module never ends: nothing is left that could go on");
    },
    throwOutcome: (promise: unknown) => {
      loop.throwOutcome(promise);
    },
    startTimerOf: (object: unknown) => loop.startTimer(object),
    setHandle: (object: unknown, handle: unknown) => {
      const timer = timerOf(object);
      if (timer !== undefined) timer.handle = handle;
    },
    handleOf: (object: unknown) => timerOf(object)?.handle,
    timerNumber: (object: object) => timerOf(object)?.number,
    asyncGeneratorOf: (self: unknown) => {
      const inside = Hidden.of(self);
      return inside instanceof AsyncGenerator ? inside : undefined;
    },
    wrongReceiver: (self: unknown, method: string) =>
      new TypeError(`[AsyncGenerator].prototype.${method} called on incompatible receiver ${brief(self)}`),
    asyncIteratorMethod: (iterable: unknown, site: string) => {
      if (iterable === undefined || iterable === null) throw new TypeError(`${site} is not async iterable`);
      const method = (iterable as { readonly [Symbol.asyncIterator]?: unknown })[Symbol.asyncIterator];
      if (method === undefined || method === null) return undefined;
      if (typeof method !== "function") throw new TypeError(`${site} is not async iterable`);
      return method;
    },
    asyncIteratorObject: (iterator: unknown) => {
      if (isObject(iterator)) return iterator;
      throw new TypeError("Result of the Symbol.asyncIterator method is not an object");
    },
    syncIteratorMethod: (iterable: unknown, site: string) => {
      const method = (iterable as { readonly [Symbol.iterator]?: unknown })[Symbol.iterator];
      return iteratorMethod(needCallable(method, `${site} is not async iterable`));
    },
    syncIteratorObject: (iterator: unknown) => {
      if (isObject(iterator)) return iterator;
      throw new TypeError("Result of the Symbol.iterator method is not an object");
    },
  };
}

function needCallable(value: unknown, message: string): unknown {
  if (typeof value === "function") return value;
  throw new TypeError(message);
}
