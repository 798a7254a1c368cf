import { expect } from "vitest";
import { validate, violationText } from "../../src/analysis/validate/validate";
import type { EventLog } from "../../src/shared/log/eventLog";

/** Fails with the first broken invariant of a trace. */
export function expectValid(log: EventLog): void {
  const violation = validate(log);
  expect(violation === undefined ? "OK" : violationText(violation)).toBe("OK");
}
