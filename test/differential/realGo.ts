import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { report } from "./outcome";
import type { Outcome } from "./outcome";
import { GO_PRELUDE, goTable, printGo } from "./printGo";
import type { Program } from "./program";

/** Running programs with the real thing. */

/** Room for what a program writes, as the Go side maps it (printGo.ts). */
const OUTPUT_BYTES = 1 << 22;

const WANTED = /^go version go1\.23(\.\d+)? /;
const PLACES = ["go", "/usr/lib/go-1.23/bin/go", "/usr/local/go/bin/go"];

/** The command of a Go 1.23; else what was found, to be reported. */
export function findGo(): { readonly command: string } | { readonly missing: string } {
  const found: string[] = [];
  for (const command of [process.env["GO"], ...PLACES]) {
    if (command === undefined) continue;
    const { error, stdout } = spawnSync(command, ["version"], { encoding: "utf8" });
    if (error !== undefined) continue;
    if (WANTED.test(stdout)) return { command };
    found.push(stdout.trim());
  }
  return { missing: found.length === 0 ? "there is no Go" : `only ${found.join(", ")}` };
}

/** A binary with many programs, one of which it runs by its number. */
export class RealGo {
  private readonly folder: string;
  private readonly binary: string;
  private started = 0;

  private constructor(
    private readonly programs: readonly Program[],
    command: string,
  ) {
    this.folder = mkdtempSync(join(tmpdir(), "schedlens-differential-"));
    this.binary = join(this.folder, "programs");
    const write = (name: string, text: string): void => writeFileSync(join(this.folder, name), text);
    write("go.mod", "module differential\n\ngo 1.23\n");
    write("main.go", GO_PRELUDE);
    write("table.go", goTable(programs.length));
    programs.forEach((program, n) => write(`program${n}.go`, printGo(program, n)));
    const built = spawnSync(command, ["build", "-gcflags=-N -l", "-ldflags=-s -w", "-o", this.binary, "."], {
      cwd: this.folder,
      encoding: "utf8",
      env: { ...process.env, CGO_ENABLED: "0" },
    });
    if (built.status !== 0) throw new Error(`go build failed in ${this.folder}:\n${built.stderr}`);
  }

  /** Builds the binary. Its files are gone when `use` is over. */
  static async with<T>(
    programs: readonly Program[],
    command: string,
    use: (go: RealGo) => Promise<T>,
  ): Promise<T> {
    const go = new RealGo(programs, command);
    const result = await use(go);
    rmSync(go.folder, { recursive: true, force: true });
    return result;
  }

  /** @returns undefined where it does not end within five seconds. */
  private once(n: number, gomaxprocs: number): Promise<Outcome | undefined> {
    const program = this.programs[n];
    if (program === undefined) throw new Error(`there is no program ${n}`);
    const output = join(this.folder, `output${this.started++}`);
    writeFileSync(output, "");
    truncateSync(output, OUTPUT_BYTES);
    return new Promise((resolve) => {
      execFile(
        this.binary,
        [String(n), output],
        {
          env: { GOMAXPROCS: String(gomaxprocs), GOGC: "off", GOTRACEBACK: "single" },
          timeout: 5_000,
          killSignal: "SIGKILL",
          maxBuffer: 64 * 1024 * 1024,
        },
        (error, _, stderr) => {
          const bytes = readFileSync(output);
          // A line that has its place but is not yet written when the process ends leaves a hole.
          const stdout = bytes.toString("latin1").replace(/\0+/g, "");
          rmSync(output);
          if (error?.killed === true) resolve(undefined);
          const exitCode = error === null ? 0 : Number(error.code);
          resolve({ stdout, exitCode, report: report(program, stderr) });
        },
      );
    });
  }

  /** All outcomes of so many runs, most frequent first, as JSON of an Outcome; "hangs" where a run does not end. */
  async outcomes(n: number, runs: number, gomaxprocs = 1): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    for (let i = 0; i < runs; i++) {
      const outcome = await this.once(n, gomaxprocs);
      const key = outcome === undefined ? "hangs" : JSON.stringify(outcome);
      counts.set(key, (counts.get(key) ?? 0) + 1);
      if (outcome === undefined) break;
    }
    return new Map([...counts].sort((a, b) => b[1] - a[1]));
  }

  /** Does something for each program, a few at a time. */
  async each(act: (n: number) => Promise<void>): Promise<void> {
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next < this.programs.length) await act(next++);
    };
    await Promise.all(Array.from({ length: 3 * availableParallelism() }, worker));
  }
}
