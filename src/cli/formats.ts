import type { ExportFormat } from "../shared/messages/worker";
import { UsageError } from "./io";

/** Formats of traces, for `run --format`. */
export const TRACE_FORMATS = ["schedtrace", "go"] as const satisfies readonly ExportFormat[];

/** What a command writes: an export of the worker's, or a page with the trace and the viewer in it. */
export type FileFormat = ExportFormat | "html";

/** Everything that a trace can be made into, for `convert --to`. */
export const CONVERT_FORMATS = [
  ...TRACE_FORMATS,
  "spans",
  "stats",
  "perfetto",
  "chrome",
  "html",
] as const satisfies readonly FileFormat[];

/** The format of this name. @throws UsageError naming those that there are. */
export function parseFormat<Format extends FileFormat>(
  option: string,
  name: string,
  known: readonly Format[],
): Format {
  const found = known.find((each) => each === name);
  if (found !== undefined) return found;
  throw new UsageError(`${option}: there is no format "${name}", only ${known.join(", ")}`);
}
