import { expect, test } from "vitest";
import { pcbsAt } from "../../src/analysis/processes/pcb";
import { processTreeAt, psAt } from "../../src/analysis/processes/ps";
import type { ProcessNode } from "../../src/analysis/processes/ps";
import type { PsRow } from "../../src/shared/psRow";
import { runText } from "../helpers/run";
import { expectValid } from "../helpers/valid";

/** Pids 3 (computes), 4 (ends at once), 5 (stopped) and 6 (sleeps, with a child 7 whose parent it is); then the parent looks, and waits. */
const FAMILY = `import { compute, os, time } from "schedlens";
/** @simulate runtime=native cores=2 */
export function main() {
  const child = (body: () => void) => { if (os.fork() === 0) { body(); os.exit(3); } };
  child(() => compute("50ms"));
  child(() => {});
  child(() => os.sleep("50ms"));
  child(() => { child(() => os.sleep("9ms")); os.sleep("50ms"); });
  os.sleep("5ms");
  os.kill(5, "SIGSTOP");
  os.sleep("1ms");
  const [reader] = os.pipe();
  console.log(JSON.stringify(os.ps()));
  console.log(time.now());
  compute("1ms");
  os.close(reader);
  os.kill(5, "SIGCONT");
  while (true) try { os.wait(); } catch { return; }
}
`;

const STEP_KIB = 16 * 4;

function family() {
  const { log, stdout, diagnostics } = runText(FAMILY);
  expect(diagnostics).toEqual([]);
  expectValid(log);
  const [rows = "[]", instant = ""] = stdout.split("\n");
  return { log, rows: JSON.parse(rows) as PsRow[], time: Number(instant) };
}

test("what ps shows of a trace is what os.ps showed the program then", () => {
  const { log, rows, time } = family();
  const state = new Map(rows.map((row) => [row.pid, row.state]));
  expect([...state]).toEqual([
    [1, "S"],
    [2, "R"],
    [3, "R"],
    [4, "Z"],
    [5, "T"],
    [6, "S"],
    [7, "S"],
  ]);
  const seen = psAt(log, time);
  const besidesMemory = (row: PsRow) => ({ ...row, rss: 0, vsz: 0 });
  expect(seen.map(besidesMemory)).toEqual(rows.map(besidesMemory));
  // A heap that grows is in the log step by step.
  rows.forEach(({ rss, vsz }, at) => {
    const { rss: logged = 0, vsz: mapped = 0 } = seen[at] ?? {};
    expect(rss - logged).toBeGreaterThanOrEqual(0);
    expect(rss - logged).toBeLessThan(STEP_KIB);
    expect(vsz - mapped).toBeLessThan(STEP_KIB);
  });
  expect(seen.find(({ pid }) => pid === 2)?.rss).toBeGreaterThan(STEP_KIB);
});

test("before, a child was not stopped; after, only init is left, and the program's process whose end is the run's", () => {
  const { log, time } = family();
  const states = (at: number) => psAt(log, at).map(({ pid, state }) => `${pid}${state}`);
  expect(states(time - 3_000_000)).toContain("5S");
  expect(states(log.endTime)).toEqual(["1S", "2Z"]);
});

test("the tree of processes follows a child to its new parent", () => {
  const { log, time } = family();
  const text = (node: ProcessNode | undefined): string =>
    node === undefined ? "" : `${node.row.pid}(${node.children.map(text).join(" ")})`;
  expect(text(processTreeAt(log, time))).toBe("1(2(3() 4() 5() 6(7())))");
  expect(processTreeAt(log, -1)).toBe(undefined);
});

test("the control block of a thread: where it is, what it has open, how long it has run", () => {
  const { log, time } = family();
  const [then] = pcbsAt(log, 2, time);
  expect(then).toMatchObject({
    pid: 2,
    tid: 2,
    ppid: 1,
    uid: 1000,
    state: "running",
    programCounter: expect.stringMatching(/:14$/) as string,
  });
  expect(then?.descriptors.map(({ fd }) => fd)).toEqual([3, 4]);
  expect(then?.scheduling.core).toBeGreaterThanOrEqual(0);
  const [later] = pcbsAt(log, 2, time + 1_200_000);
  expect(later?.descriptors.map(({ fd }) => fd)).toEqual([4]);
  expect((later?.scheduling.runTime ?? 0) - (then?.scheduling.runTime ?? 0)).toBeGreaterThan(999_000);
  expect(psAt(log, time).find(({ pid }) => pid === 4)?.state).toBe("Z");
  expect(pcbsAt(log, 4, time)).toEqual([]);
});
