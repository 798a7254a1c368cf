import { expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../../../src/shared/config";
import { EventLog } from "../../../src/shared/log/eventLog";
import { Kernel, MOST_AFTER_REFUSAL, MOST_PROCESSES } from "../../../src/sim/kernel/kernel";
import { present } from "../../../src/shared/assert";
import { costProfile } from "../../../src/shared/costs";

test("a run ends when very many processes have been created, and says so", () => {
  const log = new EventLog(DEFAULT_CONFIG);
  const kernel = new Kernel({ log, config: DEFAULT_CONFIG, costs: present(costProfile("zero"), "profile") });
  // Init is one of them.
  for (let i = 1; i < MOST_PROCESSES; i++) kernel.createProcess("child");
  expect(kernel.end).toBe(undefined);
  kernel.createProcess("one more");
  expect(kernel.run({ maxIterations: 1 })).toBe("over");
  expect(kernel.end).toBe("processes");
});

test("a run in which a process has been refused ends earlier", () => {
  const log = new EventLog({ ...DEFAULT_CONFIG, nproc: 0 });
  const kernel = new Kernel({
    log,
    config: { ...DEFAULT_CONFIG, nproc: 0 },
    costs: present(costProfile("zero"), "profile"),
  });
  const first = kernel.createProcess("first");
  expect(kernel.table.isExhausted(first)).toBe(true);
  for (let i = 0; i < MOST_AFTER_REFUSAL; i++) {
    expect(kernel.end).toBe(undefined);
    kernel.createProcess("child");
  }
  kernel.createProcess("one more");
  expect(kernel.end).toBe("processes");
});
