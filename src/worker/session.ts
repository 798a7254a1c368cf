import { assertUnreachable } from "../shared/assert";
import { ENGLISH, setLanguage } from "../shared/l10n/language";
import type { Beat, FromWorker, Replay, RunInput, ToWorker } from "../shared/messages/worker";
import { exportLog } from "./exportLog";
import { openSchedtrace } from "../formats/schedtrace";
import { toEnd } from "../shared/steps";
import { TraceFormatError } from "../formats/traceFormatError";
import { Pace } from "./pace";
import { prepareRun } from "./prepareRun";
import type { PreparedRun } from "./prepareRun";
import { LONGEST_CALL_S, MEMORY_LIMIT_MIB } from "./limits";
import { summarize } from "./summarize";
import { OpeningSource } from "../analysis/opening/openingSource";
import { LogTraceSource } from "../analysis/source";
import { EVENT_BYTES } from "../shared/log/chunk";
import type { EventLog } from "../shared/log/eventLog";

/** What the session needs of the thread it lives in. */
export interface Platform {
  post(message: FromWorker | Beat): void;
  /** Resolves when messages that have arrived in the meantime have been received. */
  yieldTurn(): Promise<void>;
  /** Milliseconds of a steady clock, for the rate of messages only. */
  milliseconds(): number;
  /**
   * Share of the memory limit that is in use, 0 … 1; 0 where nobody can tell.
   * @param logBytes what the event log takes, which does not count.
   */
  memoryPressure(logBytes: number): number;
  /** Makes the thread's standard objects fit for a program of somebody else. Called once, before it is compiled. */
  harden(): void;
  /**
   * Runs `work`, interrupting it where it takes much longer than a program can make it take without one built-in function that goes on
   * and on. @returns whether it ended by itself.
   */
  watch(work: () => void): boolean;
}

const PROGRESS_EVERY_MS = 100;
/** Above this share of the memory a run ends, so that its trace can still be shown. */
const MEMORY_SHARE = 0.85;

/** One run and its log: executes the program, then answers questions about what happened. */
export class Session {
  private cancelled = false;
  private source: LogTraceSource | OpeningSource | undefined;

  constructor(private readonly platform: Platform) {}

  /** Handles one message. Never rejects: what goes wrong is a message. */
  async receive(message: ToWorker): Promise<void> {
    switch (message.type) {
      case "run":
        setLanguage(message.language ?? ENGLISH);
        await this.guard(() => this.run(message.input, message.replay));
        return;
      case "open":
        setLanguage(message.language ?? ENGLISH);
        await this.guard(() => this.open(message.bytes, message.early === true));
        return;
      case "cancel":
        this.cancelled = true;
        return;
      case "query":
        await this.reply(message.id, async () => this.opened().query(message.name, message.args));
        return;
      case "export":
        await this.reply(message.id, async () => exportLog(await this.wholeSource(), message.format));
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

  private opened(): LogTraceSource | OpeningSource {
    if (this.source === undefined) throw new Error("the run has not ended yet");
    return this.source;
  }

  private async wholeSource(): Promise<LogTraceSource> {
    const source = this.opened();
    return source instanceof OpeningSource ? source.whole : source;
  }

  /** Between its steps questions that have arrived are answered. */
  private async open(bytes: Uint8Array, early: boolean): Promise<void> {
    const file = openSchedtrace(bytes);
    const { opening, processes } = file;
    if (!early || opening === undefined) {
      this.adopt(toEnd(file.read()));
      if (early) this.platform.post({ type: "whole" });
      return;
    }
    const source = new OpeningSource(file, opening, () => this.platform.yieldTurn());
    this.source = source;
    this.platform.post({ type: "done", summary: summarize(opening.overview, processes) });
    this.source = await source.whole;
    this.platform.post({ type: "whole" });
  }

  private async run(input: RunInput, replay: Replay | undefined): Promise<void> {
    this.platform.harden();
    const prepared = prepareRun(input);
    if ("diagnostics" in prepared) {
      this.platform.post({ type: "rejected", diagnostics: prepared.diagnostics });
      return;
    }
    const pace = new Pace(this.platform, replay);
    await this.execute(prepared, pace);
    pace.end();
    this.adopt(prepared.log);
  }

  private async execute(run: PreparedRun, pace: Pace): Promise<void> {
    for (;;) {
      const end = { over: false };
      const work = (): void => {
        end.over = this.stretch(run, pace);
      };
      if (!this.platform.watch(work)) {
        this.stopStuck(run);
        return;
      }
      if (end.over) return;
      this.platform.post({ type: "progress", time: run.log.latest, events: run.log.emitted });
      await this.platform.yieldTurn();
      if (this.cancelled) {
        run.stop("cancelled", "cancelled");
        return;
      }
    }
  }

  /** Near the limit of the memory it is the collector that takes the time. */
  private stopStuck(run: PreparedRun): void {
    const { log } = run;
    if (this.platform.memoryPressure(log.length * EVENT_BYTES) > MEMORY_SHARE / 2) this.stopForMemory(run);
    else
      run.stop(
        "limit",
        `one call of a built-in function takes longer than the limit of ${LONGEST_CALL_S} s of real time${run.whereabouts()}: look for a regular expression that tries too many ways, or for too much data`,
      );
  }

  private stopForMemory(run: PreparedRun): void {
    run.stop(
      "limit",
      `the program uses too much real memory${run.whereabouts()}: the limit is ${MEMORY_LIMIT_MIB} MiB, so start fewer goroutines or keep less data`,
    );
  }

  /** Goes on until it is time to report. Whether the run is over. */
  private stretch(run: PreparedRun, pace: Pace): boolean {
    const began = this.platform.milliseconds();
    while (!pace.advance(run)) {
      if (this.platform.memoryPressure(run.log.length * EVENT_BYTES) > MEMORY_SHARE) {
        this.stopForMemory(run);
        return true;
      }
      if (this.platform.milliseconds() - began > PROGRESS_EVERY_MS) return false;
    }
    return true;
  }

  private adopt(log: EventLog): void {
    const source = new LogTraceSource(log);
    this.source = source;
    const summary = summarize(source.answer("overview", {}), log.tables.processes);
    this.platform.post({ type: "done", summary });
  }
}

/** A file that is no trace is not our fault: its text alone tells. */
function errorText(error: unknown): string {
  if (error instanceof TraceFormatError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
