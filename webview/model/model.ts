import type { RunConfig } from "../../src/shared/config";
import type { PanelState, PanelStatus } from "../../src/shared/messages/panel";
import type { Entity } from "../../src/shared/trace/entity";
import type { LaneFilter } from "../../src/shared/trace/laneFilter";
import type { Finding } from "../../src/shared/trace/findings";
import { GROUPINGS } from "../../src/shared/trace/queries";
import type { Grouping, Overview, SpanDetail } from "../../src/shared/trace/queries";
import { assertUnreachable } from "../../src/shared/assert";
import type { Range } from "./range";
import { bringIntoView, clampRange, cut, fit, wholeRange } from "./range";

export const TABS = [
  "states",
  "steals",
  "goroutines",
  "threads",
  "queues",
  "processes",
  "causes",
  "range",
  "costs",
  "findings",
  "output",
  "compare",
] as const;
export type Tab = (typeof TABS)[number];

/** A slice that the person chose. */
export interface Selection {
  readonly grouping: Grouping;
  readonly lane: number;
  readonly detail: SpanDetail;
}

/** The goroutine, or the thread, that every view is about; `label` as people read it. */
export interface Focus {
  readonly entity: Entity;
  readonly label: string;
}

/** What a step back or forward brings back. */
export type Stop = Pick<Model, "grouping" | "filter" | "range" | "cursor" | "selection" | "focus" | "marked">;

/** The one state of the panel. It holds what is looked at, never what the log says beyond the overview. */
export interface Model {
  /** `undefined` until the host has answered. */
  readonly status: PanelStatus | undefined;
  readonly config: RunConfig | undefined;
  readonly overview: Overview | undefined;
  /** `undefined` until they have been looked for. */
  readonly findings: readonly Finding[] | undefined;
  /** The run that this one is compared with. */
  readonly compared: PanelStatus | undefined;
  /** Counts the runs shown: answers to questions about an earlier one are dropped. */
  readonly run: number;
  readonly grouping: Grouping;
  /** Of all lanes only those that it leaves are shown. */
  readonly filter: LaneFilter | undefined;
  readonly range: Range;
  /** What the range may be: the run, and beside another one so much before and after it that both can be seen whole. */
  readonly bounds: Range;
  /** The stretch that statistics are about; without one they are about the range. */
  readonly marked: Range | undefined;
  readonly cursor: number;
  readonly selection: Selection | undefined;
  readonly focus: Focus | undefined;
  readonly tab: Tab;
  readonly split: number;
  /** The cursor moves by itself. */
  readonly playing: boolean;
  /** How fast, as a multiple of the usual speed. */
  readonly speed: number;
  /** What could not be shown, and why. */
  readonly problem: string | undefined;
  /** What the range and cursor are to be once the run of this id is there. */
  readonly restore: PanelState | undefined;
}

export type Action =
  | {
      readonly type: "status";
      readonly status: PanelStatus;
      readonly config: RunConfig | undefined;
    }
  | { readonly type: "restore"; readonly state: PanelState | undefined; readonly split: number | undefined }
  | { readonly type: "overview"; readonly run: number; readonly overview: Overview }
  | { readonly type: "findings"; readonly run: number; readonly findings: readonly Finding[] }
  | { readonly type: "grouping"; readonly grouping: Grouping }
  | { readonly type: "filter"; readonly filter: LaneFilter | undefined }
  | { readonly type: "range"; readonly range: Range }
  | { readonly type: "bounds"; readonly bounds: Range }
  | { readonly type: "compared"; readonly compared: PanelStatus | undefined }
  | { readonly type: "mark"; readonly marked: Range | undefined }
  /** `reveal`: move the range where the cursor would be out of sight. */
  | { readonly type: "cursor"; readonly time: number; readonly reveal: boolean }
  | { readonly type: "select"; readonly selection: Selection | undefined }
  | { readonly type: "focus"; readonly focus: Focus | undefined }
  | { readonly type: "tab"; readonly tab: Tab }
  | { readonly type: "split"; readonly split: number }
  | { readonly type: "play"; readonly playing: boolean; readonly speed: number }
  | { readonly type: "go"; readonly stop: Stop }
  | { readonly type: "problem"; readonly problem: string | undefined };

export const DEFAULT_SPLIT = 0.57;

export const INITIAL: Model = {
  status: undefined,
  config: undefined,
  overview: undefined,
  findings: undefined,
  run: 0,
  grouping: "core",
  filter: undefined,
  range: wholeRange(0),
  bounds: wholeRange(0),
  compared: undefined,
  marked: undefined,
  cursor: 0,
  selection: undefined,
  focus: undefined,
  tab: "states",
  split: DEFAULT_SPLIT,
  playing: false,
  speed: 1,
  problem: undefined,
  restore: undefined,
};

