import "../webview/styles/index.css";
import { openSchedtrace } from "../src/formats/schedtrace";
import { App } from "../webview/app";
import { PageHost, pageTrace } from "../webview/pageHost";
import { applyTheme } from "../webview/theme/standIn";

/** Opens the trace file at /trace in the viewer, as a page of its own does. `document.title` becomes "drawn" with the first frame that has slices. */
applyTheme("dark");
const bytes = new Uint8Array(await (await fetch("/trace")).arrayBuffer());
const status = { kind: "ready", runId: "page", label: "trace", stale: false } as const;
let asked = false;
const host = new PageHost(pageTrace(openSchedtrace(bytes)), status, (message) => {
  if (asked || message.type !== "query" || message.name !== "spans") return;
  asked = true;
  // The next frame draws the answer: to read pixels back before would take time that is not the panel's.
  requestAnimationFrame(() => requestAnimationFrame(look));
});
const root = document.getElementById("app");
if (root !== null) new App(root, host);

/** Slices are there once there is colour in the middle of the first lane, which is grey without them. */
function look(): void {
  const canvas = document.querySelector<HTMLCanvasElement>(".lanes-canvas");
  const row =
    canvas !== null && canvas.width > 400
      ? canvas.getContext("2d")?.getImageData(0, 44, canvas.width, 1)
      : undefined;
  const { data } = row ?? { data: new Uint8ClampedArray() };
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
    if (Math.max(red, green, blue) - Math.min(red, green, blue) < 40) continue;
    document.title = "drawn";
    return;
  }
  requestAnimationFrame(look);
}

/** ms from the pointer's being over a slice to what the tooltip says of it, for `count` places; those that hit nothing are left out. */
async function hover(count: number): Promise<number[]> {
  const plot = document.querySelector(".plot");
  const tooltip = document.querySelector(".timeline .tooltip");
  if (plot === null || tooltip === null) throw new Error("there is no timeline");
  const box = plot.getBoundingClientRect();
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const place = { clientX: box.left + ((i * 0.618) % 1) * box.width, clientY: box.top + 50, bubbles: true };
    const shown = new Promise<number>((resolve) => {
      const observer = new MutationObserver(() => {
        observer.disconnect();
        resolve(performance.now());
      });
      observer.observe(tooltip, { childList: true });
      setTimeout(() => {
        observer.disconnect();
        resolve(NaN);
      }, 500);
    });
    const start = performance.now();
    plot.dispatchEvent(new PointerEvent("pointermove", place));
    const took = (await shown) - start;
    if (!Number.isNaN(took)) times.push(took);
    await new Promise(requestAnimationFrame);
  }
  return times;
}

Object.assign(window, { hover });
