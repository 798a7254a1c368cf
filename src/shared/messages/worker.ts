import type { RunConfig } from "../config";
import type { Language } from "../l10n/language";
import type { Overview, QueryArgs, QueryName, QueryResult } from "../trace/queries";

/** Between the host (or the command line) and the worker that runs one simulation and holds its log. */

export interface RunInput {
  /** The program's files: URI → text. Includes everything that the entry file imports. */
  readonly files: readonly (readonly [uri: string, text: string])[];
  readonly entryUri: string;
  /** Name of the entry function; `undefined`: the only `@simulate` function of the file. */
  readonly entry: string | undefined;
  /** Lowest precedence: settings. The tag of the entry comes between. */
  readonly settings: Partial<RunConfig>;
  /** Highest precedence: the run dialog, the side panel, command-line options. */
  readonly overrides: Partial<RunConfig>;
}

/** A problem in the program's text. Lines and columns count from 1; the end is exclusive. */
export interface ProgramDiagnostic {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
  readonly severity: "error" | "warning";
  /** A replacement of the range that would mend it. */
  readonly fix?: { readonly title: string; readonly text: string };
}

export interface RunSummary {
  readonly exitCode: number;
  readonly how: string;
  readonly message: string;
  readonly endTime: number;
  readonly events: number;
  readonly dropped: Overview["dropped"];
  readonly steals: number;
  readonly config: RunConfig;
  readonly entry: string;
  /** Of the program: 1 and those that it has forked. */
  readonly processes: number;
}

/** Files that the worker can make of its log. */
export type ExportFormat = "schedtrace" | "go" | "stats" | "spans" | "perfetto" | "chrome";

/**
 * How far a run has come: `looks` times up to 64 steps of its kernel, then `steps` single, short ones. The same input comes to the same state
 * by the same numbers.
 */
export interface Place {
  readonly looks: number;
  readonly steps: number;
}

/** What a worker was lost by: its memory, a size beyond which V8 ends the process, or so many seconds without a word. */
export type LostBy = "memory" | "engine" | number;

/** A run that was lost with its worker, once more up to where it was lost, so that its trace is kept. */
export interface Replay {
  readonly looks: number;
  /** Single steps after the looks at which the run ends; `undefined`: go on one by one and tell each, to find the one that is fatal. */
  readonly steps: number | undefined;
  readonly lostBy: LostBy;
}

export type ToWorker =
  /** `language`: in which it answers, English where that is left out. The log is the same in each. */
  | {
      readonly type: "run";
      readonly input: RunInput;
      readonly replay?: Replay;
      readonly language?: Language;
    }
  /** Takes the log out of a trace file instead of running a program. */
  | {
      readonly type: "open";
      readonly bytes: Uint8Array;
      /** Be done once the first picture can be drawn; `whole` follows then, or `crashed`. */
      readonly early?: boolean;
      readonly language?: Language;
    }
  | { readonly type: "cancel" }
  | {
      readonly type: "query";
      readonly id: number;
      readonly name: QueryName;
      readonly args: QueryArgs<QueryName>;
    }
  | { readonly type: "export"; readonly id: number; readonly format: ExportFormat };

/** A sign of life of a worker whose program runs, or, without a place, that the program has ended. For the starter. */
export interface Beat {
  readonly type: "beat";
  readonly place: Place | undefined;
}

/** The last word of a worker that has died. `lostBy` is undefined where it is a fault of ours. For the starter. */
export interface Died {
  readonly type: "died";
  readonly reason: string;
  readonly lostBy: LostBy | undefined;
}

export type FromWorker =
  | { readonly type: "progress"; readonly time: number; readonly events: number }
  | { readonly type: "rejected"; readonly diagnostics: readonly ProgramDiagnostic[] }
  | { readonly type: "done"; readonly summary: RunSummary }
  /** After the `done` of a trace that was to be opened early: all events are there. Before it comes, questions that need them wait. */
  | { readonly type: "whole" }
  /** Something of ours broke: the text is for a bug report. */
  | { readonly type: "crashed"; readonly error: string }
  | { readonly type: "reply"; readonly id: number; readonly ok: QueryResult<QueryName> | Uint8Array }
  | { readonly type: "reply"; readonly id: number; readonly err: string };
