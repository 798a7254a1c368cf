import { expect } from "vitest";
import { writeGoTrace } from "../../../src/formats/gotrace/writeGoTrace";
import { READY_REASONS, WAIT_REASONS } from "../../../src/shared/enums";
import type { GIndex } from "../../../src/shared/ids";
import type { EventLog } from "../../../src/shared/log/eventLog";
import { KINDS, Kind } from "../../../src/shared/schema";
import type { KindSpec } from "../../../src/shared/schema";
import type { RunResult } from "../../helpers/run";
import { expectValid } from "../../helpers/valid";
import { transitionCounts } from "./goTraceCounts";
import { readGoTrace } from "./goTraceOrder";
import type { GoTrace } from "./goTraceOrder";

/** Go's words for why a goroutine waits: traceruntime.go, Go 1.23. */
function blockReason(code: number): string {
  const reason = WAIT_REASONS[code] ?? "";
  if (/^(sync\.Mutex|sync\.RWMutex|semacquire)/.test(reason)) return "sync";
  if (/nil chan|no cases/.test(reason)) return "forever";
  if (/^(force gc|finalizer|GC scavenge|GC worker \(idle)/.test(reason)) return "system goroutine wait";
  if (reason === "sync.Cond.Wait") return "sync.(*Cond).Wait";
  if (reason === "IO wait") return "network";
  if (reason === "GC sweep wait") return "GC background sweeper wait";
  if (reason === "GC assist wait") return "GC mark assist wait for work";
  if (/^(GC|garbage)/.test(reason)) return "";
  return reason;
}

const STOP_REASON: Readonly<Record<string, string>> = {
  gosched: "runtime.Gosched",
  preempted: "preempted",
  goyield: "preempted",
};

/**
 * The transitions of goroutines that a log holds, as Go traces name them. A return from a system call whose P was taken goes through Runnable:
 * whether it was is not asked here, so both ways out of Syscall count as one. Traces know the program's own process only.
 */
export function logCounts(log: EventLog): Record<string, number> {
  const ours = log.tables.ps[0]?.process;
  const counts: Record<string, number> = {};
  const count = (name: string): void => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  const state = new Map<number, string>();
  log.forEach((event) => {
    const g = event.a;
    const spec: KindSpec | undefined = KINDS[event.kind];
    if (spec?.a?.type === "g" && log.tables.gs.at(g as GIndex).process !== ours) return;
    const from = state.get(g);
    switch (event.kind) {
      case Kind.GoRunnable:
        if (READY_REASONS[event.aux] === "created") count("NotExist->Runnable");
        else if (from === "Syscall") count("out of Syscall");
        else if (from === "Waiting") count("Waiting->Runnable");
        else count(`Running->Runnable (${STOP_REASON[READY_REASONS[event.aux] ?? ""] ?? ""})`);
        state.set(g, "Runnable");
        return;
      case Kind.GoRunning:
        if (from === "Syscall") count("out of Syscall");
        else if (from !== "Running") {
          if (from === "Waiting") count("Waiting->Runnable");
          count("Runnable->Running");
        }
        state.set(g, "Running");
        return;
      case Kind.GoWaiting: {
        const reason = blockReason(event.aux);
        // Stopped for its stack to be scanned before; or it runs, and looks as if it waited to the collector only.
        if (from === "Waiting" || reason === "") return;
        count(`Running->Waiting (${reason})`);
        state.set(g, "Waiting");
        return;
      }
      case Kind.GoPreempted:
        count("Running->Waiting (preempted)");
        state.set(g, "Waiting");
        return;
      case Kind.GoSyscall:
        count("Running->Syscall");
        state.set(g, "Syscall");
        return;
      case Kind.GoDead:
        count("Running->NotExist");
        return;
    }
  });
  return counts;
}

/** The counts of a Go trace, brought to the same terms. */
export function traceCounts(trace: GoTrace): Record<string, number> {
  const {
    "Syscall->Running": kept = 0,
    "Syscall->Runnable": blocked = 0,
    ...counts
  } = transitionCounts(trace, "G");
  if (kept + blocked > 0) counts["out of Syscall"] = kept + blocked;
  // Those that found a P at once started again within the call's return.
  let again = 0;
  let left = blocked;
  const runnable = new Map<number, number>();
  for (const each of trace.transitions) {
    if (each.of !== "G") continue;
    if (each.from === "Syscall" && each.to === "Runnable") {
      left--;
      runnable.set(each.id, each.time);
    } else if (each.to === "Running") {
      if (runnable.get(each.id) === each.time) again++;
      runnable.delete(each.id);
    }
  }
  expect(left).toBe(0);
  const started = (counts["Runnable->Running"] ?? 0) - again;
  return { ...counts, "Runnable->Running": started };
}

export function steals(log: EventLog, from = 0): string[] {
  const texts: string[] = [];
  const p = (row: number): string => `P${log.tables.ps[row]?.id ?? "?"}`;
  log.forEach((event) => {
    if (event.kind !== Kind.Steal || log.tables.ps[event.p]?.process !== log.tables.ps[0]?.process) return;
    const before = event.b & 1023;
    const batch = (event.b >> 10) & 1023;
    const [thief, victim, round] = [p(event.p), p(event.a), (event.b >> 20) & 7];
    const after = `: ${victim} has ${before - batch}, ${thief} has ${(event.b >>> 23) + batch - 1}`;
    texts.push(
      event.aux === 0
        ? `${thief} took ${batch} of ${before} from ${victim}, round ${round}${after}`
        : `${thief} took the runnext from ${victim}, round ${round}`,
    );
  }, from);
  return texts;
}

/** What the user log events of a category say. */
export function told(trace: GoTrace, category: string): string[] {
  return trace.logs.filter((each) => each.category === category).map((each) => each.message);
}

/** Writes the trace of a run, reads it back, and compares it with the log. */
export function exported({ log }: RunResult): GoTrace {
  expectValid(log);
  const trace = readGoTrace(writeGoTrace(log));
  expect(traceCounts(trace)).toEqual(logCounts(log));
  expect(told(trace, "steal").toSorted()).toEqual(steals(log).toSorted());
  expect(trace.endTime).toBe(log.endTime);
  return trace;
}
