import type { RunSummary } from "../shared/messages/worker";
import type { LogTraceSource } from "../analysis/source";

/** What the host keeps of a run in its history. */
export async function summarize(source: LogTraceSource): Promise<RunSummary> {
  const overview = await source.query("overview", {});
  const { exitCode, end, message, endTime, events, dropped, steals, config, entry } = overview;
  const processes = source.log.tables.processes.filter(({ pid }) => pid !== 1).length;
  return { exitCode, how: end, message, endTime, events, dropped, steals, config, entry, processes };
}
