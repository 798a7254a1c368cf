import type { ProgramDiagnostic } from "../../shared/messages/worker";
import { LineMap, toDiagnostic } from "../annotations/problem";
import type { Problem } from "../annotations/problem";

/** Collects what is wrong with one file's text. */
export class FileDiagnostics {
  readonly lines: LineMap;
  private readonly problems: Problem[] = [];

  constructor(
    readonly uri: string,
    text: string,
  ) {
    this.lines = new LineMap(text);
  }

  /** An error on the range of a node. A second message for the same place would only repeat the first: it is dropped. */
  error(
    range: { readonly start?: number | null; readonly end?: number | null },
    message: string,
    fix?: { readonly title: string; readonly text: string },
  ): void {
    const start = range.start ?? 0;
    const end = range.end ?? start;
    if (this.problems.some((problem) => problem.start === start)) return;
    this.problems.push({ start, end, message, severity: "error", ...(fix === undefined ? {} : { fix }) });
  }

  add(problems: readonly Problem[]): void {
    for (const problem of problems) this.problems.push(problem);
  }

  /** Everything found, in source order. */
  all(): ProgramDiagnostic[] {
    return [...this.problems]
      .sort((a, b) => a.start - b.start)
      .map((problem) => toDiagnostic(problem, this.uri, this.lines));
  }
}
