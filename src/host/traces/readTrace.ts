import * as vscode from "vscode";
import type { RunSummary } from "../../shared/messages/worker";
import { editorLanguage } from "../language";
import type { StartWorker } from "../runs/runner";
import { Simulation } from "../runs/simulation";

/** Bytes of a trace file that are read at most: it has to fit into the memory of the extension host and of the worker, unpacked. */
export const LARGEST = 512 * 2 ** 20;

/** A trace file that was read, in a worker that answers about it. */
export interface OpenedTrace {
  readonly simulation: Simulation;
  readonly summary: RunSummary;
  /** URI, as the trace has it → text, the entry's file first. */
  readonly sources: ReadonlyMap<string, string>;
}

/** A trace that cannot be shown: the text says why, and what to do. */
export class UnreadableTrace extends Error {
  override readonly name = "UnreadableTrace";
}

/**
 * Reads a trace file of any file system into a worker.
 * @param early come back when the first picture can be drawn: `simulation.whole` tells what came of the rest.
 * @throws UnreadableTrace
 */
export async function readTrace(
  uri: vscode.Uri,
  startWorker: StartWorker,
  early = false,
): Promise<OpenedTrace> {
  const bytes = await readBytes(uri);
  const simulation = new Simulation(
    await startWorker(),
    { type: "open", bytes, early, language: editorLanguage() },
    () => undefined,
  );
  const outcome = await simulation.outcome;
  switch (outcome.kind) {
    case "done":
      return { simulation, summary: outcome.summary, sources: await sourcesOf(simulation) };
    case "crashed":
      throw crashed(outcome.error);
    case "rejected":
    case "cancelled":
      throw new UnreadableTrace(vscode.l10n.t("Reading the trace was stopped."));
  }
}

/** What to say of a trace whose worker came to this. */
export function crashed(error: string): UnreadableTrace {
  return new UnreadableTrace(sentence(error.split("\n", 1)[0] ?? ""));
}

async function readBytes(uri: vscode.Uri): Promise<Uint8Array> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > LARGEST)
      throw new UnreadableTrace(
        vscode.l10n.t(
          "The file has {0} MiB, and a trace may have up to {1} MiB here. “schedlens convert” makes figures or other formats of it; a run with events=last:N has a smaller trace.",
          Math.ceil(size / 2 ** 20),
          LARGEST / 2 ** 20,
        ),
      );
    return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof UnreadableTrace) throw error;
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound")
      throw new UnreadableTrace(vscode.l10n.t("The file is gone: it was moved or deleted."));
    throw new UnreadableTrace(
      vscode.l10n.t("The file cannot be read: {0}", error instanceof Error ? error.message : String(error)),
    );
  }
}

async function sourcesOf(simulation: Simulation): Promise<ReadonlyMap<string, string>> {
  const { files } = await simulation.query("overview", {});
  const texts = new Map<string, string>();
  for (const { uri } of files) {
    const file = await simulation.query("source", { uri });
    if (file !== undefined) texts.set(uri, file.text);
  }
  return texts;
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
