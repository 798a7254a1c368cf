import type * as vscode from "vscode";
import { Run } from "../runs/run";
import type { StartWorker } from "../runs/runner";
import { hasChanged } from "../runs/staleness";
import { locate } from "./locate";
import { readTrace } from "./readTrace";
import type { SourceDocuments } from "./sourceDocuments";

export interface TraceRunParts {
  readonly startWorker: StartWorker;
  readonly documents: SourceDocuments;
}

/**
 * The run of a trace file, with its own worker.
 * @param early its events may still be being read.
 * @throws UnreadableTrace
 */
export async function openTraceRun(uri: vscode.Uri, parts: TraceRunParts, early = false): Promise<Run> {
  const { simulation, summary, sources } = await readTrace(uri, parts.startWorker, early);
  parts.documents.add(uri, sources);
  const documents = await locate(uri, sources);
  const of = (file: string): string => documents.get(file) ?? file;
  const [entryFile = uri.toString()] = sources.keys();
  const target = { uri: of(entryFile), entry: summary.entry };
  const run = new Run(`trace:${uri.toString()}`, target, {}, Date.now(), documents);
  run.setSources(new Map([...sources].map(([file, text]) => [of(file), text])));
  run.simulation = simulation;
  run.summary = summary;
  run.status = { kind: "ready", summary };
  run.stale = await hasChanged(run);
  return run;
}
