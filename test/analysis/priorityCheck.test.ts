import fc from "fast-check";
import { expect, test } from "vitest";
import { validate, violationText } from "../../src/analysis/validate/validate";
import { PRIORITY_REASONS, SYNC_OPS, codeOf } from "../../src/shared/enums";
import type { LogEvent } from "../../src/shared/log/eventLog";
import { Kind } from "../../src/shared/schema";
import { runText } from "../helpers/run";
import { eventsOf, withEvents } from "./support/editLog";

const INVERSION = `import { compute, os, thread } from "schedlens";
/** @simulate runtime=native cores=1 policy=priority costs=zero inherit=on */
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

const why = (name: (typeof PRIORITY_REASONS)[number]): number => codeOf(PRIORITY_REASONS, name);

function position(events: readonly LogEvent[], kind: number, aux: number): number {
  const at = events.findIndex((event) => event.kind === kind && event.aux === aux);
  expect(at).toBeGreaterThan(0);
  return at;
}

const MUTATIONS: readonly (readonly [what: string, mutate: (events: LogEvent[]) => void, message: RegExp])[] =
  [
    [
      "a priority that nobody has who waits",
      (events) => (events[position(events, Kind.PriorityChange, why("inherited"))]!.b = 125),
      /low .* has priority 125, and nobody with that waits for what it holds/,
    ],
    [
      "one that is lower than its own",
      (events) => (events[position(events, Kind.PriorityChange, why("inherited"))]!.b = 139),
      /low .* inherits priority 139, but its own is 139/,
    ],
    [
      "nothing inherited",
      (events) => events.splice(position(events, Kind.PriorityChange, why("inherited")), 1),
      /high .* waits for mutex .*, whose holder low .* has not inherited its priority/,
    ],
    [
      "another one than its own afterwards",
      (events) => (events[position(events, Kind.PriorityChange, why("inheritance over"))]!.b = 130),
      /low .* goes back to priority 130, but its own is 139/,
    ],
    [
      "a priority that is kept beyond the unlock",
      (events) => events.splice(position(events, Kind.PriorityChange, why("inheritance over")), 1),
      /low .* has priority 121, and nobody with that waits for what it holds/,
    ],
    [
      "a lock that nobody has taken",
      (events) => events.splice(position(events, Kind.Sync, codeOf(SYNC_OPS, "lock")), 1),
      /low .* has priority 121, and nobody with that waits/,
    ],
  ];

test.each(MUTATIONS)("%s is found", (_, mutate, message) => {
  const { log } = runText(INVERSION);
  expect(validate(log)).toBeUndefined();
  const events = eventsOf(log);
  mutate(events);
  const violation = validate(withEvents(log, events));
  expect(violation === undefined ? "" : violationText(violation)).toMatch(message);
});

test("who unlocks has its own priority again, though others still wait", () => {
  const { log } = runText(`import { compute, thread } from "schedlens";
    /** @simulate runtime=native cores=1 policy=priority costs=linux-x86 inherit=on */
    export function main() {
      const lock = new thread.Mutex();
      const section = () => { lock.lock(); compute("2ms"); lock.unlock(); compute("1ms"); };
      const all = [19, 3, 2, 1].map((nice, at) => thread.create(section, { nice, start: at * 100_000 }));
      for (const each of all) each.join();
    }`);
  expect(validate(log)).toBeUndefined();
});

test("nice calls and locks in any order keep the rules of inheritance", () => {
  const step = fc.oneof(
    fc.nat(2).map((lock) => ({ does: `with${lock}`, ns: 0 })),
    fc.record({ does: fc.constant("compute"), ns: fc.integer({ min: 1, max: 500_000 }) }),
    fc.record({ does: fc.constant("sleep"), ns: fc.integer({ min: 1, max: 500_000 }) }),
    fc.record({ does: fc.constant("nice"), ns: fc.integer({ min: 0, max: 2 }) }),
    fc.record({ does: fc.constant("wait"), ns: fc.integer({ min: 1, max: 500_000 }) }),
  );
  const program = fc.array(
    fc.record({
      nice: fc.integer({ min: 0, max: 19 }),
      start: fc.nat(1_000_000),
      steps: fc.array(fc.record({ first: step, inside: fc.array(step, { maxLength: 2 }) }), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
    { minLength: 2, maxLength: 5 },
  );
  fc.assert(
    fc.property(
      program,
      fc.constantFrom("priority", "eevdf", "rr:quantum=100us", "mlfq:quantum=100us"),
      fc.constantFrom(1, 2),
      fc.constantFrom("zero", "linux-x86"),
      (threads, policy, cores, costs) => {
        const { log, stderr, exitCode } = runText(
          `import { compute, os, thread } from "schedlens";
           const locks = [0, 1, 2].map(() => new thread.Mutex());
           const cond = new thread.CondVar();
           const threads = ${JSON.stringify(threads)};
           // Locks are taken in the order of their numbers, so that nobody waits for ever.
           function run(steps, at, least) {
             if (at === steps.length) return;
             const { does, ns } = steps[at];
             const lock = /^with(\\d)$/.exec(does)?.[1];
             if (lock !== undefined && Number(lock) >= least) {
               locks[lock].lock();
               compute(20_000);
               run(steps, at + 1, Number(lock) + 1);
               locks[lock].unlock();
               return;
             }
             if (does === "compute") compute(ns);
             else if (does === "sleep") os.sleep(ns);
             else if (does === "nice") os.nice(ns);
             else if (does === "wait") {
               if (least === 0) { locks[0].lock(); cond.wait(locks[0], ns); locks[0].unlock(); }
             }
             run(steps, at + 1, least);
           }
           // nice() is of the whole process, below which none is created without privilege: they start when all are there.
           /** @simulate runtime=native inherit=on */
           export function main() {
             const all = threads.map(({ nice, start, steps }) =>
               thread.create(() => { for (const { first, inside } of steps) run([first, ...inside], 0, 0); }, { nice, start: start + 1_000_000 }));
             for (const each of all) each.join();
           }`,
          { policy, cores, costs },
        );
        expect([stderr, exitCode]).toEqual(["", 0]);
        const violation = validate(log);
        expect(violation === undefined ? "" : violationText(violation)).toBe("");
      },
    ),
    { numRuns: 150 },
  );
});
