import { test } from "vitest";
import { PROGRAMS } from "./oraclePrograms";
import { printLog, runScript } from "./scripted";
test("x", () => {
  for (let seed = 1; seed < 12; seed++) {
      const r = runScript(PROGRAMS["worker_pool"]!, { gomaxprocs: 4, cores: 4, seed }, 1, 200000);
      const text = printLog(r.log).split("\n").filter((l) => /GoRunning|Steal |StealFail|SpinStart|GoNew|PState|StartM|nanosleep/.test(l) );
      console.log(seed, text.slice(22, seed < 3 ? 70 : 40).join("\n"));
  }
});
