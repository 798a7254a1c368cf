import { describe, expect, it } from "vitest";
import type { WaitGraph } from "../../src/shared/trace/findings";
import { BOX_HEIGHT, BOX_WIDTH, layOut } from "../../webview/panels/waitGraphLayout";
import type { PlacedNode } from "../../webview/panels/waitGraphLayout";

/** `ab bc`: a waits for b, b for c. */
function graph(names: string, edges: string): WaitGraph {
  const place = { uri: "file:///x/main.ts", line: 7, column: 1, fn: "main" };
  return {
    nodes: Array.from(names).map((label, g) => ({
      g,
      label,
      state: "blocked",
      reason: "chan receive",
      at: place,
    })),
    edges: edges
      .split(" ")
      .filter((edge) => edge !== "")
      .map((edge) => ({
        from: names.indexOf(edge.charAt(0)),
        to: names.indexOf(edge.charAt(1)),
        object: "mutex 1",
        at: place,
        heldAt: { ...place, line: 3 },
      })),
    left: 0,
  };
}

function placed(names: string, edges: string): Record<string, PlacedNode> {
  return Object.fromEntries(layOut(graph(names, edges)).nodes.map((each) => [each.node.label, each]));
}

describe("layout of the wait-for graph", () => {
  it("puts a circle into one column, each below the one that waits for it", () => {
    const { a, b, c } = placed("acb", "ab bc ca");
    expect(a?.x).toBe(b?.x);
    expect(c?.x).toBe(b?.x);
    expect([a, b, c].map((each) => each?.y)).toEqual(
      [a, b, c].map((each) => each?.y).toSorted((x = 0, y = 0) => x - y),
    );
  });

  it("puts who waits for the circle to its left, the farther the longer the way", () => {
    const { a, c, d } = placed("abcd", "ab ba ca dc");
    expect(c?.x ?? 0).toBeLessThan(a?.x ?? 0);
    expect(d?.x ?? 0).toBeLessThan(c?.x ?? 0);
  });

  it("lets no two boxes overlap and keeps all in the picture", () => {
    const { nodes, width, height } = layOut(graph("abcdefgh", "ab bc ca da eb fd gd ha"));
    for (const one of nodes) {
      expect(one.x).toBeGreaterThanOrEqual(0);
      expect(one.x + BOX_WIDTH).toBeLessThanOrEqual(width);
      expect(one.y + BOX_HEIGHT).toBeLessThanOrEqual(height);
      for (const other of nodes) {
        if (one === other) continue;
        const apart = Math.abs(one.x - other.x) >= BOX_WIDTH || Math.abs(one.y - other.y) >= BOX_HEIGHT;
        expect(apart, `${one.node.label} ${other.node.label}`).toBe(true);
      }
    }
  });

  it("has a line for each edge, also of one that waits for itself, and says it in words", () => {
    const { edges } = layOut(graph("ab", "aa ba"));
    expect(edges.map(({ title }) => title)).toEqual([
      "a waits at main.ts:7 for mutex 1, which a took at main.ts:3",
      "b waits at main.ts:7 for mutex 1, which a took at main.ts:3",
    ]);
    expect(new Set(edges.map(({ path }) => path)).size).toBe(2);
  });

  it("takes a graph without edges", () => {
    expect(layOut(graph("abc", "")).nodes).toHaveLength(3);
  });
});
