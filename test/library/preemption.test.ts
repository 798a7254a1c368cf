import { expect, test } from "vitest";
import type { RunConfig } from "../../src/shared/config";
import { OVERHEADS, TASK_STATES } from "../../src/shared/enums";
import type { EventLog } from "../../src/shared/log/eventLog";
import { Kind } from "../../src/shared/schema";
import { runText } from "../helpers/run";
import { expectValid } from "../helpers/valid";

/** A fork takes 4.3 ms; two threads that are before its thread wake up in the middle of it. */
const FORK = `import { compute, os, thread } from "schedlens";
/** @simulate runtime=native cores=1 policy=priority costs=linux-x86:scale=100 */
export function main() {
  const low = thread.create(() => {
    if (os.fork() === 0) os.exit(0);
    compute("20ms");
    console.log("low");
    os.wait();
  }, { nice: 5, name: "low" });
  const woken = (name: string, nice: number, at: string) => thread.create(() => {
    os.sleep(at);
    console.log(name, "begins");
    compute("3ms");
    console.log(name, "ends");
  }, { nice, name });
  const all = [low, woken("middle", 3, "3ms"), woken("high", 1, "4ms")];
  for (const each of all) each.join();
}`;

function run(text: string, config: Partial<RunConfig>): { readonly log: EventLog; readonly lines: string[] } {
  const { log, stdout, stderr, diagnostics } = runText(text, config);
  expect([diagnostics, stderr]).toEqual([[], ""]);
  expectValid(log);
  return { log, lines: stdout.trimEnd().split("\n") };
}

/** Time of one kind of the kernel's work, ns. */
function workOf(log: EventLog, name: (typeof OVERHEADS)[number]): number {
  let sum = 0;
  log.forEach(({ kind, aux, a }) => {
    if (kind === Kind.Overhead && OVERHEADS[aux] === name) sum += log.readWide(a);
  });
  return sum;
}

test("a preemptive kernel gives up the core in the middle of a call, a hybrid one at its end, a cooperative one not at all", () => {
  const [preemptive, hybrid, cooperative] = (["preemptive", "hybrid", "cooperative"] as const).map(
    (preemption) => run(FORK, { preemption }),
  );
  expect(preemptive?.lines).toEqual(["middle begins", "high begins", "high ends", "middle ends", "low"]);
  expect(hybrid?.lines).toEqual(["high begins", "high ends", "middle begins", "middle ends", "low"]);
  expect(cooperative?.lines).toEqual(["low", "high begins", "high ends", "middle begins", "middle ends"]);
  // What is left of the call is paid for all the same.
  const whole = workOf(hybrid!.log, "process creation");
  expect(whole).toBeGreaterThan(4_300_000);
  expect(workOf(preemptive!.log, "process creation")).toBe(whole);
});

test("a child exists from the beginning of the call, and runs from its end on; who dies in between leaves it behind", () => {
  const { log, lines } = run(
    `import { compute, os, thread } from "schedlens";
/** @simulate runtime=native cores=2 costs=linux-x86:scale=100 */
export function main() {
  const parent = os.fork();
  if (parent === 0) {
    if (os.fork() === 0) { console.log("child of", os.getppid()); os.exit(0); }
    console.log("never");
    os.exit(0);
  }
  os.sleep("2ms");
  os.kill(parent, "SIGKILL");
  os.sleep("50ms");
  const text = [{ toString() { const t = thread.create(() => {}); console.log("made"); return "text"; } }].join();
  console.log(text);
}`,
    {},
  );
  expect(lines).toEqual(["child of 1", "made", "text"]);
  const starts: number[] = [];
  const runs: number[] = [];
  log.forEach(({ kind, aux, a, time }) => {
    const tid = log.tables.tasks[a]?.tid;
    if (kind === Kind.TaskNew && tid === 3) starts.push(time);
    if (kind === Kind.TaskState && tid === 3 && TASK_STATES[aux] === "runnable") runs.push(time);
  });
  expect((runs[0] ?? 0) - (starts[0] ?? 0)).toBeGreaterThan(4_000_000);
});
