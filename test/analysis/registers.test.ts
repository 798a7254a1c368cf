import { expect, test } from "vitest";
import { describe as print } from "../../src/analysis/describe";
import { pcbsAt } from "../../src/analysis/processes/pcb";
import { pcbText } from "../../src/formats/pcbText";
import type { EventLog, LogEvent } from "../../src/shared/log/eventLog";
import { KINDS, Kind } from "../../src/shared/schema";
import type { KindName } from "../../src/shared/schema";
import type { RunConfig } from "../../src/shared/config";
import { runText } from "../helpers/run";
import { expectValid } from "../helpers/valid";

const MAIN = `import { compute, go, os, thread, time } from "schedlens";
let touched = 0;
class Account { constructor(public total: number) {} get secret() { touched++; return 1; } toString() { touched++; return ""; } }
const trap = { get: () => { touched++; }, getPrototypeOf: () => { touched++; return null; } };
function work(rounds: number) {
  const xs = [1, 2, 3];
  const name = "a long text that is cut off somewhere after forty characters";
  const account = new Account(rounds);
  const proxy = new Proxy({}, trap);
  const big = 10n ** 100n;
  for (let i = 0; i < rounds; i++) {
    compute("3ms");
    os.sleep("1ms");
  }
  let late = 1;
  return [xs, name, account, proxy, big, late];
}
/** @simulate */
export function main() {
  if (os.fork() === 0) { work(3); os.exit(0); }
  work(2);
  os.wait();
  if (touched > 0) console.log("the program's code has run");
}
`;

function run(config: Partial<RunConfig>, text = MAIN): EventLog {
  const { log, stdout, diagnostics } = runText(text, { cores: 1, ...config });
  expect(diagnostics).toEqual([]);
  expect(stdout).toBe("");
  expectValid(log);
  return log;
}

function events(log: EventLog, ...names: readonly KindName[]): LogEvent[] {
  const found: LogEvent[] = [];
  log.forEach((event) => {
    if (names.some((name) => KINDS[event.kind]?.name === name)) found.push({ ...event });
  });
  return found;
}

const NATIVE = { runtime: "native", registers: true } as const;

test("what a thread leaves its core with is what it finds when it comes back", () => {
  const log = run(NATIVE);
  const child = log.tables.tasks.findIndex(({ tid }) => tid === 3);
  const own = events(log, "RegistersSaved", "RegistersLoaded").filter(({ a }) => a === child);
  const saved = own.filter(({ kind }) => kind === Kind.RegistersSaved);
  const [text = ""] = saved.map(({ b }) => log.tables.string(b));
  expect(text.replace(/stack \d+ B/, "stack N B")).toBe(
    'work: stack N B, i=0, rounds=3, xs=Array(3), name="a long text that is cut off somewhere …, account=Account, proxy=Proxy, big=BigInt',
  );
  const lines = saved.map(({ loc }) => log.tables.locs[loc]?.line);
  expect(new Set(lines)).toEqual(new Set([12, 13]));
  let last = -1;
  for (const { kind, b } of own) {
    if (kind === Kind.RegistersLoaded) expect(b).toBe(last);
    else last = b;
  }
  expect(own.filter(({ kind }) => kind === Kind.RegistersLoaded).length).toBeGreaterThan(3);
});

test("a switch to another process loads its address space, and says so", () => {
  const log = run(NATIVE);
  const loads = events(log, "RegistersLoaded");
  const processes = loads.map(({ a }) => log.tables.tasks[a]?.process);
  loads.slice(1).forEach(({ aux }, at) => {
    expect(aux).toBe(processes[at] === processes[at + 1] ? 0 : 1);
  });
  expect(new Set(processes).size).toBe(2);
  const texts = events(log, "ContextSwitch").map((event) => print(log, event));
  expect(texts.some((text) => text.includes("loads the address space of 3, TLB cold"))).toBe(true);
});

test("looking at registers changes nothing else", () => {
  for (const runtime of ["go", "native"] as const) {
    const shown = (log: EventLog) => {
      const texts: string[] = [];
      log.forEach((event) => {
        if (!/Registers/.test(KINDS[event.kind]?.name ?? "")) texts.push(print(log, event));
      });
      return texts;
    };
    const [off, on] = [shown(run({ runtime })), shown(run({ runtime, registers: true }))];
    expect(on).toEqual(off);
    expect(events(run({ runtime }), "RegistersSaved", "RegistersLoaded", "GoRegisters")).toEqual([]);
  }
});

test("a log of the last events begins with the registers that threads have left", () => {
  const log = run({ ...NATIVE, events: "last:20" });
  expect(log.window.start).toBeGreaterThan(0);
  expect(events(log, "RegistersSaved")[0]?.index).toBeLessThan(log.window.start);
});

test("the control block shows them with the place, the descriptors and the memory", () => {
  const log = run(NATIVE);
  const [asleep] = events(log, "TaskState").filter(
    ({ aux, a }) => aux === 3 && log.tables.tasks[a]?.tid === 3,
  );
  const [block] = pcbsAt(log, 3, (asleep?.time ?? 0) + 500_000);
  expect(block).toMatchObject({ pid: 3, state: "waiting", reason: "sleep", programCounter: "main.ts:13" });
  expect(block?.registers?.text).toContain("rounds=3");
  const text = block === undefined ? "" : pcbText(block);
  expect(text).toMatch(/^thread +main, tid 3\nprocess +pid 3, parent 2, uid 1000\nstate +waiting \(sleep\)/);
  expect(text).toMatch(/\nregisters +work: stack \d+ B, .*\(saved at [\d.]+ ms\)\n/);
  const [without] = pcbsAt(run({ runtime: "native" }), 3, (asleep?.time ?? 0) + 500_000);
  expect(without?.registers).toBe(undefined);
});

test("a goroutine that leaves its thread has its registers kept by the runtime", () => {
  const log = run(
    { registers: true, gomaxprocs: 1 },
    `import { chan, go } from "schedlens";
    /** @simulate */ export function main() {
      const c = chan<number>();
      go(() => { const square = 7 * 7; c.send(square); });
      const waitsFor = "a square";
      if (c.recv()[0] !== 49) throw new Error(waitsFor);
    }`,
  );
  const texts = events(log, "GoRegisters").map(({ b, loc }) => [
    log.tables.string(b).replace(/stack \d+ B/, "stack N B"),
    log.tables.locs[loc]?.line,
  ]);
  expect(texts).toContainEqual([
    expect.stringMatching(/^main: stack N B, .*waitsFor="a square"/) as string,
    6,
  ]);
});
