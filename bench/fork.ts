import { compileProgram } from "../src/program/compiler/compile";
import { Engine } from "../src/program/engine/engine";
import { Cpu } from "../src/sim/machine/cpu";
import { RoutineStop, SUSPENDED } from "../src/sim/routine";
import { median } from "./median";

/** How long it takes to clone a process. */
export interface ForkFigure {
  readonly objects: number;
  readonly ms: number;
  /** What is asked for. */
  readonly atMost: number;
}

const ENTRY = "file:///bench.ts";
const ROUNDS = 7;

/** 200,000 objects: 50,000 instances with a closure, its environment and an array each. */
const SOURCE = `
  class Item { #id: number; next: Item | undefined; constructor(id: number, public read: () => number, public tags: number[]) { this.#id = id; } get id() { return this.#id; } }
  const items: Item[] = [];
  export function main() {
    for (let i = 0; i < 50_000; i++) {
      let n = i;
      const item = new Item(i, () => n++, [i, i + 1]);
      item.next = items.at(-1);
      items.push(item);
    }
    pause();
    return items.length;
  }`;

export function measureFork(): ForkFigure {
  const compiled = compileProgram({
    files: new Map([[ENTRY, SOURCE]]),
    entryUri: ENTRY,
    resolve: () => undefined,
    meter: "budget",
    forks: true,
    addLoc: () => -1,
    providedGlobals: new Set(["console", "Date", "pause"]),
  });
  if ("diagnostics" in compiled) throw new Error("the program has errors");
  const cpu = new Cpu();
  const engine = new Engine({
    program: compiled.ok,
    cpu,
    natives: {},
    globals: { console, Date, pause: () => SUSPENDED },
  });
  const until = (stop: RoutineStop, routine: ReturnType<Engine["routine"]>): void => {
    for (;;) {
      cpu.aim(0, 0, 2 ** 30 - 1, 0);
      cpu.steps = 2 ** 30 - 1;
      const found = routine.run();
      if (found === stop) return;
      if (found !== RoutineStop.Budget) throw new Error(`the program stopped with ${found}`);
    }
  };
  until(RoutineStop.Returned, engine.evaluateModules());
  const routine = engine.routine(engine.exportOf(ENTRY, "main"), []);
  until(RoutineStop.Suspended, routine);
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    engine.fork(routine, new Map());
    return performance.now() - start;
  });
  return { objects: 200_000, ms: median(times), atMost: 300 };
}
