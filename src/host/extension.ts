import * as vscode from "vscode";
import { startNodeWorker } from "../worker/starter/node";
import { activateWith } from "./activate";
import type { TestApi } from "./activate";

/** Entry in an extension host that is Node: desktop and remote. */
export function activate(context: vscode.ExtensionContext): TestApi | undefined {
  const script = vscode.Uri.joinPath(context.extensionUri, "dist", "worker.node.js").fsPath;
  return activateWith(context, () => Promise.resolve(startNodeWorker(script)));
}
