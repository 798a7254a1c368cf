import * as vscode from "vscode";
import { assertUnreachable } from "../../shared/assert";
import type {
  ExportFormat,
  FromWorker,
  ProgramDiagnostic,
  RunSummary,
  ToWorker,
} from "../../shared/messages/worker";
import type { QueryArgs, QueryName, QueryResult, TraceSource } from "../../shared/trace/queries";
import type { WorkerPort } from "../../worker/starter/port";

/** How a simulation came to its end. */
export type Outcome =
  | { readonly kind: "done"; readonly summary: RunSummary }
  | { readonly kind: "rejected"; readonly diagnostics: readonly ProgramDiagnostic[] }
  | { readonly kind: "crashed"; readonly error: string }
  /** The worker was ended before it had a result. */
  | { readonly kind: "cancelled" };

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** How long a worker may take to stop by itself when asked to, ms. After that it is ended, and its trace is lost. */
const GRACE = 1500;

/** One worker, one program: runs it or takes its trace, then answers questions about its log until disposed. */
export class Simulation implements TraceSource {
  /** Settles once: never rejects. */
  readonly outcome: Promise<Outcome>;
  /** Of a trace that is opened early: settles once, with "done" when all events are there. Never rejects. */
  readonly whole: Promise<Outcome>;
  private settleWhole: (outcome: Outcome) => void = () => undefined;
  /** Events are still being read: questions that need them wait. */
  reading: boolean;
  private settle: (outcome: Outcome) => void = () => undefined;
  private settled = false;
  private gone = false;
  private nextId = 1;
  private readonly pending = new Map<number, Pending>();
  private grace: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly port: WorkerPort,
    first: Extract<ToWorker, { type: "run" | "open" }>,
    private readonly onProgress: (time: number, events: number) => void,
  ) {
    this.reading = first.type === "open" && first.early === true;
    this.outcome = new Promise((resolve) => {
      this.settle = resolve;
    });
    this.whole = new Promise((resolve) => {
      this.settleWhole = resolve;
    });
    port.onMessage((message) => this.receive(message));
    port.onDeath((reason) => {
      this.end({ kind: "crashed", error: reason });
      this.dispose();
    });
    port.post(first);
  }

  /** @throws Error (rejects) when the run is gone or the query fails. */
  query<Name extends QueryName>(name: Name, args: QueryArgs<Name>): Promise<QueryResult<Name>> {
    return this.ask((id) => ({ type: "query", id, name, args })) as Promise<QueryResult<Name>>;
  }

  /** The run as a file. @throws Error (rejects) when the run is gone or the format cannot hold it. */
  export(format: ExportFormat): Promise<Uint8Array> {
    return this.ask((id) => ({ type: "export", id, format })) as Promise<Uint8Array>;
  }

  private ask(message: (id: number) => ToWorker): Promise<unknown> {
    if (this.gone)
      return Promise.reject(new Error(vscode.l10n.t("the data of this run is gone: run it again")));
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      this.port.post(message(id));
    });
  }

  /** Asks the program to stop where it is, which keeps its trace; ends the worker when that takes too long. */
  cancel(): void {
    if (this.settled || this.gone || this.grace !== undefined) return;
    this.port.post({ type: "cancel" });
    this.grace = setTimeout(() => this.dispose(), GRACE);
  }

  private receive(message: FromWorker): void {
    switch (message.type) {
      case "progress":
        if (!this.settled) this.onProgress(message.time, message.events);
        return;
      case "done":
        this.end({ kind: "done", summary: message.summary });
        return;
      case "whole":
        this.reading = false;
        void this.outcome.then(this.settleWhole);
        return;
      case "rejected":
        this.end({ kind: "rejected", diagnostics: message.diagnostics });
        return;
      case "crashed":
        this.end({ kind: "crashed", error: message.error });
        this.dispose();
        return;
      case "reply": {
        const pending = this.pending.get(message.id);
        this.pending.delete(message.id);
        if ("err" in message) pending?.reject(new Error(message.err));
        else pending?.resolve(message.ok);
        return;
      }
      default:
        return assertUnreachable(message);
    }
  }

  private end(outcome: Outcome): void {
    clearTimeout(this.grace);
    this.settled = true;
    this.settle(outcome);
    if (outcome.kind !== "done") this.settleWhole(outcome);
  }

  /** Ends the worker. Questions without an answer are rejected. */
  dispose(): void {
    if (this.gone) return;
    this.gone = true;
    clearTimeout(this.grace);
    this.port.terminate();
    for (const { reject } of this.pending.values()) reject(new Error(vscode.l10n.t("the run was closed")));
    this.pending.clear();
    this.end({ kind: "cancelled" });
  }
}
