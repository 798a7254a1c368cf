import { join } from "node:path";
import { parseArgs } from "node:util";
import { bundleRealm } from "../helpers/bundleRealm";
import { runAll } from "./pool";
import { Report, percent } from "./report";
import { Suite } from "./suite";

const USAGE =
  "npm run test262 -- CHECKOUT [DIRECTORY …] [--jobs N] [--filter TEXT] [--every N [--from M]] [--list-failures]";
const GOAL = 0.97;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    jobs: { type: "string", default: "2" },
    every: { type: "string", default: "1" },
    from: { type: "string", default: "0" },
    filter: { type: "string", default: "" },
    "list-failures": { type: "boolean", default: false },
  },
});
const [root, ...prefixes] = positionals;
if (root === undefined) {
  console.error(USAGE);
  process.exit(2);
}
const started = Date.now();
const suite = new Suite(root);
const paths = suite
  .tests(prefixes.length === 0 ? ["language", "built-ins"] : prefixes)
  .filter((path) => path.includes(values.filter))
  // A sample, for a quick look; with each M from 0 to N - 1 it is the whole, in parts that are alike.
  .filter((_, i) => i % Number(values.every) === Number(values.from));
const report = new Report();
const realmSource = await bundleRealm(join(process.cwd(), "test", "test262", "realm.ts"));
await runAll(
  paths,
  Math.max(1, Number(values.jobs)),
  new URL("worker.mjs", import.meta.url),
  { root, realmSource },
  (path, verdict) => {
    report.add(path, verdict);
    if (values["list-failures"] && verdict.kind === "fail") console.log(`${path}: ${verdict.why}`);
  },
);
for (const line of report.lines()) console.log(line);
console.log(
  `${percent(report.rate)} of the tests that count pass (${Math.round((Date.now() - started) / 1000)} s)`,
);
if (report.rate < GOAL) process.exitCode = 1;
