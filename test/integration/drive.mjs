/**
 * A person's way through the packaged extension, with real clicks in VS Code in the browser. Each step is a test; screenshots of the
 * states on the way are left in artifacts/.
 */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { openBrowser, windowAddress } from "../../tools/vscode/browser.mjs";
import { installExtension, startServer } from "../../tools/vscode/server.mjs";
import { restricted } from "./restricted.mjs";

const PATIENCE = 30_000;
const AXE = fs.readFileSync(
  new URL("../../tools/vscode/node_modules/axe-core/axe.min.js", import.meta.url),
  "utf8",
);

class Driver {
  results = [];

  constructor(page, artifacts) {
    this.page = page;
    this.artifacts = artifacts;
  }

  async step(name, body) {
    const begun = Date.now();
    let error;
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error("the step took too long")), 3 * PATIENCE);
    });
    try {
      await Promise.race([body(), late]);
    } catch (thrown) {
      error = String(thrown.stack ?? thrown);
      await this.shot(`failed-${name.replace(/\W+/g, "-").slice(0, 60)}`).catch(() => undefined);
    }
    clearTimeout(timer);
    this.results.push({ name, ms: Date.now() - begun, error });
  }

  shot(name) {
    return this.page.screenshot({ path: path.join(this.artifacts, `${name}.png`) });
  }

  /** The page inside the panel. */
  get panel() {
    return this.page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  }

  /** Waits until the panel has drawn everything of a finished run, or shows another final state. */
  async drawn(state = "ready") {
    await this.panel.locator(`#app[data-state="${state}"]`).waitFor({ state: "attached", timeout: PATIENCE });
    await this.panel.locator('body[data-idle="true"]').waitFor({ state: "attached", timeout: PATIENCE });
  }

  /** What axe finds wrong in the panel: rules of WCAG 2.1 A and AA, and its own advice. */
  async barriers() {
    const body = await this.panel.locator("body").elementHandle();
    const frame = await body.ownerFrame();
    await frame.evaluate(AXE);
    const { violations } = await frame.evaluate(() => globalThis.axe.run());
    return violations.map(
      ({ id, nodes }) => `${id} (${nodes.map(({ target }) => target.join(" ")).join(", ")})`,
    );
  }

  lens(text) {
    return this.page.locator(".codelens-decoration a", { hasText: text }).first();
  }

  /** Opens a window on a folder, and a file in it. */
  async start(server, folder, file) {
    await this.page.goto(windowAddress(server, { folder }));
    const row = this.page.locator(".explorer-folders-view .monaco-list-row");
    await row.first().waitFor({ timeout: 2 * PATIENCE });
    await this.open(file);
  }

  async open(file) {
    const text = this.code.locator(".view-lines").first();
    if (await text.isVisible()) await text.click(); // so that the file opens in this group, not over the panel
    await this.page.keyboard.press("Control+p");
    await this.page.locator(".quick-input-widget input").first().fill(file);
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: file }).first().click();
    await this.page.locator(`.tab.active[data-resource-name="${file}"]`).waitFor({ timeout: PATIENCE });
  }

  async command(title) {
    await this.page.keyboard.press("F1");
    await this.page.locator(".quick-input-widget input").first().fill(`>${title}`);
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().click();
  }

  async theme(name, kind) {
    await this.command("Preferences: Color Theme");
    const input = this.page.locator(".quick-input-widget input").first();
    await input.fill(name);
    await this.page
      .locator(".quick-input-list .monaco-list-row.focused", { hasText: name })
      .waitFor({ timeout: PATIENCE });
    await this.page.keyboard.press("Enter");
    await this.page.locator(`.monaco-workbench.${kind}`).waitFor({ state: "attached", timeout: PATIENCE });
    await this.drawn();
  }

  /** Does something that runs a program again, and waits for the new picture. @returns ms from before the action to the picture */
  async redrawn(action) {
    const app = this.panel.locator("#app");
    await app.evaluate((element) => {
      let ran = false;
      globalThis.picture = new Promise((resolve) => {
        const look = () => {
          ran ||= element.dataset.state === "running";
          if (!ran || element.dataset.state !== "ready" || document.body.dataset.idle !== "true") return;
          observer.disconnect();
          resolve(Date.now());
        };
        const observer = new MutationObserver(look);
        observer.observe(element, { attributes: true });
        observer.observe(document.body, { attributes: true });
      });
    });
    const begun = Date.now();
    await action();
    return (await app.evaluate(() => globalThis.picture)) - begun;
  }

  /** Waits until VS Code has written down, where it keeps what extensions remember of a workspace, something with this text. */
  async stored(text) {
    await this.page.evaluate(async (wanted) => {
      const answer = (request) =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const holds = async (name) => {
        const database = await answer(indexedDB.open(name));
        try {
          for (const store of database.objectStoreNames) {
            const values = await answer(database.transaction(store).objectStore(store).getAll());
            if (values.some((value) => String(value).includes(wanted))) return true;
          }
          return false;
        } finally {
          database.close();
        }
      };
      for (;;) {
        for (const { name } of await indexedDB.databases())
          if (name?.startsWith("vscode-web-state-db") && (await holds(name))) return;
        await new Promise(requestAnimationFrame);
      }
    }, text);
  }

  /** The editor group with the code. */
  get code() {
    return this.page.locator(".editor-group-container").first();
  }

  /** Different colours on a timeline's canvas. */
  colours(within = "") {
    return this.panel
      .locator(`${within}canvas.lanes-canvas`)
      .first()
      .evaluate((canvas) => {
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        const seen = new Set();
        for (let i = 0; i < data.length; i += 4 * 7)
          seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
        return seen.size;
      });
  }
}

