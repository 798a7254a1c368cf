import "../styles/index.css";
import { LogTraceSource } from "../../src/analysis/source";
import { DEFAULT_CONFIG } from "../../src/shared/config";
import type { EventLog } from "../../src/shared/log/eventLog";
import { PANEL_PROTOCOL } from "../../src/shared/messages/panel";
import type { FromPanel, PanelStatus, ToPanel } from "../../src/shared/messages/panel";
import { App } from "../app";
import type { PanelHost } from "../host";
import { syntheticLog } from "./syntheticLog";
import { applyTheme } from "./themes";

/** What reads trace files is no part of a webview: the page's server adds it. */
declare const formats: { readSchedtrace(bytes: Uint8Array): EventLog };

/** Stands in for the extension host: answers the panel's questions from a log in the page, over the same messages. */
class PageHost implements PanelHost {
  readonly sent: FromPanel[] = [];
  private listener: (data: unknown) => void = () => undefined;
  private readonly source: LogTraceSource;

  constructor(
    log: EventLog,
    private readonly status: PanelStatus,
  ) {
    this.source = new LogTraceSource(log);
  }

  post(message: FromPanel): void {
    this.sent.push(message);
    if (message.type === "ready")
      this.say({
        type: "init",
        protocol: PANEL_PROTOCOL,
        status: this.status,
        state: undefined,
        config: this.source.log.config,
      });
    if (message.type === "query") void this.answer(message);
  }

  kept(): unknown {
    return undefined;
  }

  keep(): void {}

  listen(listener: (data: unknown) => void): () => void {
    this.listener = listener;
    return () => undefined;
  }

  say(message: ToPanel): void {
    const copy: unknown = structuredClone(message);
    setTimeout(() => this.listener(copy), 1);
  }

  private async answer({ id, name, args }: Extract<FromPanel, { type: "query" }>): Promise<void> {
    try {
      this.say({ type: "reply", id, ok: await this.source.query(name, args) });
    } catch (error) {
      this.say({ type: "reply", id, err: String(error) });
    }
  }
}

const LABEL = "runWorkers";
const diagnostic = (line: number, message: string, severity: "error" | "warning" = "error") => ({
  uri: "file:///project/examples/worker-pool.ts",
  line,
  column: 5,
  endLine: line,
  endColumn: 20,
  message,
  severity,
});
const STATUSES: Readonly<Record<string, PanelStatus>> = {
  empty: { kind: "empty" },
  running: { kind: "running", label: LABEL, time: 12_345_678, events: 1_234_567 },
  ready: { kind: "ready", runId: "1", label: LABEL, stale: false },
  stale: { kind: "ready", runId: "1", label: LABEL, stale: true },
  failed: {
    kind: "failed",
    label: LABEL,
    message: "The program has 3 problems.",
    diagnostics: [
      diagnostic(14, "generator functions are not simulated yet: return an array instead"),
      diagnostic(31, "cores must be a whole number from 1 to 256, not “many”"),
      diagnostic(45, "the result of go() is never used", "warning"),
    ],
  },
  cancelled: { kind: "cancelled", label: LABEL },
};

/** `?goroutines=300&cores=8&theme=light&state=ready`, or `?trace=NAME` of a file that the page's server has. */
const query = new URLSearchParams(location.search);
const number = (name: string, otherwise: number): number => Number(query.get(name) ?? otherwise);
applyTheme(query.get("theme") ?? "dark");
const trace = query.get("trace");
const synthetic = (): EventLog =>
  syntheticLog({
    cores: number("cores", DEFAULT_CONFIG.cores),
    goroutines: number("goroutines", 12),
    bursts: number("bursts", 14),
    seed: number("seed", 3),
  });
const recorded = async (name: string): Promise<EventLog> =>
  formats.readSchedtrace(new Uint8Array(await (await fetch(`trace/${name}`)).arrayBuffer()));
const log = trace === null ? synthetic() : await recorded(trace);
const host = new PageHost(log, STATUSES[query.get("state") ?? "ready"] ?? { kind: "empty" });
const root = document.getElementById("app");
if (root !== null) Object.assign(window, { app: new App(root, host), host, applyTheme });
