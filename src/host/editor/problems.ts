import * as vscode from "vscode";
import type { Disposable } from "../disposable";
import type { ProgramDiagnostic } from "../../shared/messages/worker";
import { isSyntaxError } from "./scans";
import type { Scans } from "./scans";

/** Range of a diagnostic, whose lines and columns count from 1. */
export function rangeOf(problem: ProgramDiagnostic): vscode.Range {
  return new vscode.Range(
    Math.max(0, problem.line - 1),
    Math.max(0, problem.column - 1),
    Math.max(0, problem.endLine - 1),
    Math.max(0, problem.endColumn - 1),
  );
}

function toDiagnostic(problem: ProgramDiagnostic): vscode.Diagnostic {
  const severity =
    problem.severity === "error" ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  const diagnostic = new vscode.Diagnostic(rangeOf(problem), problem.message, severity);
  diagnostic.source = "SchedLens";
  return diagnostic;
}

const keyOf = (problem: ProgramDiagnostic): string =>
  [problem.line, problem.column, problem.endLine, problem.endColumn, problem.message].join(":");

/**
 * What is wrong in the editor's files: of the annotations as you type, and of the last run that was refused. The latter move with
 * the text and go when their own text changes.
 */
export class Problems implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection("schedlens");
  private readonly live = new Map<string, readonly ProgramDiagnostic[]>();
  private readonly refused = new Map<string, readonly ProgramDiagnostic[]>();
  private readonly subscriptions: readonly Disposable[];

  constructor(scans: Scans) {
    this.subscriptions = [
      this.collection,
      scans.onDidScan((document) => {
        const key = document.uri.toString();
        if (document.isClosed) this.live.delete(key);
        else
          this.live.set(
            key,
            scans.of(document).diagnostics.filter((each) => !isSyntaxError(each)),
          );
        this.publish(key);
      }),
      vscode.workspace.onDidChangeTextDocument((event) => this.edited(event)),
    ];
  }

  /** Replaces the problems of the last refused run. */
  setRefused(problems: readonly ProgramDiagnostic[]): void {
    const keys = new Set(this.refused.keys());
    this.refused.clear();
    for (const problem of problems) {
      const key = vscode.Uri.parse(problem.uri).toString();
      this.refused.set(key, [...(this.refused.get(key) ?? []), problem]);
      keys.add(key);
    }
    for (const key of keys) this.publish(key);
  }

  /** Problems whose range touches `range`. */
  at(
    uri: vscode.Uri,
    range: vscode.Range,
  ): { readonly problem: ProgramDiagnostic; readonly diagnostic: vscode.Diagnostic }[] {
    return this.all(uri.toString())
      .map((problem) => ({ problem, diagnostic: toDiagnostic(problem) }))
      .filter(({ diagnostic }) => diagnostic.range.intersection(range) !== undefined);
  }

  private all(key: string): ProgramDiagnostic[] {
    const problems = [...(this.live.get(key) ?? []), ...(this.refused.get(key) ?? [])];
    return [...new Map(problems.map((problem) => [keyOf(problem), problem])).values()];
  }

  private publish(key: string): void {
    this.collection.set(vscode.Uri.parse(key), this.all(key).map(toDiagnostic));
  }

  private edited(event: vscode.TextDocumentChangeEvent): void {
    const key = event.document.uri.toString();
    let problems = this.refused.get(key);
    if (problems === undefined || event.contentChanges.length === 0) return;
    for (const change of event.contentChanges) {
      const lines = change.text.split("\n").length - 1 - (change.range.end.line - change.range.start.line);
      problems = problems.flatMap((problem) => {
        const range = rangeOf(problem);
        if (range.intersection(change.range) !== undefined) return [];
        if (range.end.isBefore(change.range.start)) return [problem];
        if (range.start.line === change.range.end.line) return [];
        return [{ ...problem, line: problem.line + lines, endLine: problem.endLine + lines }];
      });
    }
    this.refused.set(key, problems);
    this.publish(key);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
