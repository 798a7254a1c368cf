import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { RoutineStop } from "../../src/sim/routine";
import { HardenedRealm } from "./hardened";
import { compile, run } from "./harness";
import type { Build, Mode, Outcome } from "./harness";
import { runLoopNatively, runNatively } from "./native";
import type { Native } from "./native";

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

function expectSame(source: string, native: Native, modes: readonly Mode[], builds: typeof BUILDS): void {
  const compiled = compile(source);
  const times = new Set<number>();
  const runs = modes.map((mode) => ({ compiled, mode }));
  for (const [build, mode] of builds) runs.push({ compiled: compile(source, build), mode });
  for (const { compiled, mode } of runs) {
    const outcome = run(compiled, mode);
    expectLike(native, outcome, JSON.stringify([compiled.build, mode]));
    times.add(outcome.time);
  }
  const hardened = realm.run(source, { slice: 7, suspend: true });
  expectLike(
    nameless(native),
    { ...hardened, lines: hardened.lines.map(withoutClass) },
    "in a hardened realm",
  );
  times.add(hardened.time);
  expect([...times]).toHaveLength(1);
}

function expectLike(native: Native, { lines, stop, result }: Outcome, what: string): void {
  expect(lines, what).toEqual(native.lines);
  const failed = stop === RoutineStop.Threw ? result : undefined;
  if (native.error instanceof Error) expect(String(failed), what).toBe(String(native.error));
  else expect(failed, what).toBe(native.error);
}

/** In a hardened realm V8's messages do not tell the class of an object (docs/security.md). */
const withoutClass = (line: string): string => line.replace(/#<\w+>|\[object \w+\]/g, "an object");

function nameless({ lines, error }: Native): Native {
  return { lines: lines.map(withoutClass), error };
}

/** As the worker's: there programs meet other built-ins. */
let realm: HardenedRealm;
beforeAll(async () => {
  realm = await HardenedRealm.make();
});

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
