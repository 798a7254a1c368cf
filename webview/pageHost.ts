import type { EventLog } from "../src/shared/log/eventLog";
import { LogTraceSource } from "../src/analysis/source";
import { PANEL_PROTOCOL } from "../src/shared/messages/panel";
import type { FromPanel, PanelStatus, Side, ToPanel } from "../src/shared/messages/panel";
import type { PanelHost } from "./host";
import { t } from "./l10n/t";

/** Stands in for the extension host: answers the panel's questions from a log in the page, over the same messages. */
export class PageHost implements PanelHost {
  private listener: (data: unknown) => void = () => undefined;
  /** Timers would wait for milliseconds. */
  private readonly channel = new MessageChannel();
  private readonly sources: Readonly<Record<Side, LogTraceSource | undefined>>;

  /**
   * @param log undefined where there is none to show; `status` then says why.
   * @param onMessage hears everything that the panel says.
   */
  constructor(
    log: EventLog | undefined,
    private readonly status: PanelStatus,
    private readonly onMessage: (message: FromPanel) => void,
    private readonly compared?: { readonly log: EventLog; readonly status: PanelStatus },
  ) {
    this.channel.port1.onmessage = ({ data }: MessageEvent<unknown>) => this.listener(data);
    this.sources = {
      shown: log && new LogTraceSource(log),
      compared: compared && new LogTraceSource(compared.log),
    };
  }

  post(message: FromPanel): void {
    this.onMessage(message);
    if (message.type === "ready")
      this.say({
        type: "init",
        protocol: PANEL_PROTOCOL,
        status: this.status,
        state: undefined,
        config: this.sources.shown?.log.config,
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
