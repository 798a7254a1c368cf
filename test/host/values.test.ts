import { describe, expect, test } from "vitest";
import { DEFAULT_TEXTS, effectiveValues, parseOptions } from "../../src/host/configuration/values";
import { caretsOf, caretText } from "../../src/host/editor/caretMarks";
import { goroutineAt, threadAt } from "../../src/host/panel/entityAt";
import type { EntityAt } from "../../src/host/panel/entityAt";
import { exampleSummary } from "../../src/host/exampleSummary";
import { concernsUs } from "../../src/host/languages";
import { Run, statusText, summaryText } from "../../src/host/runs/run";
import { DEFAULT_CONFIG } from "../../src/shared/config";
import type { Place } from "../../src/shared/trace/queries";
import { SUMMARY } from "./support/summary";

describe("configuration", () => {
  test("what was changed wins over the tag, the tag over the setting, that over the default", () => {
    const values = effectiveValues({
      overrides: { seed: "9" },
      tag: new Map([
        ["seed", "8"],
        ["cores", "2"],
      ]),
      settings: { seed: "7", cores: "3", limit: "5s" },
    });
    const of = (key: string): unknown => values.find((value) => value.key === key);
    expect(of("seed")).toEqual({ key: "seed", text: "9", source: "changed here" });
    expect(of("cores")).toEqual({ key: "cores", text: "2", source: "from tag" });
    expect(of("limit")).toEqual({ key: "limit", text: "5s", source: "setting" });
    expect(of("policy")).toEqual({ key: "policy", text: DEFAULT_TEXTS.policy, source: "default" });
  });

  test("the default texts mean the default configuration", () => {
    const texts = Object.fromEntries(Object.entries(DEFAULT_TEXTS).filter(([, text]) => text !== ""));
    expect(DEFAULT_CONFIG).toMatchObject(parseOptions(texts, "defaults"));
  });

  test("a wrong value is said with where it comes from", () => {
    expect(() => parseOptions({ cores: "many" }, "settings")).toThrow(/^settings: cores must be/);
  });
});

const summary = { ...SUMMARY, endTime: 12_300_000, steals: 7 };

describe("texts of runs", () => {
  test("a result in one line", () => {
    expect(summaryText(summary)).toBe("4 cores · 12.3 ms · 7 steals");
    expect(summaryText({ ...summary, steals: 1, config: { ...DEFAULT_CONFIG, cores: 1 } })).toBe(
      "1 core · 12.3 ms · 1 steal",
    );
    expect(summaryText({ ...summary, how: "deadlock", exitCode: 2 })).toBe(
      "4 cores · 12.3 ms · 7 steals · deadlock",
    );
    expect(summaryText({ ...summary, exitCode: 3 })).toBe("4 cores · 12.3 ms · 7 steals · exit code 3");
    expect(summaryText({ ...summary, config: { ...DEFAULT_CONFIG, runtime: "native" } })).toBe(
      "4 cores · 12.3 ms",
    );
  });

  test("labels and states", () => {
    const run = new Run("1", { uri: "file:///c%3A/my%20files/a.ts", entry: "main" }, {}, 0);
    expect(run.label).toBe("main · a.ts");
    expect(new Run("1", { uri: "untitled:Untitled-1", entry: "main" }, {}, 0).label).toBe(
      "main · Untitled-1",
    );
    expect(statusText(run)).toBe("running, 0 ns");
    run.status = { kind: "ready", summary };
    run.stale = true;
    expect(statusText(run)).toBe("4 cores · 12.3 ms · 7 steals · source changed");
  });
});

describe("marks in the editor", () => {
  const at = (entity: number, line: number, more: Partial<EntityAt> = {}): EntityAt => ({
    entity,
    tag: `G${entity + 1}`,
    name: "main",
    state: "waiting",
    reason: "chan receive",
    since: 0,
    place: { uri: "file:///a.ts", line, column: 1, fn: "main" },
    on: "",
    ...more,
  });

  const inFile = (uri: string) => (place: Place) => place.uri === uri;

  test("say what a goroutine does", () => {
    expect(caretText(at(6, 1))).toBe("G7 chan receive");
    expect(caretText(at(6, 1, { state: "running", on: "P2" }))).toBe("G7 running on P2");
    expect(caretText(at(6, 1, { state: "runnable", reason: "" }))).toBe("G7 runnable");
  });

  test("say of threads on which core they run", () => {
    const thread = { task: 3, tid: 5, tag: "T5", name: "job", state: "running", reason: "dispatched" };
    const running = threadAt({ ...thread, since: 0, place: undefined, core: 1 });
    expect(running.entity).toBe(-5);
    expect(caretText(running)).toBe("T5 running on core 1");
    const queued = threadAt({ ...thread, state: "runnable", since: 0, place: undefined, core: 1 });
    expect(caretText(queued)).toBe("T5 runnable");
    const goroutine = { g: 4, goid: 5, tag: "G5", name: "job", state: "running", reason: "", since: 0 };
    expect(caretText(goroutineAt({ ...goroutine, place: undefined, p: 0, core: 2 }))).toBe(
      "G5 running on P0",
    );
  });

  test("stand on the goroutine's line, several in order, many counted", () => {
    const all = [at(0, 9), at(1, 3), ...Array.from({ length: 6 }, (_, i) => at(2 + i, 5))];
    const carets = caretsOf(all, inFile("file:///a.ts"), () => true);
    expect(carets.map(({ line, text }) => `${line}: ${text}`)).toEqual([
      "2: G2 chan receive",
      "4: G3 chan receive",
      "4: G4 chan receive",
      "4: G5 chan receive",
      "4: and 3 more",
      "8: G1 chan receive",
    ]);
    expect(new Set(carets.map(({ color }) => color)).size).toBe(6);
  });

  test("not in other files, nor on lines that have changed", () => {
    expect(caretsOf([at(0, 1)], inFile("file:///b.ts"), () => true)).toEqual([]);
    expect(caretsOf([at(0, 1), at(1, 2)], inFile("file:///a.ts"), (line) => line === 1)).toHaveLength(1);
  });
});

test("an example is summed up by the first paragraph of its comment", () => {
  expect(exampleSummary("import x;\n/**\n * One\n * two.\n *\n * Three.\n * @simulate\n */")).toBe(
    "One two.",
  );
  expect(exampleSummary("/** One. */")).toBe("One.");
  expect(exampleSummary("no comment")).toBe("");
});

test("other people's files are left alone", () => {
  expect(concernsUs("/** @process data */ function f() {}")).toBe(false);
  expect(concernsUs("/** @simulat */ function f() {}")).toBe(true);
  expect(concernsUs('import { go } from "schedlens";')).toBe(true);
});
