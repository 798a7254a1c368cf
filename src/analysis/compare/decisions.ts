import { PREEMPT_REASONS, RUN_RULES, TASK_REASONS } from "../../shared/enums";
import { NONE } from "../../shared/ids";
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
      what: `${pName(log, p)} runs ${entityName(log, a)} (${RUN_RULES[aux] ?? ""})`,
    }),
  ],
  [
    Kind.ContextSwitch,
    (log, { core, a, b, aux }) => {
      const entity = threadEntity(b);
      const before = a === NONE ? "" : ` after ${entityName(log, threadEntity(a))}`;
      return {
        entity,
        what: `${coreName(core)} runs ${entityName(log, entity)}${before} (${TASK_REASONS[aux] ?? ""})`,
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
        what: `${thief} steals ${batch > 1 ? `${batch} goroutines` : "a goroutine"} of ${victim}`,
      };
    },
  ],
  [
    Kind.Migrate,
    (log, { a, b, aux }) => {
      const entity = threadEntity(a);
      return {
        entity,
        what: `${entityName(log, entity)} is moved from ${coreName(b)} to ${coreName(aux)}`,
      };
    },
  ],
  [
    Kind.PreemptRequest,
    (log, { a, aux }) => ({
      entity: a,
      what: `${entityName(log, a)} is asked to give way (${PREEMPT_REASONS[aux] ?? ""})`,
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
  private readonly high: Uint32Array;
  private readonly low: Uint32Array;

  constructor(
    private readonly log: EventLog,
    private readonly places: Places,
  ) {
    const events: number[] = [];
    log.forEach((event) => {
      if (isDecision(event)) events.push(event.index);
    }, log.window.start);
    this.events = Uint32Array.from(events);
    this.high = new Uint32Array(events.length);
    this.low = new Uint32Array(events.length);
    const hashes = new Hashes();
    const event = newLogEvent();
    let high = 0x811c9dc5;
    let low = 0x9747b28c;
    for (const [n, index] of events.entries()) {
      log.read(index, event);
      for (const word of this.words(event, hashes)) {
        high = mixed(high, word);
        low = mixed(low, ~word);
      }
      this.high[n] = high;
      this.low[n] = low;
    }
  }

  digests(from: number, to: number, stride: number): DecisionDigests {
    const total = this.events.length;
    const last = Math.min(Math.max(0, Math.trunc(to)), total);
    const step = Math.max(1, Math.trunc(stride));
    const digests: number[] = [];
    for (let n = Math.max(0, Math.trunc(from)); n < last;) {
      n = Math.min(last, n + step);
      // 53 bits, which a number holds exactly.
      digests.push(((this.high[n - 1] ?? 0) & 0x1fffff) * 2 ** 32 + (this.low[n - 1] ?? 0));
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

  /** What makes two decisions the same, whenever and for whatever reason they are made: who is chosen, and where. */
  private words({ kind, core, p, a, b, aux }: LogEvent, hashes: Hashes): readonly number[] {
    const { log } = this;
    const who = (entity: Entity): number => hashes.of(entity, () => entityName(log, entity));
    const ofP = (row: number): number => hashes.ofP(row, () => pName(log, row));
    if (kind === Kind.GoRunning) return [kind, ofP(p), who(a)];
    if (kind === Kind.ContextSwitch) return [kind, core, who(threadEntity(b))];
    if (kind === Kind.Steal) return [kind, ofP(p), ofP(a)];
    if (kind === Kind.Migrate) return [kind, aux, who(threadEntity(a))];
    return [kind, 0, who(a)];
  }
}

function choice(log: EventLog, event: LogEvent): Choice {
  const read = READERS.get(event.kind);
  if (read === undefined) throw new RangeError(`event ${event.index} is no decision`);
  return read(log, event);
}

/** Hashes of names, each made once. */
class Hashes {
  private readonly entities = new Map<number, number>();
  private readonly ps = new Map<number, number>();

  of(entity: Entity, name: () => string): number {
    return cached(this.entities, entity, name);
  }

  ofP(row: number, name: () => string): number {
    return cached(this.ps, row, name);
  }
}

function cached(known: Map<number, number>, key: number, name: () => string): number {
  const found = known.get(key);
  if (found !== undefined) return found;
  let hash = 0;
  for (const character of name()) hash = mixed(hash, character.codePointAt(0) ?? 0);
  known.set(key, hash);
  return hash;
}

/** One step of MurmurHash3 (A. Appleby), x86, 32 bits. */
function mixed(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  const h = hash ^ k;
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) >>> 0;
}