function check(condition, message) {
  if (!condition) throw new Error(message);
}

/** Packs the extension as it would be published. */
function packExtension(root, target) {
  execFileSync(
    process.execPath,
    [
      path.join(root, "node_modules/@vscode/vsce/vsce"),
      "package",
      "--no-dependencies",
      "--allow-missing-repository",
      "--no-rewrite-relative-links",
      "--out",
      target,
    ],
    { cwd: root, stdio: ["ignore", "ignore", "inherit"] },
  );
  return target;
}

async function walk(driver, server, folder) {
  const { page } = driver;
  await driver.step("the lens stands above the entry of an example", async () => {
    await driver.start(server, folder, "work-stealing.ts");
    await driver.lens("Simulate scheduling").waitFor({ timeout: 60_000 });
    await driver.shot("1-lens");
  });
  await driver.step("a click on the lens draws the panel beside the code", async () => {
    const begun = Date.now();
    await driver.lens("Simulate scheduling").click();
    await driver.drawn();
    console.log(`From a real click on the lens to the drawn panel, cold: ${Date.now() - begun} ms`);
    await driver.lens(/\d+ cores · .* · \d+ steals?/).waitFor({ timeout: PATIENCE });
    check((await driver.colours()) > 4, "the timeline is empty");
    await driver.shot("2-panel");
  });
  await driver.step("again, warm", async () => {
    const ms = await driver.redrawn(() =>
      driver.panel.getByRole("button", { name: "Run again" }).first().click(),
    );
    console.log(`From a real click on "Run again" to the drawn panel: ${ms} ms`);
  });
  await driver.step(
    "a click on a slice reveals its line; the editor shows where goroutines are",
    async () => {
      await page
        .locator(".monaco-editor .view-lines")
        .first()
        .click({ position: { x: 5, y: 5 } });
      await page.keyboard.press("Control+Home");
      const canvas = driver.panel.locator("canvas.lanes-canvas").first();
      const { width, height } = await canvas.boundingBox();
      // Not every slice has a line: what the pointer is over says so once the panel has its answers.
      const place = driver.panel.locator(".tooltip .tooltip-place").first();
      let found = false;
      for (let i = 1; i < 30 && !found; i++) {
        await canvas.click({
          position: { x: (width * (i % 10 || 5)) / 10, y: 40 + ((height - 50) * Math.ceil(i / 10)) / 6 },
        });
        await driver.drawn();
        found = await place.isVisible();
      }
      check(found, "no slice has a line");
      await page.waitForFunction(
        () => {
          const [code] = document.querySelectorAll(".editor-group-container");
          return Number(code?.querySelector(".line-numbers.active-line-number")?.textContent) > 1;
        },
        undefined,
        { timeout: PATIENCE },
      );
      await page.waitForFunction(
        () =>
          [...document.querySelectorAll(".view-lines span[class*='ced-']")].some((mark) =>
            /G\d+ /.test(getComputedStyle(mark, "::after").content),
          ),
        undefined,
        { timeout: PATIENCE },
      );
      await driver.shot("3-reveal");
    },
  );
  await driver.step("the side panel lists runs, configuration and goroutines", async () => {
    await page.locator(".activitybar .action-label[aria-label^='SchedLens']").first().click();
    await page.locator(".monaco-list-row", { hasText: "gomaxprocs" }).waitFor({ timeout: PATIENCE });
    await page
      .locator(".monaco-list-row", { hasText: "main · work-stealing.ts" })
      .first()
      .waitFor({ timeout: PATIENCE });
    await page.locator(".monaco-list-row", { hasText: /G\d+ / }).first().waitFor({ timeout: PATIENCE });
    await driver.shot("4-side-panel");
  });
  await driver.step("changing the number of cores runs again", async () => {
    await page
      .locator(".monaco-list-row", { hasText: /^cores/ })
      .first()
      .click();
    const input = page.locator(".quick-input-widget input").first();
    await input.waitFor({ timeout: PATIENCE });
    await input.fill("none");
    await page.getByText("cores must be a whole number").first().waitFor({ timeout: PATIENCE });
    await driver.redrawn(async () => {
      await input.fill("2");
      await page.keyboard.press("Enter");
    });
    await driver.lens(/2 cores/).waitFor({ timeout: PATIENCE });
    await page
      .locator(".monaco-list-row", { hasText: "changed here" })
      .first()
      .waitFor({ timeout: PATIENCE });
  });
  for (const [label, name] of [
    ["Ps", "p"],
    ["Goroutines", "g"],
  ]) {
    await driver.step(`lanes per ${name.toUpperCase()}`, async () => {
      await driver.panel.getByRole("radio", { name: label }).first().click();
      await driver.drawn();
      check((await driver.colours()) > 3, "the timeline is empty");
      await driver.shot(`5-lanes-${name}`);
    });
  }
  await driver.step("every tab shows something that all can use", async () => {
    const tabs = await driver.panel.getByRole("tab").all();
    check(tabs.length >= 3, "there are no tabs");
    const wrong = [];
    for (const tab of tabs) {
      await tab.click();
      await driver.drawn();
      const name = (await tab.locator(".tab-title").textContent()).toLowerCase();
      await driver.shot(`6-tab-${name}`);
      for (const barrier of await driver.barriers()) wrong.push(`${name}: ${barrier}`);
    }
    await tabs[0].click();
    check(wrong.length === 0, wrong.join("; "));
  });
  await driver.step("what is searched for is found, marked, and can be come back to", async () => {
    await driver.panel.locator(".timeline-focus").first().focus();
    await page.keyboard.press("/");
    await page.keyboard.type("main");
    const found = driver.panel.locator(".search-list [role=option]");
    await found.first().waitFor({ timeout: PATIENCE });
    const name = await found.first().locator("span").first().textContent();
    await page.keyboard.press("Enter");
    await driver.panel
      .getByRole("radio", { name: "Goroutines", checked: true })
      .waitFor({ timeout: PATIENCE });
    await driver.panel.getByText(name).locator("visible=true").first().waitFor({ timeout: PATIENCE });
    await driver.panel.locator(".timeline-focus").first().focus();
    await page.keyboard.press("m");
    await driver.panel.getByText(/^Marked: /).waitFor({ timeout: PATIENCE });
    await page.keyboard.press("z");
    await driver.panel.getByText(/^In view: /).waitFor({ timeout: PATIENCE });
  });
  await driver.step("what is not involved is hidden, and shown again", async () => {
    const bar = driver.panel.locator(".filter-bar").first();
    const search = async (text) => {
      await driver.panel.locator(".timeline-focus").first().focus();
      await page.keyboard.press("/");
      await page.keyboard.type(text);
      await driver.panel.locator(".search-list [role=option]").first().waitFor({ timeout: PATIENCE });
    };
    await search("main");
    await page.keyboard.press("Enter");
    await driver.panel.locator(".timeline-focus").first().focus();
    await page.keyboard.press("h");
    await bar.getByText(/^Only who is involved with /).waitFor({ timeout: PATIENCE });
    await driver.drawn();
    const text = await bar.textContent();
    const [, kept, all] = /: (\d+) of (\d+) lanes/.exec(text) ?? [];
    check(Number(kept) > 0 && Number(kept) < Number(all), `no lane was hidden: ${text}`);
    const barriers = await driver.barriers();
    check(barriers.length === 0, barriers.join("; "));
    await driver.shot("6-involved");
    await bar.getByRole("button", { name: "Show all lanes" }).click();
    await bar.waitFor({ state: "hidden", timeout: PATIENCE });
    await search("main");
    await page.keyboard.press("Shift+Enter");
    await bar.getByText(/^Only what the search for main finds/).waitFor({ timeout: PATIENCE });
    await driver.panel.locator(".timeline-focus").first().focus();
    await page.keyboard.press("h");
    await bar.waitFor({ state: "hidden", timeout: PATIENCE });
  });
  await compareRuns(driver);
  for (const [theme, kind] of [
    ["Light Modern", "vs"],
    ["Default High Contrast", "hc-black"],
    ["Default High Contrast Light", "hc-light"],
    ["Dark Modern", "vs-dark"],
  ]) {
    await driver.step(`theme ${theme}`, async () => {
      await driver.theme(theme, kind);
      check((await driver.colours()) > 3, "the timeline is empty");
      await driver.shot(`7-theme-${kind}`);
    });
  }
  for (const width of [800, 1600]) {
    await driver.step(`window of ${width} pixels`, async () => {
      await page.setViewportSize({ width, height: width === 800 ? 600 : 1000 });
      await driver.drawn();
      const { width: drawn } = await driver.panel.locator("canvas.lanes-canvas").first().boundingBox();
      check(drawn > 50, `the timeline is ${drawn} pixels wide`);
      // Narrower than its least width the panel is scrolled.
      const panel = await driver.panel.locator("#app").boundingBox();
      for (const tab of await driver.panel.getByRole("tab").all()) {
        const { x, width: wide } = await tab.boundingBox();
        const within = x >= panel.x && x + wide <= panel.x + panel.width;
        check(within, `the tab ${await tab.textContent()} is cut off`);
      }
      await driver.shot(`8-width-${width}`);
    });
  }
  await driver.step("reloading the window restores the panel and its place", async () => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await driver.panel.getByRole("radio", { name: "Ps" }).first().click();
    await driver.drawn();
    await driver.stored('"grouping":"p"');
    await page.reload();
    await page.locator(".monaco-workbench").waitFor({ timeout: 60_000 });
    await driver.drawn();
    check(
      (await driver.panel.getByRole("radio", { name: "Ps" }).first().getAttribute("aria-checked")) === "true",
      "the lanes are others than before",
    );
    // So did the comparison, as it stood.
    await driver.panel
      .getByRole("radio", { name: "Where they part", checked: true })
      .waitFor({ timeout: PATIENCE });
    check((await driver.colours("#other-run ")) > 3, "the timeline of B is empty");
    // The history came back with it: not only the run that the panel shows.
    const runs = page.locator(".monaco-list-row", { hasText: "main · work-stealing.ts" });
    await runs.nth(1).waitFor({ timeout: PATIENCE });
    await runs.nth(1).click();
    await driver.drawn();
    await driver.shot("9-reloaded");
  });
  await driver.step("a comparison ends with a click", async () => {
    await driver.panel.getByRole("button", { name: "End the comparison" }).click();
    await driver.panel.getByText("Nothing to compare with yet").waitFor({ timeout: PATIENCE });
    await driver.panel.locator("#other-run").waitFor({ state: "hidden", timeout: PATIENCE });
    await driver.panel.getByRole("tab").first().click();
    await driver.drawn();
  });
  await driver.step("a deadlock is shown with its reason", async () => {
    await driver.open("deadlock.ts");
    await driver.lens("Simulate scheduling").click();
    await driver.panel
      .getByText(/deadlock/)
      .first()
      .waitFor({ timeout: PATIENCE });
    await driver.drawn();
    await driver.shot("10-deadlock");
  });
  await driver.step("editing after the run marks it as stale", async () => {
    await page.locator(".monaco-editor .view-lines").first().click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("// changed");
    await driver.panel
      .locator(".banner", { hasText: /changed/i })
      .first()
      .waitFor({ timeout: PATIENCE });
    await driver.shot("11-stale");
    await driver.command("File: Revert File");
  });
  await driver.step("an endless program shows that it runs, and can be stopped", async () => {
    await driver.open("endless.ts");
    await driver.lens("Simulate scheduling").click();
    const cancel = driver.panel.getByRole("button", { name: "Cancel" });
    await cancel.waitFor({ timeout: PATIENCE });
    await driver.shot("12-running");
    await cancel.click();
    await cancel.waitFor({ state: "hidden", timeout: PATIENCE });
    await driver.shot("13-cancelled");
  });
  await driver.step("a refused program says what is wrong", async () => {
    await driver.open("refused.ts");
    await driver.lens("Simulate scheduling").click();
    await driver.drawn("failed");
    await driver.shot("14-refused");
  });
  await driver.step("the editor title has a button", async () => {
    await driver.open("ping-pong.ts");
    await page.locator(".editor-actions a[aria-label*='Simulate Scheduling']").first().click();
    await driver.lens(/\d+ cores? · /).waitFor({ timeout: PATIENCE });
    await driver.drawn();
    await driver.shot("15-ping-pong");
  });
  await driver.step(
    "another program's output takes the place of the one before, without a Go runtime too",
    async () => {
      const simulate = async (file) => {
        await driver.open(file);
        await driver.lens("Simulate scheduling").click();
        await driver.panel.locator(".run-label", { hasText: file }).waitFor({ timeout: PATIENCE });
        await driver.drawn();
      };
      await simulate("parallelism.ts");
      await driver.panel.getByRole("tab", { name: "Output" }).click();
      const line = driver.panel.locator(".output-text");
      await line.filter({ hasText: "four threads" }).waitFor({ timeout: PATIENCE });
      await driver.shot("17-native-output");
      await simulate("priority-inversion.ts");
      await line.filter({ hasText: "high has the lock" }).waitFor({ timeout: PATIENCE });
      check((await line.count()) === 1, "output of an earlier run is shown");
      await driver.panel.getByRole("radio", { name: "Threads" }).click();
      await driver.drawn();
      await driver.shot("18-native-threads");
    },
  );
}

