import { LogTraceSource } from "../../src/analysis/source";
import "../styles/index.css";
import { DEFAULT_CONFIG } from "../../src/shared/config";
import type { EventLog } from "../../src/shared/log/eventLog";
import type { FromPanel, PanelStatus } from "../../src/shared/messages/panel";
import { App } from "../app";
import { PageHost } from "../pageHost";
import { syntheticLog } from "./syntheticLog";
import type { ThemeName } from "../theme/standIn";
import { THEMES, applyTheme } from "../theme/standIn";

/** What reads trace files is no part of a webview: the page's server adds it. */
declare const formats: { readSchedtrace(bytes: Uint8Array): EventLog };

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
  opening: { kind: "opening", label: "run.schedtrace" },
  unreadable: {
    kind: "unreadable",
    label: "run.schedtrace",
    message: "The trace file is truncated: 1200 of its 43210 bytes are missing.",
  },
};

/** The theme of that name. @throws Error naming those there are, where there is none. */
function themeName(name: string): ThemeName {
  for (const known of Object.keys(THEMES)) if (known === name) return known as ThemeName;
  throw new Error(`no theme is called ${name}: there are ${Object.keys(THEMES).join(", ")}`);
}

/** `?goroutines=300&cores=8&theme=light&state=ready`, or `?trace=NAME` of a file that the page's server has, `&compare=NAME` beside another. */
const query = new URLSearchParams(location.search);
const number = (name: string, otherwise: number): number => Number(query.get(name) ?? otherwise);
applyTheme(themeName(query.get("theme") ?? "dark"));
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
const other = query.get("compare");
const compared =
  other === null
    ? undefined
    : {
        log: await recorded(other),
        status: { kind: "ready", runId: "2", label: other, stale: false } as const,
      };
const sent: FromPanel[] = [];
const status = STATUSES[query.get("state") ?? "ready"] ?? { kind: "empty" };
const host = new PageHost(
  { config: log.config, source: new LogTraceSource(log) },
  status,
  (message) => sent.push(message),
  compared,
);
const root = document.getElementById("app");
/** For whoever drives the page: `app.dispose()` and `remount()` close and open the panel in it. */
const page = { app: undefined as App | undefined, host, sent, applyTheme, remount };
function remount(): void {
  if (root === null) return;
  sent.length = 0;
  Object.assign(window, { app: new App(root, host) });
}
Object.assign(window, page);
remount();
