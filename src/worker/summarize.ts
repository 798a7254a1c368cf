import type { ProcessEntity } from "../shared/entities";
import type { RunSummary } from "../shared/messages/worker";
import type { Overview } from "../shared/trace/queries";

/** What the host keeps of a run in its history. */
export function summarize(overview: Overview, processes: readonly ProcessEntity[]): RunSummary {
  const { exitCode, end, message, endTime, events, dropped, steals, config, entry } = overview;
  const own = processes.filter(({ pid }) => pid !== 1).length;
  return { exitCode, how: end, message, endTime, events, dropped, steals, config, entry, processes: own };
}
