/** `schedlens convert TRACE --to html` in Chromium, from the file alone. */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const PATIENCE = 30_000;

function check(condition, message) {
  if (!condition) throw new Error(message);
}

/** @returns one result for each test, as the other runners give them */
export async function tracePage({ root, artifacts, context }) {
  const at = (name) => path.join(artifacts, name);
  const cli = (...args) =>
    execFileSync(process.execPath, [path.join(root, "dist/cli.js"), ...args], { cwd: root, stdio: "pipe" });
  cli("run", "examples/work-stealing.ts", "--trace", at("page.schedtrace"));
  cli("convert", at("page.schedtrace"), "--to", "html", "-o", at("page.html"));
  const page = await context.newPage();
  const wrong = [];
  const asked = [];
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("request", (request) => asked.push(request.url()));
  const drawn = () =>
    page.locator('body[data-idle="true"]').waitFor({ state: "attached", timeout: PATIENCE });
  const colours = () =>
    page
      .locator("canvas.lanes-canvas")
      .first()
      .evaluate((canvas) => {
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        const seen = new Set();
        for (let i = 0; i < data.length; i += 28)
          seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
        return seen.size;
      });
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const results = [];
  const step = async (name, body) => {
    const begun = Date.now();
    let error;
    try {
      await body();
      check(wrong.length === 0, wrong.join("\n"));
    } catch (thrown) {
      error = String(thrown.stack ?? thrown);
      await page.screenshot({ path: at(`failed-page-${results.length}.png`) }).catch(() => undefined);
    }
    results.push({ name, ms: Date.now() - begun, error });
  };

  await step("the page draws the run, and asks for nothing but itself", async () => {
    await page.emulateMedia({ colorScheme: "dark" });
    const url = pathToFileURL(at("page.html")).href;
    await page.goto(url);
    await page.locator('#app[data-state="ready"]').waitFor({ state: "attached", timeout: PATIENCE });
    await drawn();
    check((await colours()) > 4, "the timeline is empty");
    check(asked.join() === url, `it asked for ${asked.join()}`);
    check(
      !(await page.getByRole("button", { name: "Run again" }).first().isVisible()),
      "it can be run again",
    );
    await page.screenshot({ path: at("page-dark.png") });
  });
  await step("it follows the system's theme", async () => {
    check((await background()) === "rgb(31, 31, 31)", `the dark page is ${await background()}`);
    await page.emulateMedia({ colorScheme: "light" });
    await page.waitForFunction(
      () => getComputedStyle(document.body).backgroundColor === "rgb(255, 255, 255)",
    );
    await drawn();
    await page.screenshot({ path: at("page-light.png") });
  });
  await step("every tab shows something", async () => {
    for (const tab of await page.getByRole("tab").all()) {
      await tab.click();
      await drawn();
    }
    const editors = await page.locator(".compare-empty").getByRole("button").count();
    check(editors === 0, "it offers to choose another run, which only an editor can");
  });
  await step("a click on a slice shows its line in the source", async () => {
    const { width, height } = await page.locator("canvas.lanes-canvas").first().boundingBox();
    const line = page.locator(".source li[aria-current]");
    for (let i = 1; i < 30 && (await line.count()) === 0; i++) {
      const position = { x: (width * (i % 10 || 5)) / 10, y: 40 + ((height - 50) * Math.ceil(i / 10)) / 6 };
      await page.locator("canvas.lanes-canvas").first().click({ position });
      await drawn();
    }
    check((await line.innerText()).trim() !== "", "no slice led to a line");
    await page.screenshot({ path: at("page-source.png") });
  });
  await step("its policy lets no other script run", async () => {
    const ran = await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "globalThis.intruder = true";
      document.body.append(script);
      return globalThis.intruder === true;
    });
    wrong.length = 0; // Chromium reports what it has refused.
    check(!ran, "a script that was added ran");
  });
  await step("a page that was cut off says so", async () => {
    const whole = fs.readFileSync(at("page.html"), "utf8");
    fs.writeFileSync(at("cut.html"), whole.replace(/(id="trace">.{2000})[^<]*/, "$1"));
    await page.goto(pathToFileURL(at("cut.html")).href);
    await page.getByText(/truncated/).waitFor({ timeout: PATIENCE });
    await page.screenshot({ path: at("page-cut.png") });
  });
  await page.close();
  return results;
}
