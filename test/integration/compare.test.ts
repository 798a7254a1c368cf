import assert from "node:assert/strict";
import * as vscode from "vscode";
import { findParting } from "../../src/analysis/compare/parting";
import type { Comparison } from "../../src/host/runs/comparison";
import type { Run } from "../../src/host/runs/run";
import { api, file, open, simulate, test, until } from "./harness";

/** Two runs of one program, the second with one core. */
async function twoRuns(): Promise<readonly [Run, Run]> {
  await open(file("first/workers.ts"));
  const a = await simulate(file("first/workers.ts"));
  await vscode.commands.executeCommand("schedlens.changeConfiguration", "cores", "1");
  const { store } = await api();
  const b = await until("the second run", () => store.current !== a && store.current);
  await until("its end", () => b.status.kind === "ready");
  await vscode.commands.executeCommand("schedlens.resetConfiguration", "cores");
  return [a, b];
}

const kind = ({ status }: Comparison): string | undefined => status?.kind;

test("two runs of the history are compared, and both can be asked", async () => {
  const { panel, store } = await api();
  const [a, b] = await twoRuns();
  await vscode.commands.executeCommand("schedlens.compareRuns", a.id, b.id);
  assert.equal(store.current, a);
  assert.equal(panel.comparison.run, b);
  assert.equal(kind(panel.comparison), "ready");
  assert.ok(a.simulation && b.simulation);
  const parting = await findParting(a.simulation, b.simulation);
  assert.equal(parting.kind, "parts");
  // The compared run keeps its data, however many others are shown.
  for (let i = 0; i < 6; i++) await simulate(file("first/workers.ts"), "alone");
  assert.ok(b.simulation, "its worker stays");
  panel.receive({ type: "command", command: "endComparison" });
  assert.equal(panel.comparison.run, undefined);
  assert.equal(panel.comparison.status, undefined);
});

test("the selection of two runs in the side panel is compared", async () => {
  const { panel } = await api();
  const [a, b] = await twoRuns();
  await vscode.commands.executeCommand("schedlens.compareRuns", b, [a, b]);
  assert.equal(panel.run, b);
  assert.equal(panel.comparison.run, a);
  panel.comparison.end();
});

test("a run that leaves the history while it is compared is said to be gone", async () => {
  const { panel } = await api();
  const [a, b] = await twoRuns();
  await vscode.commands.executeCommand("schedlens.compareRuns", a.id, b.id);
  await vscode.commands.executeCommand("schedlens.removeRun", b);
  const { status } = panel.comparison;
  assert.match(status?.kind === "unreadable" ? status.message : "", /no longer in the history/);
  panel.comparison.end();
});

test("a comparison is remembered for a reload, and comes back while its run is in the history", async () => {
  const { panel, memory } = await api();
  const [a, b] = await twoRuns();
  await vscode.commands.executeCommand("schedlens.compareRuns", a.id, b.id);
  const compared = await until("it is written down", () => {
    const kept = memory.recall()?.compared;
    return kept !== undefined && "runId" in kept && kept.runId === b.id && kept;
  });
  panel.comparison.end();
  await until("its end is written down", () => memory.recall()?.compared === undefined);
  await panel.comparison.restore(compared);
  assert.equal(panel.comparison.run, b);
  await panel.comparison.restore({ label: "main", runId: "nobody" });
  const { status } = panel.comparison;
  assert.match(status?.kind === "unreadable" ? status.message : "", /no longer in the history/);
  panel.comparison.end();
});

test("a trace file is compared with a run; one that cannot be read says why", async () => {
  const { panel } = await api();
  const [a] = await twoRuns();
  const target = file("first/compared.schedtrace");
  await vscode.commands.executeCommand("schedlens.exportRun", a, { format: "schedtrace", target });
  await vscode.commands.executeCommand("schedlens.compareRuns", a.id, target);
  await until("the trace", () => kind(panel.comparison) === "ready");
  const other = panel.comparison.run?.simulation;
  assert.ok(a.simulation && other);
  const parting = await findParting(a.simulation, other);
  assert.equal(parting.kind, "same");
  const damaged = file("first/damaged.schedtrace");
  await vscode.workspace.fs.writeFile(damaged, new TextEncoder().encode("SCHDTRCE and no more"));
  await vscode.commands.executeCommand("schedlens.compareRuns", a.id, damaged);
  await until("the damaged trace", () => kind(panel.comparison) === "unreadable");
  panel.comparison.end();
  for (const uri of [target, damaged]) await vscode.workspace.fs.delete(uri);
});
