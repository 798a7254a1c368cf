import { SPIN_STARTS, SPIN_STOPS, STEAL_LOOKS, STEAL_ROUND_ENDS } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import { t } from "../../shared/l10n/t";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { pName } from "../names";
import { roundDetail, stealDetail } from "../steals";
import { listed } from "../words";

type Fact = readonly [label: string, text: string];

/** Events of a span that are looked through: it is short where a search is worth telling. */
const REACH = 4096;
/** Facts of one span. */
const MOST_FACTS = 8;

/** What an M without a goroutine did from `from` to `to`, ns: why it spins or does not, and what it found at whom. */
export function searchFacts(log: EventLog, task: number, from: number, to: number): Fact[] {
  const facts: Fact[] = [];
  const first = log.firstAtOrAfter(from);
  for (let at = first; at < Math.min(log.length, first + REACH) && facts.length < MOST_FACTS; at++) {
    const event = log.read(at);
    if (event.time > to) break;
    if (event.task !== task) continue;
    const fact = factOf(log, event);
    if (fact !== undefined) facts.push(fact);
  }
  return facts;
}

/** The thread that was at work in the span which an event began; NONE where it says nothing about that. */
export function searcher(event: LogEvent): number {
  return event.kind === Kind.ContextSwitch ? event.b : event.task;
}

function factOf(log: EventLog, event: LogEvent): Fact | undefined {
  switch (event.kind) {
    case Kind.SpinStart:
      return [t("Spins"), SPIN_STARTS[event.aux] ?? ""];
    case Kind.SpinStop:
      return [t("Spins no longer"), SPIN_STOPS[event.aux] ?? ""];
    case Kind.SpinRefused:
      return [
        t("Does not spin"),
        t("{0} of {1} busy Ps have spinning threads: half is enough", event.a, event.b),
      ];
    case Kind.StealRound:
      return roundFact(log, event);
    case Kind.Steal: {
      const { before, batch, own } = stealDetail(event.b);
      return [
        t("Steals"),
        t(
          "{0} of {1} from {2}: {3} left there, {4} in its own queue",
          batch,
          before,
          pName(log, event.a),
          before - batch,
          own + batch - 1,
        ),
      ];
    }
    default:
      return undefined;
  }
}

function roundFact(log: EventLog, { p, a, b, aux }: LogEvent): Fact {
  const { start, step, count, round, looks, counts } = roundDetail(a, b);
  const process = log.tables.ps[p]?.process ?? NONE;
  const ps = log.tables.ps.flatMap((each, index) => (each.process === process ? [index] : []));
  const others: number[] = [];
  for (let i = 0, at = start; i < count; i++, at = (at + step) % count) {
    const other = ps[at] ?? NONE;
    if (other !== p) others.push(other);
  }
  const found =
    looks?.flatMap((look, i) =>
      look === 0 ? [] : [`${pName(log, others[i] ?? NONE)} ${STEAL_LOOKS[look] ?? ""}`],
    ) ??
    counts.flatMap((n, look) =>
      n === 0 ? [] : [t("{0, plural, one {# P} other {# Ps}} {1}", n, STEAL_LOOKS[look] ?? "")],
    );
  const end = STEAL_ROUND_ENDS[aux] ?? "";
  const text = [listed(found, 16), end === "nothing" ? "" : t("then: {0}", end)].filter(
    (part) => part !== "",
  );
  return [t("Round {0}", round), text.length === 0 ? t("no other P") : text.join("; ")];
}
