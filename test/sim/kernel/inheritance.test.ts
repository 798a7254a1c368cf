import { expect, test } from "vitest";
import { validate } from "../../../src/analysis/validate/validate";
import { PRIORITY_REASONS } from "../../../src/shared/enums";
import type { RunConfig } from "../../../src/shared/config";
import { runText } from "../../helpers/run";
import { events, slices } from "./scripted";

/** Low takes the lock, high wants it at 2 ms, medium comes at 3 ms and needs no lock. */
const INVERSION = `import { compute, thread } from "schedlens";
/** @simulate */
export function main() {
  const lock = new thread.Mutex();
  const job = (ns: number) => () => { lock.lock(); compute(ns); lock.unlock(); };
  const all = [
    thread.create(job(5_000_000), { name: "low", nice: 19 }),
    thread.create(job(1_000_000), { name: "high", nice: 1, start: "2ms" }),
    thread.create(() => compute("10ms"), { name: "medium", nice: 10, start: "3ms" }),
  ];
  for (const each of all) each.join();
}
`;

function run(text: string, config: Partial<RunConfig>) {
  const { log, stderr, exitCode } = runText(text, {
    cores: 1,
    costs: "zero",
    runtime: "native",
    policy: "priority",
    ...config,
  });
  expect([stderr, exitCode]).toEqual(["", 0]);
  expect(validate(log)).toBeUndefined();
  return log;
}

/** By name: when it ended, ms. */
function ends(config: Partial<RunConfig>): Record<string, number> {
  const log = run(INVERSION, config);
  const zombies = events(log, "TaskState").filter(({ aux }) => aux === 4);
  return Object.fromEntries(zombies.map(({ a, time }) => [log.tables.tasks[a]?.name ?? "", time / 1e6]));
}

test("priority inversion: high waits for medium, which holds nothing that it needs", () => {
  expect(ends({ inherit: false })).toMatchObject({ medium: 13, high: 16 });
});

test("priority inheritance: low has high's priority until it unlocks", () => {
  expect(ends({ inherit: true })).toMatchObject({ high: 6, medium: 16 });
  const log = run(INVERSION, { inherit: true });
  const changes = events(log, "PriorityChange").map(
    ({ time, aux, a, b }) =>
      `${time / 1e6} ${log.tables.tasks[a]?.name ?? ""} ${PRIORITY_REASONS[aux] ?? ""} ${b}`,
  );
  expect(changes).toEqual([
    "0 low nice 139",
    "0 high nice 121",
    "0 medium nice 130",
    "2 low inherited 121",
    "5 low inheritance over 139",
  ]);
});

test.each(["eevdf", "cfs"])("under %s the holder gets the weight of who waits", (policy) => {
  expect(ends({ inherit: true, policy })["high"]).toBeLessThan(ends({ inherit: false, policy })["high"] ?? 0);
});

test("priorities are passed on along a chain of locks", () => {
  const chain = `import { compute, thread } from "schedlens";
/** @simulate */
export function main() {
  const a = new thread.Mutex(), b = new thread.Mutex();
  const all = [
    thread.create(() => { a.lock(); compute("4ms"); a.unlock(); }, { name: "low", nice: 19 }),
    thread.create(() => { b.lock(); a.lock(); compute("1ms"); a.unlock(); b.unlock(); }, { name: "middle", nice: 15, start: "1ms" }),
    thread.create(() => { b.lock(); b.unlock(); }, { name: "high", nice: 1, start: "2ms" }),
    thread.create(() => compute("10ms"), { name: "hog", nice: 10, start: "3ms" }),
  ];
  for (const each of all) each.join();
}
`;
  const log = run(chain, { inherit: true });
  expect(slices(log).filter((slice) => !slice.startsWith("main") && !/ (\d+)-\1 /.test(slice))).toEqual([
    "low 0-1000000 core0",
    "low 1000000-2000000 core0",
    "low 2000000-4000000 core0",
    "middle 4000000-5000000 core0",
    "hog 5000000-15000000 core0",
  ]);
});
