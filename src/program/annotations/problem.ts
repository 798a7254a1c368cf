import type { ProgramDiagnostic } from "../../shared/messages/worker";

/** Something wrong in a file's text, by offsets. */
export interface Problem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly severity: "error" | "warning";
  readonly fix?: { readonly title: string; readonly text: string };
}

/** Lines and columns of offsets in one text, both counted from 1. */
export class LineMap {
  private readonly starts: number[] = [0];

  constructor(private readonly text: string) {
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      const crlf = c === 13 && text.charCodeAt(i + 1) === 10;
      if (!crlf && (c === 10 || c === 13 || c === 0x2028 || c === 0x2029)) this.starts.push(i + 1);
    }
  }

  at(offset: number): { readonly line: number; readonly column: number } {
    const bounded = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.starts[middle] ?? 0) <= bounded) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: bounded - (this.starts[low] ?? 0) + 1 };
  }
}

export function toDiagnostic(problem: Problem, uri: string, lines: LineMap): ProgramDiagnostic {
  const start = lines.at(problem.start);
  const end = lines.at(problem.end);
  return {
    uri,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    message: problem.message,
    severity: problem.severity,
    ...(problem.fix === undefined ? {} : { fix: problem.fix }),
  };
}
