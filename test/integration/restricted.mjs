/** The packaged extension in a folder that is not trusted: programs run, what the folder itself wishes does not happen. */
import fs from "node:fs";
import path from "node:path";
import { openBrowser } from "../../tools/vscode/browser.mjs";
import { installExtension, startServer } from "../../tools/vscode/server.mjs";

const PATIENCE = 30_000;
const UNTRUSTED = {
  "security.workspace.trust.enabled": true,
  "security.workspace.trust.startupPrompt": "never",
  "security.workspace.trust.banner": "always",
};

function check(condition, message) {
  if (!condition) throw new Error(message);
}

/** @param Driver the class of `drive.mjs`. @returns one result for each step */
export async function restricted(Driver, { root, artifacts, vscode, vsix, settings }) {
  const scratch = path.join(artifacts, "drive-restricted");
  const folder = path.join(scratch, "project");
  fs.mkdirSync(path.join(folder, ".vscode"), { recursive: true });
  fs.copyFileSync(path.join(root, "examples/work-stealing.ts"), path.join(folder, "work-stealing.ts"));
  fs.writeFileSync(path.join(folder, ".vscode/settings.json"), '{ "schedlens.runOnSave": true }\n');
  installExtension(vscode, { scratch, vsix });
  const server = await startServer(vscode, { scratch, settings: { ...settings, ...UNTRUSTED }, trust: true });
  const browser = await openBrowser(vscode, { scratch });
  const driver = new Driver(browser.page, artifacts);
  const { page } = browser;
  try {
    await driver.step("in a folder that is not trusted: the lens, a run, the panel", async () => {
      await driver.start(server, folder, "work-stealing.ts");
      await page.getByText("Restricted Mode", { exact: false }).first().waitFor({ timeout: PATIENCE });
      await driver.lens("Simulate scheduling").click();
      await driver.drawn();
      check((await driver.colours()) > 4, "the timeline is empty");
      await driver.shot("19-restricted");
    });
    await driver.step("in a folder that is not trusted: its wish to run on save is not heard", async () => {
      await driver.code.locator(".view-lines").first().click();
      await page.keyboard.press("Control+End");
      await page.keyboard.type("\n// changed\n");
      await page.keyboard.press("Control+s");
      const stale = driver.panel.locator(".banner", { hasText: "The source has changed since this run" });
      await stale.waitFor({ timeout: PATIENCE });
      await page.locator(".tab.active:not(.dirty)").first().waitFor({ timeout: PATIENCE });
      // Whoever hears of the save hears of it before the button: had it led to a run, that would stand between these two in the history.
      await driver.redrawn(() => driver.panel.getByRole("button", { name: "Run again" }).first().click());
      await page.locator(".activitybar .action-label[aria-label^='SchedLens']").first().click();
      const runs = page.locator(".monaco-list-row", { hasText: "main · work-stealing.ts" });
      await runs.nth(1).waitFor({ timeout: PATIENCE });
      check((await runs.count()) === 2, "the program was run when it was saved");
    });
  } finally {
    await browser.context.close();
    await server.stop();
  }
  return driver.results;
}
