import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import type { FrameTimes } from "./ganttPage";

export interface GanttFigures {
  /** Whole-trace views: ours and the same level of detail on a bare canvas in turn, then chart.js's own floating bars. */
  readonly whole: {
    readonly at10k: FrameTimes;
    readonly at5M: FrameTimes;
    readonly bare5M: FrameTimes;
    readonly bars100k: FrameTimes;
  };
  /** Ours at leaps through the run, each to where nothing has been asked for before, in turn. */
  readonly leaps: { readonly at10k: FrameTimes; readonly at1M: FrameTimes; readonly at5M: FrameTimes };
  /** Median at five million over that at ten thousand: at most 1.5. */
  readonly growth: number;
  /** Median over that of the bare canvas: at most 2.5. */
  readonly overBare: number;
  /** Median of chart.js's bars at a hundred thousand over ours at five million: at least 50. */
  readonly belowBars: number;
}

const NOTHING: FrameTimes = { first: NaN, median: NaN, worst: NaN };

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Measures frames of the timeline in Chromium, without a GPU.
 * @param executablePath of Chromium.
 * @throws Error where Chromium cannot be started.
 */
export async function benchGantt(
  executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium",
): Promise<GanttFigures> {
  const built = await build({
    entryPoints: [join(process.cwd(), "bench", "ganttPage.ts")],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    logLevel: "warning",
  });
  const script = built.outputFiles[0]?.text ?? "";
  const server = createServer((request, response) => {
    const isScript = request.url === "/page.js";
    response.writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html" });
    response.end(
      isScript
        ? script
        : `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Gantt</title><body><script src="page.js"></script></body></html>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch({ executablePath, headless: true, args: FLAGS });
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    /** A page for each: no measurement pays for the memory of another. */
    const run = async (call: string): Promise<FrameTimes[]> => {
      const page = await browser.newPage({ viewport: { width: 1600, height: 720 } });
      await page.goto(url);
      const times = await page.evaluate<FrameTimes[]>(call);
      await page.close();
      return times;
    };
    const [at10k = NOTHING, at5M = NOTHING, bare5M = NOTHING, bars100k = NOTHING] = await run("whole()");
    const [leap10k = NOTHING, leap1M = NOTHING, leap5M = NOTHING] = await run("wandering()");
    return {
      whole: { at10k, at5M, bare5M, bars100k },
      leaps: { at10k: leap10k, at1M: leap1M, at5M: leap5M },
      growth: at5M.median / at10k.median,
      overBare: at5M.median / bare5M.median,
      belowBars: bars100k.median / at5M.median,
    };
  } finally {
    await browser.close();
    server.close();
  }
}
