import { expect, it } from "vitest";
import { droppedText } from "../../src/shared/trace/droppedText";

it("says what is missing of a log, and how to have more", () => {
  expect(droppedText({ events: 0, until: 0 }, "all")).toBeUndefined();
  expect(droppedText({ events: 0, until: 0 }, "last:1000")).toBeUndefined();
  expect(droppedText({ events: 12_345_678, until: 3_200_000_000 }, "last:1000000")).toBe(
    "The first 12,345,678 events (0–3.2 s) were dropped: the log keeps the last 1,000,000. A larger N in events=last:N keeps more, events=all every one.",
  );
  expect(droppedText({ events: 1_234, until: 17 }, "none")).toBe(
    "The 1,234 events of this run were not kept (events=none): events=all keeps them, events=last:N the last N.",
  );
});
