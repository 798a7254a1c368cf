import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LevelOfDetail } from "../../src/analysis/lod";
import { syntheticSpans } from "../../src/analysis/spans/syntheticSpans";
import type { GanttPicture } from "../../webview/gantt/picture";
import { legendRows } from "../../webview/panels/legend";
import type { ViewPicture } from "../../webview/picture/viewPicture";
import { viewSvg } from "../../webview/picture/viewSvg";
import { escapeXml } from "../../webview/picture/svgWriter";
import { THEMES } from "../../webview/theme/standIn";
import { derivePalette } from "../../webview/theme/palette";
import { parseXml } from "./support/xml";

const LANES = 4;
const WIDTH = 800;
const measure = (text: string, size: number): number => text.length * size * 0.55;
const palette = derivePalette(
  (name) => new Map(Object.entries(THEMES.light.variables)).get(name) ?? "",
  "light",
);

function viewOf(slices: number, texts: Partial<ViewPicture> = {}): ViewPicture {
  const level = new LevelOfDetail(syntheticSpans(slices, LANES));
  const end = Math.max(...level.spans.laneOffsets.slice(1).map((stop) => level.spans.end[stop - 1] ?? 0));
  const range = { from: 0, to: end };
  const spans = level.query({ first: 0, count: LANES, ...range, resolution: end / WIDTH });
  const lanes: GanttPicture = {
    grouping: "core",
    range,
    scroll: 0,
    laneHeight: 40,
    lanes: LANES,
    answers: [{ spans, range, first: 0, count: LANES }],
    arrows: {
      time: Float64Array.of(end / 2, end / 3),
      from: Int32Array.of(0, 3),
      to: Int32Array.of(2, 1),
      entity: Int32Array.of(1, 2),
      event: Uint32Array.of(1, 2),
      total: 2,
    },
    selected: { lane: 1, start: end / 4, end: end / 3 },
    palette,
    fontFamily: `"A & B", sans-serif`,
    label: (_, entity) => `G${entity}`,
  };
  return {
    title: "main",
    configuration: "4 cores",
    description: "all",
    lanes,
    first: 0,
    count: LANES,
    laneTexts: Array.from({ length: LANES }, (_, i) => [`Core ${i}`, ""] as const),
    head: "Core",
    gutter: 120,
    width: WIDTH,
    strips: [
      {
        title: "Busy",
        readout: "1 of 4",
        height: 40,
        picture: {
          series: [
            {
              name: "a",
              time: Float64Array.of(0, end / 2),
              value: Float64Array.of(1, 3),
              max: Float64Array.of(1, 3),
            },
          ],
          colors: [palette.kinds.running],
          range,
          top: 4,
          palette,
        },
      },
    ],
    cursor: end / 2,
    marked: { from: end / 5, to: end / 4 },
    dropped: 0,
    legend: legendRows("core", false),
    ...texts,
  };
}

function draw(view: ViewPicture, mostSlices = 20_000, ...more: ViewPicture[]): ReturnType<typeof parseXml> {
  return parseXml(viewSvg([view, ...more], { columnsPerPixel: 1, mostSlices, measure }).svg);
}

