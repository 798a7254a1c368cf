import { prepareRun } from "../src/worker/prepareRun";
import type { PreparedRun } from "../src/worker/prepareRun";

/** A program that is ready to run. `events`: what the log keeps, as in the run's configuration. */
export function prepare(text: string, events = "all"): PreparedRun {
  const input = { entryUri: "main.ts", entry: undefined, settings: {}, overrides: { events } };
  const run = prepareRun({ ...input, files: [["main.ts", text]] });
  if ("diagnostics" in run) throw new Error(run.diagnostics.map((each) => each.message).join("\n"));
  return run;
}
