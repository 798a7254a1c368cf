/** Opens and closes the panel fifty times in one page of Chromium: what stays? */
import { idle, servePage } from "../../tools/webview-harness.mjs";

const ROUNDS = 50;
/** The first rounds fill caches: they do not count. */
const WARM = 10;
/** Bytes of the page's heap that a round may leave behind: the engine's own, feedback and compiled code. */
const MOST_BYTES = 40_000;

/** @returns one result for each test, as the other runners give them */
export async function viewerLeaks({ context }) {
  const begun = Date.now();
  const name = "the panel leaves nothing behind when it is closed";
  const served = await servePage("webview/dev/harness.ts");
  const page = await context.newPage();
  try {
    await page.goto(served.url);
    await idle(page);
    const session = await context.newCDPSession(page);
    await session.send("Performance.enable");
    const rounds = async (count) => {
      for (let i = 0; i < count; i++) {
        await page.evaluate(() => {
          window.app.dispose();
          window.remount();
        });
        await page.locator(".lanes-canvas").first().waitFor();
        await idle(page);
        await page.evaluate(() => {
          for (const button of document.querySelectorAll("[role=tab], [aria-controls=legend]"))
            button.click();
        });
        await idle(page);
      }
      await page.evaluate(() => window.app.dispose());
      const found = await left(session);
      await page.evaluate(() => window.remount());
      return found;
    };
    const before = await rounds(WARM);
    const after = await rounds(ROUNDS - WARM);
    const grown = (after.JSHeapUsedSize - before.JSHeapUsedSize) / (ROUNDS - WARM);
    const text = `after ${WARM} rounds ${JSON.stringify(before)}, after ${ROUNDS} ${JSON.stringify(after)}: ${Math.round(grown)} bytes a round`;
    console.log(`  ${text}`);
    // What leaks does so in every round; the page may have one node more or less at the instant of looking.
    const perRound = (what) => (after[what] - before[what]) / (ROUNDS - WARM);
    const clean = perRound("Nodes") < 0.5 && perRound("JSEventListeners") < 0.5;
    const error = clean && grown <= MOST_BYTES ? undefined : text;
    return [{ name, ms: Date.now() - begun, error }];
  } catch (error) {
    return [{ name, ms: Date.now() - begun, error: String(error.stack ?? error) }];
  } finally {
    await page.close();
    served.close();
  }
}

/** What a page holds once its garbage is gone. */
async function left(session) {
  for (let i = 0; i < 3; i++) await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const kept = ["Nodes", "JSEventListeners", "JSHeapUsedSize"];
  return Object.fromEntries(
    metrics.filter(({ name }) => kept.includes(name)).map(({ name, value }) => [name, value]),
  );
}
