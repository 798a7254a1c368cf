import { formatDuration } from "../shared/duration";
import { ofBoth } from "../shared/trace/comparison";
import type { ComparisonRow } from "../shared/trace/comparison";

/** Two runs side by side, for programs: `{"a": name, "b": name, "rows": […]}`. */
export function comparisonJson(a: string, b: string, rows: readonly ComparisonRow[]): string {
  return `${JSON.stringify({ a, b, rows }, null, 2)}\n`;
}

/** The rows as CSV, `of,measure,a,b,difference,ratio,ofB`, with empty fields for null. */
export function comparisonCsv(rows: readonly ComparisonRow[]): string {
  const lines = rows.map(({ of, ofB, measure, a, b, difference, ratio }) =>
    [quoted(of), measure, a, b, difference, ratio, ofB && quoted(ofB)].map((field) => field ?? "").join(","),
  );
  return ["of,measure,a,b,difference,ratio,ofB", ...lines, ""].join("\n");
}

function quoted(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The rows as a table for people. Of what is the same in both runs, only the figures of the run as a whole are shown. */
export function comparisonTable(a: string, b: string, rows: readonly ComparisonRow[]): string {
  const shown = rows.filter((row) => row.of === "run" || row.a !== row.b);
  const cells = shown.map((row, at): readonly string[] => [
    shown[at - 1]?.of === row.of ? "" : ofBoth(row),
    row.measure.replace(/Ns\b/, ""),
    text(row.measure, row.a),
    text(row.measure, row.b),
    row.difference === null || row.difference === 0 ? "" : signed(text(row.measure, row.difference)),
    row.ratio === null || row.ratio === 1 ? "" : `× ${Number(row.ratio.toPrecision(4))}`,
  ]);
  const table = [["", "", "A", "B", "B − A", "B / A"], ...cells];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = table.map((row) =>
    row
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
  return [`A  ${a}`, `B  ${b}`, "", ...lines, ""].join("\n");
}

function text(measure: string, value: number | null): string {
  if (value === null) return "–";
  if (/Ns\b/.test(measure) || /^states\./.test(measure)) return formatDuration(Number(value.toPrecision(15)));
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(6)));
}

function signed(value: string): string {
  return value.startsWith("-") ? value.replace("-", "−") : `+${value}`;
}
