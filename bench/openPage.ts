import "../webview/styles/index.css";
import { readSchedtrace } from "../src/formats/schedtrace";
import { App } from "../webview/app";
import { PageHost } from "../webview/pageHost";
import { applyTheme } from "../webview/theme/standIn";

/** Opens the trace file at /trace in the viewer, as a page of its own does. `document.title` becomes "drawn" with the first frame that has slices. */
applyTheme("dark");
const bytes = new Uint8Array(await (await fetch("/trace")).arrayBuffer());
const status = { kind: "ready", runId: "page", label: "trace", stale: false } as const;
const host = new PageHost(readSchedtrace(bytes), status, () => undefined);
const root = document.getElementById("app");
if (root !== null) new App(root, host);
requestAnimationFrame(look);

/** Slices are there once there is colour in the middle of the first lane, which is grey without them. */
function look(): void {
  const canvas = document.querySelector<HTMLCanvasElement>(".lanes-canvas");
  const row =
    canvas !== null && canvas.width > 400
      ? canvas.getContext("2d")?.getImageData(0, 44, canvas.width, 1)
      : undefined;
  const { data } = row ?? { data: new Uint8ClampedArray() };
  for (let at = 0; at < data.length; at += 4) {
    const channels = [...data.subarray(at, at + 3)];
    if (Math.max(...channels) - Math.min(...channels) < 40) continue;
    document.title = "drawn";
    return;
  }
  requestAnimationFrame(look);
}
