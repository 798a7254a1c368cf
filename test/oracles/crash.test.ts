import { describe, expect, test } from "vitest";
import { runFile } from "../helpers/run";
import { expectValid } from "../helpers/valid";

const file = new URL("suite/crash.ts", import.meta.url).pathname;
const asleep = "fatal error: all goroutines are asleep - deadlock!";
const nobody = "fatal error: no goroutines (main called runtime.Goexit) - deadlock!";

/** First line of stderr, the headers of the goroutines that it lists, and stdout. */
const ENDS: Readonly<Record<string, readonly [first: string, headers: readonly string[], stdout?: string]>> =
  {
    SimpleDeadlock: [asleep, ["1 [select (no cases)]"]],
    LockedDeadlock: [asleep, ["1 [select (no cases), locked to thread]"]],
    LockedDeadlock2: [asleep, ["1 [select (no cases)]", "N [select (no cases), locked to thread]"]],
    GoexitDeadlock: [nobody, []],
    GoexitExit: [nobody, []],
    GoexitInPanic: [nobody, []],
    PanicAfterGoexit: ["panic: hello", ["1 [running]"]],
    RecoveredPanicAfterGoexit: [nobody, [], "caught\nend\n"],
    RecursivePanic: ["panic: again", ["1 [running]"], "wrap: first caught\n"],
    MainGoroutineID: ["panic: test", ["1 [running]"]],
    GoNil: ["panic: TypeError: go: the first argument must be a function", ["1 [running]"]],
    PanicRace: ["panic: crash", ["N [running]"]],
    PanicDeadlockGosched: ["panic: errorThatGosched", ["1 [running]"]],
    DoublePanic: ["panic: second", ["1 [running]"]],
    DeadlockAfterSleep: [asleep, ["1 [chan receive]"], "slept\n"],
    SelectDeadlock: [asleep, ["1 [select]", "N [select]"]],
  };

describe("programs that die as those of runtime/crash_test.go", () => {
  for (const [entry, [first, headers, stdout]] of Object.entries(ENDS))
    test(entry, async () => {
      for (const gomaxprocs of [1, 4]) {
        const result = await runFile(file, { gomaxprocs }, entry);
        expect(result.diagnostics).toEqual([]);
        const lines = result.stderr.split("\n");
        expect(lines[0]).toBe(first);
        const found = lines.filter((line) => /^goroutine \d+ /.test(line));
        const want = headers.map((header) => `goroutine ${header}:`);
        expect(found.map((line) => line.replace(/^goroutine (?!1 )\d+/, "goroutine N"))).toEqual(want);
        expect(result.stdout).toBe(stdout ?? "");
        expect(result.exitCode).toBe(2);
        expectValid(result.log);
      }
    });

  test("ThreadExhaustion", async () => {
    const result = await runFile(file, { gomaxprocs: 1, nproc: 30_000 }, "ThreadExhaustion");
    const [first, second] = result.stderr.split("\n");
    expect(first).toBe("runtime: program exceeds 10000-thread limit");
    expect(second).toBe("fatal error: thread exhaustion");
    expect(result.exitCode).toBe(2);
  });
});
