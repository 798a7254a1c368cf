import { describe, expect, test } from "vitest";
import {
  readComparedWith,
  readFromPanel,
  readKeptState,
  readPanelState,
} from "../../src/host/panel/validate";

const STATE = { version: 1, runId: "1", grouping: "core", from: 0, to: 10, cursor: 5, tab: "states" };

describe("messages of the panel", () => {
  test.each([
    { type: "ready", protocol: 1 },
    { type: "query", side: "shown", id: 1, name: "overview", args: {} },
    { type: "query", side: "compared", id: 1, name: "occasion", args: { lineage: 77, n: 3 } },
    {
      type: "query",
      side: "shown",
      id: 2,
      name: "spans",
      args: { grouping: "p", first: 0, count: 4, from: 0, to: 100, resolution: 1 },
    },
    {
      type: "query",
      side: "shown",
      id: 2,
      name: "keptLanes",
      args: { grouping: "p", filter: { kind: "involved", entity: -2, label: "main" } },
    },
    { type: "state", state: { ...STATE, filter: { kind: "range", from: 0, to: 5 } } },
    {
      type: "reveal",
      side: "compared",
      place: { uri: "file:///a.ts", line: 1, column: 2, fn: "main" },
      preserveFocus: true,
    },
    { type: "cursor", time: 12 },
    { type: "command", command: "rerun" },
    { type: "command", command: "compare" },
    { type: "state", state: STATE },
    { type: "drawn", ms: 1.5 },
    { type: "picture", id: 3, format: "png", bytes: Uint8Array.of(1) },
    { type: "picture", id: undefined, format: "svg", bytes: new Uint8Array() },
  ])("$type is understood", (message) => {
    expect(readFromPanel(message)).toEqual(message);
  });

  test.each([
    undefined,
    null,
    "ready",
    [],
    {},
    { type: "constructor" },
    { type: "ready" },
    { type: "query", side: "shown", id: 1, name: "toString", args: {} },
    { type: "query", id: 1, name: "overview", args: {} },
    { type: "query", side: "other", id: 1, name: "overview", args: {} },
    { type: "query", side: "shown", id: 1, name: "occasion", args: { lineage: "G1 main", n: 3 } },
    {
      type: "query",
      side: "shown",
      id: 1,
      name: "spans",
      args: { grouping: "q", first: 0, count: 4, from: 0, to: 100, resolution: 1 },
    },
    { type: "query", side: "shown", id: 1, name: "keptLanes", args: { grouping: "p" } },
    {
      type: "query",
      side: "shown",
      id: 1,
      name: "spanAt",
      args: { grouping: "p", filter: { kind: "found" }, lane: 0, time: 0, tolerance: 0 },
    },
    { type: "state", state: { ...STATE, filter: { kind: "toString" } } },
    { type: "query", side: "shown", id: 1, name: "step", args: { time: "0", g: 1, back: false } },
    { type: "query", side: "shown", id: 1, name: "step" },
    { type: "reveal", side: "shown", place: { uri: 1, line: 1, column: 2, fn: "" }, preserveFocus: true },
    { type: "reveal", place: { uri: "a", line: 1, column: 2, fn: "" }, preserveFocus: true },
    { type: "cursor", time: Number.POSITIVE_INFINITY },
    { type: "command", command: "workbench.action.quit" },
    { type: "state", state: { ...STATE, version: 2 } },
    { type: "picture", id: 3, format: "exe", bytes: Uint8Array.of(1) },
    { type: "picture", id: "3", format: "png", bytes: Uint8Array.of(1) },
    { type: "picture", id: 3, format: "png", bytes: [1] },
  ])("%j is not", (message) => {
    expect(readFromPanel(message)).toBeUndefined();
  });

  test("a kept state of another version is dropped", () => {
    expect(readPanelState(STATE)).toEqual(STATE);
    expect(readPanelState({ ...STATE, runId: undefined })).toBeDefined();
    expect(readPanelState({ ...STATE, version: 0 })).toBeUndefined();
    expect(readKeptState({ panel: STATE, split: 0.5 })).toEqual(STATE);
    expect(readKeptState("x")).toBeUndefined();
    expect(readPanelState({ ...STATE, alignment: "parting" })).toBeDefined();
    expect(readPanelState({ ...STATE, alignment: "end" })).toBeUndefined();
  });

  test("what a run was compared with is kept, and dropped where it makes no sense", () => {
    for (const kept of [
      { label: "main", runId: "7" },
      { label: "x.schedtrace", file: "file:///x.schedtrace" },
    ])
      expect(readComparedWith(kept)).toEqual(kept);
    for (const damaged of [undefined, {}, { label: "main" }, { runId: "7" }, { label: "main", file: 7 }])
      expect(readComparedWith(damaged)).toBeUndefined();
  });
});
