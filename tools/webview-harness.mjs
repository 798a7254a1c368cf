// Draws the panel without VS Code over a made-up run, and takes pictures of it:
//   node tools/webview-harness.mjs OUT [name=value …]      e.g. theme=light goroutines=300 width=1600 tab=steals
// or over a recorded one: trace=FILE; with compare=FILE beside another one. save=png or svg: also what the panel saves. lang=pseudo
// shows which texts are translated, and whether longer ones have room.
// Several values of one name, separated by commas, give a picture of each combination.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { build } from "esbuild";
import { chromium } from "playwright-core";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const POLICY =
  "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'";

/**
 * Builds `entry` and serves it as a page under the panel's own content security policy.
 * @param traces files that the page may fetch as `trace/NAME`: paths by name.
 */
export async function servePage(entry, traces = new Map()) {
  const built = await build({
    entryPoints: { page: entry },
    bundle: true,
    write: false,
    outdir: "out",
    format: "esm",
    target: "es2022",
    minify: true,
  });
  const formats = await build({
    stdin: {
      contents: `export { readSchedtrace } from "./src/formats/schedtrace";`,
      resolveDir: process.cwd(),
    },
    bundle: true,
    write: false,
    outfile: "formats.js",
    format: "iife",
    globalName: "formats",
    target: "es2022",
  });
  const outputs = [...built.outputFiles, ...formats.outputFiles];
  const files = new Map(outputs.map((file) => [`/${path.basename(file.path)}`, file.contents]));
  files.set("/favicon.ico", "");
  const style = files.has("/page.css") ? `<link rel="stylesheet" href="page.css">` : "";
  const page = (texts) =>
    `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">${style}<title>SchedLens</title></head><body><div id="app"></div>${texts}<script src="formats.js"></script><script type="module" src="page.js"></script></body></html>`;
  const types = { ".js": "text/javascript", ".css": "text/css" };
  const server = createServer((request, response) => {
    const { pathname: name, searchParams } = new URL(request.url, "http://x");
    const trace = traces.get(name.replace("/trace/", ""));
    const texts = searchParams.get("lang") === "pseudo" ? pseudoTexts() : "";
    const body = name === "/" ? page(texts) : trace === undefined ? files.get(name) : readFileSync(trace);
    response.writeHead(body === undefined ? 404 : 200, {
      "content-type": types[path.extname(name)] ?? "text/html",
    });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** The bundle for translators, translated into a language of which every text is in ⟦brackets⟧ and a third longer. */
function pseudoTexts() {
  const bundle = JSON.parse(readFileSync("l10n/bundle.l10n.json", "utf8"));
  const longer = Object.keys(bundle).map((text) => [
    text,
    `⟦${text}${"·".repeat(Math.ceil(text.length / 3))}⟧`,
  ]);
  return `<script type="application/json" id="l10n">${JSON.stringify(Object.fromEntries(longer))}</script>`;
}

export function launch() {
  return chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS });
}

export async function idle(page) {
  await page.waitForFunction(() => document.body.dataset.idle === "true", undefined, { timeout: 20_000 });
}

function combinations(options) {
  return Object.entries(options).reduce(
    (sets, [name, values]) =>
      sets.flatMap((set) => values.split(",").map((value) => ({ ...set, [name]: value }))),
    [{}],
  );
}

/** What the panel's own export of the view makes. */
async function saved(view, format) {
  const text = await view.evaluate(async (format) => {
    window.host.say({ type: "capture", id: 1, format });
    for (;;) {
      const picture = window.sent.find((message) => message.type === "picture");
      if (picture !== undefined)
        return btoa(Array.from(picture.bytes, (b) => String.fromCharCode(b)).join(""));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }, format);
  return Buffer.from(text, "base64");
}

async function pictures(out, options) {
  mkdirSync(out, { recursive: true });
  const traces = new Map();
  for (const name of ["trace", "compare"]) {
    const files = options[name]?.split(",") ?? [];
    for (const file of files) traces.set(path.basename(file), file);
    if (files.length > 0) options[name] = files.map((file) => path.basename(file)).join(",");
  }
  const served = await servePage("webview/dev/harness.ts", traces);
  const browser = await launch();
  for (const set of combinations(options)) {
    const {
      width = "1200",
      height = "800",
      scale = "1",
      grouping,
      tab,
      zoom,
      hover,
      click,
      press,
      legend,
      save,
      ...page
    } = set;
    const view = await browser.newPage({
      viewport: { width: Number(width), height: Number(height) },
      deviceScaleFactor: Number(scale),
    });
    view.on("console", (message) => message.type() === "error" && console.error(message.text()));
    view.on("pageerror", (error) => console.error(error));
    await view.goto(`${served.url}?${new URLSearchParams(page)}`);
    if ((page.state ?? "ready") === "ready" || page.state === "stale") await idle(view);
    if (grouping) await view.getByRole("radio", { name: grouping, exact: true }).click();
    if (tab) await view.locator(`#tab-${tab}`).click();
    const place = async (text) => {
      const [x, y] = text.split("x").map(Number);
      const box = await view.locator(".plot").first().boundingBox();
      return [box.x + x * box.width, box.y + y];
    };
    if (zoom) {
      const [x, y, times] = zoom.split("x").map(Number);
      await view.mouse.move(...(await place(`${x}x${y}`)));
      for (let i = 0; i < times; i++) await view.mouse.wheel(0, -120);
      await idle(view);
    }
    if (click) {
      await view.mouse.click(...(await place(click)));
      await idle(view);
    }
    for (const key of press?.split("+") ?? []) await view.keyboard.press(key);
    if (hover) await view.mouse.move(...(await place(hover)), { steps: 3 });
    if (legend) await view.getByTitle("Legend and keys").click();
    await view.waitForTimeout(250);
    const name =
      Object.entries(set)
        .map(([key, value]) => `${key}-${value}`)
        .join("_")
        .replaceAll("/", "slash") || "default";
    if (save) writeFileSync(path.join(out, `${name}.saved.${save}`), await saved(view, save));
    writeFileSync(path.join(out, `${name}.png`), await view.screenshot());
    console.log(path.join(out, `${name}.png`));
    await view.close();
  }
  await browser.close();
  served.close();
}

if (import.meta.url === `file://${path.resolve(process.argv[1] ?? "")}`) {
  const [out = "artifacts/panel", ...rest] = process.argv.slice(2);
  await pictures(out, Object.fromEntries(rest.map((text) => text.split(/=(.*)/s, 2))));
}
