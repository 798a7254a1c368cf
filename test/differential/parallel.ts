import { validate, violationText } from "../../src/analysis/validate/validate";
import { agree, simulate, unordered } from "./outcome";
import type { Outcome } from "./outcome";
import type { Program } from "./program";
import { RealGo } from "./realGo";

/** Four Ps: what is the same in every run of real Go has to be the same with every seed; which orders there are is compared as sets. */

const PS = 4;

export interface Named {
  readonly name: string;
  readonly program: Program;
}

export interface Difference extends Named {
  readonly ours: Outcome;
  readonly real: string;
}

export interface ParallelCounts {
  programs: number;
  compared: number;
  varies: number;
  differ: number;
}

/** The programs whose lines and exit code are the same in each run of real Go, and not with each seed here. */
export async function compareUnordered(
  programs: readonly Named[],
  command: string,
  runs: number,
  seeds: number,
  counts: ParallelCounts,
): Promise<Difference[]> {
  const different: Difference[] = [];
  await RealGo.with(
    programs.map((each) => each.program),
    command,
    (go) =>
      go.each(async (n) => {
        const named = programs[n];
        if (named === undefined) return;
        counts.programs++;
        let seen = lines(await go.outcomes(n, runs, PS));
        const wrong = seen.size > 1 ? undefined : firstOther(named.program, seeds, [...seen][0] ?? "");
        // What real Go does almost always is not what it does always.
        if (wrong !== undefined) seen = lines(await go.outcomes(n, 10 * runs, PS));
        const [real = "hangs"] = seen;
        if (seen.size > 1 || real === "hangs") {
          counts.varies++;
          return;
        }
        counts.compared++;
        if (wrong === undefined) return;
        counts.differ++;
        different.push({ ...named, ours: wrong, real });
      }),
  );
  return different;
}

function lines(seen: ReadonlyMap<string, number>): Set<string> {
  return new Set(
    [...seen.keys()].map((each) =>
      each === "hangs" ? each : JSON.stringify(unordered(JSON.parse(each) as Outcome)),
    ),
  );
}

/** The first outcome that is not the one of real Go. */
function firstOther(program: Program, seeds: number, real: string): Outcome | undefined {
  if (real === "hangs" || real === "") return undefined;
  for (let seed = 1; seed <= seeds; seed++) {
    const { result, outcome } = simulate(program, seed, PS);
    const violation = validate(result.log);
    if (violation !== undefined) throw new Error(`seed ${seed}: ${violationText(violation)}`);
    const ours = unordered(outcome);
    if (!agree(ours, JSON.parse(real) as Outcome)) return ours;
  }
  return undefined;
}

/**
 * Of the orders that real Go shows in at least one of twenty runs: how many do so many seeds show? And how much do the two distributions
 * have in common? One line for each program, and one for all.
 */
export async function compareOrders(
  programs: readonly Named[],
  command: string,
  runs: number,
): Promise<string[]> {
  const report: string[] = [];
  const sums = { common: 0, reached: 0, overlap: 0, never: 0 };
  await RealGo.with(
    programs.map((each) => each.program),
    command,
    async (go) => {
      for (const [n, { name, program }] of programs.entries()) {
        const seen = await go.outcomes(n, runs, PS);
        const ours = new Map<string, number>();
        for (let seed = 1; seed <= runs; seed++) {
          const { stdout } = simulate(program, seed, PS).outcome;
          ours.set(stdout, (ours.get(stdout) ?? 0) + 1);
        }
        const common = [...seen].filter(([key, count]) => key !== "hangs" && count * 20 >= runs);
        const reached = common.filter(([key]) => ours.has((JSON.parse(key) as Outcome).stdout));
        const real = new Map(
          [...seen].map(([key, count]) => [
            key === "hangs" ? key : (JSON.parse(key) as Outcome).stdout,
            count,
          ]),
        );
        let overlap = 0;
        for (const [order, count] of real) overlap += Math.min(count, ours.get(order) ?? 0) / runs;
        const never = [...ours]
          .filter(([order]) => !real.has(order))
          .reduce((all, [, count]) => all + count, 0);
        sums.common += common.length;
        sums.reached += reached.length;
        sums.overlap += overlap / programs.length;
        sums.never += never / (runs * programs.length);
        report.push(
          `${name}: ${reached.length} of ${common.length} common orders, distributions overlap by ${percent(overlap)}; ` +
            `${seen.size} orders in real Go, ${ours.size} here; ${percent(never / runs)} of ours never in real Go`,
        );
      }
    },
  );
  report.push(
    `all: ${sums.reached} of ${sums.common} common orders, distributions overlap by ${percent(sums.overlap)}; ` +
      `${percent(sums.never)} of our runs show an order that real Go never did`,
  );
  return report;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
