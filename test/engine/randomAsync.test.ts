import fc from "fast-check";
import { test } from "vitest";
import { runLoopNatively } from "./native";
import { asyncBatch } from "./random/batch";
import { difference, expectSame } from "./random/compare";
import { randomSettings } from "./random/settings";

/** Programs that run side by side. Few: together they must not compute for a millisecond, since timers are ordered by these. */
const BATCH = 5;

test("random asynchronous programs keep JavaScript's order, however they are interrupted", async () => {
  const { seed, programs } = randomSettings("random asynchronous programs", 100);
  const seeds = fc.array(fc.integer({ min: 0, max: 2 ** 31 - 1 }), { minLength: BATCH, maxLength: BATCH });
  let n = 0;
  const differs = async (each: readonly number[]): Promise<string | undefined> => {
    const source = asyncBatch(each);
    return difference(source, await runLoopNatively(source, true), n);
  };
  await fc.assert(
    fc.asyncProperty(seeds, async (each) => {
      await expectSame(each, differs);
      n++;
    }),
    { numRuns: Math.ceil(programs / BATCH), seed, endOnFailure: true },
  );
}, 900_000);
