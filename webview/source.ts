import type { FromPanel, Side } from "../src/shared/messages/panel";
import type { QueryArgs, QueryName, QueryResult, TraceSource } from "../src/shared/trace/queries";
import { isResult } from "./protocol/results";
import { t } from "./l10n/t";

interface Pending {
  readonly name: QueryName;
  readonly settle: (value: unknown) => void;
  readonly fail: (error: Error) => void;
}

/** Asks the host, over messages, what the worker's log holds. Every request is settled: answered, refused or rejected on dispose. */
export class MessageSource implements TraceSource {
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;
  private disposed = false;

  /** @param post sends a message to the host. */
  constructor(
    private readonly post: (message: FromPanel) => void,
    private readonly side: Side = "shown",
  ) {}

  get waiting(): number {
    return this.pending.size;
  }

  query<Name extends QueryName>(name: Name, args: QueryArgs<Name>): Promise<QueryResult<Name>> {
    if (this.disposed) return Promise.reject(new Error(t("the panel is closed")));
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.pending.set(id, {
        name,
        settle: (value) => {
          if (isResult(name, value)) resolve(value);
          else reject(new Error(t('the answer to "{0}" does not fit the protocol: reload the window', name)));
        },
        fail: reject,
      });
      this.post({ type: "query", side: this.side, id, name, args });
    });
  }

  /** Hands in a reply. A reply that nobody waits for is dropped. */
  receive(
    reply: { readonly id: number; readonly ok: unknown } | { readonly id: number; readonly err: string },
  ): void {
    const request = this.pending.get(reply.id);
    if (request === undefined) return;
    this.pending.delete(reply.id);
    if ("err" in reply) request.fail(new Error(reply.err));
    else request.settle(reply.ok);
  }

  /** Rejects what is pending: its run is gone. New questions may follow. */
  reset(reason: string): void {
    const requests = [...this.pending.values()];
    this.pending.clear();
    for (const request of requests) request.fail(new Error(reason));
  }

  dispose(): void {
    this.disposed = true;
    this.reset(t("the panel is closed"));
  }
}
