import "../webview/styles/index.css";
import "./viewer.css";
import { readSchedtrace } from "../src/formats/schedtrace";
import type { EventLog } from "../src/shared/log/eventLog";
import type { PanelStatus } from "../src/shared/messages/panel";
import { App } from "../webview/app";
import { PageHost } from "../webview/pageHost";
import { decodeBase64 } from "./decodeBase64";
import { followSystemTheme } from "./systemTheme";
import { SourceView } from "./sourceView";
import { download } from "./download";
import { t } from "../webview/l10n/t";

/** The viewer in a page of its own (src/formats/htmlPage.ts): the trace is in the page, and there is no editor to ask. */

function openTrace(): { log: EventLog | undefined; status: PanelStatus } {
  const label = document.title;
  try {
    const text = document.getElementById("trace")?.textContent ?? "";
    return {
      log: readSchedtrace(decodeBase64(text)),
      status: { kind: "ready", runId: "page", label, stale: false },
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const message = t("The page did not come whole, get it once more: {0}.", why);
    return { log: undefined, status: { kind: "unreadable", label, message } };
  }
}

const root = document.getElementById("app");
if (root !== null) {
  document.body.dataset["host"] = "page";
  followSystemTheme();
  const { log, status } = openTrace();
  const source = new SourceView(log?.tables.files ?? []);
  const host = new PageHost(log, status, (message) => {
    if (message.type === "reveal") source.show(message.place);
    if (message.type === "picture") download(message.bytes, `${document.title}.${message.format}`);
  });
  document.body.append(source.element);
  new App(root, host);
}
