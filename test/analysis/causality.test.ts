import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CausalPaths } from "../../src/analysis/causality/causalPath";
import { pathEnd } from "../../src/analysis/causality/criticalPath";
import { describePath } from "../../src/analysis/causality/describePath";
import { pathColumns } from "../../src/analysis/causality/pathColumns";
import { Wakeups } from "../../src/analysis/causality/wakeups";
import { validate } from "../../src/analysis/validate/validate";
import { READY_REASONS, TASK_STATES } from "../../src/shared/enums";
import type { GIndex } from "../../src/shared/ids";
import type { LogEvent } from "../../src/shared/log/eventLog";
import { Kind } from "../../src/shared/schema";
import type { CausalPathAnswer, CauseRow } from "../../src/shared/trace/causality";
import { goroutineOf, threadEntity, threadOf } from "../../src/shared/trace/entity";
import { runFile, runText } from "../helpers/run";
import type { RunResult } from "../helpers/run";
import { eventsOf, withEvents } from "./support/editLog";
import { GO_STATES } from "./support/slowModel";

function critical({ log, source }: RunResult): CausalPathAnswer {
  expect(validate(log)).toBeUndefined();
  const threads = source.spansOf("m");
  const end = pathEnd(log, threads);
  if (end === undefined) throw new Error("nothing ever ran");
  const paths = new CausalPaths(log, { g: source.spansOf("g"), m: threads }, new Wakeups(log));
  return describePath(log, pathColumns(paths.before(end.entity, end.time)), 1e6);
}

/** What the log itself says, event by event. */
class Log {
  private readonly events: LogEvent[] = [];

  constructor(private readonly run: RunResult) {
    run.log.forEach((event) => this.events.push({ ...event }));
  }

  /** The state after all events up to `time`, in the words of spans. */
  stateAt({ entity }: CauseRow, time: number): string {
    let state = "";
    const [g, task] = [goroutineOf(entity), threadOf(entity)];
    for (const { kind, a, aux, time: at } of this.events) {
      if (at > time) break;
      if (g >= 0 && a === g) state = GO_STATES[kind] ?? state;
      if (task >= 0 && kind === Kind.TaskState && a === task) state = TASK_STATES[aux] ?? "";
    }
    return state;
  }

  /** Those by which the epoll set learns that the goroutine may go on, at a time from `from` on up to `to`. */
  ready(g: number, from: number, to: number): LogEvent[] {
    return this.events.filter(
      ({ kind, a, time }) => kind === Kind.EpollReady && a === g && time >= from && time <= to,
    );
  }

  /** Who made the goroutine go on that the netpoller has found by the event: looked for backwards, event by event. */
  behindPoll({ index, a }: LogEvent): { readonly event: number; readonly waker: number } {
    for (let at = index - 1; at >= 0; at--) {
      const event = this.events[at];
      if (event?.a !== a) continue;
      if (event.kind === Kind.GoWaiting) break;
      if (event.kind === Kind.EpollReady)
        return { event: at, waker: event.g === -1 ? threadEntity(event.task) : event.g };
    }
    return { event: index, waker: -1 };
  }

  polled(): LogEvent[] {
    return this.events.filter(
      ({ kind, aux }) => kind === Kind.GoRunnable && READY_REASONS[aux] === "netpoll",
    );
  }

  /** Those by which the entity, or at the end of its system call its thread, becomes runnable at `time`. */
  wakeups(entity: number, time: number): LogEvent[] {
    const g = goroutineOf(entity);
    return this.events.filter(
      ({ kind, a, aux, time: at }) =>
        at === time &&
        (kind === Kind.GoRunnable
          ? a === g
          : kind === Kind.TaskState &&
            TASK_STATES[aux] === "runnable" &&
            (g >= 0 ? this.hasRun(g, a, time) : a === threadOf(entity))),
    );
  }

  private hasRun(g: number, task: number, time: number): boolean {
    return this.events.some(
      (event) => event.kind === Kind.GoRunning && event.a === g && event.task === task && event.time <= time,
    );
  }
}

