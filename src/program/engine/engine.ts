import { present } from "../../shared/assert";
import type { Copy, CopyKinds } from "../../sim/copying";
import type { LiveHeap } from "../../sim/goruntime/api";
import type { Cpu } from "../../sim/machine/cpu";
import { GOEXIT, HELD } from "../../sim/routine";
import type { Routine, StackFrame } from "../../sim/routine";
import type { CompiledProgram, ExportTarget, ModuleImage } from "../compiler/image";
import { freezeShared } from "../realm/freeze";
import { NO_HOOKS } from "./accesses";
import type { AccessHooks } from "./accesses";
import { instantiate } from "./code";
import type { Code } from "./code";
import { LoopState } from "./coroutines/eventLoop";
import type { LoopHost } from "./coroutines/eventLoop";
import { Hidden } from "./coroutines/hidden";
import type { DebugControl } from "./debug/control";
import { EngineRoutine } from "./engineRoutine";
import { Fiber, START } from "./fiber";
import { Cloner } from "./fork/cloner";
import { ENGINE_KINDS, PLAIN_CLASSES } from "./fork/kinds";
import { Layout } from "./fork/layout";
import { sharedObjects } from "./fork/shared";
import { liveHeap } from "./heap/liveHeap";
import type { Sight } from "./heap/liveHeap";
import type { RawFunction } from "./frames";
import { copyNamespaces, exportValue, linkModules } from "./modules";
import type { Environment, NativeModules } from "./modules";
import type { EngineProcess } from "./process";

export interface EngineInput {
  readonly program: CompiledProgram;
  readonly cpu: Cpu;
  /** Native modules: URI → values by name. A function among them may return SUSPENDED. */
  readonly natives: NativeModules;
  /** Standard names that differ from the platform's: console, Date, a seeded Math. */
  readonly globals: Readonly<Record<string, unknown>>;
  /** Native stack to use before frames are moved to the heap, in simulated bytes. Nothing that a program can see depends on it. */
  readonly nativeBytes?: number;
  /** Objects of the library that programs can reach though no native module has them. */
  readonly objects?: readonly object[];
  /** What timers of the event loop wait with. Absent: a program cannot use them. */
  readonly loop?: LoopHost;
  /** Gets the accesses of a program that is compiled with `accesses`. One for all engines that share its code. */
  readonly accesses?: AccessHooks;
  /** `file:line:column` of a row of the location table, for stacks of errors. Absent: they show none. */
  readonly placeOf?: (loc: number) => string | undefined;
}

const NO_LOOP: LoopHost = {
  now: () => 0,
  startTimer: () => {
    throw new Error("the engine was given nothing to wait with");
  },
  wait: () => undefined,
  stopTimer: () => undefined,
  wake: (value) => value,
};

/**
 * One process's instance of a program: its modules' variables and the routines that run its functions. Engines of the same program,
 * Cpu and globals share their code.
 */
export class Engine {
  private readonly program: CompiledProgram;
  private readonly code: Code;
  private readonly natives: NativeModules;
  private readonly environments: Environment[];
  private readonly process: EngineProcess;
  /** What clones of it have in common with it, where it can be cloned. */
  private readonly shared: ReadonlySet<object>;

  /** @param parent what it is a clone of, as yet without contents. */
  constructor(
    private readonly input: EngineInput,
    parent?: Engine,
  ) {
    const { program, natives } = input;
    this.program = program;
    this.natives = natives;
    this.code = codeOf(input);
    const { modules, order } = program;
    if (parent !== undefined) {
      this.process = { ...parent.process };
      this.environments = [];
      this.shared = parent.shared;
      return;
    }
    this.process = { loop: new LoopState(() => this.code.loop.host.now()), layout: new Layout() };
    this.shared = program.forks ? this.sharedByClones() : new Set();
    this.environments = modules.map((_, index) => (index === 0 ? this.code.prelude : {}));
    linkModules(modules, this.code, natives, this.environments, order);
    for (const module of Object.values(natives)) freezeShared(module);
    freezeShared(input.objects ?? []);
  }

