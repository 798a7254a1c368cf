import * as vscode from "vscode";
import { textsElement } from "../../formats/textsElement";
import { editorLanguage } from "../language";

function nonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}

/** The folder that the panel may load from. */
export function panelRoot(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, "dist");
}

/** The panel's page: one script, one style sheet, nothing else may be loaded or run. */
export function panelHtml(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const script = webview.asWebviewUri(vscode.Uri.joinPath(panelRoot(extensionUri), "webview.js"));
  const style = webview.asWebviewUri(vscode.Uri.joinPath(panelRoot(extensionUri), "webview.css"));
  const id = nonce();
  const language = editorLanguage();
  const policy = `default-src 'none'; img-src ${webview.cspSource} data:; font-src ${webview.cspSource}; style-src ${webview.cspSource}; script-src 'nonce-${id}'`;
  return `<!DOCTYPE html>
<html lang="${language.locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style.toString()}">
<title>SchedLens</title>
</head>
<body>
<div id="app"></div>
${textsElement(language)}
<script nonce="${id}" src="${script.toString()}"></script>
</body>
</html>`;
}
