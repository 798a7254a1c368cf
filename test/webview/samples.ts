import { DEFAULT_CONFIG } from "../../src/shared/config";
import type { Overview, QueryName, QueryResult } from "../../src/shared/trace/queries";

export const overview: Overview = {
  config: DEFAULT_CONFIG,
  end: "exit",
  exitCode: 0,
  message: "",
  beginTime: 0,
  endTime: 1_000_000,
  events: 1843,
  laneCounts: { core: 4, p: 4, g: 12, m: 6 },
  goroutines: 12,
  dropped: { events: 0, until: 0 },
  steals: 81,
  contextSwitches: 202,
  goroutineSwitches: 178,
  coreTimes: [
    { busy: 600_000, overhead: 100_000, idle: 300_000 },
    { busy: 200_000, overhead: 0, idle: 800_000 },
  ],
  files: [{ uri: "file:///a.ts" }],
  entry: "main",
};

const place = { uri: "file:///a.ts", line: 3, column: 5, fn: "worker" };

/** An answer to every question. */
export const ANSWERS: { readonly [Name in QueryName]: QueryResult<Name> } = {
  overview,
  lanes: { offset: 0, total: 1, rows: [{ entity: 0, label: "Core 0", detail: "" }] },
  spans: {
    form: "exact",
    firstLane: 0,
    laneOffsets: Uint32Array.of(0, 1),
    start: Float64Array.of(0),
    end: Float64Array.of(10),
    kind: Uint8Array.of(0),
    entity: Int32Array.of(1),
    other: Int32Array.of(0),
    event: Uint32Array.of(7),
  },
  spanAt: {
    kind: "running",
    start: 0,
    end: 10,
    title: "G1 main",
    facts: [["State", "running"]],
    place,
    g: 1,
  },
  explain: { g: 7, time: 2, state: "waiting", sentence: "It waits.", points: ["Nobody wakes it."] },
  steals: {
    offset: 0,
    total: 1,
    rows: [
      {
        event: 1,
        time: 2,
        thief: 1,
        victim: 0,
        before: 4,
        after: 2,
        batch: 2,
        round: 1,
        thiefBefore: 0,
        thiefAfter: 1,
        fromRunnext: false,
        g: "G7 worker",
      },
    ],
  },
  stealArrows: {
    time: Float64Array.of(2),
    from: Int32Array.of(0),
    to: Int32Array.of(1),
    g: Int32Array.of(7),
    event: Uint32Array.of(1),
    total: 1,
  },
  series: [{ name: "P0", time: Float64Array.of(0), value: Float64Array.of(1), max: Float64Array.of(1) }],
  transitions: [{ from: "idle", to: "runnable", reason: "created", count: 1, time: 0 }],
  goroutines: {
    offset: 0,
    total: 1,
    rows: [
      {
        g: 0,
        goid: 1,
        name: "main",
        created: -1,
        createdAt: 0,
        endedAt: -1,
        running: 5,
        runnable: 1,
        waiting: 2,
        syscall: 0,
        switches: 3,
        waits: [{ reason: "sleep", ns: 2, count: 1 }],
      },
    ],
  },
  stateAt: {
    total: 1,
    goroutines: [
      {
        g: 0,
        goid: 1,
        name: "main",
        state: "running",
        reason: "",
        since: 0,
        place: undefined,
        p: 0,
        core: 0,
      },
    ],
  },
  findings: [
    {
      kind: "partial deadlock",
      severity: "error",
      certainty: "certain",
      title: "Partial deadlock: 1 goroutine can never run again",
      text: "It holds the lock itself.",
      onset: 5,
      end: undefined,
      count: 1,
      goroutines: [
        { g: 0, goid: 1, name: "main", part: "waits", since: 5, at: undefined, created: undefined },
      ],
      objects: [{ object: 0, label: "mutex 0", created: undefined }],
      ps: ["P0"],
      graph: {
        nodes: [{ g: 0, label: "G1 main", state: "blocked", reason: "sync.Mutex.Lock", at: undefined }],
        edges: [{ from: 0, to: 0, object: "mutex 0", at: undefined, heldAt: undefined }],
        left: 0,
      },
    },
  ],
  output: {
    offset: 0,
    total: 1,
    rows: [{ time: 1, stream: "stdout", text: "hello\n", g: "G1 main", place }],
  },
  source: { uri: "file:///a.ts", text: "" },
  step: 17,
};