  /** It is no part of the program's heap, though a first call refers to it. */
  [HELD](): number {
    return 0;
  }

  private sharedByClones(): Set<object> {
    const { code, natives } = this;
    const { runtime, loop } = code;
    const roots = [code.own, code.prelude, Object.values(natives), this.input.objects, PLAIN_CLASSES];
    const found = sharedObjects(roots, code.closures);
    for (const each of [runtime, loop, START, GOEXIT, ...runtime.codes]) found.add(each);
    return found;
  }

  /** Runs the bodies of all modules, in the language's order. */
  evaluateModules(): Routine {
    return this.routineOf("(module)", this.moduleBodies());
  }

  /** Runs the bodies of all modules, then a function that they export. That is looked up when they have run. */
  main(uri: string, name: string): Routine {
    const fiber = this.moduleBodies();
    fiber.start(callMain, this, undefined, [uri, name]);
    if (this.code.loop.host.parallel === undefined) fiber.start(runLoop, this, undefined, []);
    const routine = this.routineOf(name, fiber);
    routine.home = () => this.declarationOf(uri, name);
    return routine;
  }

  /**
   * Runs the bodies of all modules, then a function of their top level, and the event loop: what a new process does.
   * @param at as `topLevel` of another engine of the program gives it.
   */
  start(at: TopLevel, args: readonly unknown[], name: string): Routine {
    const fiber = this.moduleBodies();
    fiber.start(callTopLevel, this, undefined, [at, args]);
    if (this.code.loop.host.parallel === undefined) fiber.start(runLoop, this, undefined, []);
    return this.routineOf(name, fiber);
  }

  /** Where a function is a variable of a module's top level; `undefined`: nowhere. */
  topLevel(fn: unknown): TopLevel | undefined {
    for (const module of this.program.order)
      for (const [slot, value] of Object.entries(this.environments[module] ?? {}))
        if (value === fn) return { module, slot };
    return undefined;
  }

  /** Calls what a variable of a module's top level holds. */
  callTopLevel({ module, slot }: TopLevel, args: readonly unknown[]): unknown {
    this.code.runtime.loc = -1;
    const [raw, env] = this.callable(this.environments[module]?.[slot]);
    return raw(env, undefined, ...args);
  }

  /** Where an entry point is declared. */
  private declarationOf(uri: string, name: string): StackFrame | undefined {
    const { closures, runtime } = this.code;
    try {
      const fn = this.entryOf(uri, name);
      return closures.has(fn) ? runtime.declarationOf(closures.code(fn)) : undefined;
    } catch {
      // Its module has not come to it yet.
      return undefined;
    }
  }

  /** Calls an entry point. */
  callEntry(uri: string, name: string): unknown {
    this.code.runtime.loc = -1;
    const main = this.entryOf(uri, name);
    const { loop, prelude } = this.code;
    const parallel = loop.host.parallel === undefined ? undefined : prelude["async_main"];
    const [raw, env] = this.callable(parallel ?? main);
    return parallel === undefined ? raw(env, undefined) : raw(env, undefined, main);
  }

  /** Runs jobs and timers until none is left. */
  eventLoop(): Routine {
    const fiber = new Fiber(this.code.runtime);
    fiber.start(runLoop, this, undefined, []);
    return this.routineOf("(event loop)", fiber);
  }

  /** The same, as a call. */
  callLoop(): unknown {
    const { loop, prelude } = this.code;
    if (loop.idle) return undefined;
    const [raw, env] = this.callable(prelude["runLoop"]);
    return raw(env, undefined);
  }

