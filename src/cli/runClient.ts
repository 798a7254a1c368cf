import { present } from "../shared/assert";
import type { ExportFormat, FromWorker, RunInput } from "../shared/messages/worker";
import type { OutputRow, Page } from "../shared/trace/queries";
import { startNodeWorker } from "../worker/starter/node";
import { ExportError } from "./io";
import type { CliIo } from "./io";

type Reply = Extract<FromWorker, { type: "reply" }>;

/** How `execute` ended: the worker's last word, or that it died. */
export type RunEnd =
  | Extract<FromWorker, { type: "rejected" | "done" | "crashed" }>
  | { readonly type: "died"; readonly reason: string };

const OUTPUT_PAGE = 20_000;

/** One run in a worker of its own. */
export class Run {
  private readonly port;
  private readonly pending = new Map<number, (reply: Reply) => void>();
  private nextId = 1;
  private settle: ((end: RunEnd) => void) | undefined;

  constructor(workerScript: string) {
    this.port = startNodeWorker(workerScript);
    this.port.onMessage((message) => {
      if (message.type === "reply") {
        const receive = this.pending.get(message.id);
        this.pending.delete(message.id);
        receive?.(message);
      } else if (message.type !== "progress" && message.type !== "whole") {
        this.settle?.(message);
      }
    });
    this.port.onDeath((reason) => {
      this.settle?.({ type: "died", reason });
      for (const [id, receive] of this.pending) receive({ type: "reply", id, err: reason });
    });
  }

  /** Runs the program, or opens the trace, to its end. */
  execute(input: RunInput | Uint8Array): Promise<RunEnd> {
    return new Promise((resolve) => {
      this.settle = resolve;
      this.port.post(input instanceof Uint8Array ? { type: "open", bytes: input } : { type: "run", input });
    });
  }

  /** Writes everything that the program printed, in order, to the stream it was printed on. */
  async printOutput(io: CliIo): Promise<void> {
    for (let offset = 0; ; offset += OUTPUT_PAGE) {
      const page = (await this.request((id) => ({
        type: "query",
        id,
        name: "output",
        args: { offset, count: OUTPUT_PAGE },
      }))) as Page<OutputRow>;
      for (let at = 0; at < page.rows.length;) {
        const stream = page.rows[at]?.stream;
        let text = "";
        for (; page.rows[at]?.stream === stream && at < page.rows.length; at++)
          text += page.rows[at]?.text ?? "";
        if (stream === "stderr") io.stderr(text);
        else io.stdout(text);
      }
      if (offset + page.rows.length >= page.total) return;
    }
  }

  /** The run as a file. @throws ExportError where the format cannot hold it. */
  async export(format: ExportFormat): Promise<Uint8Array> {
    try {
      return (await this.request((id) => ({ type: "export", id, format }))) as Uint8Array;
    } catch (error) {
      throw new ExportError(error instanceof Error ? error.message : String(error));
    }
  }

  dispose(): void {
    this.port.terminate();
  }

  private async request(message: (id: number) => Parameters<typeof this.port.post>[0]): Promise<unknown> {
    const id = this.nextId++;
    const reply = await new Promise<Reply>((resolve) => {
      this.pending.set(id, resolve);
      this.port.post(message(id));
    });
    if ("err" in reply) throw new Error(reply.err);
    return present(reply.ok, "reply");
  }
}
