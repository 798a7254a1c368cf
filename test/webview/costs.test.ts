import { describe, expect, test } from "vitest";
import { OVERHEADS } from "../../src/shared/enums";
import type { EventLog } from "../../src/shared/log/eventLog";
import { Kind } from "../../src/shared/schema";
import type { ConcurrencyKind } from "../../src/shared/trace/costs";
import { logScale } from "../../webview/model/logScale";
import { bytesText } from "../../webview/panels/costs";
import { runFile, runText } from "../helpers/run";

/** What the kernel charged for some work in a run, each time. */
function charged(log: EventLog, ...works: readonly string[]): number[] {
  const found: number[] = [];
  log.forEach(({ kind, aux, a }) => {
    if (kind === Kind.Overhead && works.includes(OVERHEADS[aux] ?? "")) found.push(log.readWide(a));
  });
  return found;
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

describe("the costs of a configuration are what its runs pay", () => {
  test("for threads", async () => {
    const { log, source } = await runFile("examples/threads-processes-goroutines.ts", {}, "threads");
    const { kinds } = source.answer("costs", {});
    const thread = kinds.find(({ kind }) => kind === "thread");
    const parts = charged(log, "stack allocation", "thread setup", "thread enqueue");
    const calls = charged(log, "system call")[0] ?? 0;
    expect(sum(parts) / 6 + calls).toBe(thread?.create);
    expect(new Set(charged(log, "context switch"))).toEqual(new Set([thread?.switch]));
    expect(thread?.created).toBe(7);
  });

  test("for processes: more for each page", async () => {
    const { log, source } = await runFile("examples/fork-cow.ts", {}, "main");
    const { kinds } = source.answer("costs", {});
    const process = kinds.find(({ kind }) => kind === "process");
    let pages = 0;
    log.forEach(({ kind, b }) => {
      if (kind === Kind.PagesShared) pages = b;
    });
    expect(pages).toBeGreaterThan(1);
    // In pieces, since the kernel can be preempted within the call.
    const creation = sum(charged(log, "process creation"));
    const modeSwitch = (process?.create ?? 0) + pages * (process?.createPage ?? 0) - creation;
    expect(modeSwitch).toBe(165);
    expect(charged(log, "context switch")).toContain(process?.switch);
    expect(process?.created).toBe(2);
  });

  test("for goroutines and user-level threads, whose numbers are those of the run", async () => {
    const created = async (entry: string, kind: ConcurrencyKind): Promise<number | undefined> => {
      const { source } = await runFile("examples/threads-processes-goroutines.ts", {}, entry);
      return source.answer("costs", {}).kinds.find((each) => each.kind === kind)?.created;
    };
    expect(await created("userThreads", "user-level thread")).toBe(6);
    expect(await created("goroutines", "goroutine")).toBe(7);
  });

  test("that are free, or magnified", () => {
    const text = `/** @simulate */ export function main() {}`;
    const of = (costs: string) =>
      runText(text, { costs })
        .source.answer("costs", {})
        .kinds.map(({ create }) => create);
    expect(of("zero")).toEqual([0, 0, 0, 0]);
    expect(of("linux-x86:scale=10")).toEqual(of("linux-x86").map((value) => 10 * value));
  });
});

describe("a logarithmic scale", () => {
  test("shows all values, the least too, in their order", () => {
    for (const values of [[250, 7000, 43_000], [1], [10, 100], [3, 4], [2048, 8 * 2 ** 20]]) {
      const scale = logScale(values);
      const share = (value: number): number => scale.share(value);
      const shares = values.map(share);
      for (const each of shares) {
        expect(each).toBeGreaterThan(0);
        expect(each).toBeLessThanOrEqual(1);
      }
      expect(shares).toEqual([...shares].sort((one, other) => one - other));
      if (10 * values[0]! <= Math.max(...values))
        expect(share(10 * values[0]!) - share(values[0]!)).toBeCloseTo(1 / scale.decades);
    }
  });

  test("has no bar for nothing", () => {
    expect(logScale([0, -1]).share(0)).toBe(0);
    expect(logScale([5, 0]).share(0)).toBe(0);
  });
});

test("bytes are told in their unit", () => {
  expect([2048, 8 * 2 ** 20, 512, 151_552].map(bytesText)).toEqual(["2 KiB", "8 MiB", "512 B", "148 KiB"]);
});
