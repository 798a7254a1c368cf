import type { EventLog, LogEvent } from "../../shared/log/eventLog";

/** The first broken invariant of a log. */
export interface Violation {
  /** Name of the check that found it. */
  readonly check: string;
  /** Index of the event at which it showed. */
  readonly event: number;
  /** ns */
  readonly time: number;
  /** What is wrong with which entities. */
  readonly message: string;
}

/**
 * One invariant. Checks see every event once, in order, and keep what state they need themselves: they share nothing with each other
 * or with the code that produces logs. Each method returns what is wrong, if anything.
 */
export interface Check {
  /** Kinds of events that it looks at; all where absent. */
  readonly kinds?: readonly number[];
  event(event: LogEvent): string | undefined;
  /**
   * For the events before the window of a log that has dropped some (`EventLog.window`), up to Dropped: the latest that tell an
   * entity's state, in order. Where absent, `event` sees them, and what it says is not heard.
   */
  restore?(event: LogEvent): string | undefined;
  /** All events of an instant have been seen. */
  instant?(time: number): string | undefined;
  /** All events have been seen. */
  end?(time: number): string | undefined;
}

/** The checks' names are the names of their classes in `validate.ts`. */
export type CheckMaker = new (log: EventLog) => Check;
