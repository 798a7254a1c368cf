import { describe, expect, test } from "vitest";
import { expectValid } from "../helpers/valid";
import { recorded } from "./corpus";
import { agree, simulate } from "./outcome";

/**
 * `named.jsonl` are programs about one thing each, among them every one that has ever found a difference; `random.jsonl` are generated.
 * Both were recorded by `npm run differential -- --record FILE`.
 */
for (const file of ["named.jsonl", "random.jsonl"]) {
  describe(`${file}: what real Go did, line by line`, () => {
    for (const real of recorded(file)) {
      test(real.name, () => {
        const { result, outcome } = simulate(real.program);
        expect(result.diagnostics).toEqual([]);
        if (!agree(outcome, real)) {
          expect(outcome).toEqual({ stdout: real.stdout, exitCode: real.exitCode, report: real.report });
        }
        expectValid(result.log);
      });
    }
  });
}
