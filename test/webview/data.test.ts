import { describe, expect, test, vi } from "vitest";
import type { QueryArgs, QueryName, TraceSource } from "../../src/shared/trace/queries";
import type { Panel } from "../../webview/panel";
import { TimelineData } from "../../webview/timeline/data";
import type { View } from "../../webview/timeline/data";
import { ANSWERS } from "./samples";

const VIEW: View = {
  run: 1,
  endTime: 1_000_000,
  grouping: "core",
  filter: undefined,
  range: { from: 400_000, to: 500_000 },
  cursor: 0,
  first: 0,
  count: 4,
  lanes: 4,
  columns: 1000,
};

function timeline() {
  const asked: { readonly name: QueryName; readonly args: QueryArgs<QueryName> }[] = [];
  const source: TraceSource = {
    query: (name, args) => {
      asked.push({ name, args });
      return Promise.resolve(ANSWERS[name]);
    },
  };
  const changed = vi.fn();
  const failed = vi.fn();
  const data = new TimelineData({ source, failed } as unknown as Panel, changed);
  const count = (name: QueryName): number => asked.filter((each) => each.name === name).length;
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return { asked, changed, failed, data, count, settle };
}

describe("the timeline's data", () => {
  test("is asked for with a margin, within the run and the lanes there are", async () => {
    const { asked, data, settle } = timeline();
    data.want(VIEW);
    await settle();
    expect(asked.find(({ name }) => name === "spans")?.args).toMatchObject({
      grouping: "core",
      first: 0,
      count: 4,
      from: 370_000,
      to: 530_000,
      resolution: 100,
    });
    expect(data.answers).toHaveLength(2);
    expect(data.answers[1]?.range).toEqual({ from: 0, to: 1_000_000 });
    data.want({ ...VIEW, range: { from: 0, to: 1_000_000 } });
    await settle();
    expect(asked.filter(({ name }) => name === "spans").at(-1)?.args).toMatchObject({
      from: 0,
      to: 1_000_000,
    });
  });

  test("is not asked for again while what is there covers the view", async () => {
    const { data, count, settle } = timeline();
    data.want(VIEW);
    await settle();
    const before = count("spans");
    data.want({ ...VIEW, range: { from: 380_000, to: 480_000 } });
    data.want({ ...VIEW, range: { from: 440_000, to: 450_000 } });
    data.want({ ...VIEW, cursor: 7 });
    await settle();
    expect(count("spans")).toBe(before);
    data.want({ ...VIEW, range: { from: 300_000, to: 400_000 } });
    await settle();
    expect(count("spans")).toBe(before + 1);
  });

  test("follows only the newest of many moves", async () => {
    const { data, count, settle } = timeline();
    for (let i = 0; i < 50; i++) data.want({ ...VIEW, range: { from: i * 10_000, to: i * 10_000 + 5_000 } });
    await settle();
    expect(count("spans")).toBeLessThanOrEqual(3);
    expect(data.answers[0]?.range.to).toBeGreaterThanOrEqual(495_000);
  });

  test("asks for more lanes when they are scrolled into view", async () => {
    const { data, asked, settle } = timeline();
    data.want({ ...VIEW, lanes: 100_000, grouping: "g", first: 0, count: 30 });
    await settle();
    data.want({ ...VIEW, lanes: 100_000, grouping: "g", first: 50_000, count: 30 });
    await settle();
    const last = asked.filter(({ name }) => name === "spans").map(({ args }) => args as QueryArgs<"spans">);
    expect(last.some(({ first, count }) => first <= 50_000 && first + count >= 50_030 && count < 100)).toBe(
      true,
    );
  });

  test("of another grouping or run replaces the old", async () => {
    const { data, settle } = timeline();
    data.want(VIEW);
    await settle();
    data.want({ ...VIEW, grouping: "p" });
    expect(data.answers).toEqual([]);
    await settle();
    expect(data.answers).toHaveLength(2);
    data.clear();
    expect(data.answers).toEqual([]);
    expect(data.atCursor).toBeUndefined();
  });

  test("of another filter replaces the old, and every question about lanes has it", async () => {
    const { asked, data, settle } = timeline();
    data.want(VIEW);
    await settle();
    asked.length = 0;
    const filter = { kind: "found", text: "worker", time: 0 } as const;
    data.want({ ...VIEW, filter, count: 2, lanes: 2 });
    expect([data.answers, data.arrows]).toEqual([[], undefined]);
    await settle();
    expect(data.answers).toHaveLength(2);
    const lanes = asked.filter(({ name }) => name === "spans" || name === "stealArrows");
    expect(lanes.map(({ args }) => (args as QueryArgs<"spans">).filter)).toEqual([filter, filter, filter]);
  });

  test("knows the series at the cursor, wherever the view is", async () => {
    const { data, asked, settle } = timeline();
    data.want({ ...VIEW, cursor: 42 });
    await settle();
    expect(asked.some(({ name, args }) => name === "series" && (args as QueryArgs<"series">).to === 42)).toBe(
      true,
    );
    expect(data.atCursor).toEqual({ queues: [1], utilization: [1] });
  });

  test("says so when a question fails", async () => {
    const failed = vi.fn();
    const source: TraceSource = { query: () => Promise.reject(new Error("gone")) };
    const data = new TimelineData({ source, failed } as unknown as Panel, () => undefined);
    data.want(VIEW);
    await new Promise((resolve) => setImmediate(resolve));
    expect(failed).toHaveBeenCalled();
  });
});
