import { present } from "../../shared/assert";
import type { CopyKind, CopyKinds } from "../../sim/copying";
import type { GoApi, Hchan } from "../../sim/goruntime/api";
import { GoRuntime } from "../../sim/goruntime/runtime";
import type { NativeApi } from "../../sim/native/nativeApi";
import { NativeProcess } from "../../sim/native/nativeProcess";
import { LOCK_KINDS } from "../../sim/native/locks/index";
import { USER_THREAD_KIND, UserThread } from "../../sim/native/userThreads";
import { HANDLE_KIND, ThreadHandle } from "../../sim/native/threadHandle";
import type { ProcessApi } from "../../sim/processApi";
import type { Machinery, ProcessRuntime, ProgramHooks } from "../../sim/programHooks";
import type { Kernel } from "../../sim/kernel/kernel";
import type { Execution } from "../../sim/kernel/services";
import { Spawn } from "../../sim/kernel/spawn";
import { startProcess } from "../../sim/startProcess";
import type { ProcessIndex } from "../../shared/ids";
import type { Simulation } from "../../sim/simulation";
import { Prng } from "../../sim/prng";
import { Engine } from "../engine/engine";
import type { EngineInput, TopLevel } from "../engine/engine";
import { makeStructuredClone } from "../engine/globals/structuredClone";
import type { CompiledProgram } from "../compiler/image";
import { formatPanic } from "./formatPanic";
import { ConsoleState, makeConsole } from "./globals/console";
import { makeDate } from "./globals/date";
import { makeMath } from "./globals/math";
import type { Binding } from "./natives/binding";
import { makeDescriptors } from "./natives/descriptors";
import { watchAccesses } from "./natives/remap";
import { makeNamed } from "./natives/named";
import { makeChans } from "./natives/chan";
import type { Chans } from "./natives/chan";
import { makeAnnotationNatives, makeNatives } from "./natives/index";
import { makeProcesses } from "./natives/processes";
import { makeThreads } from "./natives/thread";
import { makeLoopHost, makeNativeLoopHost } from "./natives/loop";
import { LoopWaker } from "../../sim/native/loopWait";
import { OSError } from "./natives/osError";
import { Cell } from "./natives/sync";
import { placesOf } from "./places";
import { ANNOTATIONS_MODULE, NATIVE_MODULE } from "./prelude/index";

/** Keeps the numbers that programs draw apart from those that the scheduler draws. */
const PROGRAM_STREAM = 0x5eed_0001;

export interface ProgramStart {
  readonly program: CompiledProgram;
  readonly simulation: Simulation;
  readonly entryUri: string;
  /** Name of the entry function in its module. */
  readonly entry: string;
}

/** What each process of a program has of its own. The library's functions and the code are the same for all. */
interface ProgramProcess {
  readonly engine: Engine;
  /** Of Math.random. */
  readonly random: Prng;
  readonly console: ConsoleState;
  /** Wakes the event loop. */
  woken: Hchan | undefined;
  /** The same in a process without a Go runtime. */
  readonly waker: LoopWaker;
  /** The function that it has been created to call, until it does. */
  begins: TopLevel | undefined;
  /** It has forked or was forked: its first write to a page may be a fault. */
  hasForked: boolean;
}

/** Makes a compiled program the main goroutine of the simulation's process. */
export function startProgram({ program, simulation, entryUri, entry }: ProgramStart): void {
  let processes: Processes | undefined;
  const started = (): Processes => present(processes, "program");
  simulation.start({
    name: entry,
    hooks: hooksOf(started, () => started().first),
    main: (go, native, machinery) => {
      processes = new Processes(go, native, program, simulation, entryUri, machinery);
      return processes.first.engine.main(entryUri, entry);
    },
  });
}

/** What the runtime of a process asks of the program. */
function hooksOf(processes: () => Processes, process: () => ProgramProcess): ProgramHooks {
  return {
    formatPanic,
    makeError: (message) => new Error(message),
    makeSystemError: (code, call) => new OSError(code, call),
    liveHeap: (roots) => process().engine.liveHeap(roots, (object) => processes().chans.inside(object)),
    entered: (runtime) => {
      processes().enter(runtime, process());
    },
    fork: (routine, kinds) => {
      const {
        engine,
        routine: copied,
        copy,
        pages,
      } = process().engine.fork(routine, new Map([...kinds, ...LIBRARY_KINDS]), processes().shared());
      const { random, console } = process();
      const child: ProgramProcess = {
        engine,
        random: random.clone(),
        console: console.clone(),
        woken: undefined,
        waker: new LoopWaker(),
        begins: process().begins,
        hasForked: true,
      };
      processes().forked();
      return { hooks: hooksOf(processes, () => child), routine: copied, copy, pages };
    },
  };
}

/** How fork copies what the library keeps of its own. */
const LIBRARY_KINDS: CopyKinds = new Map<object, CopyKind>([
  [Cell.prototype, { allocate: (from) => new Cell((from as Cell).value) }],
  [ThreadHandle.prototype, HANDLE_KIND],
  [UserThread.prototype, USER_THREAD_KIND],
  ...LOCK_KINDS,
]);

