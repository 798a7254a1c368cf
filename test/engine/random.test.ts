import fc from "fast-check";
import { test } from "vitest";
import { runScript } from "./native";
import { batch } from "./random/batch";
import { difference, expectSame } from "./random/compare";
import { randomSettings } from "./random/settings";

/** Programs that are compiled as one. */
const BATCH = 20;

test("random programs behave as in JavaScript, however they are interrupted", async () => {
  const { seed, programs } = randomSettings("random programs", 300);
  const seeds = fc.array(fc.integer({ min: 0, max: 2 ** 31 - 1 }), { minLength: BATCH, maxLength: BATCH });
  let n = 0;
  const differs = (each: readonly number[]): Promise<string | undefined> => {
    const source = batch(each);
    return Promise.resolve(difference(source, runScript(source), n));
  };
  await fc.assert(
    fc.asyncProperty(seeds, async (each) => {
      await expectSame(each, differs);
      n++;
    }),
    { numRuns: Math.ceil(programs / BATCH), seed, endOnFailure: true },
  );
}, 900_000);
