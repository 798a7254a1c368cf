import type { EventLog } from "../src/shared/log/eventLog";
import { LogTraceSource } from "../src/analysis/source";
import { PANEL_PROTOCOL } from "../src/shared/messages/panel";
import type { FromPanel, PanelStatus, ToPanel } from "../src/shared/messages/panel";
import type { PanelHost } from "./host";
import { t } from "./l10n/t";

/** Stands in for the extension host: answers the panel's questions from a log in the page, over the same messages. */
export class PageHost implements PanelHost {
  private listener: (data: unknown) => void = () => undefined;
  private readonly source: LogTraceSource | undefined;

  /**
   * @param log undefined where there is none to show; `status` then says why.
   * @param onMessage hears everything that the panel says.
   */
  constructor(
    log: EventLog | undefined,
    private readonly status: PanelStatus,
    private readonly onMessage: (message: FromPanel) => void,
  ) {
    this.source = log === undefined ? undefined : new LogTraceSource(log);
  }

  post(message: FromPanel): void {
    this.onMessage(message);
    if (message.type === "ready")
      this.say({
        type: "init",
        protocol: PANEL_PROTOCOL,
        status: this.status,
        state: undefined,
        config: this.source?.log.config,
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
    const copy: unknown = structuredClone(message);
    setTimeout(() => this.listener(copy), 1);
  }

  private async answer({ id, name, args }: Extract<FromPanel, { type: "query" }>): Promise<void> {
    try {
      if (this.source === undefined) throw new Error(t("there is no trace"));
      this.say({ type: "reply", id, ok: await this.source.query(name, args) });
    } catch (error) {
      this.say({ type: "reply", id, err: String(error) });
    }
  }
}
