import * as vscode from "vscode";

/** TypeScript's "cannot find module", and the same where it suspects the moduleResolution option. */
const CANNOT_FIND = new Set([2307, 2792]);

/** TypeScript's complaints that `"schedlens"` does not resolve in this file. */
export function unresolvedImports(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter((diagnostic) => {
    const code = typeof diagnostic.code === "object" ? diagnostic.code.value : diagnostic.code;
    return CANNOT_FIND.has(Number(code)) && /^["']schedlens["']$/.test(document.getText(diagnostic.range));
  });
}
