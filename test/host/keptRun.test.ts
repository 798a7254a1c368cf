import { expect, test } from "vitest";
import { keep, readKeptRun } from "../../src/host/runs/keptRun";
import { Run } from "../../src/host/runs/run";
import { SUMMARY } from "./support/summary";

function example(): Run {
  const run = new Run("12-3", { uri: "file:///a.ts", entry: "main" }, { cores: "2" }, 77);
  run.setSources(new Map([["file:///a.ts", "text"]]));
  return run;
}

test("a run is read as it was written, without its data", () => {
  const run = example();
  const read = readKeptRun(JSON.stringify(keep(run, SUMMARY)));
  expect(read).toMatchObject({ id: "12-3", target: run.target, overrides: { cores: "2" }, startedAt: 77 });
  expect(read?.status).toEqual({ kind: "ready", summary: SUMMARY });
  expect(read?.fingerprints).toEqual(run.fingerprints);
  expect(read?.simulation).toBeUndefined();
});

test("an entry that was not named stays so", () => {
  const run = new Run("1", { uri: "file:///a.ts", entry: undefined }, {}, 0);
  expect(readKeptRun(JSON.stringify(keep(run, SUMMARY)))?.target.entry).toBeUndefined();
});

const whole = keep(example(), SUMMARY);
test.each([
  "",
  "[]",
  "null",
  JSON.stringify({ ...whole, version: 2 }),
  JSON.stringify({ ...whole, id: 7 }),
  JSON.stringify({ ...whole, overrides: { cores: 2 } }),
  JSON.stringify({ ...whole, summary: { ...SUMMARY, endTime: "5" } }),
  JSON.stringify({ ...whole, summary: { ...SUMMARY, config: {} } }),
  JSON.stringify({ ...whole, sources: [["file:///a.ts"]] }),
])("a record that is none is left out: %s", (text) => {
  expect(readKeptRun(text)).toBeUndefined();
});
