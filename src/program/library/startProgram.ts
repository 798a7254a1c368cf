import type { ProgramHooks } from "../../sim/goruntime/runtime";
import type { Simulation } from "../../sim/simulation";
import { Prng } from "../../sim/prng";
import { Engine } from "../engine/engine";
import type { CompiledProgram } from "../compiler/image";
import { formatPanic } from "./formatPanic";
import { makeConsole } from "./globals/console";
import { makeDate } from "./globals/date";
import { makeMath } from "./globals/math";
import { makeChans } from "./natives/chan";
import { makeAnnotationNatives, makeNatives } from "./natives/index";
import { makeLoopHost } from "./natives/loop";
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

/** Makes a compiled program the main goroutine of the simulation's process. */
export function startProgram({ program, simulation, entryUri, entry }: ProgramStart): void {
  const { cpu, config } = simulation;
  const random = new Prng(config.seed ^ PROGRAM_STREAM);
  let live: NonNullable<ProgramHooks["liveHeap"]> = () => ({ bytes: 0, scannable: 0 });
  simulation.start({
    name: entry,
    hooks: {
      formatPanic,
      makeError: (message) => new Error(message),
      liveHeap: (roots) => live(roots),
    },
    main: (api) => {
      const binding = {
        api,
        routine: (fn: unknown, args: readonly unknown[]) => engine.routine(fn, args, engine.nameOf(fn)),
        nameOf: (fn: unknown) => engine.nameOf(fn),
      };
      const chans = makeChans(binding);
      live = (roots) => engine.liveHeap(roots, (object) => chans.inside(object));
      const engine: Engine = new Engine({
        program,
        cpu,
        natives: {
          [NATIVE_MODULE]: makeNatives(binding, chans),
          [ANNOTATIONS_MODULE]: makeAnnotationNatives(binding),
        },
        loop: makeLoopHost(api, config.async),
        globals: {
          console: makeConsole((stream, text) => api.print(stream, text)),
          Math: makeMath(() => random.fraction()),
          Date: makeDate(() => api.now()),
        },
      });
      return engine.main(entryUri, entry);
    },
  });
}
