import { describe, expect, test } from "vitest";
import { density, oneByOne } from "../../webview/gantt/arrows";
import {
  LEAST_LANE,
  MOST_LANE,
  beside,
  laneAt,
  laneHeight,
  timeAt,
  visibleLanes,
  xOf,
} from "../../webview/gantt/layout";
import { shapeWidth } from "../../webview/gantt/picture";
import { wheelFactor } from "../../webview/timeline/input";
import { keyCommand } from "../../webview/timeline/keys";

describe("lanes", () => {
  test("are as high as they fit, within limits", () => {
    expect(laneHeight(3, 600)).toBe(MOST_LANE);
    expect(laneHeight(20, 600)).toBe(30);
    expect(laneHeight(100_000, 600)).toBe(LEAST_LANE);
    expect(laneHeight(0, 600)).toBe(MOST_LANE);
  });

  test("in view are those at least partly seen", () => {
    expect(visibleLanes(0, 20, 100, 300)).toEqual({ first: 0, count: 5 });
    expect(visibleLanes(2.5, 20, 100, 300)).toEqual({ first: 2, count: 6 });
    expect(visibleLanes(99_995, 20, 100, 100_000)).toEqual({ first: 99_995, count: 5 });
    expect(visibleLanes(0, 20, 100, 0).count).toBe(0);
  });

  test("are hit where they are drawn", () => {
    expect(laneAt(0, 2.5, 20, 10)).toBe(2);
    expect(laneAt(10, 2.5, 20, 10)).toBe(3);
    expect(laneAt(-1, 0, 20, 10)).toBeUndefined();
    expect(laneAt(400, 0, 20, 10)).toBeUndefined();
  });

  test("time and place are inverse to each other", () => {
    const range = { from: 1000, to: 5000 };
    expect(timeAt(range, 800, xOf(range, 800, 3210))).toBeCloseTo(3210);
    expect(xOf(range, 800, 1000)).toBe(0);
    expect(xOf(range, 800, 5000)).toBe(800);
  });
});

test("a box stands behind, else before, else inside the edge", () => {
  expect(beside(100, 50, 400, 10)).toBe(110);
  expect(beside(380, 50, 400, 10)).toBe(320);
  expect(beside(30, 390, 400, 10)).toBe(0);
});

test("many slices are drawn as columns sooner", () => {
  expect(shapeWidth(100)).toBe(3);
  expect(shapeWidth(60_000)).toBeGreaterThan(20);
});

describe("arrows", () => {
  const arrows = (count: number, total: number) => ({
    time: Float64Array.from({ length: count }, (_, i) => i * 10),
    from: new Int32Array(count),
    to: new Int32Array(count),
    entity: new Int32Array(count),
    event: new Uint32Array(count),
    total,
  });

  test("are drawn one by one where there is room and none is missing", () => {
    expect(oneByOne(arrows(10, 10), 1000)).toBe(true);
    expect(oneByOne(arrows(10, 11), 1000)).toBe(false);
    expect(oneByOne(arrows(100, 100), 1000)).toBe(false);
  });

  test("are counted by column elsewhere", () => {
    const counts = density(Float64Array.from([0, 5, 10, 95, 100, 200]), 0, 100, 10);
    expect([...counts]).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
  });
});

describe("input", () => {
  test("a wheel zooms in and out alike, and never leaps", () => {
    expect(wheelFactor(-100, 0) * wheelFactor(100, 0)).toBeCloseTo(1);
    expect(wheelFactor(-100, 0)).toBeLessThan(1);
    expect(wheelFactor(3, 1)).toBeCloseTo(wheelFactor(99, 0));
    expect(wheelFactor(100_000, 0)).toBeLessThan(1.5);
  });

  const key = (name: string, modifiers = {}) => ({
    key: name,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    ...modifiers,
  });

  test("keys are the timeline's, arrows only where it has the focus", () => {
    expect(keyCommand(key("W"), false)).toBe("zoomIn");
    expect(keyCommand(key("]"), false)).toBe("nextEvent");
    expect(keyCommand(key("ArrowLeft"), true)).toBe("left");
    expect(keyCommand(key("ArrowLeft"), false)).toBeUndefined();
    expect(keyCommand(key("q"), true)).toBeUndefined();
  });

  test("combinations are the editor's", () => {
    for (const modifier of ["ctrlKey", "metaKey", "altKey"])
      expect(keyCommand(key("w", { [modifier]: true }), true)).toBeUndefined();
  });
});
