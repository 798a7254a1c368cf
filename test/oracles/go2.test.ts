import { test } from "vitest";
import { RecordedSet } from "./recorded";

/** Recorded on a machine with two cores: only there all of its runs' common lines must come. */
const set = new RecordedSet("go2", [2, 4], 4);

test("every recorded program is ported, or says why not", () => {
  set.expectWhole([]);
});

set.describeOneP();
set.describeFourPs({
  // A gigabyte of stack each.
  stack_overflow: 1,
  // Long-running, and each run prints the same.
  deep_recursion: 3,
  preempt_flag_spin: 4,
});