  /**
   * A second process that goes on where a routine is at rest: the engine and the routine are copied with all that they reach; jobs and
   * timers of the event loop too. Only for programs that were compiled with `forks`.
   * @param kinds how objects of the library are copied.
   * @param shared objects that both processes have: the bytes of shared memory.
   */
  fork(routine: Routine, kinds: CopyKinds, shared: Iterable<object> = []): Fork {
    const { code, input, process } = this;
    const { clones } = code;
    if (clones === undefined || !(routine instanceof EngineRoutine))
      throw new Error("the program was not compiled for being cloned");
    const cloner = new Cloner({
      ...clones,
      shared: this.shared,
      kinds: new Map([...kinds, ...ENGINE_KINDS]),
      dates: (input.globals["Date"] as { readonly prototype: unknown } | undefined)?.prototype,
      note: (from, to, copy) => {
        code.runtime.copyTrace(from, to, copy);
      },
    });
    const child = new Engine(input, this);
    cloner.set(this, child);
    for (const each of shared) cloner.set(each, each);
    for (const each of this.environments) child.environments.push(cloner.copy(each));
    copyNamespaces(input, this.environments, child.environments, (from, to) => {
      cloner.set(from, to);
    });
    child.process.loop = cloner.copy(process.loop);
    const copied = routine.in(child.process, cloner.copy);
    cloner.run();
    // Whoever waited there does not exist in the copy.
    child.process.loop.waiting = false;
    return {
      engine: child,
      routine: copied,
      pages: () => {
        process.layout.add(cloner.copies);
        child.process.layout = process.layout.fork();
        return process.layout.pages;
      },
      copy: (value) => {
        const copy = cloner.copy(value);
        cloner.run();
        return copy;
      },
    };
  }

  private moduleBodies(): Fiber {
    const fiber = new Fiber(this.code.runtime);
    const { order, modules } = this.program;
    if (modules.some((module) => module.awaits)) {
      const [raw, env] = this.callable(this.code.prelude["evaluateModules"]);
      fiber.start(raw, env, undefined, [this.awaitingModules()]);
      return fiber;
    }
    for (const index of order) fiber.start(this.moduleBody(index), this.environments[index], undefined, []);
    return fiber;
  }

  private moduleBody(index: number): RawFunction {
    const image = present(this.program.modules[index], "module");
    return present(this.code.bodies[image.body], "module body");
  }

  /** Runs the body of a module. */
  callModule(index: number): unknown {
    return this.moduleBody(index)(this.environments[index], undefined);
  }

  /** The modules as the prelude's evaluateModules wants them. */
  private awaitingModules(): unknown[] {
    const { order, modules } = this.program;
    return order.map((index) => {
      const { awaits, requires, uri } = present(modules[index], "module");
      return {
        uri,
        isAsync: awaits,
        requires: requires.filter((each) => each !== index).map((each) => order.indexOf(each)),
        engine: this,
        index,
        run: runModule,
      };
    });
  }

  /** An entry point, or what the module exports under the name. */
  private entryOf(uri: string, name: string): unknown {
    const target = this.imageOf(uri)?.entries.get(name);
    return target === undefined ? this.exportOf(uri, name) : this.valueOf(target, name);
  }

  /** What a module exports under a name at present; `undefined` where there is nothing of that name. */
  exportOf(uri: string, name: string): unknown {
    const target = this.imageOf(uri)?.exports.get(name);
    return target === undefined ? undefined : this.valueOf(target, name);
  }

  private imageOf(uri: string): ModuleImage | undefined {
    return this.program.modules.find((each) => each.uri === uri);
  }

  private valueOf(target: ExportTarget, name: string): unknown {
    return exportValue(target, name, this.natives, this.program.modules, this.environments);
  }

  /** A routine that calls a function: one of the program, or a built-in one. */
  routine(fn: unknown, args: readonly unknown[], name?: string, self?: unknown): Routine {
    const fiber = new Fiber(this.code.runtime);
    const [raw, env] = this.callable(fn);
    fiber.start(raw, env, self, args);
    return this.routineOf(name ?? this.nameOf(fn), fiber);
  }

