import type { EventLog } from "../src/shared/log/eventLog";
import { OpeningSource } from "../src/analysis/opening/openingSource";
import { LogTraceSource } from "../src/analysis/source";
import type { RunConfig } from "../src/shared/config";
import { toEnd } from "../src/shared/steps";
import type { OpenedTrace } from "../src/shared/trace/opening";
import type { TraceSource } from "../src/shared/trace/queries";
import { PANEL_PROTOCOL } from "../src/shared/messages/panel";
import type { FromPanel, PanelStatus, Side, ToPanel } from "../src/shared/messages/panel";
import type { PanelHost } from "./host";
import { t } from "./l10n/t";
import { pageTurn } from "./pageTurn";

/** A run that a page shows. */
export interface PageTrace {
  readonly config: RunConfig;
  readonly source: TraceSource;
  /** Settles when all its events have been read; until then the panel says that they are being read. */
  readonly whole?: Promise<unknown>;
}

/** What a trace file holds, from the moment its first picture can be drawn. @throws TraceFormatError */
export function pageTrace(file: OpenedTrace): PageTrace {
  const { config, opening } = file;
  if (opening === undefined) return { config, source: new LogTraceSource(toEnd(file.read())) };
  const source = new OpeningSource(file, opening, pageTurn);
  return { config, source, whole: source.whole };
}

/** Stands in for the extension host: answers the panel's questions from a log in the page, over the same messages. */
export class PageHost implements PanelHost {
  private listener: (data: unknown) => void = () => undefined;
  /** Timers would wait for milliseconds. */
  private readonly channel = new MessageChannel();
  private readonly sources: Readonly<Record<Side, TraceSource | undefined>>;

  /**
   * @param shown undefined where there is none to show; `status` then says why.
   * @param onMessage hears everything that the panel says.
   */
  constructor(
    private readonly shown: PageTrace | undefined,
    private status: PanelStatus,
    private readonly onMessage: (message: FromPanel) => void,
    private readonly compared?: { readonly log: EventLog; readonly status: PanelStatus },
  ) {
    this.channel.port1.onmessage = ({ data }: MessageEvent<unknown>) => this.listener(data);
    this.sources = {
      shown: shown?.source,
      compared: compared && new LogTraceSource(compared.log),
    };
    if (shown?.whole !== undefined) void this.follow(shown.whole);
  }

  private async follow(whole: Promise<unknown>): Promise<void> {
    const { status } = this;
    if (status.kind !== "ready") return;
    this.status = { ...status, reading: true };
    try {
      await whole;
      this.status = status;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.status = { kind: "unreadable", label: status.label, message };
    }
    this.say({ type: "status", status: this.status, config: undefined, compared: this.compared?.status });
  }

  post(message: FromPanel): void {
    this.onMessage(message);
    if (message.type === "ready")
      this.say({
        type: "init",
        protocol: PANEL_PROTOCOL,
        status: this.status,
        state: undefined,
        config: this.shown?.config,
        compared: this.compared?.status,
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

  /** In a later turn, and as a copy, as messages of the extension host come. */
  say(message: ToPanel): void {
    this.channel.port2.postMessage(message);
  }

  private async answer({ side, id, name, args }: Extract<FromPanel, { type: "query" }>): Promise<void> {
    try {
      const source = this.sources[side];
      if (source === undefined) throw new Error(t("there is no trace"));
      this.say({ type: "reply", side, id, ok: await source.query(name, args) });
    } catch (error) {
      this.say({ type: "reply", side, id, err: String(error) });
    }
  }
}
