import { expect, test } from "vitest";
import { Cpu } from "../../src/sim/machine/cpu";
import { RoutineStop, SUSPENDED } from "../../src/sim/routine";
import { compileProgram } from "../../src/program/compiler/compile";
import { Engine } from "../../src/program/engine/engine";

const ENTRY = "file:///main.ts";

/** Runs `main` of an annotated file and gives what the operations behind annotations have seen. */
function trace(source: string): { log: string[]; result: unknown } {
  const log: string[] = [];
  const places: string[] = [];
  const compiled = compileProgram({
    files: new Map([[ENTRY, source]]),
    entryUri: ENTRY,
    resolve: () => undefined,
    meter: "budget",
    addLoc: ({ line, column, fn }) => places.push(`${fn} ${line}:${column}`) - 1,
    providedGlobals: new Set(["out"]),
  });
  if ("diagnostics" in compiled) throw new Error(compiled.diagnostics.map((each) => each.message).join("\n"));
  const cpu = new Cpu();
  const started: (() => void)[] = [];
  const drive = (routine: ReturnType<Engine["routine"]>): unknown => {
    for (;;) {
      cpu.aim(0, cpu.now(), cpu.now() + 1000, 0);
      const stop = routine.run();
      if (stop === RoutineStop.Suspended) {
        log.push(`at ${places[routine.loc()]}`);
        routine.deliver(undefined);
      } else if (stop === RoutineStop.Threw) throw routine.result as Error;
      else if (stop === RoutineStop.Returned) return routine.result;
    }
  };
  const engine: Engine = new Engine({
    program: compiled.ok,
    cpu,
    natives: {
      "native:annotations": {
        effect: (kind: string, ns: number) => {
          log.push(`${kind} ${ns}`);
          return SUSPENDED;
        },
        goroutine: (fn: unknown, self: unknown, args: unknown[]) => {
          log.push(`go ${engine.nameOf(fn)} ${args.join()}`);
          started.push(() => drive(engine.routine(fn, args, engine.nameOf(fn), self)));
        },
      },
    },
    globals: { out: (...values: unknown[]) => log.push(values.join(" ")) },
  });
  drive(engine.evaluateModules());
  const result = drive(engine.routine(engine.exportOf(ENTRY, "main"), []));
  for (let next = started.shift(); next !== undefined; next = started.shift()) next();
  return { log, result };
}

test("effects happen at the start of each call, in the order of the tags", () => {
  const { log, result } = trace(`
/** @cpu 3ms
 * @io disk 2us */
function work(n: number) { out("body", n); return n * 2; }
class A {
  /** @syscall 1us */
  m = () => { out("arrow"); };
  /** @io network 5ns */
  method() { return this; }
}
/** @cpu 1ns */
const short = (n: number) => n + 1;
export function main() { const a = new A(); a.m(); return [work(1) + work(2), short(1), a.method() === a]; }`);
  expect(result).toEqual([6, 2, true]);
  expect(log.filter((line) => !line.startsWith("at"))).toEqual([
    "syscall 1000",
    "arrow",
    "cpu 3000000",
    "disk 2000",
    "body 1",
    "cpu 3000000",
    "disk 2000",
    "body 2",
    "cpu 1",
    "network 5",
  ]);
  expect(log).toContain("at work 4:10");
});

test("a mock replaces the body and sees the parameters", () => {
  const { result } = trace(`
/** @io network 30ms @mock { id, name: "user" + id } */
export function load(id: number) { return fetch("http://x/" + id); }
export function main() { return [load(1), load(2)]; }`);
  expect(result).toEqual([
    { id: 1, name: "user1" },
    { id: 2, name: "user2" },
  ]);
});

test("each call of a goroutine function starts one and returns at once", () => {
  const { log, result } = trace(`
/** @goroutine
 * @cpu 1us */
function worker(id: number, ...more: number[]) { out("worker", id, more.length); inner(); function inner() { out("inner", id); } }
class Service {
  name = "svc";
  /** @goroutine */
  run(x = 5) { out(this.name, x); }
}
export function main() { const r = worker(1, 2, 3); new Service().run(); out("main goes on"); return r; }`);
  expect(result).toBeUndefined();
  expect(log.filter((line) => !line.startsWith("at"))).toEqual([
    "go worker 1,2,3",
    "go run ",
    "main goes on",
    "cpu 1000",
    "worker 1 2",
    "inner 1",
    "svc 5",
  ]);
});
