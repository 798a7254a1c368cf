import type { Verdict } from "./verdict";

interface Count {
  pass: number;
  fail: number;
  skip: number;
}

/** What has become of all tests, by directory and by reason. */
export class Report {
  private readonly directories = new Map<string, Count>();
  private readonly total: Count = { pass: 0, fail: 0, skip: 0 };
  private readonly reasons = new Map<string, number>();

  add(path: string, verdict: Verdict): void {
    const directory = path.split("/").slice(0, -1).slice(0, 2).join("/");
    const count = this.directories.get(directory) ?? { pass: 0, fail: 0, skip: 0 };
    this.directories.set(directory, count);
    count[verdict.kind]++;
    this.total[verdict.kind]++;
    if (verdict.kind === "skip") this.reasons.set(verdict.why, (this.reasons.get(verdict.why) ?? 0) + 1);
  }

  /** Passed tests among those that count; 1 where there are none. */
  get rate(): number {
    const { pass, fail } = this.total;
    return pass + fail === 0 ? 1 : pass / (pass + fail);
  }

  /** A table of the directories, then the reasons of what was skipped, most frequent first. */
  lines(): string[] {
    const rows = [...this.directories].sort(([a], [b]) => (a < b ? -1 : 1));
    return [
      row("", "pass", "fail", "skip"),
      ...[...rows, ["total", this.total] as const].map(([name, { pass, fail, skip }]) =>
        row(name, pass, fail, skip, pass + fail === 0 ? "" : percent(pass / (pass + fail))),
      ),
      "",
      ...[...this.reasons].sort(([, a], [, b]) => b - a).map(([why, count]) => `${count} skipped: ${why}`),
    ];
  }
}

export function percent(rate: number): string {
  return `${(Math.floor(rate * 1000) / 10).toFixed(1)} %`;
}

function row(name: string, ...cells: readonly (string | number)[]): string {
  return `${name.padEnd(44)}${cells.map((cell) => String(cell).padStart(9)).join("")}`.trimEnd();
}
