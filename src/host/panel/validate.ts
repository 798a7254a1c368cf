import { ALIGNMENTS, PANEL_COMMANDS, SIDES, isPictureFormat } from "../../shared/messages/panel";
import type { FromPanel, PanelState } from "../../shared/messages/panel";
import { ENTITY_KINDS, GROUPINGS } from "../../shared/trace/queries";
import type { LaneFilter } from "../../shared/trace/laneFilter";
import { RANGE_SORTS } from "../../shared/trace/rangeStats";
import type { Place, QueryMap, QueryName } from "../../shared/trace/queries";
import type { ComparedWith } from "../runs/comparison";

type Check = (value: unknown) => boolean;

const isNumber: Check = (value) => typeof value === "number" && Number.isFinite(value);
const isString: Check = (value) => typeof value === "string";
const isBoolean: Check = (value) => typeof value === "boolean";
const oneOf =
  (...names: readonly string[]): Check =>
  (value) =>
    typeof value === "string" && names.includes(value);
const isGrouping = oneOf(...GROUPINGS);
const isSide = oneOf(...SIDES);

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fits(value: unknown, checks: Readonly<Record<string, Check>>): boolean {
  return isRecord(value) && Object.entries(checks).every(([key, check]) => check(value[key]));
}

const FILTERS: Readonly<Record<LaneFilter["kind"], Readonly<Record<string, Check>>>> = {
  found: { text: isString, time: isNumber },
  involved: { entity: isNumber, label: isString },
  range: { from: isNumber, to: isNumber },
};
const isFilter: Check = (value) =>
  isRecord(value) &&
  typeof value["kind"] === "string" &&
  Object.hasOwn(FILTERS, value["kind"]) &&
  fits(value, FILTERS[value["kind"] as LaneFilter["kind"]]);
const orNone =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const isFilterOrNone = orNone(isFilter);

/** What each question's arguments must be. A new question does not compile without an entry here. */
const ARGUMENTS: { readonly [Name in QueryName]: Readonly<Record<keyof QueryMap[Name]["args"], Check>> } = {
  overview: {},
  lanes: { grouping: isGrouping, offset: isNumber, count: isNumber },
  keptLanes: { grouping: isGrouping, filter: isFilter },
  spans: {
    grouping: isGrouping,
    filter: isFilterOrNone,
    first: isNumber,
    count: isNumber,
    from: isNumber,
    to: isNumber,
    resolution: isNumber,
  },
  spanAt: {
    grouping: isGrouping,
    filter: isFilterOrNone,
    lane: isNumber,
    time: isNumber,
    tolerance: isNumber,
  },
  steals: { offset: isNumber, count: isNumber, thief: isNumber, victim: isNumber },
  stealMatrix: {},
  stealRings: { event: isNumber },
  stealArrows: { grouping: isGrouping, filter: isFilterOrNone, from: isNumber, to: isNumber, max: isNumber },
  series: {
    what: oneOf("runqueues", "utilization", "memory"),
    from: isNumber,
    to: isNumber,
    points: isNumber,
  },
  transitions: { of: oneOf(...ENTITY_KINDS), entity: isNumber },
  goroutines: {
    offset: isNumber,
    count: isNumber,
    sort: oneOf("goid", "running", "runnable", "waiting", "switches"),
    descending: isBoolean,
  },
  stateAt: { time: isNumber, max: isNumber },
  explain: { entity: isNumber, time: isNumber },
  findings: {},
  lineWaits: {},
  output: { offset: isNumber, count: isNumber },
  source: { uri: isString },
  step: { time: isNumber, entity: isNumber, back: isBoolean },
  threads: {
    offset: isNumber,
    count: isNumber,
    sort: oneOf("tid", "running", "runnable", "waiting", "switches"),
    descending: isBoolean,
  },
  threadsAt: { time: isNumber, max: isNumber },
  migrations: { offset: isNumber, count: isNumber },
  causes: { entity: isNumber, time: isNumber, max: isNumber },
  find: { text: isString, time: isNumber, max: isNumber },
  pathSpans: { from: isNumber, to: isNumber, resolution: isNumber },
  range: {
    from: isNumber,
    to: isNumber,
    offset: isNumber,
    count: isNumber,
    sort: oneOf(...RANGE_SORTS),
    descending: isBoolean,
  },
  processesAt: { time: isNumber, entity: isNumber },
  processAt: { process: isNumber, time: isNumber },
  channelsAt: { time: isNumber },
  queuesAt: { time: isNumber },
  costs: {},
  figures: {},
  decisions: { offset: isNumber, count: isNumber },
  decisionDigests: { from: isNumber, to: isNumber, stride: isNumber },
  occasionAt: { entity: isNumber, time: isNumber },
  occasion: { lineage: isNumber, n: isNumber },
};

const PLACE: Readonly<Record<keyof Place, Check>> = {
  uri: isString,
  line: isNumber,
  column: isNumber,
  fn: isString,
};

const STATE: Readonly<Record<keyof PanelState, Check>> = {
  version: (value) => value === 1,
  runId: (value) => value === undefined || typeof value === "string",
  grouping: isGrouping,
  from: isNumber,
  to: isNumber,
  cursor: isNumber,
  tab: isString,
  filter: isFilterOrNone,
  alignment: orNone(oneOf(...ALIGNMENTS)),
};

/** What the panel kept over a reload, or `undefined` where it is of another version or damaged. */
export function readPanelState(value: unknown): PanelState | undefined {
  return fits(value, STATE) ? (value as PanelState) : undefined;
}

/** The run with which the panel's was compared, or `undefined` where that makes no sense. */
export function readComparedWith(value: unknown): ComparedWith | undefined {
  const of = (key: string, check: Check) => fits(value, { label: isString, [key]: check });
  return of("runId", isString) || of("file", isString) ? (value as ComparedWith) : undefined;
}

/** The same from what the page itself keeps, where it stands beside the page's layout. */
export function readKeptState(value: unknown): PanelState | undefined {
  return isRecord(value) ? readPanelState(value["panel"]) : undefined;
}

const MESSAGES: Readonly<Record<FromPanel["type"], (message: Readonly<Record<string, unknown>>) => boolean>> =
  {
    ready: (message) => isNumber(message["protocol"]),
    query: (message) =>
      isNumber(message["id"]) &&
      isSide(message["side"]) &&
      typeof message["name"] === "string" &&
      Object.hasOwn(ARGUMENTS, message["name"]) &&
      fits(message["args"], ARGUMENTS[message["name"] as QueryName]),
    reveal: (message) =>
      isSide(message["side"]) && fits(message["place"], PLACE) && isBoolean(message["preserveFocus"]),
    cursor: (message) => isNumber(message["time"]),
    command: (message) => oneOf(...PANEL_COMMANDS)(message["command"]),
    state: (message) => readPanelState(message["state"]) !== undefined,
    picture: (message) =>
      (message["id"] === undefined || isNumber(message["id"])) &&
      isPictureFormat(message["format"]) &&
      message["bytes"] instanceof Uint8Array,
    drawn: (message) => isNumber(message["ms"]),
  };

/** A message of the panel, or `undefined` for anything that is none. */
export function readFromPanel(value: unknown): FromPanel | undefined {
  if (!isRecord(value)) return undefined;
  const { type } = value;
  if (typeof type !== "string" || !Object.hasOwn(MESSAGES, type)) return undefined;
  return MESSAGES[type as FromPanel["type"]](value) ? (value as unknown as FromPanel) : undefined;
}
