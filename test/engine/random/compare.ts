import { expect } from "vitest";
import { RoutineStop } from "../../../src/sim/routine";
import { compile, run, show } from "../harness";
import type { Build, Mode, Native } from "../harness";

/** How every batch of random programs runs. */
const MODES: readonly Mode[] = [
  { slice: Infinity, suspend: false },
  { slice: 1000, suspend: true },
  { slice: 7, suspend: false, native: 700 },
  { slice: 1, suspend: true },
];

/** Builds that do more than the usual one: one batch in four runs in each. */
const BUILDS: readonly (readonly [Build, Mode])[] = [[{ writes: true }, { slice: 7, suspend: true }]];
const OTHERS = 4;

/** The first difference between programs as JavaScript and on the engine, or undefined. */
export function difference(source: string, native: Native, batch: number): string | undefined {
  const compiled = compile(source);
  const runs = MODES.map((mode) => ({ compiled, mode }));
  const other = BUILDS[batch % OTHERS];
  if (other !== undefined) runs.push({ compiled: compile(source, other[0]), mode: other[1] });
  const times = new Set<number>();
  for (const each of runs) {
    const { lines, time, stop, result } = run(each.compiled, each.mode);
    const where = JSON.stringify([each.compiled.build, each.mode]);
    const at = native.lines.findIndex((line, i) => line !== lines[i]);
    if (at >= 0) return `${where}, line ${at}: ${String(lines[at])} instead of ${String(native.lines[at])}`;
    if (lines.length > native.lines.length) return `${where}: more is printed: ${String(lines.at(-1))}`;
    const failed = stop === RoutineStop.Threw ? result : undefined;
    if (stop !== RoutineStop.Returned && stop !== RoutineStop.Threw) return `${where}: it ends with ${stop}`;
    if (show(failed) !== show(native.error)) return `${where}: another error at the end`;
    times.add(time);
  }
  return times.size === 1 ? undefined : `virtual times ${[...times].join(", ")}`;
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
