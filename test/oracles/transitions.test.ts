import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { codeOf, READY_REASONS, WAIT_REASONS } from "../../src/shared/enums";
import type { EventLog } from "../../src/shared/log/eventLog";
import { Kind } from "../../src/shared/schema";
import type { GIndex } from "../../src/shared/ids";
import { runFile } from "../helpers/run";

/** Counts from real Go's execution traces: see the file's own header. */
interface Recorded {
  readonly user_transition_counts: Readonly<Record<string, number>>;
  readonly proc_transition_counts: Readonly<Record<string, number>>;
  readonly user_goroutines: number;
}

const { traces } = JSON.parse(readFileSync(new URL("go/transitions.json", import.meta.url), "utf8")) as {
  traces: Readonly<Record<string, Recorded>>;
};

/** A goroutine's wait reason as Go's tracer groups it (traceruntime.go). */
function traceReason(code: number): string {
  const reason = WAIT_REASONS[code] ?? "";
  if (/^(sync\.Mutex|sync\.RWMutex|semacquire)/.test(reason)) return "sync";
  return reason;
}

/** What the tracer itself causes: its reader goroutine, and the stop of the world when it starts. */
const TRACER: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "select_timeout.p1": {
    "Running->Waiting (system goroutine wait)": 1,
    "Undetermined->Runnable": 1,
    "Runnable->Running": 1,
  },
  "select_timeout.p2": { "Running->Runnable (preempted)": 1, "Runnable->Running": 1 },
};

/** Where the phase of sysmon decides on the number of preemptions: a slice lasts 10 to 20 ms, and two of five runs were alike. */
const SLICED = ["cpu_three.p1"];

/** Transitions of the program's own goroutines from the start of main to its end, named as `go tool trace` names them. */
function userTransitions(log: EventLog): Record<string, number> {
  const counts: Record<string, number> = {};
  const count = (name: string): void => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  const preempted = codeOf(READY_REASONS, "preempted");
  const gosched = codeOf(READY_REASONS, "gosched");
  const running = new Set<number>();
  let main: number | undefined;
  log.forEach((event) => {
    const g = event.a;
    switch (event.kind) {
      case Kind.GoRunning:
        if (log.tables.gs.at(g as GIndex).system) return;
        running.add(g);
        if (main === undefined) {
          main = g;
          count("Undetermined->Running");
        } else {
          count("Runnable->Running");
        }
        return;
      case Kind.GoNew:
        if (main !== undefined && !log.tables.gs.at(g as GIndex).system) count("NotExist->Runnable");
        return;
      case Kind.GoRunnable:
        if (main === undefined || log.tables.gs.at(g as GIndex).system) return;
        if (event.aux === preempted) count("Running->Runnable (preempted)");
        else if (event.aux === gosched) count("Running->Runnable (runtime.Gosched)");
        else if (event.aux !== codeOf(READY_REASONS, "created")) count("Waiting->Runnable");
        running.delete(g);
        return;
      case Kind.GoWaiting:
        if (log.tables.gs.at(g as GIndex).system) return;
        running.delete(g);
        count(`Running->Waiting (${traceReason(event.aux)})`);
        return;
      case Kind.GoDead:
        if (running.delete(g) && g !== main) count("Running->NotExist");
        return;
    }
  });
  return counts;
}

describe("goroutine transitions as in real Go's traces", () => {
  for (const [name, recorded] of Object.entries(traces)) {
    test(name, async () => {
      const [program, ps] = name.split(".p");
      const path = new URL(`go/ports/${program}.ts`, import.meta.url).pathname;
      const { log } = await runFile(path, { gomaxprocs: Number(ps), cores: 4 });
      const got = userTransitions(log);
      const exact = ps === "1" && !SLICED.includes(name);
      const tracer = TRACER[name] ?? {};
      for (const key of new Set([...Object.keys(got), ...Object.keys(recorded.user_transition_counts)])) {
        const want = (recorded.user_transition_counts[key] ?? 0) - (tracer[key] ?? 0);
        const tolerance = exact ? 0 : Math.ceil(want * 0.25 - 1e-9);
        expect(
          Math.abs((got[key] ?? 0) - want),
          `${key}: ${got[key] ?? 0}, real Go ${want}`,
        ).toBeLessThanOrEqual(tolerance);
      }
    });
  }
});
