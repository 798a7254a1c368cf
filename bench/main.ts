import { cpus } from "node:os";
import { benchAnalysis } from "./analysis";
import { benchEngine } from "./engine";
import { benchGantt } from "./gantt";
import { benchGo, runOne } from "./go";
import { benchGoTrace } from "./gotrace";
import { benchMillion, millionOne } from "./million";
import { benchOpen } from "./open";
import { benchPolicies, decisionOne, roundRobinOne } from "./policies";
import { benchProgram } from "./program";
import { benchScale, scaleOne } from "./scale";
import { benchScheduler } from "./scheduler";

/** Every suite, in the order of printing. `gantt` and `open` need Chromium: the variable CHROMIUM names it. */
const SUITES: Readonly<Record<string, () => unknown>> = {
  engine: () => benchEngine(),
  program: () => benchProgram(),
  scheduler: () => benchScheduler(),
  policies: () => benchPolicies(),
  scale: () => benchScale(),
  go: () => benchGo(),
  million: () => benchMillion(),
  analysis: () => benchAnalysis(),
  gotrace: () => benchGoTrace(),
  gantt: () => benchGantt(),
  open: () => benchOpen(),
};

const [first, path = "", events = ""] = process.argv.slice(2);
if (first === "one") runOne(path, events);
else if (first === "million-one") millionOne(path);
else if (first === "scale-one") scaleOne(path);
else if (first === "decision-one") decisionOne(path);
else if (first === "round-robin-one") roundRobinOne(Number(path), Number(events));
else await printSuites(process.argv.slice(2));

async function printSuites(wanted: readonly string[]): Promise<void> {
  const unknown = wanted.filter((name) => !(name in SUITES));
  if (unknown.length > 0)
    throw new Error(`no suite is called ${unknown.join(", ")}: there are ${Object.keys(SUITES).join(", ")}`);
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}`);
  for (const [name, suite] of Object.entries(SUITES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.log(`\n${name}`);
    const figures = await suite();
    if (Array.isArray(figures)) console.table(figures);
    else console.log(figures);
  }
}
