import type { EventLog } from "../../shared/log/eventLog";
import { FINDING_KINDS, SEVERITIES } from "../../shared/trace/findings";
import type { Finding } from "../../shared/trace/findings";
import { readLog } from "./finder";
import type { Finder } from "./finder";
import { LockConvoyFinder } from "./lockConvoy";
import { LongWaits } from "./longWaits";
import { RunnextMonopolyFinder } from "./runnextMonopoly";
import { StarvationFinder } from "./starvation";
import { WaitFinder } from "./waitFinder";

/**
 * Everything that is worth knowing about a finished run, computed from its log alone in two readings at most: the gravest first, those of
 * one kind in the order of onset. The log must not grow any more.
 */
export function findFindings(log: EventLog): readonly Finding[] {
  const longWaits = new LongWaits(log);
  const finders: readonly Finder[] = [
    new WaitFinder(log),
    new StarvationFinder(log, longWaits),
    new RunnextMonopolyFinder(log, longWaits),
    new LockConvoyFinder(log),
  ];
  readLog(
    log,
    finders.flatMap((finder) => finder.first),
  );
  readLog(
    log,
    finders.flatMap((finder) => finder.second()),
  );
  const rank = ({ severity, kind, onset }: Finding): readonly number[] => [
    SEVERITIES.indexOf(severity),
    FINDING_KINDS.indexOf(kind),
    onset,
  ];
  return finders
    .flatMap((finder) => finder.findings())
    .map((finding) => ({ finding, rank: rank(finding) }))
    .sort((a, b) => compare(a.rank, b.rank))
    .map(({ finding }) => finding);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
