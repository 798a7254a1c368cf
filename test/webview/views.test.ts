import { describe, expect, test } from "vitest";
import { WAIT_REASONS } from "../../src/shared/enums";
import { ENTITY_KINDS, SPAN_KINDS } from "../../src/shared/trace/queries";
import type { Lane, TraceSource } from "../../src/shared/trace/queries";
import { laneTimes, narrate } from "../../webview/a11y/narrative";
import { ganttConfiguration } from "../../webview/gantt/chart";
import { LOOKS, STACK } from "../../webview/gantt/ink";
import { Latest } from "../../webview/model/latest";
import { configText, factsOf } from "../../webview/panels/header";
import { HEIGHT, PLANS, WIDTH, diagram } from "../../webview/panels/stateDiagram";
import { lastAtOrBefore, niceTop, sampleMax, valueAt } from "../../webview/series/steps";
import { derivePalette } from "../../webview/theme/palette";
import { Names } from "../../webview/timeline/names";
import { ANSWERS, overview } from "./samples";

describe("the chart", () => {
  const picture = {
    grouping: "core",
    range: { from: 1000, to: 5000 },
    scroll: 0,
    laneHeight: 30,
    lanes: 4,
    answers: [],
    arrows: undefined,
    selected: undefined,
    palette: derivePalette(() => "", "dark"),
    fontFamily: "sans-serif",
    label: () => "",
  } as const;

  test("hands chart.js columns, not objects, and the range", () => {
    const { type, data, options } = ganttConfiguration(picture);
    expect(type).toBe("gantt");
    expect(data.datasets[0]).toMatchObject({ data: [], picture });
    expect(options).toMatchObject({ animation: false, events: [], scales: { x: { min: 1000, max: 5000 } } });
  });

  test("every kind has a look of its own besides its colour", () => {
    const looks = Object.values(LOOKS).map(({ texture, height }) => `${texture} ${height}`);
    expect(new Set(looks).size).toBe(looks.length);
    expect([...STACK, "waiting"].sort()).toEqual(Object.keys(LOOKS).sort());
  });
});

describe("the state diagram", () => {
  const transitions = [
    { from: "idle", to: "runnable", reason: "created", count: 12, time: 0 },
    { from: "runnable", to: "running", reason: "steal", count: 3, time: 30 },
    { from: "runnable", to: "running", reason: "local queue", count: 9, time: 90 },
    { from: "running", to: "waiting", reason: WAIT_REASONS[1], count: 7, time: 700 },
    { from: "preempted", to: "runnable", reason: "", count: 1, time: 5 },
  ];

  test("sums up what was counted, by way", () => {
    const edge = diagram("goroutine", transitions).find(
      ({ from, to }) => from.state === "runnable" && to.state === "running",
    );
    expect(edge).toMatchObject({ count: 12, time: 120 });
    expect(edge?.reasons.map(({ reason }) => reason)).toEqual(["local queue", "steal"]);
  });

  test("keeps its shape where nothing was counted, and adds ways it does not foresee", () => {
    const shape = diagram("goroutine", []);
    expect(shape).toHaveLength(9);
    expect(shape.every(({ count }) => count === 0)).toBe(true);
    const seen = diagram("goroutine", transitions);
    expect(seen).toHaveLength(10);
    expect(seen.reduce((sum, { count }) => sum + count, 0)).toBe(32);
  });

  test.each(ENTITY_KINDS)(
    "boxes and labels of %ss are inside the drawing and do not cover each other",
    (kind) => {
      const preempted = { from: "running", to: "preempted", reason: "", count: 1, time: 1 };
      const seen = diagram(kind, kind === "goroutine" ? [...transitions, preempted] : transitions);
      const { nodes } = PLANS[kind];
      for (const { x, y, width, height } of nodes) {
        expect(x - width / 2).toBeGreaterThanOrEqual(0);
        expect(x + width / 2).toBeLessThanOrEqual(WIDTH);
        expect(y - height / 2).toBeGreaterThanOrEqual(0);
        expect(y + height / 2).toBeLessThanOrEqual(HEIGHT);
      }
      const foreseen = diagram(kind, []);
      for (const [i, { label }] of foreseen.entries()) {
        for (const node of nodes)
          expect(
            Math.abs(label.x - node.x) < node.width / 2 + 4 &&
              Math.abs(label.y - node.y) < node.height / 2 + 8,
            `label ${i} covers ${node.title}`,
          ).toBe(false);
        for (const [j, other] of foreseen.entries())
          if (j > i)
            expect(
              Math.hypot(label.x - other.label.x, label.y - other.label.y),
              `labels ${i} and ${j}`,
            ).toBeGreaterThan(22);
      }
      expect(seen.every(({ path }) => /^M[\d. -]+Q[\d. -]+$/.test(path))).toBe(true);
    },
  );
});

describe("step functions", () => {
  const series = {
    name: "P0",
    time: Float64Array.from([10, 20, 25, 60]),
    value: Float64Array.from([1, 5, 2, 0]),
    max: Float64Array.from([1, 5, 2, 0]),
  };

  test("have a value at every instant", () => {
    expect([0, 10, 19, 20, 24, 30, 99].map((time) => valueAt(series, time))).toEqual([0, 1, 1, 5, 5, 2, 0]);
    expect(lastAtOrBefore(series.time, 5)).toBe(-1);
  });

  test("columns show their peaks, as a slow recomputation says", () => {
    const columns = 8;
    const sampled = sampleMax(series, { from: 0, to: 80 }, columns);
    for (let column = 0; column < columns; column++) {
      let highest = 0;
      for (let time = column * 10; time < column * 10 + 10; time++)
        highest = Math.max(highest, valueAt(series, time));
      expect(sampled[column], `column ${column}`).toBe(highest);
    }
  });

  test("peaks of thinned steps stay in their columns", () => {
    const thinned = {
      name: "P0",
      time: Float64Array.from([0, 40]),
      value: Float64Array.from([1, 1]),
      max: Float64Array.from([9, 1]),
    };
    expect([...sampleMax(thinned, { from: 0, to: 80 }, 8)]).toEqual([9, 9, 9, 9, 1, 1, 1, 1]);
  });

  test("tops of axes are round", () => {
    expect([0, 1, 3, 4, 5, 7, 13, 280].map(niceTop)).toEqual([1, 1, 3, 4, 5, 8, 15, 300]);
  });
});

