import { test } from "vitest";
import { runFile } from "../../helpers/run";
import { printLog } from "./scripted";
test("x", async () => {
  for (const n of ["main_returns_early", "gosched_main"]) {
  const r = await runFile(`/work/main/test/oracles/go/ports/${n}.ts`, { gomaxprocs: 4, cores: 4, seed: 4 } as never);
  console.log(printLog((r as any).log).split("\n").filter((l) => /GoRunning|Steal|GoNew|Output|Exit|GoWaiting/.test(l)).join("\n")); }
});
