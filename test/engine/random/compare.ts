import { expect } from "vitest";
import { RoutineStop } from "../../../src/sim/routine";
import { compile, run, show } from "../harness";
import type { Build, Mode, Outcome } from "../harness";
import type { Native } from "../native";

/** How every batch of random programs runs. */
const MODES: readonly Mode[] = [
  { slice: Infinity, suspend: false },
  { slice: 1000, suspend: true },
  { slice: 7, suspend: false, native: 700 },
  { slice: 1, suspend: true },
];

/** Builds that do more than the usual one: one batch in four runs in each. The last is forked on its way, and both processes go on. */
const BUILDS: readonly (readonly [Build, Mode])[] = [
  [{ writes: true }, { slice: 7, suspend: true }],
  [{ debug: true }, { slice: 1000, suspend: true }],
  [{ forks: true }, { slice: 7, suspend: true, native: 700, fork: 150 }],
];
const OTHERS = 4;

/** The first difference between programs as JavaScript and on the engine, or undefined. */
export function difference(source: string, native: Native, batch: number): string | undefined {
  const compiled = compile(source);
  const runs = MODES.map((mode) => ({ compiled, mode }));
  const other = BUILDS[batch % OTHERS];
  if (other !== undefined) runs.push({ compiled: compile(source, other[0]), mode: other[1] });
  const times = new Set<number>();
  for (const each of runs) {
    const outcome = run(each.compiled, each.mode);
    for (const process of outcome.child === undefined ? [outcome] : [outcome, outcome.child]) {
      const differs = otherThan(native, process);
      const where = JSON.stringify([each.compiled.build, each.mode]);
      if (differs !== undefined) return `${where}${process === outcome ? "" : ", child"}: ${differs}`;
      times.add(process.time);
    }
  }
  return times.size === 1 ? undefined : `virtual times ${[...times].join(", ")}`;
}

function otherThan(native: Native, { lines, stop, result }: Outcome): string | undefined {
  const at = native.lines.findIndex((line, i) => line !== lines[i]);
  if (at >= 0) return `line ${at}: ${String(lines[at])} instead of ${String(native.lines[at])}`;
  if (lines.length > native.lines.length) return `more is printed: ${String(lines.at(-1))}`;
  if (stop !== RoutineStop.Returned && stop !== RoutineStop.Threw) return `it ends with ${stop}`;
  const failed = stop === RoutineStop.Threw ? result : undefined;
  return show(failed) === show(native.error) ? undefined : "another error at the end";
}

/** Finds the one program of a batch that differs. */
export async function expectSame(
  seeds: readonly number[],
  differs: (seeds: readonly number[]) => Promise<string | undefined>,
): Promise<void> {
  const found = await differs(seeds);
  if (found === undefined) return;
  for (const seed of seeds) expect(await differs([seed]), `program ${seed}`).toBeUndefined();
  throw new Error(`the programs ${seeds.join(", ")} differ together, but not alone: ${found}`);
}
