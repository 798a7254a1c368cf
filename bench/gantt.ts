import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import type { FrameTimes } from "./ganttPage";

export interface GanttFigures {
  /** Our chart at ten thousand, one million and five million slices. */
  readonly at10k: FrameTimes;
  readonly at1M: FrameTimes;
  readonly at5M: FrameTimes;
  /** chart.js's own floating bars at a hundred thousand. */
  readonly bars100k: FrameTimes;
  /** Median frame of ours at one million over that of the bars at a hundred thousand: at most 1/50. */
  readonly ratio: number;
}

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
    const run = async (call: string): Promise<FrameTimes> => {
      const page = await browser.newPage({ viewport: { width: 1600, height: 720 } });
      await page.goto(url);
      const times = await page.evaluate<FrameTimes>(call);
      await page.close();
      return times;
    };
    const at10k = await run("gantt(10_000, 120)");
    const at1M = await run("gantt(1_000_000, 120)");
    const at5M = await run("gantt(5_000_000, 60)");
    const bars100k = await run("bars(100_000, 9)");
    return { at10k, at1M, at5M, bars100k, ratio: at1M.median / bars100k.median };
  } finally {
    await browser.close();
    server.close();
  }
}
