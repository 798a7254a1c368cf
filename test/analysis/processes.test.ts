import { describe, expect, test } from "vitest";
import { spansCsv } from "../../src/formats/spansCsv";
import { laneTables } from "../../src/analysis/laneTables";
import { measures } from "../../src/analysis/measures";
import { Kind } from "../../src/shared/schema";
import { runText } from "../helpers/run";
import { expectValid } from "../helpers/valid";

const { log, source } = runText(`import { chan, compute, go, os, time } from "schedlens";
/** @simulate cores=2 gomaxprocs=2 */
export function main() {
  if (os.fork() === 0) {
    go(() => chan<number>().recv());
    time.sleep("1ms");
    compute("2ms");
    os.exit(3);
  }
  os.wait();
  compute("30ms");
}`);

let exit = 0;
log.forEach((event) => {
  if (event.kind === Kind.ProcessExit && event.time < log.endTime) exit = event.time;
});
const child = log.tables.processes[2]?.pid ?? 0;

describe("a process that ends before the run", () => {
  test("is logged as it should be", () => {
    expectValid(log);
    expect(exit).toBeGreaterThan(3e6);
    expect(log.endTime).toBeGreaterThan(exit + 29e6);
  });

  test("takes its goroutines and Ps with it: nothing of it is shown later", () => {
    const rows = [...spansCsv(log.tables, laneTables(source))].join("").split("\n");
    const ours = rows.filter((row) => row.startsWith(`${child}/`)).map((row) => row.split(","));
    expect(new Set(ours.map(([lane]) => lane?.replace(/\d+$/, "")))).toEqual(
      new Set([`${child}/p:`, `${child}/g:`, `${child}/t:`]),
    );
    for (const row of ours) expect(Number(row[4]), row.join()).toBeLessThanOrEqual(exit);
  });

  test("ends the times of its goroutines, whose numbers and names come with its pid", () => {
    const { goroutines, stacks } = measures(source);
    const [first, ...others] = goroutines.filter(({ pid }) => pid === child);
    expect(first).toMatchObject({ id: 1, name: "main", endNs: exit });
    expect(others.map(({ endNs }) => endNs)).toEqual([exit]);
    for (const { states, lifetimeNs } of goroutines)
      expect(Object.values(states).reduce((sum, ns) => sum + ns, 0)).toBe(lifetimeNs);
    expect(stacks.goroutines).toBe(3);
    const later = source.answer("stateAt", { time: exit, max: 10 });
    expect(later.goroutines.map(({ goid }) => goid)).toEqual([1]);
    expect(
      source.answer("lanes", { grouping: "p", offset: 0, count: 4 }).rows.map(({ label }) => label),
    ).toEqual(["2/P0", "2/P1", `${child}/P0`, `${child}/P1`]);
  });

  test("does not starve its goroutines afterwards", () => {
    expect(source.answer("findings", {}).map(({ kind }) => kind)).not.toContain("starvation");
  });
});
