import { describe, expect, test } from "vitest";
import type { LineWaits } from "../../src/shared/trace/lineWaits";
import { runFile, runText } from "../helpers/run";
import type { RunResult } from "../helpers/run";

const waitsOf = ({ source }: RunResult): readonly LineWaits[] => source.answer("lineWaits", {});

test("channels, locks and go statements of a program", () => {
  const run = runText(
    [
      'import { chan, compute, go, sync } from "schedlens";',
      "/** @simulate cores=2 costs=zero */",
      "export function main() {",
      "  const c = chan<number>();",
      "  const mu = new sync.Mutex();",
      "  const wg = new sync.WaitGroup();",
      "  go(() => {",
      '    compute("3ms");',
      "    c.send(1);",
      "  });",
      "  c.recv();",
      "  mu.lock();",
      "  wg.go(() => {",
      "    mu.lock();",
      "    mu.unlock();",
      "  });",
      '  compute("5ms");',
      "  mu.unlock();",
      "  wg.wait();",
      "}",
    ].join("\n"),
    {},
  );
  expect(run.stderr).toBe("");
  expect(run.exitCode).toBe(0);
  const at = (line: number): LineWaits | undefined => waitsOf(run).find((each) => each.line === line);
  expect(at(11)).toMatchObject({ count: 1, started: 0, reasons: [{ reason: "chan receive", count: 1 }] });
  expect(at(11)?.ns).toBeGreaterThanOrEqual(3e6);
  expect(at(11)?.ns).toBeLessThan(3.1e6);
  expect(at(11)?.longest).toBe(at(11)?.ns);
  expect(at(14)).toMatchObject({ reasons: [{ reason: "sync.Mutex.Lock" }], started: 0 });
  expect(at(14)?.ns).toBeGreaterThan(4e6);
  expect(at(13)).toMatchObject({ started: 1, startedNs: at(14)?.ns, ns: 0, count: 0 });
  expect(at(7)).toMatchObject({ started: 1 });
});

test("threads without a Go runtime", () => {
  const run = runText(
    [
      'import { compute, thread } from "schedlens";',
      "/** @simulate cores=2 costs=zero runtime=native */",
      "export function main() {",
      '  const one = thread.create(() => compute("2ms"));',
      "  one.join();",
      "}",
    ].join("\n"),
    {},
  );
  expect(run.stderr).toBe("");
  expect(run.exitCode).toBe(0);
  const at = (line: number): LineWaits | undefined => waitsOf(run).find((each) => each.line === line);
  expect(at(4)).toMatchObject({ started: 1 });
  expect(at(5)?.ns).toBeGreaterThan(1.9e6);
});

/** The lines add up to what the tables of goroutines and threads have. */
describe("of an example, all waits are at some line, once", () => {
  test.each(["worker-pool.ts", "mutex-contention.ts", "pipeline.ts", "ping-pong.ts"])("%s", async (name) => {
    const run = await runFile(`examples/${name}`, {});
    const { rows } = run.source.answer("goroutines", {
      offset: 0,
      count: 1e6,
      sort: "goid",
      descending: false,
    });
    const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
    const waits = waitsOf(run);
    const all = sum(rows.flatMap((row) => row.waits.map(({ ns }) => ns)));
    expect(sum(waits.map(({ ns }) => ns))).toBe(all);
    expect(sum(waits.flatMap(({ reasons }) => reasons.map(({ ns }) => ns)))).toBe(all);
    expect(sum(waits.map(({ started }) => started))).toBe(rows.length - 1);
    expect(waits.map(({ uri, line }) => `${uri}:${String(line).padStart(6)}`)).toEqual(
      waits.map(({ uri, line }) => `${uri}:${String(line).padStart(6)}`).sort(),
    );
  });
});
