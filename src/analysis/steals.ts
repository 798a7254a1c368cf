import { codeOf, RUN_RULES, STEAL_OUTCOMES } from "../shared/enums";
import { NONE } from "../shared/ids";
import type { EventLog, LogEvent } from "../shared/log/eventLog";
import { Kind } from "../shared/schema";
import type { Entity } from "../shared/trace/entity";
import type { Arrows, Grouping, Page, QueryArgs, StealRow } from "../shared/trace/queries";
import { chosenArrows } from "./chosenArrows";
import type { Moves } from "./chosenArrows";
import { gName } from "./names";
import { firstAbove, firstAtLeast } from "./search";
import { MachineState } from "./spans/machineState";
import type { ProcessLanes } from "./spans/processLanes";

const BY_STEAL = codeOf(RUN_RULES, "steal");
const BY_STEAL_RUNNEXT = codeOf(RUN_RULES, "steal runnext");

/** What the argument `detail` of a Steal packs. */
export interface StealDetail {
  readonly before: number;
  readonly batch: number;
  readonly round: number;
  /** Length of the thief's own ring before. */
  readonly own: number;
}

export function stealDetail(packed: number): StealDetail {
  return {
    before: packed & 0x3ff,
    batch: (packed >>> 10) & 0x3ff,
    round: (packed >>> 20) & 7,
    own: packed >>> 23,
  };
}

/** What a StealRound packs. */
export interface RoundDetail {
  /** Position in the order of the Ps where it began, the step to the next one, and how many there are. */
  readonly start: number;
  readonly step: number;
  readonly count: number;
  /** 1 … 4 */
  readonly round: number;
  /** Positions in STEAL_LOOKS, one for each other P in the order of the walk; undefined where there are too many Ps. */
  readonly looks: readonly number[] | undefined;
  /** By position in STEAL_LOOKS: how many; of "not looked at" 0 where there are too many Ps. */
  readonly counts: readonly number[];
}

/** Up to so many Ps, a StealRound tells what was found at each. */
const MOST_TOLD = 16;

export function roundDetail(order: number, packed: number): RoundDetail {
  const count = (order >>> 20) + 1;
  const round = (packed & 3) + 1;
  const head = { start: order & 0x3ff, step: (order >>> 10) & 0x3ff, count, round };
  if (count > MOST_TOLD) {
    const counts = [0, (packed >>> 2) & 0x3ff, (packed >>> 12) & 0x3ff, packed >>> 22];
    return { ...head, looks: undefined, counts };
  }
  const looks = Array.from({ length: count - 1 }, (_, i) => (packed >>> (2 + 2 * i)) & 3);
  const counts = [0, 1, 2, 3].map((look) => looks.filter((each) => each === look).length);
  return { ...head, looks, counts };
}

/** Both ends of every steal in terms of every grouping, by columns; row i is the i-th Steal event. */
export class StealIndex {
  private readonly time: Float64Array;
  private readonly event: Uint32Array;
  private readonly g: Int32Array;
  /** The rows that were asked for last. */
  private filtered: { readonly key: string; readonly rows: Uint32Array } | undefined;
  private readonly ends: Readonly<Record<Grouping, { from: Int32Array; to: Int32Array }>>;

  constructor(
    private readonly log: EventLog,
    steals: Uint32Array,
    private readonly processLanes: ProcessLanes,
  ) {
    const count = steals.length;
    const pair = (): { from: Int32Array; to: Int32Array } => ({
      from: new Int32Array(count).fill(NONE),
      to: new Int32Array(count).fill(NONE),
    });
    this.time = new Float64Array(count);
    this.event = steals;
    this.g = new Int32Array(count).fill(NONE);
    this.ends = { core: pair(), p: pair(), m: pair(), g: pair(), process: pair() };
    const state = new MachineState(log);
    // The stolen goroutine that runs is told by the next GoRunning on the thief.
    const open = new Map<number, number>();
    let row = 0;
    log.forEach((event) => {
      state.apply(event);
      if (event.kind === Kind.Steal) {
        open.set(event.p, row);
        this.fill(row++, event, state);
      } else if (event.kind === Kind.GoRunning) {
        const pending = open.get(event.p);
        if (pending === undefined) return;
        open.delete(event.p);
        // A goroutine that is locked to another M runs there, and by another rule.
        if (event.aux !== BY_STEAL && event.aux !== BY_STEAL_RUNNEXT) return;
        this.g[pending] = event.a;
        this.ends.g.to[pending] = event.a;
      }
    });
  }