export function reduce(model: Model, action: Action): Model {
  switch (action.type) {
    case "status":
      return withStatus(model, action.status, action.config);
    case "restore": {
      const { state } = action;
      const split = action.split === undefined ? model.split : clampSplit(action.split);
      if (state === undefined) return { ...model, split };
      return { ...model, split, grouping: state.grouping, tab: readTab(state.tab), restore: state };
    }
    case "overview":
      return action.run === model.run ? withOverview(model, action.overview) : model;
    case "findings":
      return action.run === model.run ? { ...model, findings: action.findings } : model;
    case "grouping":
      if (action.grouping === model.grouping) return model;
      return { ...model, grouping: action.grouping };
    case "filter":
      return { ...model, filter: action.filter };
    case "range": {
      const range = clampRange(action.range, model.bounds);
      if (range.from === model.range.from && range.to === model.range.to) return model;
      return { ...model, range };
    }
    case "bounds": {
      const { bounds } = action;
      if (bounds.from === model.bounds.from && bounds.to === model.bounds.to) return model;
      return { ...model, bounds, range: clampRange(model.range, bounds) };
    }
    case "compared": {
      // After a reload of the window the comparison comes back under the tab that was there.
      const back = model.restore?.alignment !== undefined;
      const begins = !back && model.compared === undefined && action.compared !== undefined;
      return { ...model, compared: action.compared, tab: begins ? "compare" : model.tab };
    }
    case "mark":
      return { ...model, marked: action.marked && cut(action.marked, endOf(model)) };
    case "cursor": {
      const cursor = Math.round(Math.min(Math.max(action.time, 0), endOf(model)));
      const range = action.reveal ? bringIntoView(model.range, cursor, model.bounds) : model.range;
      if (cursor === model.cursor && range === model.range) return model;
      return { ...model, cursor, range };
    }
    case "select":
      return { ...model, selection: action.selection };
    case "focus":
      return { ...model, focus: action.focus };
    case "tab":
      return { ...model, tab: action.tab };
    case "split":
      return { ...model, split: clampSplit(action.split) };
    case "play": {
      const { playing, speed } = action;
      const atEnd = playing && !model.playing && model.cursor >= endOf(model);
      return { ...model, playing, speed, cursor: atEnd ? 0 : model.cursor };
    }
    case "go":
      return { ...model, ...action.stop, playing: false };
    case "problem":
      return { ...model, problem: action.problem };
    default:
      return assertUnreachable(action);
  }
}

export function stopOf({ grouping, filter, range, cursor, selection, focus, marked }: Model): Stop {
  return { grouping, filter, range, cursor, selection, focus, marked };
}

/** What people call the run that a status is about; nothing where it is about none. */
export function labelOf(status: PanelStatus | undefined): string {
  return status !== undefined && "label" in status ? status.label : "";
}

/** Virtual time of the run's end, 0 without a run. */
export function endOf(model: Model): number {
  return model.overview?.endTime ?? 0;
}

/** What survives a reload of the window, or `undefined` while there is no run. */
export function panelState(model: Model): PanelState | undefined {
  if (model.status?.kind !== "ready" || model.overview === undefined) return undefined;
  return {
    version: 1,
    runId: model.status.runId,
    grouping: model.grouping,
    from: model.range.from,
    to: model.range.to,
    cursor: model.cursor,
    tab: model.tab,
    ...(model.filter === undefined ? {} : { filter: model.filter }),
  };
}

function runIdOf(status: PanelStatus | undefined): string | undefined {
  return status?.kind === "ready" ? status.runId : undefined;
}

function withStatus(model: Model, status: PanelStatus, config: RunConfig | undefined): Model {
  const next = { ...model, status, config: config ?? model.config, problem: undefined };
  const runId = runIdOf(status);
  if (runId === undefined || (runId === runIdOf(model.status) && model.overview !== undefined)) return next;
  return {
    ...next,
    run: model.run + 1,
    overview: undefined,
    findings: undefined,
    playing: false,
    filter: undefined,
    marked: undefined,
    selection: undefined,
    focus: undefined,
  };
}

function withOverview(model: Model, overview: Overview): Model {
  const { dropped, endTime } = overview;
  const bounds = wholeRange(endTime);
  const whole = dropped.until > 0 ? fit({ from: dropped.until, to: endTime }, bounds) : bounds;
  const kept = model.restore;
  const same = kept?.runId !== undefined && kept.runId === runIdOf(model.status);
  const grouping = overview.laneCounts[model.grouping] > 0 ? model.grouping : firstGrouping(overview);
  return {
    ...model,
    overview,
    grouping,
    tab: shownTabs(overview).includes(model.tab) ? model.tab : "threads",
    restore: undefined,
    bounds,
    range: same ? clampRange({ from: kept.from, to: kept.to }, bounds) : whole,
    filter: same ? kept.filter : undefined,
    cursor: same ? Math.min(Math.max(kept.cursor, 0), overview.endTime) : overview.beginTime,
  };
}

/** A run without goroutines has no tab for them. */
export function shownTabs(overview: Overview | undefined): readonly Tab[] {
  return overview?.goroutines === 0 ? TABS.filter((tab) => tab !== "goroutines") : TABS;
}

function firstGrouping(overview: Overview): Grouping {
  return GROUPINGS.find((grouping) => overview.laneCounts[grouping] > 0) ?? "core";
}

function readTab(text: string): Tab {
  return TABS.find((tab) => tab === text) ?? "states";
}

function clampSplit(split: number): number {
  return Number.isFinite(split) ? Math.min(Math.max(split, 0.2), 0.88) : DEFAULT_SPLIT;
}