const EXAMPLES = [
  ["pipeline", {}],
  ["mutex-contention", {}],
  ["timers", {}],
  ["network", {}],
  ["producer-consumer", {}],
  ["fork-cow", {}],
  ["orphan-zombie", {}],
  ["user-threads-blocked", {}],
  ["async-modes", {}],
  ["work-stealing", { cores: 2, gomaxprocs: 4 }],
] as const;

/** A child process answers each request that comes through a pipe; another goroutine of the parent reads the answers. */
function pipes({ rounds = 4, work = 50_000, bytes = 100, cores = 2 } = {}): RunResult {
  return runText(`import { chan, compute, go, os, time } from "schedlens";
/** @simulate cores=${cores} gomaxprocs=2 */
export function main() {
  const [requests, ask] = os.pipe();
  const [answers, answer] = os.pipe();
  const child = os.fork();
  if (child === 0) {
    os.close(ask);
    for (let part = os.read(requests, 8); part.length > 0; part = os.read(requests, 8)) {
      compute(${work});
      os.write(answer, new Uint8Array(${bytes}));
    }
    os.exit(0);
  }
  os.close(answer);
  os.close(requests);
  const done = chan<number>();
  go(function reader() {
    let bytes = 0;
    for (let part = os.read(answers, 4096); part.length > 0; part = os.read(answers, 4096)) bytes += part.length;
    done.send(bytes);
  });
  for (let i = 0; i < ${rounds}; i++) {
    compute(10_000);
    os.write(ask, new Uint8Array(8));
    time.sleep(20_000);
  }
  os.close(ask);
  console.log(done.recv());
  os.waitpid(child);
}
`);
}

const RUNS = [
  ...EXAMPLES.map(([name, config]) => [name, runFile(`examples/${name}.ts`, config)] as const),
  ["pipes between processes", Promise.resolve(pipes())] as const,
];

describe.each(RUNS)("the critical path of %s", (_name, run) => {
  test("has each instant from its beginning to the end of the program once", async () => {
    const { rows, byState, byEntity, start, end, total } = critical(await run);
    expect(rows).toHaveLength(total);
    for (const [i, row] of rows.entries()) expect(row.start).toBe(rows[i - 1]?.end ?? start);
    const sum = (shares: readonly { ns: number }[]): number => shares.reduce((all, { ns }) => all + ns, 0);
    expect([sum(byState), sum(byEntity)]).toEqual([end - start, end - start]);
    const { log } = await run;
    const first = log.read(log.firstAtOrAfter(start));
    expect(first.time).toBe(start);
    expect(end).toBeGreaterThan(0.9 * log.endTime);
  });

  test("shows each entity in the state that the log has it in", async () => {
    const { rows } = critical(await run);
    const log = new Log(await run);
    const words: Partial<Record<string, string>> = { "off-core": "running", scheduler: "running" };
    for (const row of rows) {
      const state = log.stateAt(row, (row.start + row.end) / 2);
      const shown = words[row.kind] ?? row.kind;
      // The span of a thread tells that it is in a call; the kernel has it running or waiting.
      if (threadOf(row.entity) >= 0 && shown === "syscall") expect(["running", "waiting"]).toContain(state);
      else expect({ row, state }).toEqual({ row, state: shown });
    }
  });

  test("leaves an entity only for the one that woke it, and waits only where nobody did", async () => {
    const { rows } = critical(await run);
    const result = await run;
    const log = new Log(result);
    rows.forEach((row, i) => {
      const next = rows[i + 1];
      if (next === undefined) return;
      const g = goroutineOf(next.entity);
      const wakeups = [...log.wakeups(next.entity, row.end), ...log.ready(g, row.end, row.end)];
      const wakers = wakeups.flatMap(({ g, task }) => [g, threadEntity(task)]);
      if (next.entity !== row.entity) {
        expect(wakers).toContain(row.entity);
        expect(row.woke).toBe(next.name);
      } else if (row.kind === "waiting" && g >= 0) {
        // What is left of a wait after somebody could have ended it is how long the netpoller took.
        expect(log.ready(g, row.start + 1, row.end)).toEqual([]);
      }
      if (
        next.entity === row.entity &&
        row.kind === "waiting" &&
        next.kind === "runnable" &&
        goroutineOf(row.entity) >= 0
      ) {
        expect(wakeups.map(({ g }) => g)).toEqual(wakeups.map(() => -1));
      }
    });
  });
});

