import * as vscode from "vscode";
import { startWebWorker } from "../worker/starter/web";
import { activateWith } from "./activate";
import type { TestApi } from "./activate";

/** Entry in an extension host that is a web worker: vscode.dev and other browsers without a server. */
export function activate(context: vscode.ExtensionContext): TestApi | undefined {
  const script = vscode.Uri.joinPath(context.extensionUri, "dist", "worker.web.js");
  let text: Promise<string> | undefined;
  return activateWith(context, async () => {
    text ??= Promise.resolve(vscode.workspace.fs.readFile(script)).then((bytes) =>
      new TextDecoder().decode(bytes),
    );
    return startWebWorker(await text);
  });
}
