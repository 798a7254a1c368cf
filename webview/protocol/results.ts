import { RUN_ENDS } from "../../src/shared/enums";
import { CERTAINTIES, FINDING_KINDS, SEVERITIES } from "../../src/shared/trace/findings";
import { GROUPINGS, SPAN_KINDS } from "../../src/shared/trace/queries";
import type { QueryName, QueryResult } from "../../src/shared/trace/queries";
import type { Check } from "./check";
import {
  columnOf,
  isBoolean,
  isIndex,
  isInteger,
  isNumber,
  isPlace,
  isRecord,
  isString,
  listOf,
  oneOf,
  optional,
  record,
} from "./check";

import { isDecisionRow, isDigests, isFigures, isOccasion, isOccasionAt } from "./compareResults";
import { isCostsView, isQueuesAt, isStealMatrix, isStealRings } from "./queueResults";
import { isChannelAt, isProcessAt, isProcessDetail } from "./processResults";

export const isConfig: Check = record({
  cores: isNumber,
  gomaxprocs: isNumber,
  runtime: oneOf(["go", "native"]),
  policy: isString,
  quantum: optional(isNumber),
  seed: isNumber,
  costs: isString,
  limit: isNumber,
});

function page(row: Check): Check {
  return record({ offset: isIndex, total: isIndex, rows: listOf(row) });
}

const isWait: Check = record({ reason: isString, ns: isNumber, count: isNumber });

const isSpanKind = oneOf(SPAN_KINDS);

const isExact: Check = (value) =>
  record({
    firstLane: isIndex,
    laneOffsets: columnOf(Uint32Array),
    start: columnOf(Float64Array),
    end: columnOf(Float64Array),
    kind: columnOf(Uint8Array),
    entity: columnOf(Int32Array),
    other: columnOf(Int32Array),
    event: columnOf(Uint32Array),
  })(value) && sameLength(value, ["start", "end", "kind", "entity", "other", "event"]);

const isBuckets: Check = (value) => {
  const shape = record({
    firstLane: isIndex,
    lanes: isIndex,
    bucket: (bucket) => typeof bucket === "number" && bucket > 0,
    firstBucket: isNumber,
    buckets: isIndex,
    share: columnOf(Uint8Array),
    entity: columnOf(Int32Array),
    kind: columnOf(Uint8Array),
  });
  if (!shape(value) || !isRecord(value)) return false;
  const cells = Number(value["lanes"]) * Number(value["buckets"]);
  return (
    lengthOf(value["share"]) === cells * SPAN_KINDS.length &&
    lengthOf(value["entity"]) === cells &&
    lengthOf(value["kind"]) === cells
  );
};

const isSpans: Check = (value) =>
  isRecord(value) &&
  (value["form"] === "exact" ? isExact(value) : value["form"] === "buckets" && isBuckets(value));

function lengthOf(value: unknown): number {
  return ArrayBuffer.isView(value) && "length" in value ? Number(value.length) : -1;
}

function sameLength(value: unknown, names: readonly string[]): boolean {
  if (!isRecord(value)) return false;
  const lengths = names.map((name) => lengthOf(value[name]));
  return lengths.every((length) => length === lengths[0]);
}

const isFinding = record({
  kind: oneOf(FINDING_KINDS),
  severity: oneOf(SEVERITIES),
  certainty: oneOf(CERTAINTIES),
  title: isString,
  text: isString,
  onset: isNumber,
  end: optional(isNumber),
  count: isIndex,
  goroutines: listOf(
    record({
      g: isIndex,
      goid: isNumber,
      pid: isNumber,
      tag: isString,
      name: isString,
      part: isString,
      since: isNumber,
      at: optional(isPlace),
      created: optional(isPlace),
    }),
  ),
  objects: listOf(record({ object: isIndex, label: isString, created: optional(isPlace) })),
  ps: listOf(isString),
  graph: optional((value) => {
    if (!isRecord(value) || !Array.isArray(value["nodes"])) return false;
    const count = value["nodes"].length;
    const isNode: Check = (at) => isIndex(at) && Number(at) >= 0 && Number(at) < count;
    return record({
      nodes: listOf(
        record({
          g: isIndex,
          label: isString,
          state: oneOf(["blocked", "ended"]),
          reason: isString,
          at: optional(isPlace),
        }),
      ),
      edges: listOf(
        record({
          from: isNode,
          to: isNode,
          object: isString,
          at: optional(isPlace),
          heldAt: optional(isPlace),
        }),
      ),
      left: isIndex,
    })(value);
  }),
});

const SHARE = { what: isString, ns: isNumber, count: isNumber };
const isHistogram = record({ first: isNumber, counts: listOf(isNumber) });

