import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as vscode from "vscode";
import { api, file, simulate, test, until } from "./harness";

const ROUNDS = 50;
/** The first rounds fill caches: they do not count. */
const WARM = 10;
/** Bytes of the extension host's heap that a round may leave behind: the host's own tables of webviews and messages. */
const MOST_BYTES = 60_000;

/** What the extension host holds once its garbage is gone. */
async function held(): Promise<{ readonly heap: number; readonly processes: number }> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  for (let i = 0; i < 4; i++) {
    collect();
    // Finalizers, and what VS Code does once a webview is gone, come in later tasks.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const processes = process.getActiveResourcesInfo().filter((each) => each === "ProcessWrap").length;
  return { heap: process.memoryUsage().heapUsed, processes };
}

function webviewTabs(): number {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview).length;
}

test("the panel, opened and closed fifty times, leaves nothing behind in the extension host", async () => {
  const { panel } = await api();
  const run = await simulate(file("first/workers.ts"));
  await until("the panel", () => panel.isOpen);
  panel.close();
  await until("the panel is closed", () => webviewTabs() === 0);
  const pages: WeakRef<object>[] = [];
  const rounds = async (count: number): Promise<Awaited<ReturnType<typeof held>>> => {
    for (let i = 0; i < count; i++) {
      const drawn = new Promise<void>((resolve) => {
        const listener = panel.onDidDraw(() => {
          listener.dispose();
          resolve();
        });
      });
      panel.show();
      await drawn;
      const page = panel.pageOf(run);
      assert.ok(page, "the panel shows the run");
      pages.push(new WeakRef(page));
      panel.close();
      await until("the panel is closed", () => webviewTabs() === 0);
    }
    return held();
  };
  const before = await rounds(WARM);
  const after = await rounds(ROUNDS - WARM);
  const grown = (after.heap - before.heap) / (ROUNDS - WARM);
  const text = `${JSON.stringify(before)}, then ${JSON.stringify(after)}: ${Math.round(grown)} bytes a round`;
  console.log(`leaks: ${text}`);
  assert.equal(after.processes, before.processes, text);
  assert.ok(grown < MOST_BYTES, text);
  // The engine may hold the last one in a register or a stack slot.
  const alive = pages.filter((page) => page.deref() !== undefined).length;
  assert.ok(alive <= 1, `${alive} of ${pages.length} closed pages are still held`);
});