/** Two runs, the one above the other: found, linked, aligned, and where they part. They stay so. */
async function compareRuns(driver) {
  const { page, panel } = driver;
  const cursor = () => panel.locator(".cursor-readout").first().textContent();
  const accessible = async () => {
    // The pictures are put into words when the timelines have rested.
    await panel.locator("#other-run canvas.lanes-canvas[aria-label]").waitFor({ timeout: PATIENCE });
    const barriers = await driver.barriers();
    check(barriers.length === 0, barriers.join("; "));
  };
  await driver.step("a second run is chosen, and stands under the first", async () => {
    await panel.getByRole("tab", { name: "Compare" }).click();
    await panel.getByRole("button", { name: "Choose a run or a trace file" }).click();
    await page
      .locator(".quick-input-list .monaco-list-row", { hasText: "main · work-stealing.ts" })
      .first()
      .click();
    await panel.locator(".figures-table .verdict").first().waitFor({ timeout: PATIENCE });
    await driver.drawn();
    check((await driver.colours("#other-run ")) > 3, "the timeline of B is empty");
    await panel.locator(".difference", { hasText: "cores" }).first().waitFor({ timeout: PATIENCE });
    await accessible();
    await driver.shot("6-compared");
  });
  await driver.step("the two timelines have one zoom and one cursor", async () => {
    const picture = () =>
      panel
        .locator("#other-run canvas.lanes-canvas")
        .first()
        .evaluate((canvas) => canvas.toDataURL());
    const [time, seen] = [await cursor(), await picture()];
    await panel.locator("#other-run .timeline-focus").focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press("]");
    await driver.drawn();
    check((await cursor()) !== time, "the cursor of A stood still");
    await panel.locator(".timeline-focus").first().focus();
    await page.keyboard.press("w");
    await driver.drawn();
    check((await picture()) !== seen, "the timeline of B was not zoomed");
    await page.keyboard.press("0");
    await driver.drawn();
  });
  await driver.step("the runs are aligned by where they part, and the decision is gone to", async () => {
    await panel.getByRole("radio", { name: "Where they part" }).click();
    await panel
      .getByText("The first decision that differs stands in the same place.")
      .waitFor({ timeout: PATIENCE });
    await driver.drawn();
    const link = panel.locator(".parting-card").first().getByTitle("Show it in the timelines");
    await panel.locator(".timeline-focus").first().focus();
    await page.keyboard.press("[");
    await driver.drawn();
    const before = await cursor();
    await link.click();
    await driver.drawn();
    check((await cursor()) !== before, "the cursor did not go to the decision");
    await driver.shot("6-parting");
  });
  await driver.step("a comparison can be used in high contrast", async () => {
    await driver.theme("Default High Contrast", "hc-black");
    await accessible();
    await driver.shot("6-compared-hc-black");
  });
}

