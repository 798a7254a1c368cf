import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { RoutineStop } from "../../src/sim/routine";
import { compile, run, runLoopNatively, runNatively } from "./harness";
import type { Build, Mode } from "./harness";

/** From one unit of time at a stretch to everything at once, with and without suspensions, with frames moved to the heap all the time. */
const MODES: readonly Mode[] = [
  { slice: Infinity, suspend: false },
  { slice: Infinity, suspend: true },
  { slice: 1000, suspend: true },
  { slice: 7, suspend: false },
  { slice: 7, suspend: true },
  { slice: 1, suspend: true },
  { slice: Infinity, suspend: false, native: 700 },
  { slice: 7, suspend: true, native: 700 },
];

const CORPUS = fileURLToPath(new URL("./corpus/", import.meta.url));
const ASYNC_CORPUS = fileURLToPath(new URL("./asyncCorpus/", import.meta.url));

/** Runs a program in JavaScript itself and in all modes: same output, same end, and in all modes the same virtual time. */
function compare(source: string, modes = MODES, builds = BUILDS): void {
  expectSame(source, runNatively(source), modes, builds);
}

/** Builds that do more than the usual one, with a mode each. */
const BUILDS: readonly (readonly [Build, Mode])[] = [
  [{ writes: true }, { slice: 7, suspend: true }],
  [{ accesses: true }, { slice: 7, suspend: true, native: 700 }],
  [{ debug: true }, { slice: Infinity, suspend: false }],
  [{ debug: true }, { slice: 7, suspend: true, native: 700 }],
];

function expectSame(
  source: string,
  native: ReturnType<typeof runNatively>,
  modes: readonly Mode[],
  builds: typeof BUILDS,
): void {
  const compiled = compile(source);
  const times = new Set<number>();
  const runs = modes.map((mode) => ({ compiled, mode }));
  for (const [build, mode] of builds) runs.push({ compiled: compile(source, build), mode });
  for (const { compiled, mode } of runs) {
    const outcome = run(compiled, mode);
    expect(outcome.lines, JSON.stringify([compiled.build, mode])).toEqual(native.lines);
    const failed = outcome.stop === RoutineStop.Threw ? outcome.result : undefined;
    if (native.error instanceof Error) expect(String(failed)).toBe(String(native.error));
    else expect(failed).toBe(native.error);
    times.add(outcome.time);
  }
  expect([...times]).toHaveLength(1);
}

describe("programs behave as in JavaScript, however they are interrupted", () => {
  for (const file of readdirSync(CORPUS)) {
    test(file, () => {
      compare(readFileSync(CORPUS + file, "utf8"));
    });
  }
});

describe("promises and timers are in JavaScript's own order, however the program is interrupted", () => {
  for (const file of readdirSync(ASYNC_CORPUS)) {
    test(file, async () => {
      const source = readFileSync(ASYNC_CORPUS + file, "utf8");
      expectSame(source, await runLoopNatively(source), MODES, BUILDS);
    });
  }
});
