import { BarController, BarElement, CategoryScale, Chart, LinearScale } from "chart.js";
import { LevelOfDetail } from "../src/analysis/lod";
import { syntheticSpans } from "../src/analysis/spans/syntheticSpans";
import { createGantt, updateGantt } from "../webview/gantt/chart";
import { Columns, Shapes } from "../webview/gantt/columns";
import { fillPicture } from "../webview/gantt/fill";
import type { GanttPicture } from "../webview/gantt/picture";
import { applyTheme } from "../webview/theme/standIn";
import { Theme } from "../webview/theme/theme";
import { paintBare } from "./bareCanvas";

/** Milliseconds of frames: the query, the draw with everything it needs, and a read-back of one pixel. */
export interface FrameTimes {
  readonly first: number;
  readonly median: number;
  readonly worst: number;
}

/** Shows [from, to] of a run, as shares of it, and returns where it drew. */
type Draw = (from: number, to: number) => CanvasRenderingContext2D;
type View = readonly [from: number, to: number];

const LANES = 16;
const WIDTH = 1600;
const HEIGHT = 700;

Chart.register(BarController, BarElement, CategoryScale, LinearScale);

const levels = new Map<number, LevelOfDetail>();

function levelOf(count: number): LevelOfDetail {
  const level = levels.get(count) ?? new LevelOfDetail(syntheticSpans(count, LANES));
  levels.set(count, level);
  return level;
}

const endOf = ({ spans }: LevelOfDetail): number =>
  spans.end.reduce((latest, time) => Math.max(latest, time), 0);

function canvas(): HTMLCanvasElement {
  const element = document.createElement("canvas");
  document.body.append(element);
  element.width = WIDTH;
  element.height = HEIGHT;
  return element;
}

/** Our chart over `count` slices. Every frame asks for its spans anew. */
function gantt(count: number): Draw {
  const picture = pictures(count);
  const chart = createGantt(canvas(), picture(0, 1));
  chart.resize(WIDTH, HEIGHT);
  return (from, to) => {
    updateGantt(chart, picture(from, to));
    return chart.ctx;
  };
}

function pictures(count: number): (from: number, to: number) => GanttPicture {
  const level = levelOf(count);
  const end = endOf(level);
  const { palette, fontFamily } = theme();
  return (from, to) => {
    const range = { from: from * end, to: to * end };
    const resolution = (range.to - range.from) / WIDTH;
    const spans = level.query({ first: 0, count: LANES, ...range, resolution });
    return {
      grouping: "core",
      range,
      scroll: 0,
      laneHeight: Math.floor((HEIGHT - 28) / LANES),
      lanes: LANES,
      answers: [{ spans, range, first: 0, count: LANES }],
      arrows: undefined,
      selected: undefined,
      palette,
      fontFamily,
      label: (_kind, entity) => `G${entity}`,
    };
  };
}

let shared: Theme | undefined;

function theme(): Theme {
  if (shared === undefined) {
    applyTheme("dark");
    shared = new Theme();
  }
  return shared;
}

/** The same level of detail on a bare canvas: no chart, no axis, no textures, no labels. */
function bare(count: number): Draw {
  const picture = pictures(count);
  const context = canvas().getContext("2d");
  if (context === null) throw new Error("this browser draws nothing");
  const columns = new Columns();
  const shapes = new Shapes();
  return (from, to) => {
    const shown = picture(from, to);
    fillPicture(shown, WIDTH, 0, LANES, columns, shapes);
    paintBare(context, shown, columns, shapes);
    return context;
  };
}

/** chart.js's own floating bars over the same kind of data. */
function bars(count: number): Draw {
  const { spans } = levelOf(count);
  const end = endOf(levelOf(count));
  const data: { x: [number, number]; y: string }[] = [];
  for (let lane = 0; lane < LANES; lane++)
    for (let i = spans.laneOffsets[lane] ?? 0; i < (spans.laneOffsets[lane + 1] ?? 0); i++)
      data.push({ x: [spans.start[i] ?? 0, spans.end[i] ?? 0], y: `P${lane}` });
  const chart = new Chart(canvas(), {
    type: "bar",
    data: {
      labels: Array.from({ length: LANES }, (_, lane) => `P${lane}`),
      datasets: [{ data, backgroundColor: "#89d185", grouped: false }],
    },
    options: {
      indexAxis: "y",
      animation: false,
      responsive: false,
      maintainAspectRatio: false,
      normalized: true,
      events: [],
      scales: { x: { type: "linear", min: 0, max: end }, y: { type: "category" } },
    },
  });
  return (from, to) => {
    const x = chart.options.scales?.["x"];
    if (x !== undefined) {
      x.min = from * end;
      x.max = to * end;
    }
    chart.update("none");
    return chart.ctx;
  };
}

/** The whole run, and up to a hundredth less of it: no frame is that before it. */
function wholeViews(frames: number): readonly View[] {
  return Array.from({ length: frames }, (_, i) => [0, 1 - 0.01 * ((i * 0.618) % 1)] as const);
}

/** From the whole run to a thousandth of it, somewhere else each time. */
function leaps(frames: number): readonly View[] {
  return Array.from({ length: frames }, (_, i) => {
    const size = 10 ** (-3 * Math.abs(Math.sin((i / frames) * Math.PI)));
    const from = (1 - size) * ((i * 0.618) % 1);
    return [from, from + size] as const;
  });
}

/** The charts in turn, view by view: what slows the machine down slows all of them. */
async function inTurn(draws: readonly Draw[], views: readonly View[]): Promise<FrameTimes[]> {
  const times = draws.map((): number[] => []);
  for (const [from, to] of views)
    for (const [i, draw] of draws.entries()) {
      await new Promise(requestAnimationFrame);
      const start = performance.now();
      draw(from, to).getImageData(3, 3, 1, 1);
      times[i]?.push(performance.now() - start);
    }
  return times.map(([first = 0, ...others]) => {
    const sorted = others.sort((a, b) => a - b);
    return { first, median: sorted[sorted.length >> 1] ?? NaN, worst: sorted.at(-1) ?? NaN };
  });
}

/** Whole-trace views: ours at ten thousand and five million, a bare canvas at five million, and chart.js's own bars at a hundred thousand. */
async function whole(): Promise<FrameTimes[]> {
  const ours = await inTurn([gantt(10_000), gantt(5_000_000), bare(5_000_000)], wholeViews(100));
  document.body.replaceChildren();
  return [...ours, ...(await inTurn([bars(100_000)], wholeViews(8)))];
}

/** Ours at ten thousand, a million and five million. */
function wandering(): Promise<FrameTimes[]> {
  return inTurn([gantt(10_000), gantt(1_000_000), gantt(5_000_000)], leaps(60));
}

Object.assign(window, { whole, wandering });
