import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { runFile } from "../helpers/run";
import { exported } from "./support/goTraceCompare";

const ROOT = new URL("../../", import.meta.url);

function programs(folder: string): string[] {
  return readdirSync(new URL(folder, ROOT), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.[jt]s$/.test(path))
    .map((path) => `${folder}${path}`)
    .filter((path) => readFileSync(new URL(path, ROOT), "utf8").includes("@simulate"))
    .sort();
}

/** A hundred thousand goroutines tell nothing that a thousand do not. */
const LONG = ["test/oracles/go/ports/hundred_k.ts"];

describe("every Go program's run can be exported", () => {
  const ports = ["go", "go2"].map((folder) => `test/oracles/${folder}/ports/`);
  for (const path of ["examples/", "test/golden/programs/", ...ports].flatMap(programs)) {
    if (LONG.includes(path)) continue;
    for (const gomaxprocs of [1, 4]) {
      test(`${path} with ${gomaxprocs} Ps`, async () => {
        const result = await runFile(new URL(path, ROOT).pathname, { gomaxprocs, cores: 4 });
        if (result.log.config.runtime === "native")
          expect(() => exported(result)).toThrow(
            "a Go execution trace shows goroutines, and this run has none",
          );
        else exported(result);
      });
    }
  }
});
