import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { describe as print } from "../../src/analysis/describe";
import { runFile } from "../helpers/run";
import type { RunResult } from "../helpers/run";
import { expectValid } from "../helpers/valid";

const PROGRAMS = new URL("programs/", import.meta.url);
const TRACES = new URL("traces/", import.meta.url);

/** A run as people read it: the program, the configuration, what it printed, and every event. */
function readable(program: string, { log, stdout, stderr, exitCode }: RunResult): string {
  const events: string[] = [];
  log.forEach((event) => events.push(print(log, event)));
  return [
    "== program",
    program.trimEnd(),
    "== configuration",
    JSON.stringify(log.config),
    "== stdout",
    stdout.trimEnd(),
    "== stderr",
    stderr.trimEnd(),
    `== exit code ${exitCode}`,
    "== events",
    ...events,
    "",
  ].join("\n");
}

/** A change of a golden is a change of what people see: `UPDATE_GOLDEN=1` writes them, and somebody reads the difference. */
describe("whole traces", () => {
  for (const file of readdirSync(PROGRAMS)) {
    it(file, async () => {
      const path = new URL(file, PROGRAMS);
      const result = await runFile(path.pathname, {});
      expect(result.diagnostics).toEqual([]);
      expectValid(result.log);
      const got = readable(readFileSync(path, "utf8"), result);
      const golden = new URL(file.replace(/\.ts$/, ".txt"), TRACES);
      if (process.env["UPDATE_GOLDEN"] !== undefined) writeFileSync(golden, got);
      expect(existsSync(golden), "the golden is missing: write it with UPDATE_GOLDEN=1 and read it").toBe(
        true,
      );
      expect(got).toBe(readFileSync(golden, "utf8"));
    });
  }
});
