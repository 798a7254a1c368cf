import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { measures } from "../../src/analysis/measures";
import { codeOf, SYNC_OPS, WAIT_REASONS } from "../../src/shared/enums";
import { newLogEvent } from "../../src/shared/log/eventLog";
import { Kind } from "../../src/shared/schema";
import type { Finding, FindingKind } from "../../src/shared/trace/findings";
import { runFile } from "../helpers/run";
import type { RunResult } from "../helpers/run";
import { expectValid } from "../helpers/valid";

interface Found extends RunResult {
  readonly findings: readonly Finding[];
  /** Line of the first text that matches. */
  line(text: string): number;
}

async function find(program: string): Promise<Found> {
  const path = new URL(`programs/${program}.ts`, import.meta.url).pathname;
  const result = await runFile(path, {});
  expect(result.diagnostics).toEqual([]);
  expectValid(result.log);
  const lines = readFileSync(path, "utf8").split("\n");
  return {
    ...result,
    findings: result.source.answer("findings", {}),
    line: (text) => lines.findIndex((line) => line.includes(text)) + 1,
  };
}

function only(findings: readonly Finding[], kind: FindingKind): Finding {
  expect(findings.map((each) => each.kind)).toEqual([kind]);
  const [finding] = findings;
  if (finding === undefined) throw new Error("unreachable");
  return finding;
}

function names({ goroutines }: Finding): string[] {
  return goroutines.map(({ name }) => name);
}

/** Time of the first event of a kind that the test accepts. */
function timeOf(
  { log }: RunResult,
  kind: number,
  accept: (event: ReturnType<typeof newLogEvent>) => boolean,
): number {
  const event = newLogEvent();
  for (let index = 0; index < log.length; index++) {
    log.read(index, event);
    if (event.kind === kind && accept(event)) return event.time;
  }
  throw new Error("no such event");
}

const MUTEX_WAIT = codeOf(WAIT_REASONS, "sync.Mutex.Lock");

describe("deadlock", () => {
  it("is what ended the run, with all goroutines, their lines and the instant of the last one's falling asleep", async () => {
    const found = await find("deadlock");
    const finding = only(found.findings, "deadlock");
    expect(found.exitCode).toBe(2);
    expect(finding).toMatchObject({ severity: "error", certainty: "certain", count: 2, end: undefined });
    expect(finding.goroutines.map(({ name, at, created }) => [name, at?.line, created?.line])).toEqual([
      ["main", found.line("  a.recv()"), undefined],
      ["main.func1", found.line("    b.recv()"), found.line("go(")],
    ]);
    const asleep = timeOf(
      found,
      Kind.GoWaiting,
      ({ loc }) => found.log.tables.locs[loc]?.line === found.line("    b.recv()"),
    );
    expect(finding.onset).toBe(asleep);
  });

  it("is none where the sender comes first", async () => {
    expect((await find("deadlock.near")).findings).toEqual([]);
  });
});

describe("partial deadlock", () => {
  it("is a circle of lock owners, with those that come to wait for them and the graph between them", async () => {
    const found = await find("lock-order");
    const finding = only(found.findings, "partial deadlock");
    expect(found.stdout).toBe("main goes on\n");
    expect(finding).toMatchObject({ severity: "error", certainty: "certain", count: 3, end: undefined });
    expect(names(finding)).toEqual(expect.arrayContaining(["forth", "back"]));
    expect(names(finding)[2]).toBe("late");
    const waits: number[] = [];
    found.log.forEach(({ kind, aux, time }) => {
      if (kind === Kind.GoWaiting && aux === MUTEX_WAIT) waits.push(time);
    });
    expect(finding.onset).toBe(waits[1]);
    expect(finding.goroutines.map(({ since }) => since)).toEqual(waits);

    const { nodes = [], edges = [] } = finding.graph ?? {};
    const told = edges.map(({ from, to, object, at, heldAt }) => ({
      edge: `${nodes[from]?.label.split(" ")[1] ?? ""} ${nodes[to]?.label.split(" ")[1] ?? ""}`,
      object,
      at: at?.line,
      heldAt: heldAt?.line,
    }));
    const [first, second] = finding.objects.toSorted((a, b) => a.object - b.object).map(({ label }) => label);
    const line = (n: number): number => n + found.line("first = new");
    expect(told.toSorted((a, b) => a.edge.localeCompare(b.edge))).toEqual([
      { edge: "back forth", object: first, at: line(12), heldAt: line(3) },
      { edge: "forth back", object: second, at: line(5), heldAt: line(10) },
      { edge: "late forth", object: first, at: line(18), heldAt: line(3) },
    ]);
  });

  it("has members that never run after its onset", async () => {
    const found = await find("lock-order");
    const finding = only(found.findings, "partial deadlock");
    for (const { g, since } of finding.goroutines) {
      const from = Math.max(since, finding.onset);
      found.log.forEach((event) => {
        const runs = event.g === g || (event.kind === Kind.GoRunning && event.a === g);
        expect(runs && event.time > from).toBe(false);
      });
    }
  });

  it("is none where both take the locks in the same order", async () => {
    expect((await find("lock-order.near")).findings).toEqual([]);
  });
});

