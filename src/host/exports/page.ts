import * as vscode from "vscode";
import { htmlPage } from "../../formats/htmlPage";
import type { PageTrace } from "../../formats/htmlPage";
import { editorLanguage } from "../language";
import type { Run } from "../runs/run";

/** A page that shows the run by itself, or beside another one. @throws Error (rejects) when the data of a run is gone. */
export async function makePage(
  run: Run,
  extensionUri: vscode.Uri,
  compared: Run | undefined,
): Promise<Uint8Array> {
  const read = async (name: string): Promise<string> => {
    const file = vscode.Uri.joinPath(extensionUri, "dist", name);
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  };
  const viewer = { script: await read("viewer.js"), style: await read("viewer.css") };
  const language = editorLanguage();
  return htmlPage(await traceOf(run), viewer, sha256, language, compared && (await traceOf(compared)));
}

async function traceOf({ simulation, label }: Run): Promise<PageTrace> {
  if (simulation === undefined) throw new Error(vscode.l10n.t("the data of this run is gone: run it again"));
  return { bytes: await simulation.export("schedtrace"), title: label };
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