  /** What can be reached from its variables and from `roots`. `inside`: what an object of the library holds. */
  liveHeap(roots: readonly unknown[], inside: Sight["inside"]): LiveHeap {
    const { closures, slots } = this.code;
    const variables = this.environments.flatMap((each) => Object.values(each));
    const within = (object: object): unknown => Hidden.of(object) ?? inside(object);
    return liveHeap([...variables, ...this.process.loop.roots(), ...roots], {
      closures,
      slots,
      inside: within,
    });
  }

  /** Where the program pauses, if it is a debug build. One for all engines that share its code. */
  get debug(): DebugControl {
    return this.code.debug;
  }

  /** From now on `wrote` gets each object before it is written to, by a program that is compiled with `writes`. `undefined`: no longer. */
  watchWrites(wrote: ((object: unknown, key: unknown) => void) | undefined): void {
    const { runtime } = this.code;
    runtime.forked = wrote !== undefined;
    runtime.wrote = wrote ?? (() => undefined);
  }

  /** Visits the pages of an object that were there at the latest fork, where a write under that key may be a fault. */
  eachPage(value: unknown, key: unknown, visit: (page: number) => void): void {
    this.process.layout.eachPage(value, key, visit);
  }

  /** The name of a function of the program as stacks show it. */
  nameOf(fn: unknown): string {
    if (this.code.closures.has(fn)) {
      const known = this.code.runtime.nameOf(this.code.closures.code(fn));
      if (known !== undefined) return known;
    }
    return typeof fn === "function" ? fn.name : "";
  }

  /** Name of the function that runs on behalf of a built-in and cannot wait, or `undefined`: then operations may suspend. */
  get atomic(): string | undefined {
    return this.code.runtime.atomic;
  }

  /** A function as the fibers call it: one of the program, or a built-in one. */
  private callable(fn: unknown): readonly [raw: RawFunction, env: unknown] {
    const { closures, paid } = this.code;
    if (closures.has(fn)) return [closures.code(fn), closures.env(fn)];
    if (typeof fn !== "function") throw new TypeError(`${typeof fn} is not a function`);
    const call: RawFunction = (_env, self, ...args) => paid(fn, self, Reflect.apply(fn, self, args), args[0]);
    return [call, undefined];
  }

  private routineOf(name: string, fiber: Fiber): EngineRoutine {
    return new EngineRoutine(name, fiber, this.process);
  }
}

/** A variable of a module's top level. */
export interface TopLevel {
  readonly module: number;
  readonly slot: string;
}

/** What `Engine.fork` gives. */
export interface Fork {
  readonly engine: Engine;
  readonly routine: Routine;
  /** Copies further objects: what has been copied already is not copied again. */
  readonly copy: Copy;
  /** Lays out what has been copied (fork/layout.ts), when that is all. @returns how many pages each of the two processes has. */
  readonly pages: () => number;
}

/** First calls of fibers: their engine is in place of an environment, so that a copy of the fiber has that of its process. */
const callMain: RawFunction = (engine, _, uri, name) =>
  (engine as Engine).callEntry(uri as string, name as string);
const callTopLevel: RawFunction = (engine, _, at, args) =>
  (engine as Engine).callTopLevel(at as TopLevel, args as readonly unknown[]);
const runLoop: RawFunction = (engine) => (engine as Engine).callLoop();

function runModule(this: { readonly engine: Engine; readonly index: number }): unknown {
  return this.engine.callModule(this.index);
}

/** Code by what it depends on. */
const instances = new WeakMap<CompiledProgram, { cpu: Cpu; globals: EngineInput["globals"]; code: Code }[]>();

function codeOf({
  program,
  cpu,
  globals,
  nativeBytes,
  loop = NO_LOOP,
  accesses = NO_HOOKS,
  placeOf = () => undefined,
}: EngineInput): Code {
  const known = instances.get(program) ?? [];
  instances.set(program, known);
  const found = known.find((each) => each.cpu === cpu && each.globals === globals);
  if (found !== undefined) return found.code;
  const code = instantiate(program, cpu, globals, nativeBytes, loop, accesses, placeOf);
  known.push({ cpu, globals, code });
  return code;
}
