import type * as vscode from "vscode";

/** Languages that programs are written in: .ts .mts .cts .js .mjs .cjs, wherever the file lives. JSX is none of them. */
export const PROGRAM_LANGUAGES = ["typescript", "javascript"] as const;

/** For registering providers: documents of every scheme. */
export const PROGRAM_SELECTOR: vscode.DocumentSelector = PROGRAM_LANGUAGES.map((language) => ({ language }));

/** Schemes of read-only views of other versions of a file: nothing in them can be run. */
const VIEW_SCHEMES = new Set(["git", "gitfs", "output", "vscode-scm", "review", "pr"]);

/** Whether a document can hold a program. */
export function isProgramDocument(document: Pick<vscode.TextDocument, "languageId" | "uri">): boolean {
  return (
    (PROGRAM_LANGUAGES as readonly string[]).includes(document.languageId) &&
    !VIEW_SCHEMES.has(document.uri.scheme)
  );
}

/** Whether a text has to do with SchedLens at all. Other files of the workspace get no diagnostics of ours. */
export function concernsUs(text: string): boolean {
  return /@simul/i.test(text) || /["']schedlens["']/.test(text);
}
