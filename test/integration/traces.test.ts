import assert from "node:assert/strict";
import { truncateSync } from "node:fs";
import * as vscode from "vscode";
import type { Run } from "../../src/host/runs/run";
import type { TraceFile } from "../../src/host/traces/traceFile";
import { api, ask, file, outputOf, simulate, test, until } from "./harness";

const PROGRAM = `import { go, chan } from "schedlens";
/** @simulate cores=2 */
export function main() {
  const c = chan<number>();
  go(() => c.send(42));
  console.log(c.recv());
}
`;

const write = (uri: vscode.Uri, content: string | Uint8Array): Thenable<void> =>
  vscode.workspace.fs.writeFile(
    uri,
    typeof content === "string" ? new TextEncoder().encode(content) : content,
  );
const read = (uri: vscode.Uri): Thenable<Uint8Array> => vscode.workspace.fs.readFile(uri);

async function exported(run: Run, format: string, name: string): Promise<vscode.Uri> {
  const target = file(`first/${name}`);
  const saved = await vscode.commands.executeCommand("schedlens.exportRun", run, { format, target });
  assert.ok(saved instanceof vscode.Uri, `${format} was saved`);
  return target;
}

/** A program of its own, and a trace of it. */
async function traced(name: string): Promise<{ source: vscode.Uri; trace: vscode.Uri }> {
  const source = file(`first/${name}.ts`);
  await write(source, PROGRAM);
  const run = await simulate(source);
  assert.equal(run.status.kind, "ready", JSON.stringify(run.status));
  return { source, trace: await exported(run, "schedtrace", `${name}.schedtrace`) };
}

/** Opens a trace in its editor, and waits for what comes of it. */
async function opened(trace: vscode.Uri): Promise<TraceFile> {
  const { traces } = await api();
  await vscode.commands.executeCommand("schedlens.openTrace", trace);
  const found = await until("the editor", () =>
    traces.files.find(({ uri }) => uri.toString() === trace.toString()),
  );
  await until("the trace was read", () => found.status.kind !== "opening");
  return found;
}

function runOf(trace: TraceFile): Run {
  assert.ok(trace.run, JSON.stringify(trace.status));
  return trace.run;
}

async function closed(trace: TraceFile): Promise<void> {
  const { traces } = await api();
  traces.pageOf(trace)?.panel.dispose();
  await until("the editor is closed", () => !traces.files.includes(trace));
}

/** Has the page reveal where the run printed its first line. */
async function revealed(trace: TraceFile): Promise<vscode.TextDocument> {
  const { traces } = await api();
  const { rows } = await ask(runOf(trace), "output", { offset: 0, count: 1 });
  const place = rows[0]?.place;
  assert.ok(place, "it was printed somewhere");
  traces.pageOf(trace)?.receive({ type: "reveal", side: "shown", place, preserveFocus: false });
  const editor = await until("the selection", () => {
    const { activeTextEditor } = vscode.window;
    return activeTextEditor?.selection.active.line === place.line - 1 && activeTextEditor;
  });
  return editor.document;
}

test("a run is exported in every format", async () => {
  const run = await simulate(file("first/workers.ts"));
  const starts: Readonly<Record<string, string | undefined>> = {
    schedtrace: "SCHDTRCE",
    perfetto: undefined,
    chrome: "{",
    go: "go 1.23 trace",
    spans: "lane,entity,state",
    stats: "{",
    html: "<!DOCTYPE html>",
  };
  for (const [format, start = ""] of Object.entries(starts)) {
    const bytes = await read(await exported(run, format, `export.${format}`));
    assert.ok(bytes.length > 100, format);
    assert.equal(new TextDecoder().decode(bytes.subarray(0, start.length)), start);
  }
});