test("a chain of sends is followed through all that passed it on", () => {
  const text = `import { chan, compute, go, time } from "schedlens";
/** @simulate cores=4 gomaxprocs=4 */
export function main() {
  const [a, b, c] = [chan<number>(), chan<number>(), chan<number>()];
  go(function first() { compute(100_000); a.send(1); });
  go(function second() { const n = a.recv(); compute(200_000); b.send(n + 1); });
  go(function third() { const n = b.recv(); time.sleep(300_000); c.send(n + 1); });
  go(function idle() { compute(50_000); });
  console.log(c.recv());
}
`;
  const { byEntity, byState, rows } = critical(runText(text));
  const [waited] = byState.filter(({ what }) => what.startsWith("waiting"));
  expect(waited?.what).toBe("waiting: sleep");
  expect(waited?.ns).toBeGreaterThanOrEqual(300_000);
  const names = rows
    .map(({ name }) => name.replace(/^G\d+ /, ""))
    .filter((name, i, all) => name !== all[i - 1]);
  expect(names).toEqual(
    ["main", "first", "second", "third", "main"].map((name) => expect.stringContaining(name) as string),
  );
  const ns = (name: string): number => byEntity.find(({ what }) => what.includes(name))?.ns ?? 0;
  expect(ns("first")).toBeGreaterThanOrEqual(100_000);
  expect(ns("second")).toBeGreaterThanOrEqual(200_000);
  expect(ns("idle")).toBe(0);
});

describe("through the netpoller", () => {
  test("the path of an answer goes back through the pipes to the process that worked for it", () => {
    const run = pipes({ rounds: 1, work: 3_000_000 });
    const { byEntity, byState, rows } = critical(run);
    const [longest] = byEntity;
    expect(run.log.tables.gs.at(longest?.entity as GIndex).process).toBe(run.log.tables.processes.length - 1);
    expect(longest?.ns).toBeGreaterThanOrEqual(3_000_000);
    expect(rows.some(({ name }) => name.includes("reader"))).toBe(true);
    const waited = byState.find(({ what }) => what === "waiting: IO wait")?.ns ?? 0;
    expect(waited).toBeLessThan(100_000);
  });

  test("a request to the network is waited for: a device answers it", async () => {
    const { byState } = critical(await runFile("examples/network.ts", {}));
    expect(byState.find(({ what }) => what === "waiting: IO wait")?.ns).toBeGreaterThan(0);
  });

  test("whoever made the descriptor ready is behind each wake-up, in any run", () => {
    const some = fc.record({
      rounds: fc.integer({ min: 1, max: 8 }),
      work: fc.integer({ min: 0, max: 200_000 }),
      bytes: fc.integer({ min: 1, max: 100_000 }),
      cores: fc.integer({ min: 1, max: 3 }),
    });
    let others = 0;
    fc.assert(
      fc.property(some, (of) => {
        const run = pipes(of);
        expect(validate(run.log)).toBeUndefined();
        const log = new Log(run);
        const wakeups = new Wakeups(run.log);
        for (const event of log.polled()) {
          const { event: cause, waker } = log.behindPoll(event);
          if (waker !== -1) others++;
          expect(wakeups.lastBefore(event.a, event.index + 1)).toEqual({
            event: cause,
            time: run.log.read(cause).time,
            waker,
          });
        }
      }),
      { numRuns: 15 },
    );
    expect(others).toBeGreaterThan(0);
  });

  test("a wake-up that the epoll set was not told of is against the rules", () => {
    const { log } = pipes();
    const told = eventsOf(log).findIndex(({ kind }) => kind === Kind.EpollReady);
    const without = withEvents(
      log,
      eventsOf(log).filter((_, index) => index !== told),
    );
    expect(validate(without)).toMatchObject({
      check: "wakers",
      message: expect.stringContaining("nothing has become ready for it") as string,
    });
  });
});
