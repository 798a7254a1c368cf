import { assertUnreachable } from "../shared/assert";
import type { FromWorker, RunInput, ToWorker } from "../shared/messages/worker";
import { exportLog } from "./exportLog";
import { readSchedtrace } from "../formats/schedtrace";
import { TraceFormatError } from "../formats/traceFormatError";
import { prepareRun } from "./prepareRun";
import type { PreparedRun } from "./prepareRun";
import { summarize } from "./summarize";
import { LogTraceSource } from "../analysis/source";
import type { EventLog } from "../shared/log/eventLog";

/** What the session needs of the thread it lives in. */
export interface Platform {
  post(message: FromWorker): void;
  /** Resolves when messages that have arrived in the meantime have been received. */
  yieldTurn(): Promise<void>;
  /** Milliseconds of a steady clock, for the rate of progress messages only. */
  milliseconds(): number;
  /** Share of the memory limit that is in use, 0 … 1; 0 where nobody can tell. */
  memoryPressure(): number;
}

/** Kernel steps between looks at the clock: as many as take about this long, since one step may compute for a whole time slice. */
const SLICE_MS = 10;
const MOST_STEPS_PER_SLICE = 20_000;
const PROGRESS_EVERY_MS = 100;
/** Above this share of the memory a run ends, so that its trace can still be shown. */
const MEMORY_SHARE = 0.85;

/** One run and its log: executes the program, then answers questions about what happened. */
export class Session {
  private cancelled = false;
  private source: LogTraceSource | undefined;

  constructor(private readonly platform: Platform) {}

  /** Handles one message. Never rejects: what goes wrong is a message. */
  async receive(message: ToWorker): Promise<void> {
    switch (message.type) {
      case "run":
        await this.guard(() => this.run(message.input));
        return;
      case "open":
        await this.guard(() => this.adopt(readSchedtrace(message.bytes)));
        return;
      case "cancel":
        this.cancelled = true;
        return;
      case "query":
        await this.reply(message.id, async () => this.opened().query(message.name, message.args));
        return;
      case "export":
        await this.reply(message.id, () => Promise.resolve(exportLog(this.opened(), message.format)));
        return;
      default:
        assertUnreachable(message);
    }
  }

  private async guard(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.platform.post({
        type: "crashed",
        error: errorText(error),
      });
    }
  }

  private async reply(
    id: number,
    answer: () => Promise<Extract<FromWorker, { ok: unknown }>["ok"]>,
  ): Promise<void> {
    try {
      this.platform.post({ type: "reply", id, ok: await answer() });
    } catch (error) {
      this.platform.post({ type: "reply", id, err: error instanceof Error ? error.message : String(error) });
    }
  }

  private opened(): LogTraceSource {
    if (this.source === undefined) throw new Error("the run has not ended yet");
    return this.source;
  }

  private async run(input: RunInput): Promise<void> {
    const prepared = prepareRun(input);
    if ("diagnostics" in prepared) {
      this.platform.post({ type: "rejected", diagnostics: prepared.diagnostics });
      return;
    }
    await this.execute(prepared);
    await this.adopt(prepared.log);
  }

  private async execute(run: PreparedRun): Promise<void> {
    let reported = this.platform.milliseconds();
    let looked = reported;
    let steps = 16;
    while (!run.step(steps)) {
      const now = this.platform.milliseconds();
      steps = now - looked < SLICE_MS ? Math.min(2 * steps, MOST_STEPS_PER_SLICE) : Math.max(1, steps >> 1);
      looked = now;
      if (this.platform.memoryPressure() > MEMORY_SHARE) {
        run.stop("limit", "the program uses too much real memory: start fewer goroutines or keep less data");
        return;
      }
      if (now - reported < PROGRESS_EVERY_MS) continue;
      reported = now;
      this.platform.post({ type: "progress", time: run.log.latest, events: run.log.emitted });
      await this.platform.yieldTurn();
      if (this.cancelled) {
        run.stop("cancelled", "cancelled");
        return;
      }
    }
  }

  private async adopt(log: EventLog): Promise<void> {
    this.source = new LogTraceSource(log);
    this.platform.post({ type: "done", summary: await summarize(this.source) });
  }
}

/** A file that is no trace is not our fault: its text alone tells. */
function errorText(error: unknown): string {
  if (error instanceof TraceFormatError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
