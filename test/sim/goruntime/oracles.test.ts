import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { PROGRAMS } from "./oraclePrograms";
import { runScript } from "./scripted";

/** What real Go 1.23.5 did (test/oracles/go/expected.json). */
interface Expected {
  readonly name: string;
  readonly stdout: string;
  readonly exit_code: number;
  readonly stderr_head: readonly string[];
  readonly stderr_goroutine_headers: readonly string[];
  readonly gomaxprocs4: {
    readonly distinct_outputs: number;
    readonly sorted_stdout: readonly string[] | null;
  };
}

const file = JSON.parse(readFileSync(new URL("../../oracles/go/expected.json", import.meta.url), "utf8")) as {
  readonly programs: readonly Expected[];
};
const EXPECTED = new Map(file.programs.map((program) => [program.name, program]));

/** Goroutine numbers other than 1 depend on what a program imports. */
const withoutNumbers = (line: string): string => line.replace(/goroutine (?!1 )\d+ /, "goroutine N ");

/** What prints with a buffer that Go's own log package flushes at exit, or by fmt, does not matter here. */
describe("at GOMAXPROCS=1 exactly what real Go printed", () => {
  test.each(Object.keys(PROGRAMS))("%s", (name) => {
    const want = EXPECTED.get(name)!;
    const ran = runScript(PROGRAMS[name]!, { gomaxprocs: 1, cores: 4 });
    expect(ran.stdout).toBe(want.stdout);
    expect(ran.end.exitCode).toBe(want.exit_code);
    const lines = ran.stderr.split("\n").map(withoutNumbers);
    expect(lines.slice(0, want.stderr_head.length)).toEqual(want.stderr_head.map(withoutNumbers));
    expect(lines.filter((line) => line.startsWith("goroutine 1 "))).toEqual(
      want.stderr_goroutine_headers.filter((line) => line.startsWith("goroutine 1 ")),
    );
  });
});

/** Outputs of a program at 4 Ps, over some seeds. */
function outputs(name: string, seeds: number): string[] {
  const all: string[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const want = EXPECTED.get(name)!;
    const ran = runScript(PROGRAMS[name]!, { gomaxprocs: 4, cores: 4, seed });
    expect(ran.end.exitCode).toBe(want.exit_code);
    all.push(ran.stdout);
  }
  return all;
}

/** Its scripts share a slice without a lock, as the program does: at 4 Ps only its exit code is known. */
const RACY = /^runq_/;

describe("at GOMAXPROCS=4 the same lines as real Go, in some order", () => {
  const known = Object.keys(PROGRAMS).filter((name) => name !== "hundred_k");
  test.each(known)("%s", (name) => {
    const { sorted_stdout: lines } = EXPECTED.get(name)!.gomaxprocs4;
    for (const output of outputs(name, 5)) {
      if (lines === null || RACY.test(name)) continue;
      const got = output === "" ? [] : output.slice(0, -1).split("\n");
      expect(got.sort()).toEqual(lines);
    }
  });

  const several = known.filter((name) => EXPECTED.get(name)!.gomaxprocs4.distinct_outputs > 3);
  test.each(several)("%s comes in more than one order", (name) => {
    expect(new Set(outputs(name, 20)).size).toBeGreaterThan(1);
  });
});