/** @returns the results of all steps */
export async function drive({ root, artifacts, vscode }) {
  const scratch = path.join(artifacts, "drive");
  const folder = path.join(scratch, "project", "examples");
  fs.mkdirSync(scratch, { recursive: true });
  fs.cpSync(path.join(root, "examples"), folder, { recursive: true });
  fs.cpSync(path.join(root, "types"), path.join(scratch, "project", "types"), { recursive: true });
  fs.writeFileSync(
    path.join(folder, "endless.ts"),
    "/** @simulate */\nexport function main(): void {\n  for (let n = 0; ; n++);\n}\n",
  );
  fs.writeFileSync(
    path.join(folder, "refused.ts"),
    '/** @simulate */\nexport function main(): void {\n  eval("1");\n}\n',
  );
  const vsix = packExtension(root, path.join(artifacts, "schedlens.vsix"));
  console.log(`${path.basename(vsix)}: ${(fs.statSync(vsix).size / 1e6).toFixed(2)} MB`);
  installExtension(vscode, { scratch, vsix });
  const settings = { "workbench.colorTheme": "Dark Modern" };
  const server = await startServer(vscode, { scratch, settings });
  const browser = await openBrowser(vscode, { scratch });
  const driver = new Driver(browser.page, artifacts);
  try {
    await walk(driver, server, folder);
    await driver.step("no page asked another machine", () =>
      check(browser.outside.size === 0, [...browser.outside].join(", ")),
    );
  } finally {
    await browser.context.close();
    await server.stop();
  }
  await driver.step("the package is under 2 MB", () => {
    const { size } = fs.statSync(vsix);
    check(size < 2e6, `${size} bytes`);
  });
  const inWorker = await walkInWebWorker({ artifacts, vscode, vsix, folder, settings });
  const untrusted = await restricted(Driver, { root, artifacts, vscode, vsix, settings });
  return [...driver.results, ...inWorker, ...untrusted];
}

/** The same extension in an extension host that is a web worker, as in a browser without a server. */
async function walkInWebWorker({ artifacts, vscode, vsix, folder, settings }) {
  const scratch = path.join(artifacts, "drive-web");
  installExtension(vscode, { scratch, vsix });
  const kind = { "remote.extensionKind": { "schedlens.schedlens": ["web"] } };
  const server = await startServer(vscode, { scratch, settings: { ...settings, ...kind } });
  const browser = await openBrowser(vscode, { scratch });
  const driver = new Driver(browser.page, artifacts);
  try {
    await driver.step("in a web worker: the lens, a run of several files, the panel", async () => {
      await driver.start(server, path.join(folder, "word-count"), "main.ts");
      await driver.lens("Simulate scheduling").click();
      await driver.drawn();
      await driver.lens(/\d+ cores? · /).waitFor({ timeout: PATIENCE });
      check((await driver.colours()) > 4, "the timeline is empty");
      const workers = browser.page.workers().map((worker) => worker.url());
      check(
        workers.some((url) => url.startsWith("blob:")),
        `no worker of ours: ${workers.join(", ")}`,
      );
      await driver.shot("16-web-worker");
    });
  } finally {
    await browser.context.close();
    await server.stop();
  }
  return driver.results;
}
