/**
 * `npm run test:integration [-- --browser] [-- --desktop] [-- --only PATTERN] [-- --no-drive] [-- --only-drive]`: the tests in a real VS Code. The same tests run in
 * the desktop one where it can be had and shown, and in VS Code in the browser, where a drive of the user interface follows.
 * Screenshots and logs are left in artifacts/. Ends with `N passed, N failed`.
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { openBrowser, windowAddress } from "./vscode/browser.mjs";
import { startServer } from "./vscode/server.mjs";
import { ensureVSCode, unsupported } from "./vscode/setup.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const artifacts = path.join(root, "artifacts");
const args = process.argv.slice(2);
const only = args.includes("--only") ? args[args.indexOf("--only") + 1] : undefined;
const total = { passed: 0, failed: 0 };
/** In-host tests may take this long all together, ms. */
const LIMIT = 10 * 60_000;

function loudly(text) {
  const line = "!".repeat(Math.min(110, text.length + 6));
  console.log(`\n${line}\n!! ${text}\n${line}\n`);
}

function report(where, results) {
  for (const { name, ms, error } of results) {
    console.log(`${error === undefined ? "  ok  " : "FAILED"} ${where}: ${name} (${ms} ms)`);
    if (error !== undefined) console.log(error.replace(/^/gm, "         "));
  }
  total.failed += results.filter(({ error }) => error !== undefined).length;
  total.passed += results.filter(({ error }) => error === undefined).length;
}

function fail(where, what) {
  report(where, [{ name: what, ms: 0, error: what }]);
}

/** A copy of the fixture workspace that tests may write to. */
function freshWorkspace(scratch) {
  const copy = path.join(scratch, "workspace");
  fs.cpSync(path.join(root, "test/fixtures/workspace"), copy, { recursive: true });
  return path.join(copy, "all.code-workspace");
}

/** What the in-host tests read from the environment. */
function testEnvironment(scratch) {
  return {
    SCHEDLENS_RESULT: path.join(scratch, "results.json"),
    SCHEDLENS_TIMES: path.join(scratch, "times.txt"),
    ...(only === undefined ? {} : { SCHEDLENS_ONLY: only }),
  };
}

function collect(where, scratch, complete) {
  const { SCHEDLENS_RESULT: file, SCHEDLENS_TIMES: times } = testEnvironment(scratch);
  const results = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : [];
  report(where, results);
  if (results.length === 0 && only === undefined) fail(where, `no test was run: see ${scratch}`);
  else if (!complete && results.every(({ error }) => error === undefined))
    fail(where, `the tests did not come to their end: see ${scratch}`);
  if (fs.existsSync(times))
    console.log(
      `\nFrom the click on the lens to the drawn panel (${where}):\n${fs.readFileSync(times, "utf8").replace(/^/gm, "  ")}`,
    );
}

async function inDesktop(tests) {
  const where = "desktop";
  const { downloadAndUnzipVSCode, runTests } = await import("@vscode/test-electron");
  let executable;
  try {
    executable = await downloadAndUnzipVSCode({
      version: "stable",
      cachePath: path.join(root, ".vscode-test"),
    });
  } catch (error) {
    return `the desktop VS Code could not be downloaded (${error.message})`;
  }
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "schedlens-desktop-"));
  let complete = true;
  try {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: tests,
      extensionTestsEnv: testEnvironment(scratch),
      launchArgs: [
        freshWorkspace(scratch),
        "--disable-workspace-trust",
        "--disable-extensions",
        `--user-data-dir=${scratch}/user`,
      ],
    });
  } catch {
    complete = false;
  }
  collect(where, scratch, complete);
  return undefined;
}

async function inBrowser(tests) {
  const vscode = ensureVSCode();
  if (!args.includes("--only-drive")) await hostTests(vscode, tests);
  if (args.includes("--no-drive")) return;
  const { drive } = await import("../test/integration/drive.mjs");
  try {
    report("user interface", await drive({ root, artifacts, vscode }));
  } catch (error) {
    fail("user interface", String(error.stack ?? error));
  }
}

/** The in-host tests, and what else needs a page of Chromium. */
async function hostTests(vscode, tests) {
  const scratch = path.join(artifacts, "browser");
  fs.mkdirSync(scratch, { recursive: true });
  const workspace = freshWorkspace(scratch);
  const server = await startServer(vscode, { scratch, driver: true, env: testEnvironment(scratch) });
  const browser = await openBrowser(vscode, { scratch });
  try {
    const ended = new Promise((resolve) => {
      void browser.page.exposeFunction("codeAutomationExit", resolve);
      setTimeout(() => resolve("timeout"), LIMIT).unref();
    });
    await browser.page.exposeFunction("codeAutomationLog", (type, values) =>
      browser.log.write(`[tests ${type}] ${values.join(" ")}\n`),
    );
    await browser.page.goto(windowAddress(server, { workspace, extension: root, tests }));
    const code = await ended;
    await browser.page.screenshot({ path: path.join(artifacts, "in-host-end.png") });
    collect("browser", scratch, code === 0 || code === 1);
    if (browser.outside.size > 0)
      fail("browser", `pages asked other machines: ${[...browser.outside].join(", ")}`);
    if (only === undefined) {
      const { sameBytes } = await import("../test/integration/sameBytes.mjs");
      report(
        "Node and Chromium give the same bytes",
        await sameBytes({ root, page: await browser.context.newPage() }),
      );
      const { tracePage } = await import("../test/integration/tracePage.mjs");
      report("a trace as a page", await tracePage({ root, artifacts, context: browser.context }));
      const { viewerLeaks } = await import("../test/integration/viewerLeaks.mjs");
      report("the panel", await viewerLeaks({ context: browser.context }));
    }
  } finally {
    await browser.context.close();
    await server.stop();
  }
}

fs.rmSync(artifacts, { recursive: true, force: true });
fs.mkdirSync(artifacts, { recursive: true });
if (!args.includes("--no-build")) await import("../esbuild.mjs");
const tests = path.join(root, "build/integration/index.js");
await build({
  entryPoints: [path.join(root, "test/integration/index.ts")],
  outfile: tests,
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "es2022",
  sourcemap: "inline",
  external: ["vscode"],
  logLevel: "warning",
});

const hasDisplay =
  process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const noDesktop = args.includes("--browser")
  ? "--browser was given"
  : hasDisplay
    ? await inDesktop(tests)
    : "there is no display to show it on";
if (noDesktop !== undefined) loudly(`NOT tested in the desktop VS Code: ${noDesktop}.`);

const noBrowser = args.includes("--desktop") ? "--desktop was given" : unsupported();
if (noBrowser === undefined) await inBrowser(tests);
else loudly(`NOT tested in VS Code in the browser: ${noBrowser}.`);

if (noDesktop !== undefined && noBrowser !== undefined)
  fail("integration", "no VS Code could be had to test in");
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
