import "../webview/styles/index.css";
import "./viewer.css";
import { openSchedtrace } from "../src/formats/schedtrace";
import type { PanelStatus } from "../src/shared/messages/panel";
import type { OpenedTrace } from "../src/shared/trace/opening";
import { App } from "../webview/app";
import { PageHost, pageTrace } from "../webview/pageHost";
import type { PageTrace } from "../webview/pageHost";
import { decodeBase64 } from "./decodeBase64";
import { followSystemTheme } from "./systemTheme";
import { SourceView } from "./sourceView";
import { download } from "./download";
import { t } from "../webview/l10n/t";

/** The viewer in a page of its own (src/formats/htmlPage.ts): the trace is in the page, and there is no editor to ask. */

function openTrace(): { file: OpenedTrace | undefined; trace: PageTrace | undefined; status: PanelStatus } {
  const label = document.title;
  try {
    const text = document.getElementById("trace")?.textContent ?? "";
    const file = openSchedtrace(decodeBase64(text));
    return { file, trace: pageTrace(file), status: { kind: "ready", runId: "page", label, stale: false } };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const message = t("The page did not come whole, get it once more: {0}.", why);
    return { file: undefined, trace: undefined, status: { kind: "unreadable", label, message } };
  }
}

const root = document.getElementById("app");
if (root !== null) {
  document.body.dataset["host"] = "page";
  followSystemTheme();
  const { file, trace, status } = openTrace();
  const source = new SourceView(file?.files ?? []);
  const host = new PageHost(trace, status, (message) => {
    if (message.type === "reveal") source.show(message.place);
    if (message.type === "picture") download(message.bytes, `${document.title}.${message.format}`);
  });
  document.body.append(source.element);
  new App(root, host);
}