/** The processes of a program; one of them runs. */
class Processes {
  readonly chans: Chans;
  readonly first: ProgramProcess;
  private current: ProgramProcess;
  /** Of the process, or of the kind of thread, that runs. */
  private api: ProcessApi;
  private readonly kernel: Kernel;
  private readonly input: EngineInput;

  constructor(
    private readonly go: GoApi,
    private readonly native: NativeApi,
    program: CompiledProgram,
    { cpu, config, kernel, log }: Simulation,
    entryUri: string,
    private readonly machinery: Machinery,
  ) {
    this.api = config.runtime === "native" ? native : go;
    this.kernel = kernel;
    const process = (): ProgramProcess => this.current;
    const running = (): ProcessApi => this.api;
    const binding: Binding = {
      api: go,
      get process() {
        return running();
      },
      forks: program.forks,
      routine: (fn, args) => process().engine.routine(fn, args, process().engine.nameOf(fn)),
      nameOf: (fn) => process().engine.nameOf(fn),
      spawn: (fn, args, { name, stack, params }, uid) => {
        const at = process().engine.topLevel(fn);
        if (at === undefined)
          throw new TypeError("a process begins with a function of a file's top level: move it there");
        const cloned = clone(args) as readonly unknown[];
        const label = name ?? process().engine.nameOf(fn);
        return new Spawn(label, params, uid, (index) =>
          this.startChild(index, at, cloned, { name: label, stack }),
        );
      },
      begins: (fn) => {
        const { begins, engine } = process();
        if (begins === undefined) return false;
        const at = engine.topLevel(fn);
        if (at?.module !== begins.module || at.slot !== begins.slot) return false;
        process().begins = undefined;
        return true;
      },
    };
    this.chans = makeChans(binding);
    const named = makeNamed(binding);
    const ipc = { ...makeDescriptors(binding), ...named.functions };
    const threads = makeThreads(binding);
    const children = makeProcesses(binding);
    const natives = makeNatives(binding, this.chans, ipc, threads, children);
    const date = makeDate(() => this.api.now());
    const clone = makeStructuredClone(date);
    this.input = {
      program,
      cpu,
      natives: {
        [NATIVE_MODULE]: natives,
        [ANNOTATIONS_MODULE]: makeAnnotationNatives(binding, threads, children),
      },
      objects: [...this.chans.prototypes, ...named.prototypes, children.prototype],
      placeOf: placesOf(log.tables, entryUri),
      loop:
        config.runtime === "native" && config.async === "event-loop"
          ? makeNativeLoopHost(running, () => process().waker)
          : makeLoopHost(go, config.async, process),
      accesses: watchAccesses(() => {
        this.api.touchNothing();
      }),
      globals: {
        console: makeConsole(
          (stream, text) => this.api.print(stream, text),
          () => this.api.now(),
          () => process().console,
        ),
        Math: makeMath(() => process().random.fraction()),
        Date: date,
      },
    };
    const engine = new Engine(this.input);
    const random = new Prng(config.seed ^ PROGRAM_STREAM);
    this.first = this.current = {
      engine,
      random,
      console: new ConsoleState(),
      woken: undefined,
      waker: new LoopWaker(),
      begins: undefined,
      hasForked: false,
    };
  }

  /** What the first thread of a new process runs: the modules, and then a function of their top level. */
  private startChild(
    index: ProcessIndex,
    at: TopLevel,
    args: readonly unknown[],
    { name, stack }: { readonly name: string; readonly stack: number | undefined },
  ): Execution {
    const child: ProgramProcess = {
      engine: new Engine(this.input),
      random: new Prng(this.machinery.config.seed ^ PROGRAM_STREAM ^ index),
      console: new ConsoleState(),
      woken: undefined,
      waker: new LoopWaker(),
      begins: at,
      hasForked: false,
    };
    const hooks = hooksOf(
      () => this,
      () => child,
    );
    return startProcess(this.machinery, index, hooks, () => child.engine.start(at, args, name), stack)
      .execution;
  }

  /** What a fork does not copy. */
  *shared(): Generator<object> {
    for (const { bytes } of this.kernel.ipc.memories.all()) yield bytes;
  }

  /** From now on the library's functions are called on behalf of this process. */
  enter(runtime: ProcessRuntime, process: ProgramProcess): void {
    this.go.rt = runtime instanceof GoRuntime ? runtime : undefined;
    this.native.process = runtime instanceof NativeProcess ? runtime : undefined;
    this.api = runtime instanceof GoRuntime ? this.go : this.native;
    this.current = process;
    this.watchWrites();
  }

  /** The present process forks. */
  forked(): void {
    this.current.hasForked = true;
    this.watchWrites();
  }

  private watchWrites(): void {
    const { api, current } = this;
    const { engine, hasForked } = current;
    const write = (page: number): void => api.writePage(page);
    const wrote = (object: unknown, key: unknown): void => engine.eachPage(object, key, write);
    engine.watchWrites(hasForked ? wrote : undefined);
  }
}
