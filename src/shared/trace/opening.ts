import type { RunConfig } from "../config";
import type { ProcessEntity, SourceFile } from "../entities";
import type { EventLog } from "../log/eventLog";
import type { BucketSpans, Lane, Overview } from "./queries";

/**
 * What the first picture of a run needs, computed when its trace is written, so that a reader can draw it before it has read the events. It
 * holds answers: each is exactly what the log would answer to the same question.
 */
export interface Opening {
  readonly overview: Overview;
  /** Of the grouping "core", and how many spans each has. */
  readonly lanes: readonly Lane[];
  readonly spanCounts: readonly number[];
  /** From the beginning of the first of these spans to the end of the last, ns. */
  readonly from: number;
  readonly to: number;
  /** All of these lanes over that time, the coarsest first. */
  readonly levels: readonly BucketSpans[];
}

/** A trace file of which everything but the events has been read. */
export interface OpenedTrace {
  readonly config: RunConfig;
  readonly processes: readonly ProcessEntity[];
  readonly files: readonly SourceFile[];
  readonly opening: Opening | undefined;
  /** Reads the events, in steps of some milliseconds. @throws TraceFormatError */
  read(): Generator<undefined, EventLog>;
  /**
   * Compares what the file says its opening is with the one that its events make.
   * @throws TraceFormatError where they differ.
   */
  check(made: Opening | undefined): void;
}
