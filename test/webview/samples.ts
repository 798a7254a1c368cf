import { DEFAULT_CONFIG } from "../../src/shared/config";
import type { Overview, QueryName, QueryResult } from "../../src/shared/trace/queries";
import type { Action } from "../../webview/model/model";
import { Store } from "../../webview/model/store";

export const overview: Overview = {
  config: DEFAULT_CONFIG,
  end: "exit",
  exitCode: 0,
  message: "",
  beginTime: 0,
  endTime: 1_000_000,
  events: 1843,
  laneCounts: { core: 4, p: 4, g: 12, m: 6, process: 7 },
  goroutines: 12,
  threads: 6,
  migrations: 3,
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

export const ready = (runId: string): Action => ({
  type: "status",
  status: { kind: "ready", runId, label: "main", stale: false },
  config: undefined,
});

/** A store with a run that is shown. */
export function openedStore(): Store {
  const store = new Store();
  store.dispatch(ready("a"));
  store.dispatch({ type: "overview", run: 1, overview });
  return store;
}

const place = { uri: "file:///a.ts", line: 3, column: 5, fn: "worker" };

/** An answer to every question. */
export const ANSWERS: { readonly [Name in QueryName]: QueryResult<Name> } = {
  overview,
  figures: {
    things: ["run"],
    measures: ["endNs"],
    thing: Uint32Array.of(0),
    measure: Uint32Array.of(0),
    value: Float64Array.of(12),
  },
  decisions: {
    offset: 0,
    total: 1,
    rows: [{ n: 0, event: 3, time: 4, what: "P0 runs G1 main (start)", entity: 0, place: undefined }],
  },
  decisionDigests: { total: 1, whole: true, digests: Float64Array.of(7) },
  occasionAt: { name: "G1 main", n: 2 },
  occasion: { entity: 0, time: 5, total: 3 },
  lanes: { offset: 0, total: 1, rows: [{ entity: 0, under: false, label: "Core 0", detail: "" }] },
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
    entity: 1,
  },
  explain: { entity: 7, time: 2, state: "waiting", sentence: "It waits.", points: ["Nobody wakes it."] },
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
    entity: Int32Array.of(7),
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
        tag: "G1",
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
        tag: "G1",
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
  lineWaits: [
    {
      uri: "file:///a.ts",
      line: 3,
      ns: 7,
      count: 2,
      longest: 5,
      reasons: [{ reason: "chan receive", ns: 7, count: 2 }],
      started: 0,
      startedNs: 0,
    },
  ],
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
        {
          g: 0,
          goid: 1,
          pid: 2,
          tag: "G1",
          name: "main",
          part: "waits",
          since: 5,
          at: undefined,
          created: undefined,
        },
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
  threads: {
    offset: 0,
    total: 1,
    rows: [
      {
        task: 2,
        tid: 4,
        pid: 2,
        tag: "T4",
        name: "worker",
        createdAt: 1,
        endedAt: -1,
        running: 5,
        runnable: 1,
        waiting: 2,
        switches: 3,
        preemptions: 1,
        migrations: 0,
        waits: [{ reason: "futex", ns: 2, count: 1 }],
      },
    ],
  },
  threadsAt: {
    total: 1,
    threads: [
      {
        task: 2,
        tid: 4,
        tag: "T4",
        name: "worker",
        state: "waiting",
        reason: "futex",
        since: 1,
        place,
        core: -1,
      },
    ],
  },
  processesAt: {
    processes: [
      {
        process: 1,
        depth: 1,
        row: {
          uid: 1000,
          pid: 2,
          ppid: 1,
          c: 50,
          stime: "00:00",
          tty: "pts/0",
          time: "00:00:00",
          cmd: "main",
          state: "R",
          threads: 2,
          rss: 1156,
          vsz: 1284,
        },
        entity: -2,
      },
    ],
    of: -1,
  },
  processAt: {
    process: 1,
    name: "main (pid 2)",
    blocks: [
      {
        entity: -2,
        pid: 2,
        tid: 2,
        name: "main",
        ppid: 1,
        uid: 1000,
        state: "running",
        reason: "dispatched",
        since: 1,
        programCounter: "a.ts:3",
        registers: undefined,
        memory: { mapped: 321, resident: 289 },
        descriptors: [{ fd: 3, of: "pipe 4" }],
        scheduling: { core: 0, runTime: 5, voluntarySwitches: 1, involuntarySwitches: 0, migrations: 0 },
      },
    ],
    segments: [{ name: "code", mapped: 256, resident: 256, note: "" }],
    heap: Uint8Array.of(1, 3),
    descriptors: [{ fd: 3, access: "read", of: "pipe 4" }],
  },
  channelsAt: [
    {
      object: 4,
      label: "pipe 4",
      place,
      unit: "bytes",
      inside: 10,
      limit: 65_536,
      bytes: 10,
      sent: 20,
      received: 10,
      lost: 0,
      pieces: [{ bytes: 10, sender: "main (tid 2)", time: 1 }],
      holders: ["2: 3 (read)"],
    },
  ],
  queuesAt: {
    go: [
      {
        process: "main (pid 2)",
        ps: [
          {
            label: "P0",
            runs: { entity: 0, label: "G1 main" },
            doing: "runs",
            runnext: undefined,
            ring: { members: [{ entity: 1, label: "G2 worker" }], total: 1 },
          },
        ],
        global: { members: [], total: 0 },
      },
    ],
    kernel: [
      {
        label: "core 0",
        running: [{ entity: -2, label: "M0" }],
        waiting: { members: [], total: 0 },
      },
    ],
    policy: "eevdf",
    waits: [
      {
        label: "chan 3",
        reason: "chan receive",
        place,
        waiting: { members: [{ entity: 2, label: "G3 worker" }], total: 1 },
      },
    ],
  },
  costs: {
    profile: "linux-x86",
    kinds: [
      {
        kind: "goroutine",
        create: 250,
        createPage: 0,
        switch: 170,
        resident: 2048,
        reserved: 2048,
        created: 12,
      },
    ],
    contextSwitches: 202,
    goroutineSwitches: 178,
  },
  migrations: {
    offset: 0,
    total: 1,
    rows: [{ event: 9, time: 3, task: 2, thread: "T4 worker", from: 0, to: 1 }],
  },
  causes: {
    start: 0,
    end: 10,
    byState: [{ what: "running", ns: 10, count: 1 }],
    byEntity: [{ what: "G1 main", ns: 10, count: 1, entity: 0 }],
    rows: [{ entity: 0, name: "G1 main", start: 0, end: 10, kind: "running", reason: "", place, woke: "" }],
    total: 1,
  },
  find: { rows: [{ entity: 7, name: "G7 worker", what: "", time: undefined }], more: false },
  pathSpans: {
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
  range: {
    from: 0,
    to: 10,
    cores: { busy: 8, overhead: 1, idle: 1 },
    states: [{ what: "running", ns: 8, count: 2, longest: 5 }],
    waits: [{ what: "sleep", ns: 2, count: 1, longest: 2 }],
    entities: {
      offset: 0,
      total: 1,
      rows: [{ entity: 0, name: "G1 main", running: 8, runnable: 0, waiting: 2, syscall: 0, switches: 2 }],
    },
    runs: { first: 2, counts: [1, 1] },
    delays: { first: 0, counts: [] },
    waitLengths: { first: 1, counts: [1] },
  },
};
