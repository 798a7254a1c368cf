import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { runFile } from "../helpers/run";
import { expectValid } from "../helpers/valid";

const folder = new URL("suite/", import.meta.url);
const files = readdirSync(folder).filter(
  (file) => file.endsWith(".ts") && file !== "check.ts" && file !== "crash.ts",
);

/** The annotated functions of a file. */
function entries(file: string): string[] {
  const text = readFileSync(new URL(file, folder), "utf8");
  return [...text.matchAll(/@simulate[^/]*\*\/\s*export function (\w+)/g)].map((match) => match[1]!);
}

const PROCESSORS = [
  { gomaxprocs: 1, seed: 1 },
  { gomaxprocs: 4, cores: 4, seed: 2 },
  { gomaxprocs: 4, cores: 2, seed: 3 },
] as const;

for (const file of files)
  describe(file, () => {
    for (const entry of entries(file))
      test(entry, async () => {
        for (const config of PROCESSORS) {
          const result = await runFile(new URL(file, folder).pathname, config, entry);
          expect(result.diagnostics).toEqual([]);
          expect(result.stderr).toBe("");
          expect(result.stdout).toBe("ok\n");
          expect(result.exitCode).toBe(0);
          expectValid(result.log);
        }
      });
  });
