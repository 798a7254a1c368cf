import { expect, test } from "vitest";
import { writeSchedtrace } from "../../src/formats/schedtrace";
import { prepareRun } from "../../src/worker/prepareRun";

const PROGRAM = `import { compute, io, os, thread, uthread } from "schedlens";
/** @simulate runtime=native cores=3 */
export function main() {
  const m = new thread.Mutex(), c = new thread.CondVar();
  const queue: number[] = [];
  const produce = () => { for (let i = 0; i < 30; i++) { let x = 0; for (let k = 0; k < 300; k++) x += k * i; m.lock(); queue.push(x); c.signal(); m.unlock(); } };
  const consume = () => { let sum = 0; for (let i = 0; i < 30; i++) { m.lock(); while (queue.length === 0) c.wait(m); sum += queue.shift() as number; m.unlock(); compute("3us"); } return sum; };
  const threads = [produce, consume, produce, consume].map((f) => thread.create(f));
  const users = [1, 2].map((n) => uthread.create(() => { for (let i = 0; i < 3; i++) { io.disk("10us"); uthread.yield(); } return n; }));
  console.log(users.map((u) => uthread.join(u)));
  console.log(threads.map((t) => t.join()));
  if (os.fork() === 0) os.exit(3);
  console.log(os.wait().code);
}`;

/** The bytes of its trace, driven in steps of so many. */
function bytes(steps: number, short: boolean): Uint8Array {
  const run = prepareRun({
    files: [["main.ts", PROGRAM]],
    entryUri: "main.ts",
    entry: undefined,
    settings: {},
    overrides: {},
  });
  if ("diagnostics" in run) throw new Error(run.diagnostics.map(({ message }) => message).join());
  if (short) run.takeShortSteps();
  while (!run.step(steps));
  return writeSchedtrace(run.log);
}

test("a native program's run does not depend on how it is cut into turns", () => {
  const whole = bytes(100_000, false);
  expect(bytes(7, false)).toEqual(whole);
  expect(bytes(1_000, true)).toEqual(whole);
});
