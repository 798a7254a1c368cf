import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { codeOf, SYSCALLS } from "../../src/shared/enums";
import { Kind } from "../../src/shared/schema";
import { runFile } from "../helpers/run";
import type { RunResult } from "../helpers/run";
import { expectValid } from "../helpers/valid";

/** What real Go did: see expected.json's own header for how it was recorded. */
interface Recorded {
  readonly name: string;
  readonly class: "exact" | "facts_only";
  readonly stdout: string;
  readonly exit_code: number;
  readonly stderr_head: readonly string[];
  readonly gomaxprocs4: {
    readonly exit_codes?: Readonly<Record<string, number>>;
    readonly distinct_outputs?: number;
    readonly sorted_stdout?: readonly string[] | null;
    readonly lines_in_every_run?: readonly string[] | null;
  };
}

interface Exception {
  readonly kind: "skipped" | "adapted" | "scaled";
  readonly reason: string;
  readonly stdout?: string;
  readonly stderr_head?: readonly string[];
}

function json(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`go/${name}`, import.meta.url), "utf8"));
}

const { programs } = json("expected.json") as { programs: readonly Recorded[] };
const exceptions = json("exceptions.json") as Readonly<Record<string, Exception>>;
const ported = programs.filter((program) => exceptions[program.name]?.kind !== "skipped");

function port(name: string): string {
  return new URL(`go/ports/${name}.ts`, import.meta.url).pathname;
}

/** Goroutine numbers other than 1 depend on which packages a real program imports. */
function withoutNumbers(line: string): string {
  return line.replace(/^goroutine (?!1 )\d+ /, "goroutine N ");
}

function expectStderr(result: RunResult, program: Recorded): void {
  const want = exceptions[program.name]?.stderr_head ?? program.stderr_head;
  const got = result.stderr.split("\n").slice(0, want.length);
  expect(got.map(withoutNumbers)).toEqual(want.map(withoutNumbers));
  if (want.length === 0) expect(result.stderr).toBe("");
}

function sortedLines(stdout: string): string[] {
  return stdout === "" ? [] : stdout.replace(/\n$/, "").split("\n").sort();
}

/** Seeds at four Ps: fewer where one run takes long (and where nothing is printed: see below). */
const SEEDS: Readonly<Record<string, number>> = {
  hundred_k: 1,
  preempt_round_robin: 1,
  goroutine_states: 2,
  preempt_spin: 5,
  matrix: 5,
};

test("every recorded program is ported, or says why not", () => {
  const files = readdirSync(new URL("go/ports/", import.meta.url))
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.slice(0, -3));
  const traced = ["cpu_three"];
  expect(files.sort()).toEqual([...ported.map((program) => program.name), ...traced].sort());
  for (const [name, exception] of Object.entries(exceptions)) {
    expect([...programs.map((program) => program.name), ...traced]).toContain(name);
    expect(exception.reason.length).toBeGreaterThan(20);
  }
});

describe("one P: exactly what real Go printed", () => {
  for (const program of ported) {
    test(program.name, async () => {
      const result = await runFile(port(program.name), { gomaxprocs: 1 });
      expect(result.diagnostics).toEqual([]);
      expect(result.stdout).toBe(exceptions[program.name]?.stdout ?? program.stdout);
      expectStderr(result, program);
      expect(result.exitCode).toBe(program.exit_code);
      expectValid(result.log);
    });
  }

  test("many_blocking_syscalls: ten blocked calls need ten threads or almost", async () => {
    const { log } = await runFile(port("many_blocking_syscalls"), { gomaxprocs: 1 });
    const blocking = codeOf(SYSCALLS, "blocking");
    let threads = 0;
    let before: number | undefined;
    log.forEach((event) => {
      if (event.kind === Kind.TaskNew) threads++;
      if (event.kind === Kind.SyscallEnter && event.aux === blocking) before ??= threads;
    });
    expect(before).toBeLessThanOrEqual(6);
    expect(threads - before!).toBeGreaterThanOrEqual(8);
    expect(threads - before!).toBeLessThanOrEqual(12);
  });
});

describe("four Ps: the same lines and exit code, in orders that real Go showed", () => {
  for (const program of ported) {
    const { exit_codes, distinct_outputs, sorted_stdout, lines_in_every_run } = program.gomaxprocs4;
    if (exit_codes === undefined) continue;
    test(program.name, async () => {
      const seeds = SEEDS[program.name] ?? (program.stdout === "" ? 5 : 20);
      const outputs = new Set<string>();
      for (let seed = 1; seed <= seeds; seed++) {
        const result = await runFile(port(program.name), { gomaxprocs: 4, cores: 4, seed });
        expect(Object.keys(exit_codes), `seed ${seed}: ${result.stderr}`).toContain(String(result.exitCode));
        const adapted = exceptions[program.name]?.stdout;
        const want = adapted === undefined ? sorted_stdout : sortedLines(adapted);
        const lines = sortedLines(result.stdout);
        if (want != null) expect(lines, `seed ${seed}`).toEqual([...want].sort());
        if (adapted === undefined) for (const line of lines_in_every_run ?? []) expect(lines).toContain(line);
        expectStderr(result, program);
        expectValid(result.log);
        outputs.add(result.stdout);
      }
      if ((distinct_outputs ?? 1) > 3) expect(outputs.size, "different orders").toBeGreaterThan(1);
    });
  }
});
