import "../webview/styles/index.css";
import "./viewer.css";
import { openSchedtrace, readSchedtrace } from "../src/formats/schedtrace";
import type { EventLog } from "../src/shared/log/eventLog";
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

interface ComparedTrace {
  readonly log: EventLog;
  readonly status: PanelStatus;
}

/** The run beside it, if the page has one. @throws Error where it is damaged. */
function openCompared(): ComparedTrace | undefined {
  const element = document.getElementById("compared");
  if (element === null) return undefined;
  const log = readSchedtrace(decodeBase64(element.textContent));
  return { log, status: { kind: "ready", runId: "compared", label: element.title, stale: false } };
}

interface Opened {
  readonly file: OpenedTrace | undefined;
  readonly trace: PageTrace | undefined;
  readonly status: PanelStatus;
  readonly compared?: ComparedTrace | undefined;
}

function openTrace(): Opened {
  const label = document.title;
  try {
    const text = document.getElementById("trace")?.textContent ?? "";
    const file = openSchedtrace(decodeBase64(text));
    return {
      file,
      trace: pageTrace(file),
      status: { kind: "ready", runId: "page", label, stale: false },
      compared: openCompared(),
    };
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
  const { file, trace, status, compared } = openTrace();
  const sources = {
    shown: new SourceView(file?.files ?? []),
    compared: new SourceView(compared?.log.tables.files ?? []),
  };
  const host = new PageHost(
    trace,
    status,
    (message) => {
      if (message.type === "reveal") {
        for (const { element } of Object.values(sources)) element.hidden = true;
        sources[message.side].show(message.place);
      }
      if (message.type === "picture") download(message.bytes, `${document.title}.${message.format}`);
    },
    compared,
  );
  document.body.append(sources.shown.element, sources.compared.element);
  new App(root, host);
}