test("a trace file opens in the viewer, draws, and reveals its program", async () => {
  const { source, trace } = await traced("shown");
  const shown = await opened(trace);
  await new Promise<void>((resolve) => {
    shown.onDidDraw(resolve);
  });
  assert.equal(runOf(shown).stale, false);
  assert.match(await outputOf(runOf(shown)), /42/);
  const svg = new TextDecoder().decode(await read(await exported(runOf(shown), "svg", "shown.svg")));
  assert.match(svg, /^<\?xml[^]*<svg [^]*GOMAXPROCS[^]*<\/svg>\s*$/);
  const png = await read(await exported(runOf(shown), "png", "shown.png"));
  assert.deepEqual([...png.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
  assert.equal((await revealed(shown)).uri.toString(), source.toString());
  const tab = vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(({ input }) => input instanceof vscode.TabInputCustom);
  assert.ok(tab, "the trace keeps its tab");
  await closed(shown);
});

test("a trace whose source has changed is stale, until that is undone", async () => {
  const { source, trace } = await traced("changed");
  await write(source, PROGRAM.replace("42", "43"));
  const shown = await opened(trace);
  const status = (): unknown => shown.status.kind === "ready" && shown.status.stale;
  assert.equal(status(), true);
  await write(source, PROGRAM);
  await until("no longer stale", () => status() === false);
  await closed(shown);
});

test("a trace whose source is gone shows the text that it holds, which runs again", async () => {
  const { store } = await api();
  const { source, trace } = await traced("gone");
  await vscode.workspace.fs.delete(source);
  const shown = await opened(trace);
  assert.equal(runOf(shown).stale, false);
  const document = await revealed(shown);
  assert.equal(document.uri.scheme, "schedlens-source");
  assert.equal(document.getText(), PROGRAM);
  assert.equal(document.languageId, "typescript");
  shown.command("rerun");
  const run = await until(
    "the run",
    () => store.current?.target.uri === document.uri.toString() && store.current,
  );
  await until("its end", () => run.status.kind === "ready");
  assert.match(await outputOf(run), /42/);
  await closed(shown);
});

test("a trace that is written anew is read anew", async () => {
  const { trace } = await traced("anew");
  const shown = await opened(trace);
  const before = runOf(shown);
  const other = await simulate(file("first/workers.ts"));
  await exported(other, "schedtrace", "anew.schedtrace");
  await until("another run", () => shown.run !== undefined && shown.run !== before);
  assert.match(await outputOf(runOf(shown)), /sum 140/);
  await closed(shown);
});

test("traces that cannot be shown say why, and can be tried again", async () => {
  const { trace } = await traced("whole");
  const bytes = await read(trace);
  const newer = Uint8Array.from(bytes);
  newer[8] = 99;
  const cases: readonly [name: string, content: Uint8Array, why: RegExp][] = [
    ["truncated", bytes.slice(0, bytes.length / 2), /truncated: \d+ of its \d+ bytes are missing/],
    ["newer", newer, /newer SchedLens.*Update SchedLens/],
    ["other", new TextEncoder().encode("no trace at all"), /^Not a \.schedtrace file/],
    ["empty", new Uint8Array(), /file is empty/],
  ];
  for (const [name, content, why] of cases) {
    const uri = file(`first/bad-${name}.schedtrace`);
    await write(uri, content);
    const shown = await opened(uri);
    const { status } = shown;
    assert.match(status.kind === "unreadable" ? status.message : JSON.stringify(status), why);
    if (name === "truncated") {
      await write(uri, bytes);
      shown.command("reopen");
      await until("it is whole", () => shown.status.kind === "ready");
    }
    await closed(shown);
  }
  const large = file("first/bad-large.schedtrace");
  await write(large, bytes);
  truncateSync(large.fsPath, 2 ** 31);
  const shown = await opened(large);
  const { status } = shown;
  assert.match(status.kind === "unreadable" ? status.message : "", /2048 MiB.*schedlens convert/);
  await vscode.workspace.fs.delete(large);
  shown.command("reopen");
  await until("it is gone", () => shown.status.kind === "unreadable" && /gone/.test(shown.status.message));
  await closed(shown);
});
