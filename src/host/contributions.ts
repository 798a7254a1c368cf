/**
 * Everything that package.json contributes, as types: naming something here that the manifest lacks, or the other way round,
 * fails a test; leaving a command without a handler does not compile.
 */
export const COMMANDS = {
  simulate: "schedlens.simulate",
  cancel: "schedlens.cancel",
  rerun: "schedlens.rerun",
  showPanel: "schedlens.showPanel",
  openRun: "schedlens.openRun",
  rerunRun: "schedlens.rerunRun",
  removeRun: "schedlens.removeRun",
  clearRuns: "schedlens.clearRuns",
  changeConfiguration: "schedlens.changeConfiguration",
  resetConfiguration: "schedlens.resetConfiguration",
  revealGoroutine: "schedlens.revealGoroutine",
  openExamples: "schedlens.openExamples",
  addTypes: "schedlens.addTypes",
  setInput: "schedlens.setInput",
  openTrace: "schedlens.openTrace",
  exportRun: "schedlens.exportRun",
  compareRuns: "schedlens.compareRuns",
} as const;
export type CommandId = (typeof COMMANDS)[keyof typeof COMMANDS];

/** The views of the activity-bar container, and the panel's webview type. */
export const VIEW_CONTAINER = "schedlens";
export const VIEWS = {
  runs: "schedlens.runs",
  configuration: "schedlens.configuration",
  goroutines: "schedlens.goroutines",
} as const;
export const PANEL_TYPE = "schedlens.panel";

/** The custom editor of trace files, and the scheme of read-only documents with the sources that they hold. */
export const TRACE_EDITOR = "schedlens.trace";
export const TRACE_EXTENSION = ".schedtrace";
export const SOURCE_SCHEME = "schedlens-source";

/** Context keys that `when` clauses of the manifest read. */
export const CONTEXT_KEYS = {
  /** The active editor's file has an entry point. */
  hasEntry: "schedlens.hasEntry",
  /** A simulation is running. */
  running: "schedlens.running",
  /** There is at least one run in the history. */
  hasRuns: "schedlens.hasRuns",
} as const;

/** Values of `contextValue` of tree items. */
export const TREE_CONTEXTS = {
  run: "run",
  changed: "changed",
  inherited: "inherited",
  goroutine: "goroutine",
} as const;

/** Settings besides those of a run, which are named after their option. */
export const SETTINGS = {
  section: "schedlens",
  lens: "lens.enabled",
  lensWaits: "lens.waits",
  carets: "carets.enabled",
  runOnSave: "runOnSave",
  historySize: "history.megabytes",
} as const;

/** Theme colours of goroutines in the editor, taken in turn: the hues of the panel. */
export const GOROUTINE_COLORS = Array.from({ length: 12 }, (_, i) => `schedlens.goroutine${i + 1}`);
