import { expect, test } from "vitest";
import { validate } from "../../src/analysis/validate/validate";
import { LotteryCheck } from "../../src/analysis/validate/lotteryCheck";
import { Kind } from "../../src/shared/schema";
import { runText } from "../helpers/run";

const MAIN = `import { compute, thread } from "schedlens";
/** @simulate runtime=native cores=1 policy=lottery:quantum=1ms costs=zero */
export function main() {
  const all = [10, 20, 70].map((tickets) => thread.create(() => compute("20ms"), { tickets }));
  for (const each of all) each.join();
}`;

test("a core that goes to another thread than the winner of its draw is found", () => {
  const { log } = runText(MAIN);
  expect(validate(log)).toBe(undefined);
  const check = new LotteryCheck(log);
  const found: string[] = [];
  let draws = 0;
  let time = 0;
  log.forEach((event) => {
    if (event.time > time) check.instant();
    time = event.time;
    if (!check.kinds.includes(event.kind)) return;
    if (event.kind === Kind.LotteryDraw) draws++;
    // From the tenth draw on another one has won than the log says; a core that keeps its thread does not show it.
    const seen =
      event.kind === Kind.LotteryDraw && draws >= 10 ? { ...event, a: event.a === 1 ? 2 : 1 } : event;
    const wrong = check.event(seen);
    if (wrong !== undefined) found.push(wrong);
  });
  expect(draws).toBeGreaterThan(40);
  expect(found.length).toBeGreaterThan(5);
  expect(found[0]).toMatch(/ has won core 0, which goes to /);
});