  get count(): number {
    return this.event.length;
  }

  /** Steals of `thief` from `victim`, positions of Ps; NONE is any of them. */
  page({ offset, count, thief, victim }: QueryArgs<"steals">): Page<StealRow> {
    const chosen = this.chosen(thief, victim);
    const first = Math.max(0, Math.trunc(offset));
    return {
      offset,
      total: chosen.length,
      rows: this.rows(chosen.subarray(first, Math.max(first, offset + count))),
    };
  }

  private chosen(thief: number, victim: number): Uint32Array {
    const key = `${thief} ${victim}`;
    if (this.filtered?.key === key) return this.filtered.rows;
    const { from, to } = this.ends.p;
    const fits = (row: number): boolean =>
      (thief === NONE || to[row] === thief) && (victim === NONE || from[row] === victim);
    const rows = Uint32Array.from({ length: this.count }, (_, row) => row).filter(fits);
    this.filtered = { key, rows };
    return rows;
  }

  private rows(chosen: Uint32Array): StealRow[] {
    const rows: StealRow[] = [];
    for (const row of chosen) {
      const event = this.log.read(this.event[row] ?? 0);
      const { before, batch, round, own } = stealDetail(event.b);
      rows.push({
        event: event.index,
        time: event.time,
        thief: this.log.tables.ps[event.p]?.id ?? NONE,
        victim: this.log.tables.ps[event.a]?.id ?? NONE,
        before,
        after: before - batch,
        batch,
        round,
        thiefBefore: own,
        thiefAfter: own + batch - 1,
        fromRunnext: STEAL_OUTCOMES[event.aux] === "runnext",
        g: gName(this.log, this.g[row] ?? NONE),
      });
    }
    return rows;
  }

  /** Arrows of the steals within [from, to] of what `keeps` lets pass, at most `max`: evenly chosen where there are more. */
  arrows(
    grouping: Grouping,
    from: number,
    to: number,
    max: number,
    keeps?: (entity: Entity) => boolean,
  ): Arrows {
    const low = firstAtLeast(this.time, 0, this.count, from);
    const high = firstAbove(this.time, low, this.count, to);
    const ends = this.ends[grouping];
    const moves: Moves = {
      entity: (row) => this.g[row] ?? NONE,
      read: (row) => ({
        time: this.time[row] ?? 0,
        from: ends.from[row] ?? NONE,
        to: ends.to[row] ?? NONE,
        event: this.event[row] ?? 0,
      }),
    };
    return chosenArrows(moves, low, high, max, keeps);
  }

  private fill(row: number, event: LogEvent, state: MachineState): void {
    const victim = event.a;
    const victimM = state.pTask[victim] ?? NONE;
    const { ends } = this;
    this.time[row] = event.time;
    ends.p.from[row] = victim;
    ends.p.to[row] = event.p;
    ends.m.from[row] = victimM;
    ends.m.to[row] = event.task;
    ends.process.from[row] = this.processLanes.ofThread(victimM);
    ends.process.to[row] = this.processLanes.ofThread(event.task);
    ends.core.from[row] = state.taskCore[victimM] ?? NONE;
    ends.core.to[row] = event.core;
    ends.g.from[row] = state.taskG[victimM] ?? NONE;
  }
}