describe("goroutine leak", () => {
  it("is one finding for all that were made at one line and wait at one line", async () => {
    const found = await find("worker-leak");
    const finding = only(found.findings, "goroutine leak");
    expect(finding).toMatchObject({ severity: "warning", count: 3, graph: undefined });
    expect(names(finding)).toEqual(["worker", "worker", "worker"]);
    for (const { at, created } of finding.goroutines) {
      expect(at?.line).toBe(found.line("of jobs"));
      expect(created?.line).toBe(found.line("go("));
    }
    expect(finding.objects.map(({ created }) => created?.line)).toEqual([found.line("jobs = chan")]);
    expect(finding.onset).toBe(Math.min(...finding.goroutines.map(({ since }) => since)));
  });

  it("is none where the channel is closed", async () => {
    expect((await find("worker-leak.near")).findings).toEqual([]);
  });
});

describe("starvation", () => {
  it("is a goroutine that others pass by again and again", async () => {
    const found = await find("starved");
    const finding = only(found.findings, "starvation");
    expect(names(finding)).toEqual(["polite"]);
    const polite = finding.goroutines[0]?.g ?? -1;
    const gaveWay = timeOf(found, Kind.GoRunnable, ({ a, g }) => a === polite && g === polite);
    const ran = timeOf(found, Kind.GoRunning, ({ a, time }) => a === polite && time > gaveWay);
    expect(finding).toMatchObject({ onset: gaveWay, end: ran, severity: "warning" });
    expect(ran - gaveWay).toBeGreaterThan(20e6);
    expect(finding.text).toContain("busy");
  });

  it("is none where everybody waits long, each for its turn", async () => {
    const found = await find("starved.near");
    expect(found.findings).toEqual([]);
    const runnable = found.source
      .answer("goroutines", { offset: 0, count: 1000, sort: "runnable", descending: true })
      .rows.map((row) => row.runnable);
    expect(Math.max(...runnable)).toBeGreaterThan(200e6);
  });
});

describe("lock convoy", () => {
  it("is a queue at a mutex that does not dissolve", async () => {
    const found = await find("convoy");
    const finding = found.findings.find(({ kind }) => kind === "lock convoy");
    if (finding === undefined) throw new Error("no convoy");
    expect(finding.objects.map(({ created }) => created?.line)).toEqual([found.line("new sync.Mutex")]);
    expect(finding.count).toBeGreaterThan(30);
    expect(finding.goroutines[0]?.at?.line).toBe(found.line("lock.lock()"));
    // At both ends somebody has just got the lock after waiting for it.
    const waited = [
      codeOf(SYNC_OPS, "lock (acquired after waiting)"),
      codeOf(SYNC_OPS, "lock (handed over)"),
    ];
    for (const instant of [finding.onset, finding.end])
      expect(timeOf(found, Kind.Sync, ({ aux, time }) => time === instant && waited.includes(aux))).toBe(
        instant,
      );
    expect((finding.end ?? 0) - finding.onset).toBeGreaterThan(1e6);
  });

  it("is none at a lock that is busy because it is held for long", async () => {
    const found = await find("convoy.near");
    expect(found.findings).toEqual([]);
    const waits = timeOf(found, Kind.Sync, ({ aux }) => aux === codeOf(SYNC_OPS, "lock (handed over)"));
    expect(waits).toBeGreaterThan(0);
  });
});

describe("runnext monopoly", () => {
  it("is a pair that inherits one time slice for ever", async () => {
    const found = await find("runnext-pair");
    expect(found.findings.map(({ kind }) => kind)).toEqual(["runnext monopoly", "starvation"]);
    const [monopoly, starvation] = found.findings;
    expect(monopoly?.ps).toEqual(["P0"]);
    expect(monopoly === undefined ? [] : names(monopoly)).toEqual(["main", "returner", "third"]);
    expect(starvation === undefined ? [] : names(starvation)).toEqual(["third"]);
    const first = timeOf(found, Kind.GoRunning, ({ a }) => a === monopoly?.goroutines[1]?.g);
    expect(monopoly?.onset).toBe(first);
    expect(monopoly?.end).toBeUndefined();
  });

  it("is none where the pair gives way now and then", async () => {
    expect((await find("runnext-pair.near")).findings).toEqual([]);
  });
});

it("is in the figures that --stats writes, with names and places as text", async () => {
  const found = await find("lock-order");
  const [finding] = measures(found.source).findings;
  expect(finding).toMatchObject({ kind: "partial deadlock", certainty: "certain", endNs: null, count: 3 });
  expect(finding?.onsetNs).toBe(only(found.findings, "partial deadlock").onset);
  expect(finding?.goroutines[2]?.at).toMatch(new RegExp(`lock-order\\.ts:${found.line("late()") + 2}:\\d+$`));
  const late = finding?.waitsFor?.find(({ from }) => from.endsWith(" late"));
  expect(late).toMatchObject({ to: expect.stringMatching(/ forth$/) as unknown });
});