describe("the picture of a view", () => {
  test("is one SVG element with a size, in which every reference leads somewhere", () => {
    const root = draw(viewOf(300));
    expect(root.name).toBe("svg");
    expect(root.attributes.get("xmlns")).toBe("http://www.w3.org/2000/svg");
    const [, , width, height] = (root.attributes.get("viewBox") ?? "").split(" ").map(Number);
    expect(Number(root.attributes.get("width"))).toBe(width);
    expect(Number(root.attributes.get("height"))).toBe(height);
    const all = root.all();
    const ids = new Set(all.map((each) => each.attributes.get("id")).filter((id) => id !== undefined));
    const references = all.flatMap((each) =>
      [...each.attributes.values()].flatMap((value) => /^url\(#(.+)\)$/.exec(value)?.[1] ?? []),
    );
    expect(references.length).toBeGreaterThan(0);
    for (const reference of references) expect(ids).toContain(reference);
    for (const each of all)
      for (const value of each.attributes.values()) expect(value).not.toMatch(/NaN|undefined|Infinity/);
  });

  test("has every slice as a box of its length, and says who runs where there is room", () => {
    const view = viewOf(300);
    const { spans } = view.lanes.answers[0] ?? {};
    if (spans?.form !== "exact") throw new Error("300 slices are not answered exactly");
    const root = draw(view);
    const left = 16 + view.gutter;
    const boxes = root.all().filter((each) => {
      const fill = each.attributes.get("fill") ?? "";
      const wide = Number(each.attributes.get("width"));
      return (
        each.name === "rect" &&
        Number(each.attributes.get("x")) >= left - 1 &&
        wide < WIDTH &&
        fill !== "none"
      );
    });
    expect(boxes.length).toBeGreaterThanOrEqual(spans.start.length);
    const end = view.lanes.range.to;
    for (const i of [0, 7, 100, 299]) {
      const [from = 0, to = 0] = [spans.start[i], spans.end[i]];
      const x = left + (from / end) * WIDTH;
      const width = ((to - from) / end) * WIDTH;
      const found = boxes.some((each) => {
        const drawn = Number(each.attributes.get("width"));
        const fits = Math.abs(drawn - Math.max(0.5, width)) < 0.02 || Math.abs(drawn - (width - 1)) < 0.02;
        return fits && Math.abs(Number(each.attributes.get("x")) - x) < 0.02;
      });
      expect(found, `slice ${i} at ${x}, ${width} wide`).toBe(true);
    }
    const texts = draw(viewOf(24))
      .all()
      .filter(({ name }) => name === "text")
      .map(({ text }) => text);
    expect(texts.filter((text) => /^G\d+$/.test(text)).length).toBeGreaterThan(2);
    expect(texts).toEqual(
      expect.arrayContaining(["main", "4 cores", "Core 0", "Core 3", "Busy", "1 of 4", "all"]),
    );
  });

  test("is bounded whatever the number of slices, and says that they are summed up", () => {
    const note = /^all Slices that are too many/;
    const texts = (root: ReturnType<typeof parseXml>): string[] => root.all().map(({ text }) => text);
    expect(texts(draw(viewOf(300))).some((text) => note.test(text))).toBe(false);
    expect(texts(draw(viewOf(300), 100)).some((text) => note.test(text))).toBe(true);
    const sizes = [400_000, 1_600_000].map((slices) => {
      const view = viewOf(slices);
      const { svg } = viewSvg([view], { columnsPerPixel: 1, mostSlices: 20_000, measure });
      expect(texts(parseXml(svg)).some((text) => note.test(text))).toBe(true);
      return svg.length;
    });
    expect(Math.max(...sizes)).toBeLessThan(1_500_000);
    expect((sizes[1] ?? 0) / (sizes[0] ?? 1)).toBeLessThan(2);
  });

  test("of two runs has the one above the other, each with its axis and lanes, and one legend", () => {
    const [a, b] = [viewOf(300, { title: "A  first" }), viewOf(40, { title: "B  second" })];
    const [alone, other, both] = [draw(a), draw(b), draw(a, 20_000, b)];
    const texts = (root: typeof both): string[] => root.all().map(({ text }) => text);
    const size = (root: typeof both): number => Number(root.attributes.get("height"));
    expect(size(both)).toBeGreaterThan(size(other) + 100);
    expect(size(both)).toBeLessThan(size(alone) + size(other));
    const count = (root: typeof both, text: string): number =>
      texts(root).filter((each) => each === text).length;
    for (const title of ["A  first", "B  second"]) expect(count(both, title)).toBeGreaterThan(0);
    for (const [, text] of a.legend) expect(count(both, text)).toBe(count(other, text));
    for (const [name] of a.laneTexts) expect(count(both, name)).toBe(count(alone, name) + count(other, name));
    const ids = both.all().flatMap((each) => each.attributes.get("id") ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("stays XML whatever things are called", () => {
    const names = fc.string({
      unit: fc.constantFrom("&", "<", ">", '"', "'", "]]>", "\u0000", "\ud800", "\uffff", "é", "😀", "a"),
    });
    fc.assert(
      fc.property(names, names, (title, name) => {
        const view = viewOf(40, {
          title,
          laneTexts: [[name, name]],
          configuration: name,
          description: title,
        });
        const root = draw(view);
        expect(root.all().find((each) => each.name === "title")?.text).toBe(
          parseXml(`<a>${escapeXml(title)}</a>`).text,
        );
      }),
      { numRuns: 60 },
    );
  });
});

test("what XML has no place for is replaced, and nothing else", () => {
  expect(escapeXml("a\u0000\u001b\ufffe\tb\n")).toBe("a\ufffd\ufffd\ufffd\tb\n");
  expect(escapeXml("\ud83d\ude00 \ud83d \ude00")).toBe("😀 \ufffd \ufffd");
  expect(escapeXml(`<a b="&">`)).toBe("&#60;a b=&#34;&#38;&#34;&#62;");
});
