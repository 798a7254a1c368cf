import fc from "fast-check";
import { expect, test } from "vitest";
import { RoutineStop } from "../../src/sim/routine";
import { compile, run, runScript } from "./harness";
import type { Mode } from "./harness";
import { batch } from "./random/batch";
import { randomSettings } from "./random/settings";

const MODES: readonly Mode[] = [
  { slice: Infinity, suspend: false },
  { slice: 1000, suspend: true },
  { slice: 7, suspend: false, native: 700 },
  { slice: 1, suspend: true },
];

/** Programs that are compiled as one. */
const BATCH = 20;

/** The first difference between the programs as JavaScript and on the engine, or undefined. */
function difference(seeds: readonly number[]): string | undefined {
  const source = batch(seeds);
  const native = runScript(source);
  if (native.error !== undefined) return "the batch itself fails";
  const compiled = compile(source);
  const times = new Set<number>();
  for (const mode of MODES) {
    const { lines, time, stop } = run(compiled, mode);
    const at = native.lines.findIndex((line, i) => line !== lines[i]);
    const where = JSON.stringify(mode);
    if (at >= 0) return `${where}, line ${at}: ${String(lines[at])} instead of ${String(native.lines[at])}`;
    if (stop !== RoutineStop.Returned) return `${where}: it ends with ${stop}`;
    times.add(time);
  }
  return times.size === 1 ? undefined : `virtual times ${[...times].join(", ")}`;
}

test("random programs behave as in JavaScript, however they are interrupted", () => {
  const { seed, programs } = randomSettings("random programs");
  const seeds = fc.array(fc.integer({ min: 0, max: 2 ** 31 - 1 }), { minLength: BATCH, maxLength: BATCH });
  fc.assert(
    fc.property(seeds, (each) => {
      if (difference(each) === undefined) return;
      for (const one of each) expect(difference([one]), `program ${one}`).toBeUndefined();
      throw new Error(`the programs ${each.join(", ")} differ together, but not alone`);
    }),
    { numRuns: Math.ceil(programs / BATCH), seed, endOnFailure: true },
  );
}, 600_000);
