import { describe, expect, it } from "vitest";
import { validate, violationText } from "../../src/analysis/validate/validate";
import { randomLog } from "./support/randomLog";

describe("validate", () => {
  it("accepts random schedules", () => {
    for (let seed = 1; seed <= 30; seed++) {
      const log = randomLog({ seed, steps: 2000, cores: 1 + (seed % 4), gomaxprocs: 1 + (seed % 5) });
      const violation = validate(log);
      expect(violation && violationText(violation), `seed ${seed}`).toBeUndefined();
    }
  });
});
