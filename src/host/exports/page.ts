import * as vscode from "vscode";
import { htmlPage } from "../../formats/htmlPage";
import { editorLanguage } from "../language";
import type { Run } from "../runs/run";

/** A page that shows the run by itself. @throws Error (rejects) when the data of the run is gone. */
export async function makePage(run: Run, extensionUri: vscode.Uri): Promise<Uint8Array> {
  if (run.simulation === undefined)
    throw new Error(vscode.l10n.t("the data of this run is gone: run it again"));
  const read = async (name: string): Promise<string> => {
    const file = vscode.Uri.joinPath(extensionUri, "dist", name);
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  };
  const viewer = { script: await read("viewer.js"), style: await read("viewer.css") };
  return htmlPage(await run.simulation.export("schedtrace"), run.label, viewer, sha256, editorLanguage());
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
