import type { ExportFormat } from "../shared/messages/worker";
import { UsageError } from "./io";

/** Formats of traces, for `run --format`. */
export const TRACE_FORMATS = ["schedtrace", "go"] as const satisfies readonly ExportFormat[];

/** Everything that a trace can be made into, for `convert --to`. */
export const CONVERT_FORMATS = [
  ...TRACE_FORMATS,
  "spans",
  "stats",
  "perfetto",
  "chrome",
] as const satisfies readonly ExportFormat[];

/** The format of this name. @throws UsageError naming those that there are. */
export function parseFormat<Format extends ExportFormat>(
  option: string,
  name: string,
  known: readonly Format[],
): Format {
  const found = known.find((each) => each === name);
  if (found !== undefined) return found;
  throw new UsageError(`${option}: there is no format "${name}", only ${known.join(", ")}`);
}