describe("the header", () => {
  test("says how it was run", () => {
    expect(configText(overview.config)).toBe("4 cores · GOMAXPROCS 4 · eevdf · seed 1 · linux-x86");
    expect(configText({ ...overview.config, cores: 1, runtime: "native", quantum: 1e6 })).toBe(
      "1 core · eevdf (1\u00a0ms) · seed 1 · linux-x86",
    );
  });

  test("says what came of it", () => {
    const facts = Object.fromEntries(factsOf(overview).map(({ label, value }) => [label, value]));
    expect(facts).toMatchObject({
      "Virtual time": "1\u00a0ms",
      Utilization: "40\u202f%",
      Steals: "81",
      Ended: "exit 0",
    });
    const config = { ...overview.config, runtime: "native" as const };
    const native = factsOf({ ...overview, config }).map(({ label }) => label);
    expect(native).toContain("Threads");
    expect(native).not.toContain("Steals");
    expect(factsOf({ ...overview, end: "deadlock", message: "all goroutines are asleep" }).at(-1)).toEqual({
      label: "Ended",
      value: "deadlock",
      title: "all goroutines are asleep",
    });
  });
});

describe("the narrative", () => {
  const answer = { spans: ANSWERS.spans, range: { from: 0, to: 40 }, first: 0, count: 1 };

  test("tells the lanes in view", () => {
    const text = narrate(answer, { from: 0, to: 40 }, 40, { first: 0, count: 1, total: 1 }, () => "Core 0");
    expect(text).toContain("1 lane.");
    expect(text).toContain("Core 0: 25\u202f% running.");
  });

  test("of buckets is that of the spans behind them", () => {
    const share = new Uint8Array(2 * SPAN_KINDS.length);
    share[0] = 255;
    share[SPAN_KINDS.length + 2] = 51;
    const buckets = {
      form: "buckets",
      firstLane: 0,
      lanes: 1,
      bucket: 16,
      firstBucket: 0,
      buckets: 2,
      share,
      entity: new Int32Array(2),
      kind: new Uint8Array(2),
    } as const;
    const times = laneTimes({ ...answer, spans: buckets }, 0, { from: 0, to: 32 });
    expect([...(times ?? [])].map(Math.round)).toEqual([16, 0, 3, 0, 0, 0, 0]);
  });

  test("of an idle lane says so", () => {
    expect(
      narrate(answer, { from: 20, to: 40 }, 40, { first: 0, count: 1, total: 1 }, () => "Core 0"),
    ).toContain("Core 0: idle.");
  });
});

describe("names", () => {
  /** Goroutines 5 … 1004: the runtime's own four have no lane. */
  const lanes: readonly Lane[] = Array.from({ length: 1000 }, (_, i) => ({
    entity: i + 5,
    under: false,
    label: `G${i + 21} worker`,
    detail: "",
  }));

  function named() {
    const asked: number[] = [];
    const source: TraceSource = {
      query: (_name, args) => {
        const { offset, count } = args as { offset: number; count: number };
        asked.push(offset);
        return Promise.resolve({
          offset,
          total: lanes.length,
          rows: lanes.slice(offset, offset + count),
        } as never);
      },
    };
    return {
      asked,
      names: new Names(
        source,
        () => undefined,
        (error) => expect.unreachable(String(error)),
      ),
    };
  }

  async function settled(names: Names, entity: number): Promise<string> {
    for (let i = 0; i < 20; i++) {
      const label = names.label("g", entity);
      if (label !== "") return label;
      await Promise.resolve();
      await Promise.resolve();
    }
    return "";
  }

  test("are found although places and entities differ", async () => {
    const { names, asked } = named();
    expect(await settled(names, 5)).toBe("G21 worker");
    expect(await settled(names, 700)).toBe("G716 worker");
    expect(await settled(names, 256)).toBe("G272 worker");
    expect(asked.length).toBeLessThanOrEqual(4);
  });

  test("of what has no lane are empty, and asking ends", async () => {
    const { names, asked } = named();
    expect(await settled(names, 2)).toBe("");
    expect(await settled(names, 5000)).toBe("");
    expect(await settled(names, -1)).toBe("");
    expect(asked.length).toBeLessThanOrEqual(8);
  });
});

describe("the latest question", () => {
  test("is asked when the one before is answered; those between are not", async () => {
    const answers: ((value: number) => void)[] = [];
    const asked: number[] = [];
    const results: number[] = [];
    const latest = new Latest<number, number>(
      (args) => {
        asked.push(args);
        return new Promise((resolve) => answers.push(resolve));
      },
      (result) => results.push(result),
      (error) => expect.unreachable(String(error)),
    );
    latest.request(1);
    latest.request(2);
    latest.request(3);
    answers[0]?.(10);
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toEqual([1, 3]);
    latest.drop();
    answers[1]?.(30);
    await new Promise((resolve) => setImmediate(resolve));
    expect(results).toEqual([10]);
    expect(latest.busy).toBe(false);
  });
});
