import { expect, test } from "vitest";
import { codeOf, SYSCALLS } from "../../src/shared/enums";
import { Kind } from "../../src/shared/schema";
import { runFile } from "../helpers/run";
import { RecordedSet } from "./recorded";

const set = new RecordedSet("go", [4], 20);

/** Seeds at four Ps: fewer where one run takes long. */
const SEEDS: Readonly<Record<string, number>> = {
  hundred_k: 1,
  preempt_round_robin: 1,
  goroutine_states: 2,
  preempt_spin: 5,
  matrix: 5,
};

test("every recorded program is ported, or says why not", () => {
  // transitions.test.ts has the recording of the other one.
  set.expectWhole(["cpu_three"]);
});

set.describeOneP();
set.describeFourPs(SEEDS);

test("many_blocking_syscalls: ten blocked calls need ten threads or almost", async () => {
  const { log } = await runFile(set.port("many_blocking_syscalls"), { gomaxprocs: 1 });
  const blocking = codeOf(SYSCALLS, "blocking");
  let threads = 0;
  let before: number | undefined;
  log.forEach((event) => {
    if (event.kind === Kind.TaskNew) threads++;
    if (event.kind === Kind.SyscallEnter && event.aux === blocking) before ??= threads;
  });
  expect(before).toBeLessThanOrEqual(6);
  expect(threads - before!).toBeGreaterThanOrEqual(8);
  expect(threads - before!).toBeLessThanOrEqual(12);
});
