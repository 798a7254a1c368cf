import * as vscode from "vscode";
import { readText } from "../runs/sources";
import { isUri, sourceDocument } from "./sourceDocuments";

/** Folders above the trace that a file's relative name is tried in, besides its own. */
const ABOVE = 8;

/**
 * The documents that show the files of a trace: the files themselves where they are still there, else the texts that the trace holds. The
 * command line writes names relative to the project's folder, which is looked for around the trace and in the workspace.
 */
export async function locate(
  trace: vscode.Uri,
  sources: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const documents = new Map<string, string>();
  for (const [file, text] of sources) {
    const found = isUri(file)
      ? await firstOf([vscode.Uri.parse(file)], text)
      : await firstOf(
          placesFor(trace).map((folder) => vscode.Uri.joinPath(folder, file)),
          text,
        );
    documents.set(file, (found ?? sourceDocument(trace, file)).toString());
  }
  return documents;
}

function placesFor(trace: vscode.Uri): vscode.Uri[] {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  let folder = trace;
  for (let i = 0; i <= ABOVE && folder.path !== "/"; i++) {
    folder = vscode.Uri.joinPath(folder, "..");
    folders.push(folder);
  }
  return folders;
}

/** The candidate that says what was run, else the first that there is at all: it has changed since. */
async function firstOf(candidates: readonly vscode.Uri[], text: string): Promise<vscode.Uri | undefined> {
  let there: vscode.Uri | undefined;
  for (const uri of candidates) {
    const found = await readText(uri);
    if (found === text) return uri;
    if (found !== undefined) there ??= uri;
  }
  return there;
}
