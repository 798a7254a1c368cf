import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";
import { makeOpening } from "../src/analysis/opening/makeOpening";
import { LogTraceSource } from "../src/analysis/source";
import { buildSpans } from "../src/analysis/spans/buildSpans";
import { writeSchedtrace } from "../src/formats/schedtrace";
import type { SpanColumns } from "../src/shared/trace/spanColumns";
import { TURN, longLog } from "./longLog";
import { median } from "./median";

export interface OpenFigures {
  readonly slices: number;
  /** Bytes of the trace file, and of the same spans in speedscope's own format. */
  readonly ourBytes: number;
  /** What the first picture takes of ours. */
  readonly openingBytes: number;
  readonly speedscopeBytes: number;
  /** ms from the navigation to the first complete picture, medians. */
  readonly ours: number;
  readonly speedscope: number;
  /** ms until everything is answered: nothing that the panel asked for at first is missing any more. */
  readonly whole: number;
  /** At most 1/10. */
  readonly ratio: number;
  /** ms from the pointer's being over a slice of that trace to the tooltip, median: at most 4. */
  readonly hover: number;
}

const ROUNDS = 3;
/** Nothing that the panel asked for is missing any more. */
const IDLE = "document.body.dataset.idle === 'true'";
const FLAGS = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--ignore-gpu-blocklist",
];

/**
 * Opens a trace of `slices` slices in the viewer, and the same spans of its cores in speedscope, in turn, each in a page of its own.
 * @throws Error where Chromium or speedscope cannot be had.
 */
export async function benchOpen(
  slices = 1_000_000,
  executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium",
): Promise<OpenFigures> {
  const log = longLog(slices * TURN);
  const opening = makeOpening(new LogTraceSource(log));
  const trace = writeSchedtrace(log, opening);
  const spans = buildSpans(log, "core");
  const profile = new TextEncoder().encode(speedscopeProfile(spans));
  const files = await pageFiles(trace, profile);
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://x").pathname;
    const file = files.get(path);
    response.writeHead(file === undefined ? 404 : 200, { "content-type": typeOf(path) });
    response.end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch({ executablePath, headless: true, args: FLAGS });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const ours: number[] = [];
    const theirs: number[] = [];
    const wholes: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const [drawn, whole] = await opened(browser, `${url}/viewer.html`, (title) => title === "drawn", IDLE);
      ours.push(drawn);
      wholes.push(whole);
      const profileUrl = `${url}/speedscope/index.html#profileURL=/profile.json`;
      theirs.push((await opened(browser, profileUrl, (title) => title.includes("cores")))[0]);
    }
    const hover = await hovered(browser, `${url}/viewer.html`);
    return {
      slices: spans.start.length,
      ourBytes: trace.length,
      openingBytes: trace.length - writeSchedtrace(log).length,
      speedscopeBytes: profile.length,
      ours: median(ours),
      speedscope: median(theirs),
      whole: median(wholes),
      ratio: median(ours) / median(theirs),
      hover,
    };
  } finally {
    await browser.close();
    server.close();
  }
}

/** ms until the page's title says that it is there, and two frames more; and until `end` holds, where it is given. */
async function opened(
  browser: Browser,
  url: string,
  there: (title: string) => boolean,
  end = "true",
): Promise<readonly [there: number, end: number]> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
  try {
    const start = performance.now();
    await page.goto(url, { waitUntil: "commit" });
    await page.waitForFunction(`(${there.toString()})(document.title)`, undefined, {
      polling: 50,
      timeout: 60_000,
    });
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    const first = performance.now() - start;
    await page.waitForFunction(end, undefined, { timeout: 60_000 });
    return [first, performance.now() - start];
  } finally {
    await page.close();
  }
}

async function hovered(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
  await page.goto(url);
  await page.waitForFunction(`document.title === "drawn" && ${IDLE}`, undefined, {
    timeout: 60_000,
  });
  const times = await page.evaluate<number[]>("hover(60)");
  await page.close();
  // The first ones build the indexes that the others use.
  return median(times.slice(10));
}

async function pageFiles(trace: Uint8Array, profile: Uint8Array): Promise<Map<string, Uint8Array | string>> {
  const built = await build({
    entryPoints: { page: join(process.cwd(), "bench", "openPage.ts") },
    bundle: true,
    minify: true,
    write: false,
    outdir: "out",
    format: "esm",
    target: "es2022",
    logLevel: "warning",
  });
  const files = new Map<string, Uint8Array | string>(
    built.outputFiles.map((file) => [`/${file.path.slice(file.path.lastIndexOf("/") + 1)}`, file.contents]),
  );
  files.set(
    "/viewer.html",
    `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><link rel="stylesheet" href="page.css"><title>…</title></head><body><div id="app"></div><script type="module" src="page.js"></script></body></html>`,
  );
  files.set("/trace", trace);
  files.set("/profile.json", profile);
  const release = speedscopeFiles();
  for (const [name, content] of release) files.set(`/speedscope/${name}`, content);
  return files;
}

/** The page of the npm package, installed when it is first needed. */
function speedscopeFiles(): readonly (readonly [string, Uint8Array])[] {
  const folder = join(process.cwd(), "tools", "speedscope");
  const release = join(folder, "node_modules", "speedscope", "dist", "release");
  if (!existsSync(release)) {
    const { status } = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
      cwd: folder,
      stdio: "inherit",
    });
    if (status !== 0) throw new Error("speedscope cannot be installed");
  }
  const page = readFileSync(join(release, "index.html"));
  const names = [...page.toString().matchAll(/(?:src|href)="\.?\/?([\w.-]+)"/g)].flatMap(
    ([, name]) => name ?? [],
  );
  return [
    ["index.html", page],
    ...names
      .filter((name) => existsSync(join(release, name)))
      .map((name) => [name, readFileSync(join(release, name))] as const),
  ];
}

/** The spans of each lane as an evented profile (speedscope's file-format-schema.json). */
function speedscopeProfile({ laneOffsets, start, end, entity }: SpanColumns): string {
  const names = new Map<number, number>();
  const frameOf = (id: number): number => {
    const known = names.get(id) ?? names.size;
    names.set(id, known);
    return known;
  };
  const profiles = Array.from({ length: laneOffsets.length - 1 }, (_, lane) => {
    const events: string[] = [];
    const [first = 0, stop = 0] = [laneOffsets[lane], laneOffsets[lane + 1]];
    for (let i = first; i < stop; i++) {
      const frame = frameOf(entity[i] ?? -1);
      events.push(
        `{"type":"O","frame":${frame},"at":${start[i]}},{"type":"C","frame":${frame},"at":${end[i]}}`,
      );
    }
    return `{"type":"evented","name":"core ${lane}","unit":"nanoseconds","startValue":${start[first]},"endValue":${end[stop - 1]},"events":[${events.join(",")}]}`;
  });
  const frames = [...names.keys()].map((id) => `{"name":"G${id}"}`);
  return `{"$schema":"https://www.speedscope.app/file-format-schema.json","name":"cores","shared":{"frames":[${frames.join(",")}]},"profiles":[${profiles.join(",")}]}`;
}

function typeOf(path: string): string {
  const types: Readonly<Record<string, string>> = {
    css: "text/css",
    js: "text/javascript",
    json: "application/json",
    html: "text/html",
  };
  return types[path.slice(path.lastIndexOf(".") + 1)] ?? "application/octet-stream";
}
