import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { runFile } from "../helpers/run";
import type { RunResult } from "../helpers/run";
import { expectValid } from "../helpers/valid";

/** What the runs of one program at one GOMAXPROCS had in common. */
interface Facts {
  readonly exit_codes?: Readonly<Record<string, number>>;
  readonly distinct_outputs?: number;
  /** How many of the outputs came in at least a twentieth of the runs: not only by a hiccup of the machine. */
  readonly common_outputs?: number;
  /** Where every run printed the same lines. */
  readonly sorted_stdout?: readonly string[] | null;
  /** Where not: those that every run printed. */
  readonly lines_in_every_run?: readonly string[] | null;
}

/** What real Go did: the header of each expected.json says how it was recorded. */
export interface Recorded {
  readonly name: string;
  /** `exact`: all runs at GOMAXPROCS=1 were the same. */
  readonly class: "exact" | "facts_only" | "varies";
  readonly stdout: string;
  readonly exit_code: number;
  readonly stderr_head: readonly string[];
  readonly stderr_goroutine_headers: readonly string[];
  readonly gomaxprocs1?: Facts;
  readonly gomaxprocs4: Facts;
}

/**
 * Where a port cannot do, or should not do, what the Go program does. At four Ps — `one order`: real Go showed several; `wider`: not all
 * lines that were in every recorded run are in every run here.
 */
export interface Exception {
  readonly kind: "skipped" | "adapted" | "scaled" | "one order" | "wider";
  readonly reason: string;
  readonly stdout?: string;
  readonly stderr_head?: readonly string[];
  readonly stderr_goroutine_headers?: readonly string[];
  /** At four Ps: an end that real Go comes to so rarely that the recording has none. */
  readonly rare_exit_code?: number;
}

/** A folder with expected.json, exceptions.json and ports. */
export class RecordedSet {
  readonly programs: readonly Recorded[];
  readonly exceptions: Readonly<Record<string, Exception>>;

  /**
   * @param cores of the runs at four Ps, in turn: what all runs had in common depends on how many cores the recording machine had.
   * @param seedsOfOneOrder how many seeds are enough where real Go always printed the same.
   */
  constructor(
    private readonly folder: string,
    private readonly cores: readonly [number, ...number[]],
    private readonly seedsOfOneOrder: number,
  ) {
    this.programs = (this.json("expected.json") as { programs: readonly Recorded[] }).programs;
    this.exceptions = this.json("exceptions.json") as Readonly<Record<string, Exception>>;
  }

  get ported(): readonly Recorded[] {
    return this.programs.filter((program) => this.exceptions[program.name]?.kind !== "skipped");
  }

  port(name: string): string {
    return new URL(`${this.folder}/ports/${name}.ts`, import.meta.url).pathname;
  }

  /** Every program has a port or a reason, and every exception a program. `others` are ports that other tests use. */
  expectWhole(others: readonly string[]): void {
    const files = readdirSync(new URL(`${this.folder}/ports/`, import.meta.url))
      .filter((file) => file.endsWith(".ts"))
      .map((file) => file.slice(0, -3));
    expect(files.sort()).toEqual([...this.ported.map((program) => program.name), ...others].sort());
    const names = [...this.programs.map((program) => program.name), ...others];
    for (const [name, exception] of Object.entries(this.exceptions)) {
      expect(names).toContain(name);
      expect(exception.reason.length).toBeGreaterThan(20);
    }
  }

  /** One P: exactly what real Go printed. */
  describeOneP(): void {
    describe("one P: exactly what real Go printed", () => {
      for (const program of this.ported)
        test(program.name, async () => {
          const result = await runFile(this.port(program.name), { gomaxprocs: 1 });
          expect(result.diagnostics).toEqual([]);
          this.expectStderr(result, program);
          if (program.gomaxprocs1 === undefined) {
            expect(result.stdout).toBe(this.exceptions[program.name]?.stdout ?? program.stdout);
            expect(result.exitCode).toBe(program.exit_code);
          } else this.expectFacts(result, program, program.gomaxprocs1);
          expectValid(result.log);
        });
    });
  }

  /** Four Ps: the same lines and exit code, in more than one order where real Go showed several. */
  describeFourPs(seedsOf: Readonly<Record<string, number>>): void {
    describe("four Ps: the same lines and exit code, in orders that real Go showed", () => {
      for (const program of this.ported) {
        const facts = program.gomaxprocs4;
        if (facts.exit_codes === undefined) continue;
        test(program.name, async () => {
          const few = program.stdout === "" ? Math.min(5, this.seedsOfOneOrder) : this.seedsOfOneOrder;
          const seeds = seedsOf[program.name] ?? (facts.distinct_outputs === 1 ? few : 20);
          const outputs = new Set<string>();
          for (let seed = 1; seed <= seeds; seed++) {
            const cores = this.cores[seed % this.cores.length] ?? this.cores[0];
            const result = await runFile(this.port(program.name), { gomaxprocs: 4, cores, seed });
            expectValid(result.log);
            if (result.exitCode === this.exceptions[program.name]?.rare_exit_code) continue;
            this.expectFacts(result, program, facts, `seed ${seed}: `, cores);
            this.expectStderr(result, program);
            outputs.add(result.stdout);
          }
          const orders = facts.common_outputs ?? (facts.distinct_outputs ?? 1) - 2;
          if (orders > 1 && this.exceptions[program.name]?.kind !== "one order")
            expect(outputs.size, "different orders").toBeGreaterThan(1);
        });
      }
    });
  }

  private expectFacts(
    result: RunResult,
    program: Recorded,
    facts: Facts,
    where = "",
    cores = this.cores[0],
  ): void {
    expect(Object.keys(facts.exit_codes ?? {}), where + result.stderr).toContain(String(result.exitCode));
    const exception = this.exceptions[program.name];
    const adapted = exception?.stdout;
    const want = adapted === undefined ? facts.sorted_stdout : sortedLines(adapted);
    const lines = sortedLines(result.stdout);
    if (want != null) expect(lines, where).toEqual([...want].sort());
    if (adapted === undefined && exception?.kind !== "wider" && cores === this.cores[0])
      for (const line of facts.lines_in_every_run ?? []) expect(lines, where).toContain(line);
  }

  private expectStderr(result: RunResult, program: Recorded): void {
    const exception = this.exceptions[program.name];
    const want = exception?.stderr_head ?? program.stderr_head;
    const got = result.stderr.split("\n").slice(0, want.length);
    expect(got.map(withoutNumbers)).toEqual(want.map(withoutNumbers));
    if (want.length === 0) expect(result.stderr).toBe("");
    const headers = exception?.stderr_goroutine_headers ?? program.stderr_goroutine_headers;
    const all = result.stderr.split("\n").filter((line) => /^goroutine \d+ /.test(line));
    expect(all.map(withoutNumbers).sort()).toEqual(headers.map(withoutNumbers).sort());
  }

  private json(name: string): unknown {
    return JSON.parse(readFileSync(new URL(`${this.folder}/${name}`, import.meta.url), "utf8"));
  }
}

/** Goroutine numbers other than 1 depend on which packages a real program imports. */
function withoutNumbers(line: string): string {
  return line.replace(/^goroutine (?!1 )\d+ /, "goroutine N ").replace(/0x[0-9a-f]+/g, "0xADDR");
}

function sortedLines(stdout: string): string[] {
  return stdout === "" ? [] : stdout.replace(/\n$/, "").split("\n").sort();
}
