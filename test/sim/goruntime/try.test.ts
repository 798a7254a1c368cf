import { test } from "vitest";
import { PROGRAMS } from "./oraclePrograms";
import { runScript } from "./scripted";
import { WaitGroup } from "../../../src/sim/goruntime/api";
import type { Main } from "./scripted";
import { readFileSync } from "node:fs";
import { codeOf, READY_REASONS, WAIT_REASONS } from "../../../src/shared/enums";
import { Kind } from "../../../src/shared/schema";
import type { EventLog } from "../../../src/shared/log/eventLog";
const three: Main = function* (s) { const wg = new WaitGroup(-1); for (let i = 0; i < 3; i++) { yield s.add(wg, 1); yield s.spawn("x", (function* () { yield s.compute(60e6); yield s.add(wg, -1); })()); } yield s.wait(wg); };
const { traces } = JSON.parse(readFileSync("/work/shared/oracles/go/transitions.json", "utf8"));
function user(log: EventLog) {
  const c: Record<string, number> = {}; const count = (n: string) => (c[n] = (c[n] ?? 0) + 1);
  let main: number | undefined; const running = new Set<number>();
  log.forEach((e) => { const sys = () => log.tables.gs.at(e.a as never).system;
    if (e.kind === Kind.GoRunning && !sys()) { running.add(e.a); if (main === undefined) main = e.a; else count("Runnable->Running"); }
    if (e.kind === Kind.GoNew && main !== undefined && !sys()) count("NotExist->Runnable");
    if (e.kind === Kind.GoRunnable && main !== undefined && !sys()) { const r = READY_REASONS[e.aux]; if (r === "preempted") count("Running->Runnable (preempted)"); else if (r === "gosched") count("Running->Runnable (runtime.Gosched)"); else if (r !== "created") count("Waiting->Runnable"); }
    if (e.kind === Kind.GoWaiting && !sys()) { const r = WAIT_REASONS[e.aux]!; count(`Running->Waiting (${/^(sync\.M|sync\.RW|sema)/.test(r) ? "sync" : r})`); }
    if (e.kind === Kind.GoDead && e.a !== main && !sys()) count("Running->NotExist");
  });
  return c;
}
test("x", () => {
  for (const name of Object.keys(traces)) { const [prog, ps] = name.split(".p");
    const ran = runScript(prog === "cpu_three" ? three : PROGRAMS[prog!]!, { gomaxprocs: Number(ps), cores: 4 });
    const got = user(ran.log); const want = traces[name].user_transition_counts;
    for (const k of new Set([...Object.keys(got), ...Object.keys(want)])) { const g = got[k] ?? 0, w = want[k] ?? 0; if (g !== w) console.log(name, k, "got", g, "want", w, Math.abs(g - w) > Math.ceil(w * 0.25) ? "BAD" : ""); }
  }
});
