import { expect, test } from "vitest";
import { Kind } from "../../../src/shared/schema";
import { runText } from "../../helpers/run";
import { expectValid } from "../../helpers/valid";

/** Chance at several Ps: where it is, and where it is not. */

const PROGRAM = `
import { chan, go } from "schedlens";

/** @simulate */
export function main() {
  const c = chan<number>();
  for (let i = 0; i < 4; i++) go(() => c.send(i));
  let sum = 0;
  for (let i = 0; i < 4; i++) sum += c.recv() ?? 0;
  console.log(sum);
}
`;

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

/** When each run prints. */
function times(gomaxprocs: number, costs: string): Set<number> {
  const seen = new Set<number>();
  for (const seed of SEEDS) {
    const { log } = runText(PROGRAM, { gomaxprocs, cores: 4, costs, seed });
    expectValid(log);
    log.forEach((event) => {
      if (event.kind === Kind.Output) seen.add(event.time);
    });
  }
  return seen;
}

test("at one P no operation takes longer with one seed than with another", () => {
  expect(times(1, "linux-x86").size).toBe(1);
});

test("at four Ps each seed has waits of its own", () => {
  expect(times(4, "linux-x86").size).toBe(SEEDS.length);
});

test("where nothing costs time no seed waits", () => {
  expect(times(4, "zero")).toEqual(new Set([0]));
});

test("the M that naps when main begins wakes up at any time of the nap", () => {
  const first: number[] = [];
  for (let seed = 1; seed <= 40; seed++) {
    const { log } = runText(
      `/** @simulate */ export function main() { for (let i = 0; i < 100_000; i++); }`,
      { gomaxprocs: 2, cores: 2, seed },
    );
    let round: number | undefined;
    log.forEach((event) => {
      if (event.kind === Kind.StealRound) round ??= event.time;
    });
    if (round !== undefined) first.push(round);
  }
  expect(first.length).toBe(40);
  first.sort((a, b) => a - b);
  const range = (first.at(-1) ?? 0) - (first[0] ?? 0);
  expect(range).toBeGreaterThan(40_000);
  expect(range).toBeLessThan(60_000);
});
