import * as vscode from "vscode";
import { OverrideStore } from "./configuration/overrides";
import { Commands } from "./commands";
import { Carets } from "./editor/carets";
import { Lenses } from "./editor/lenses";
import { Problems } from "./editor/problems";
import { registerQuickFixes } from "./editor/quickFixes";
import { Scans } from "./editor/scans";
import { registerTagProviders } from "./editor/tagProviders";
import { WaitLenses } from "./editor/waitLenses";
import { Cursor } from "./panel/cursor";
import { PanelMemory } from "./panel/memory";
import { Panel } from "./panel/panel";
import { Inputs } from "./input/inputs";
import { Comparison } from "./runs/comparison";
import { History } from "./runs/history";
import { Progress } from "./runs/progress";
import { Runner } from "./runs/runner";
import type { StartWorker } from "./runs/runner";
import type { RunTarget } from "./runs/run";
import { RunOnSave } from "./runs/runOnSave";
import { Staleness } from "./runs/staleness";
import { RunStore } from "./runs/store";
import { Targets } from "./runs/targets";
import { SourceDocuments } from "./traces/sourceDocuments";
import { TraceEditors } from "./traces/traceEditors";
import { Types } from "./types/addTypes";
import { ConfigurationView } from "./views/configurationView";
import { GoroutinesView } from "./views/goroutinesView";
import { RunsView } from "./views/runsView";

/** What the integration tests look at and steer by. Other extensions get nothing. */
export interface TestApi {
  readonly store: RunStore;
  readonly runner: Runner;
  readonly panel: Panel;
  readonly cursor: Cursor;
  readonly overrides: OverrideStore;
  readonly inputs: Inputs;
  readonly history: History;
  readonly memory: PanelMemory;
  readonly traces: TraceEditors;
  /** A second history over the same storage, as the next window has it. */
  readonly nextHistory: () => { readonly store: RunStore; readonly history: History };
}

/** Everything the extension does, the same in both extension hosts. */
export function activateWith(
  context: vscode.ExtensionContext,
  startWorker: StartWorker,
): TestApi | undefined {
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const { extensionUri, workspaceState } = context;
  const log = own(vscode.window.createOutputChannel("SchedLens", { log: true }));
  const scans = own(new Scans());
  const problems = own(new Problems(scans));
  const store = own(new RunStore());
  const overrides = own(new OverrideStore(workspaceState));
  const inputs = new Inputs(workspaceState);
  const runner = new Runner({ store, overrides, inputs, problems, startWorker, log });
  const targets = own(new Targets(store, scans));
  const cursor = own(new Cursor());
  const history = own(new History(store, historyFolder(context), startWorker, log));
  const recall = (target: RunTarget, id: string): void => {
    void history.restored.then(() => {
      const run = store.runs.find((each) => each.id === id);
      if (run === undefined) void runner.start(target, id);
      else store.show(run);
    });
  };
  const documents = own(new SourceDocuments(startWorker));
  const traces = own(new TraceEditors({ extensionUri, cursor, log, startWorker, documents, store, history }));
  const comparison = own(new Comparison({ store, history, startWorker, documents }));
  const memory = own(new PanelMemory(workspaceState, () => comparison.kept));
  const panel = own(new Panel({ extensionUri, store, cursor, memory, log, recall, comparison }));
  const { version } = context.extension.packageJSON as { version: string };
  const types = own(new Types(extensionUri, version, workspaceState));

  own(new Lenses(scans, store));
  own(new WaitLenses(store));
  own(new Carets(cursor));
  own(new Staleness([store, traces]));
  own(new RunOnSave(store, runner));
  own(new Progress(store, () => runner.cancelRunning()));
  own(new RunsView(store));
  own(new ConfigurationView(targets, overrides));
  own(new GoroutinesView(cursor));
  own(registerQuickFixes(problems));
  own(registerTagProviders());
  own(
    new Commands({
      extensionUri,
      store,
      runner,
      targets,
      overrides,
      inputs,
      history,
      panel,
      pageOf: (run) => panel.pageOf(run) ?? traces.pageOfRun(run),
      cursor,
      types,
    }).register(),
  );

  const nextHistory = (): ReturnType<TestApi["nextHistory"]> => {
    const next = own(new RunStore());
    return { store: next, history: own(new History(next, historyFolder(context), startWorker, log)) };
  };
  return context.extensionMode === vscode.ExtensionMode.Test
    ? { store, runner, panel, cursor, overrides, inputs, history, memory, traces, nextHistory }
    : undefined;
}

/** Undefined where the window has neither folder nor workspace. */
function historyFolder({ storageUri }: vscode.ExtensionContext): vscode.Uri | undefined {
  return storageUri === undefined ? undefined : vscode.Uri.joinPath(storageUri, "runs");
}