const RESULTS: Readonly<Record<QueryName, Check>> = {
  overview: record({
    config: isConfig,
    end: oneOf(RUN_ENDS),
    exitCode: isNumber,
    message: isString,
    dropped: record({ events: isNumber, until: isNumber }),
    beginTime: isNumber,
    endTime: isNumber,
    events: isIndex,
    laneCounts: record(Object.fromEntries(GROUPINGS.map((grouping) => [grouping, isIndex]))),
    goroutines: isIndex,
    threads: isIndex,
    steals: isIndex,
    migrations: isIndex,
    contextSwitches: isIndex,
    goroutineSwitches: isIndex,
    coreTimes: listOf(record({ busy: isNumber, overhead: isNumber, idle: isNumber })),
    files: listOf(record({ uri: isString })),
    entry: isString,
  }),
  lanes: page(record({ entity: isIndex, under: isBoolean, label: isString, detail: isString })),
  keptLanes: record({ lanes: columnOf(Uint32Array), entities: isIndex }),
  spans: isSpans,
  pathSpans: isSpans,
  find: record({
    rows: listOf(record({ entity: isNumber, name: isString, what: isString, time: optional(isNumber) })),
    more: isBoolean,
  }),
  spanAt: optional(
    record({
      kind: isSpanKind,
      start: isNumber,
      end: isNumber,
      title: isString,
      facts: listOf((fact) => Array.isArray(fact) && fact.length === 2 && fact.every(isString)),
      place: optional(isPlace),
      entity: isInteger,
    }),
  ),
  steals: page(
    record({
      event: isIndex,
      time: isNumber,
      thief: isIndex,
      victim: isIndex,
      before: isNumber,
      after: isNumber,
      batch: isNumber,
      round: isNumber,
      thiefBefore: isNumber,
      thiefAfter: isNumber,
      fromRunnext: isBoolean,
      g: isString,
    }),
  ),
  stealMatrix: isStealMatrix,
  stealRings: optional(isStealRings),
  stealArrows: (value) =>
    record({
      time: columnOf(Float64Array),
      from: columnOf(Int32Array),
      to: columnOf(Int32Array),
      entity: columnOf(Int32Array),
      event: columnOf(Uint32Array),
      total: isIndex,
    })(value) && sameLength(value, ["time", "from", "to", "entity", "event"]),
  series: listOf(
    (value) =>
      record({
        name: isString,
        time: columnOf(Float64Array),
        value: columnOf(Float64Array),
        max: columnOf(Float64Array),
      })(value) && sameLength(value, ["time", "value", "max"]),
  ),
  transitions: listOf(
    record({ from: isString, to: isString, reason: isString, count: isIndex, time: isNumber }),
  ),
  goroutines: page(
    record({
      g: isIndex,
      goid: isNumber,
      tag: isString,
      name: isString,
      created: isNumber,
      createdAt: isNumber,
      endedAt: isNumber,
      running: isNumber,
      runnable: isNumber,
      waiting: isNumber,
      syscall: isNumber,
      switches: isNumber,
      waits: listOf(isWait),
    }),
  ),
  stateAt: record({
    total: isIndex,
    goroutines: listOf(
      record({
        g: isIndex,
        goid: isNumber,
        tag: isString,
        name: isString,
        state: isString,
        reason: isString,
        since: isNumber,
        place: optional(isPlace),
        p: isIndex,
        core: isIndex,
      }),
    ),
  }),
  explain: optional(
    record({
      entity: isInteger,
      time: isNumber,
      state: isString,
      sentence: isString,
      points: listOf(isString),
    }),
  ),
  findings: listOf(isFinding),
  lineWaits: listOf(
    record({
      uri: isString,
      line: isNumber,
      ns: isNumber,
      count: isNumber,
      longest: isNumber,
      reasons: listOf(isWait),
      started: isNumber,
      startedNs: isNumber,
    }),
  ),
  output: page(
    record({
      time: isNumber,
      stream: oneOf(["stdout", "stderr"]),
      text: isString,
      g: isString,
      place: optional(isPlace),
    }),
  ),
  source: optional(record({ uri: isString, text: isString })),
  step: optional(isNumber),
  threads: page(
    record({
      task: isIndex,
      tid: isNumber,
      pid: isNumber,
      tag: isString,
      name: isString,
      createdAt: isNumber,
      endedAt: isNumber,
      running: isNumber,
      runnable: isNumber,
      waiting: isNumber,
      switches: isNumber,
      preemptions: isNumber,
      migrations: isNumber,
      waits: listOf(isWait),
    }),
  ),
  threadsAt: record({
    total: isIndex,
    threads: listOf(
      record({
        task: isIndex,
        tid: isNumber,
        tag: isString,
        name: isString,
        state: isString,
        reason: isString,
        since: isNumber,
        place: optional(isPlace),
        core: isIndex,
      }),
    ),
  }),
  processesAt: record({ processes: listOf(isProcessAt), of: isIndex }),
  processAt: optional(isProcessDetail),
  channelsAt: listOf(isChannelAt),
  queuesAt: isQueuesAt,
  costs: isCostsView,
  figures: isFigures,
  decisions: page(isDecisionRow),
  decisionDigests: isDigests,
  occasionAt: isOccasion,
  occasion: optional(isOccasionAt),
  migrations: page(
    record({ event: isIndex, time: isNumber, task: isIndex, thread: isString, from: isIndex, to: isIndex }),
  ),
  causes: optional(
    record({
      start: isNumber,
      end: isNumber,
      byState: listOf(record(SHARE)),
      byEntity: listOf(record({ ...SHARE, entity: isNumber })),
      rows: listOf(
        record({
          entity: isNumber,
          name: isString,
          start: isNumber,
          end: isNumber,
          kind: isSpanKind,
          reason: isString,
          place: optional(isPlace),
          woke: isString,
        }),
      ),
      total: isIndex,
    }),
  ),
  range: record({
    from: isNumber,
    to: isNumber,
    cores: record({ busy: isNumber, overhead: isNumber, idle: isNumber }),
    states: listOf(record({ ...SHARE, longest: isNumber })),
    waits: listOf(record({ ...SHARE, longest: isNumber })),
    entities: page(
      record({
        entity: isNumber,
        name: isString,
        running: isNumber,
        runnable: isNumber,
        waiting: isNumber,
        syscall: isNumber,
        switches: isNumber,
      }),
    ),
    runs: isHistogram,
    delays: isHistogram,
    waitLengths: isHistogram,
  }),
};

/** Whether `value` is an answer to the query `name`. */
export function isResult<Name extends QueryName>(name: Name, value: unknown): value is QueryResult<Name> {
  return RESULTS[name](value);
}
