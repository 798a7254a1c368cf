import type { RunConfig } from "../config";
import type { Entity } from "../trace/entity";
import type { LaneFilter } from "../trace/laneFilter";
import type { Grouping, Place, QueryArgs, QueryName, QueryResult } from "../trace/queries";
import type { ProgramDiagnostic } from "./worker";

/** Between the host and the panel's webview. A panel of another version is asked to reload. */
export const PANEL_PROTOCOL = 1;

/** The two runs that a panel may show: the one that it is about, and the one with which that is compared. */
export const SIDES = ["shown", "compared"] as const;
export type Side = (typeof SIDES)[number];

/** What two runs have in common at the same place of the two timelines: their start, where they part, or an event of one goroutine or thread. */
export const ALIGNMENTS = ["start", "parting", "event"] as const;
export type AlignmentKind = (typeof ALIGNMENTS)[number];

/** What the panel keeps over a reload of the window. `version` guards against older shapes. */
export interface PanelState {
  readonly version: 1;
  readonly runId: string | undefined;
  readonly grouping: Grouping;
  readonly from: number;
  readonly to: number;
  readonly cursor: number;
  readonly tab: string;
  readonly filter?: LaneFilter | undefined;
  /** How another run stood beside it; absent where there was none. */
  readonly alignment?: AlignmentKind | undefined;
}

/** The states that a panel can be in, each with a way forward. */
export type PanelStatus =
  | { readonly kind: "empty" }
  /** A trace file is being read. */
  | { readonly kind: "opening"; readonly label: string }
  /** A trace file that cannot be shown, and why. */
  | { readonly kind: "unreadable"; readonly label: string; readonly message: string }
  | { readonly kind: "running"; readonly label: string; readonly time: number; readonly events: number }
  | {
      readonly kind: "ready";
      readonly runId: string;
      readonly label: string;
      readonly stale: boolean;
      /** The picture is there, and the events are still being read: what needs them is answered then. */
      readonly reading?: boolean;
    }
  | {
      readonly kind: "failed";
      readonly label: string;
      readonly message: string;
      readonly diagnostics: readonly ProgramDiagnostic[];
    }
  | { readonly kind: "cancelled"; readonly label: string };

/** What the buttons of a page do. `reopen`: reads the trace file once more; `compare`: asks for a run to compare this one with. */
export const PANEL_COMMANDS = [
  "rerun",
  "cancel",
  "export",
  "openTrace",
  "reopen",
  "compare",
  "endComparison",
  "openExamples",
  "configure",
  "showProblems",
] as const;

/** What pictures of the view can be. */
export const PICTURE_FORMATS = ["png", "svg"] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

export function isPictureFormat(value: unknown): value is PictureFormat {
  return PICTURE_FORMATS.some((format) => format === value);
}

export type ToPanel =
  | {
      readonly type: "init";
      readonly protocol: number;
      readonly status: PanelStatus;
      readonly state: PanelState | undefined;
      readonly config: RunConfig | undefined;
      readonly compared: PanelStatus | undefined;
    }
  | {
      readonly type: "status";
      readonly status: PanelStatus;
      readonly config: RunConfig | undefined;
      /** The run that this one is compared with, if there is one. */
      readonly compared: PanelStatus | undefined;
    }
  | {
      readonly type: "reply";
      readonly side: Side;
      readonly id: number;
      readonly ok: QueryResult<QueryName>;
    }
  | { readonly type: "reply"; readonly side: Side; readonly id: number; readonly err: string }
  /** Draw what is seen, and answer with a `picture` of the same id. */
  | { readonly type: "capture"; readonly id: number; readonly format: PictureFormat }
  /** The person chose a goroutine, a thread or an instant outside the panel. */
  | { readonly type: "show"; readonly time: number | undefined; readonly entity: Entity | undefined };

export type FromPanel =
  | { readonly type: "ready"; readonly protocol: number }
  | {
      readonly type: "query";
      readonly side: Side;
      readonly id: number;
      readonly name: QueryName;
      readonly args: QueryArgs<QueryName>;
    }
  /** Open the editor at a place; `preserveFocus` when it only follows the selection. */
  | { readonly type: "reveal"; readonly side: Side; readonly place: Place; readonly preserveFocus: boolean }
  /** The cursor stands at `time`: the editor shows where each goroutine is. */
  | { readonly type: "cursor"; readonly time: number }
  | {
      readonly type: "command";
      readonly command: (typeof PANEL_COMMANDS)[number];
    }
  | { readonly type: "state"; readonly state: PanelState }
  /** What is seen, as a file: asked for by `capture`, or (without an id) by the person, to be saved. No bytes where nothing is seen. */
  | {
      readonly type: "picture";
      readonly id: number | undefined;
      readonly format: PictureFormat;
      readonly bytes: Uint8Array;
    }
  /** Milliseconds from the `ready` status to the first complete picture. */
  | { readonly type: "drawn"; readonly ms: number };
