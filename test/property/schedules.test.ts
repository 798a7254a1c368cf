import fc from "fast-check";
import { expect, test } from "vitest";
import { programs, script } from "./program";
import type { Objects, Program } from "./program";
import { Reference } from "./reference";
import { runScript } from "../sim/goruntime/scripted";

/**
 * Every program is run under many schedules. Each trace passes the validator (nobody runs twice at once, queues add up, …), each run
 * agrees with the reference model, and each ends in the deadlock of a program that has nothing left to do: a goroutine that was lost,
 * or not woken, would be missing from those who rightly wait.
 */

/** Random programs of each seed, and schedules of each program: 100,000 runs in all. */
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const PROGRAMS = 400;
const SCHEDULES = 25;

const CONFIGS = [
  { gomaxprocs: 1, cores: 1 },
  { gomaxprocs: 1, cores: 2 },
  { gomaxprocs: 2, cores: 2 },
  { gomaxprocs: 2, cores: 1, policy: "rr:quantum=20us" },
  { gomaxprocs: 3, cores: 8 },
  { gomaxprocs: 4, cores: 4 },
  { gomaxprocs: 4, cores: 2, policy: "rr:quantum=5us" },
  { gomaxprocs: 8, cores: 4 },
  { gomaxprocs: 4, cores: 4, costs: "zero" },
  { gomaxprocs: 4, cores: 4, costs: "linux-x86:scale=20" },
];
const STEP_COSTS = [1, 7, 150, 2_500];

function check(program: Program, schedule: number): string {
  const config = CONFIGS[schedule % CONFIGS.length]!;
  const results: unknown[][] = [];
  const objects: { value?: Objects } = {};
  const stepCost = STEP_COSTS[schedule % STEP_COSTS.length]!;
  const ran = runScript(script(program, results, objects), { ...config, seed: schedule + 1 }, stepCost);
  expect(ran.end.how).toBe("deadlock");
  new Reference(program, objects.value!, results, ran.log).check();
  return JSON.stringify(results);
}

test.each(SEEDS)(`${PROGRAMS * SCHEDULES} random schedules agree with the rules: seed %i`, (seed) => {
  let differing = 0;
  let first = seed * PROGRAMS * SCHEDULES;
  fc.assert(
    fc.property(programs, (program) => {
      const outcomes = new Set<string>();
      for (let schedule = 0; schedule < SCHEDULES; schedule++) outcomes.add(check(program, first + schedule));
      first += SCHEDULES;
      if (outcomes.size > 1) differing++;
    }),
    { numRuns: PROGRAMS, seed },
  );
  // Schedules that never differ would test one schedule only.
  expect(differing).toBeGreaterThan(PROGRAMS / 10);
});
