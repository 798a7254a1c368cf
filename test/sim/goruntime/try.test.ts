import { test } from "vitest";
import { printLog, runScript } from "./scripted";
import { WaitGroup } from "../../../src/sim/goruntime/api";
import type { Main } from "./scripted";
const three: Main = function* (s) { const wg = new WaitGroup(-1); for (let i = 0; i < 3; i++) { yield s.add(wg, 1); yield s.spawn("x", (function* () { yield s.compute(60e6); yield s.add(wg, -1); })()); } yield s.wait(wg); };
test("x", () => {
    const ran = runScript(three, { gomaxprocs: 1, cores: 4 });
    console.log(printLog(ran.log).split("\n").filter((l) => /GoRunning|Preempt|nanosleep|Gorunna/.test(l)).slice(-120).join("\n"));
});
