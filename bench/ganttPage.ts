import { BarController, BarElement, CategoryScale, Chart, LinearScale } from "chart.js";
import { LevelOfDetail } from "../src/analysis/lod";
import { syntheticSpans } from "../src/analysis/spans/syntheticSpans";
import { createGantt, updateGantt } from "../webview/gantt/chart";
import type { GanttPicture } from "../webview/gantt/picture";
import { applyTheme } from "../webview/theme/standIn";
import { Theme } from "../webview/theme/theme";

/** Milliseconds of frames: the draw with everything it needs, plus a read-back of one pixel. */
export interface FrameTimes {
  readonly first: number;
  readonly median: number;
  readonly worst: number;
  readonly frames: number;
}

const LANES = 16;
const WIDTH = 1600;
const HEIGHT = 700;

Chart.register(BarController, BarElement, CategoryScale, LinearScale);

/** Views from the whole run to a thousandth of it, and pans at each zoom; as shares of the run. */
function views(frames: number): readonly (readonly [from: number, to: number])[] {
  return Array.from({ length: frames }, (_, i) => {
    const size = 10 ** (-3 * Math.abs(Math.sin((i / frames) * Math.PI)));
    const from = (1 - size) * ((i * 0.618) % 1);
    return [from, from + size] as const;
  });
}

function canvas(): HTMLCanvasElement {
  const element = document.createElement("canvas");
  document.body.replaceChildren(element);
  element.width = WIDTH;
  element.height = HEIGHT;
  return element;
}

async function measure(
  frames: number,
  draw: (from: number, to: number) => CanvasRenderingContext2D,
): Promise<FrameTimes> {
  const times: number[] = [];
  for (const [from, to] of views(frames)) {
    await new Promise(requestAnimationFrame);
    const start = performance.now();
    draw(from, to).getImageData(3, 3, 1, 1);
    times.push(performance.now() - start);
  }
  const [first = 0, ...others] = times;
  const sorted = others.sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { first, median: at(0.5), worst: at(1), frames };
}

/** Our chart over `count` slices: every frame asks for its spans anew, as after a leap in the panel. */
async function gantt(count: number, frames: number): Promise<FrameTimes> {
  const level = new LevelOfDetail(syntheticSpans(count, LANES));
  const end = level.spans.end.reduce((latest, time) => Math.max(latest, time), 0);
  applyTheme("dark");
  const theme = new Theme();
  const picture = (from: number, to: number): GanttPicture => {
    const range = { from: from * end, to: to * end };
    const spans = level.query({
      first: 0,
      count: LANES,
      ...range,
      resolution: (range.to - range.from) / WIDTH,
    });
    return {
      grouping: "core",
      range,
      scroll: 0,
      laneHeight: Math.floor((HEIGHT - 28) / LANES),
      lanes: LANES,
      answers: [{ spans, range, first: 0, count: LANES }],
      arrows: undefined,
      selected: undefined,
      palette: theme.palette,
      fontFamily: theme.fontFamily,
      label: (_kind, entity) => `G${entity}`,
    };
  };
  const chart = createGantt(canvas(), picture(0, 1));
  chart.resize(WIDTH, HEIGHT);
  const times = await measure(frames, (from, to) => {
    updateGantt(chart, picture(from, to));
    return chart.ctx;
  });
  chart.destroy();
  theme.dispose();
  return times;
}

/** chart.js's own floating bars over the same kind of data. */
async function bars(count: number, frames: number): Promise<FrameTimes> {
  const spans = syntheticSpans(count, LANES);
  const end = spans.end.reduce((latest, time) => Math.max(latest, time), 0);
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
  const times = await measure(frames, (from, to) => {
    const x = chart.options.scales?.["x"];
    if (x !== undefined) {
      x.min = from * end;
      x.max = to * end;
    }
    chart.update("none");
    return chart.ctx;
  });
  chart.destroy();
  return times;
}

Object.assign(window, { gantt, bars });
