import { PREEMPT_REASONS, RUN_RULES, TASK_REASONS } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import { t } from "../../shared/l10n/t";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import type { DecisionDigests, DecisionRow } from "../../shared/trace/comparison";
import { threadEntity, threadOf } from "../../shared/trace/entity";
import type { Entity } from "../../shared/trace/entity";
import type { Page } from "../../shared/trace/queries";
import { newLogEvent } from "../../shared/log/logEvent";
import { coreName, entityName, pName } from "../names";
import { placeOf } from "../placeIndex";
import type { PlaceIndex } from "../placeIndex";
import { stealDetail } from "../steals";
import { inParentheses } from "../words";
import { Digest } from "./digest";
import type { Lineages } from "./lineage";

/** Whom a decision is about, NONE for a theft, and the decision in words. */
interface Choice {
  readonly entity: Entity;
  readonly what: string;
}

type Reader = (log: EventLog, event: LogEvent) => Choice;

const READERS: ReadonlyMap<number, Reader> = new Map<number, Reader>([
  [
    Kind.GoRunning,
    (log, { p, a, aux }) => ({
      entity: a,
      what: t("{0} runs {1}{2}", pName(log, p), entityName(log, a), inParentheses(RUN_RULES[aux] ?? "")),
    }),
  ],
  [
    Kind.ContextSwitch,
    (log, { core, a, b, aux }) => {
      const entity = threadEntity(b);
      const [name, runs, why] = [
        coreName(core),
        entityName(log, entity),
        inParentheses(TASK_REASONS[aux] ?? ""),
      ];
      return {
        entity,
        what:
          a === NONE
            ? t("{0} runs {1}{2}", name, runs, why)
            : t("{0} runs {1} after {2}{3}", name, runs, entityName(log, threadEntity(a)), why),
      };
    },
  ],
  [
    Kind.Steal,
    (log, { p, a, b }) => {
      const { batch } = stealDetail(b);
      const [thief, victim] = [pName(log, p), pName(log, a)];
      return {
        entity: NONE,
        what: t(
          "{0} steals {1, plural, one {a goroutine} other {# goroutines}} of {2}",
          thief,
          batch,
          victim,
        ),
      };
    },
  ],
  [
    Kind.Migrate,
    (log, { a, b, aux }) => {
      const entity = threadEntity(a);
      return {
        entity,
        what: t("{0} is moved from {1} to {2}", entityName(log, entity), coreName(b), coreName(aux)),
      };
    },
  ],
  [
    Kind.PreemptRequest,
    (log, { a, aux }) => ({
      entity: a,
      what: t("{0} is asked to give way{1}", entityName(log, a), inParentheses(PREEMPT_REASONS[aux] ?? "")),
    }),
  ],
]);

const isDecision = ({ kind, b }: LogEvent): boolean =>
  kind === Kind.ContextSwitch ? b !== NONE : READERS.has(kind);

interface Places {
  readonly goroutines: () => PlaceIndex;
  readonly threads: () => PlaceIndex;
}

/**
 * The scheduling decisions of a run in their order, each with a digest of all up to it, so that the first one at which two runs differ is
 * found with a few questions. Built by one pass; 12 bytes a decision.
 */
export class DecisionIndex {
  private readonly events: Uint32Array;
  private readonly upTo: Float64Array;

  constructor(
    private readonly log: EventLog,
    private readonly places: Places,
    lineages: Lineages,
  ) {
    const events: number[] = [];
    log.forEach((event) => {
      if (isDecision(event)) events.push(event.index);
    }, log.window.start);
    this.events = Uint32Array.from(events);
    this.upTo = new Float64Array(events.length);
    const event = newLogEvent();
    const digest = new Digest();
    for (const [n, index] of events.entries()) {
      log.read(index, event);
      for (const word of words(event, lineages)) digest.add(word);
      this.upTo[n] = digest.value;
    }
  }

  digests(from: number, to: number, stride: number): DecisionDigests {
    const total = this.events.length;
    const last = Math.min(Math.max(0, Math.trunc(to)), total);
    const step = Math.max(1, Math.trunc(stride));
    const digests: number[] = [];
    for (let n = Math.max(0, Math.trunc(from)); n < last;) {
      n = Math.min(last, n + step);
      digests.push(this.upTo[n - 1] ?? 0);
    }
    return { total, whole: this.log.window.dropped === 0, digests: Float64Array.from(digests) };
  }

  page(offset: number, count: number): Page<DecisionRow> {
    const total = this.events.length;
    const first = Math.min(Math.max(0, Math.trunc(offset)), total);
    const rows: DecisionRow[] = [];
    for (let n = first; n < Math.min(total, first + Math.trunc(count)); n++) rows.push(this.row(n));
    return { offset: first, total, rows };
  }

  private row(n: number): DecisionRow {
    const index = this.events[n] ?? 0;
    const event = this.log.read(index);
    const { time } = event;
    const { entity, what } = choice(this.log, event);
    const task = threadOf(entity);
    const loc =
      entity === NONE
        ? NONE
        : task === NONE
          ? this.places.goroutines().locBefore(entity, index + 1)
          : this.places.threads().locBefore(task, index + 1);
    return { n, event: index, time, what, entity, place: placeOf(this.log, loc) };
  }
}

/** What makes two decisions the same, whenever and for whatever reason they are made: who is chosen, and where. */
function words({ kind, core, p, a, b, aux }: LogEvent, lineages: Lineages): readonly number[] {
  if (kind === Kind.GoRunning) return [kind, lineages.p(p), lineages.of(a)];
  if (kind === Kind.ContextSwitch) return [kind, core, lineages.of(threadEntity(b))];
  if (kind === Kind.Steal) return [kind, lineages.p(p), lineages.p(a)];
  if (kind === Kind.Migrate) return [kind, aux, lineages.of(threadEntity(a))];
  return [kind, 0, lineages.of(a)];
}

function choice(log: EventLog, event: LogEvent): Choice {
  const read = READERS.get(event.kind);
  if (read === undefined) throw new RangeError(`event ${event.index} is no decision`);
  return read(log, event);
}
