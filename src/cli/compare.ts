import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { compare } from "../analysis/compare/compare";
import { figures } from "../analysis/compare/figures";
import { measures } from "../analysis/measures";
import { LogTraceSource } from "../analysis/source";
import { comparisonCsv, comparisonJson, comparisonTable } from "../formats/comparison";
import { readSchedtrace } from "../formats/schedtrace";
import { assertUnreachable } from "../shared/assert";
import { MEASURES_VERSION } from "../shared/trace/measures";
import type { Measures } from "../shared/trace/measures";
import { parseOptions } from "./args";
import { cannotRead } from "./inputs";
import { EXIT, UsageError } from "./io";
import type { CliIo } from "./io";
import { checkWritable, writeOutput } from "./outputs";

const FORMATS = ["table", "json", "csv"] as const;
type Format = (typeof FORMATS)[number];

export const COMPARE_USAGE = `schedlens compare A B [--to ${FORMATS.join("|")}] [-o OUT]      (A, B: traces, or figures that --stats has written)`;

/** `schedlens compare A B`: the same figures of two runs side by side. Resolves to the exit code. @throws UsageError */
export async function compareCommand(args: readonly string[], io: CliIo): Promise<number> {
  const { values, positionals } = parseOptions(args, ["to", "out"], { short: { out: "o" } });
  const [a, b, ...more] = positionals;
  if (a === undefined || b === undefined || more.length > 0)
    throw new UsageError("compare takes two runs, A and B");
  const format = formatOf(values.get("to") ?? "table");
  const out = values.get("out") ?? "-";
  await checkWritable(out, io);
  const runs: Measures[] = [];
  for (const file of [a, b]) {
    const bytes = await readFile(resolve(io.cwd, file)).catch(() => undefined);
    if (bytes === undefined) throw await cannotRead(file, io);
    try {
      runs.push(measuresOf(bytes));
    } catch (error) {
      io.stderr(`schedlens: ${file}: ${error instanceof Error ? error.message : String(error)}\n`);
      return EXIT.diagnostics;
    }
  }
  const [left, right] = runs;
  if (left === undefined || right === undefined) throw new Error("two runs have been read");
  const text = written(format, a, b, compare(figures(left), figures(right)));
  await writeOutput(out, new TextEncoder().encode(text), io);
  return EXIT.ok;
}

function formatOf(name: string): Format {
  const found = FORMATS.find((each) => each === name);
  if (found !== undefined) return found;
  throw new UsageError(`--to: there is no format "${name}", only ${FORMATS.join(", ")}`);
}

function written(format: Format, a: string, b: string, rows: ReturnType<typeof compare>): string {
  switch (format) {
    case "table":
      return comparisonTable(a, b, rows);
    case "json":
      return comparisonJson(a, b, rows);
    case "csv":
      return comparisonCsv(rows);
    default:
      return assertUnreachable(format);
  }
}

/** @throws Error where the file is neither a trace nor figures. */
function measuresOf(bytes: Uint8Array): Measures {
  if (bytes[0] !== "{".charCodeAt(0)) return measures(new LogTraceSource(readSchedtrace(bytes)));
  const read: unknown = JSON.parse(new TextDecoder().decode(bytes));
  if (!isMeasures(read))
    throw new Error(
      `not figures of a run in the form ${MEASURES_VERSION} that --stats writes: write them again`,
    );
  return read;
}

function isMeasures(value: unknown): value is Measures {
  const { version, run, cores, processes, tasks, goroutines } = value as Partial<Measures>;
  return (
    version === MEASURES_VERSION &&
    typeof run === "object" &&
    [cores, processes, tasks, goroutines].every((list) => Array.isArray(list))
  );
}
