import { describe, expect, test } from "vitest";
import { CausalPaths } from "../../src/analysis/causality/causalPath";
import { pathEnd } from "../../src/analysis/causality/criticalPath";
import { describePath } from "../../src/analysis/causality/describePath";
import { pathColumns } from "../../src/analysis/causality/pathColumns";
import { Wakeups } from "../../src/analysis/causality/wakeups";
import { validate } from "../../src/analysis/validate/validate";
import { TASK_STATES } from "../../src/shared/enums";
import type { LogEvent } from "../../src/shared/log/eventLog";
import { Kind } from "../../src/shared/schema";
import type { CausalPathAnswer, CauseRow } from "../../src/shared/trace/causality";
import { goroutineOf, threadEntity, threadOf } from "../../src/shared/trace/entity";
import { runFile, runText } from "../helpers/run";
import type { RunResult } from "../helpers/run";
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

describe.each(EXAMPLES)("the critical path of %s", (name, config) => {
  const run = runFile(`examples/${name}.ts`, config);

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
      const wakeups = log.wakeups(next.entity, row.end);
      const wakers = wakeups.flatMap(({ g, task }) => [g, threadEntity(task)]);
      if (next.entity !== row.entity) {
        expect(wakers).toContain(row.entity);
        expect(row.woke).toBe(next.name);
      } else if (row.kind === "waiting" && next.kind === "runnable" && goroutineOf(row.entity) >= 0) {
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
