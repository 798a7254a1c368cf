import {
  codeOf,
  P_STATES,
  RUN_QUEUES,
  STEAL_LOOKS,
  STEAL_OUTCOMES,
  STEAL_ROUND_ENDS,
} from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { pName, taskName } from "../names";
import { roundDetail, stealDetail } from "../steals";
import type { RoundDetail } from "../steals";
import type { Check } from "./check";

const RUNNEXT = codeOf(RUN_QUEUES, "runnext");
const LOCAL = codeOf(RUN_QUEUES, "local");
const P_IDLE = codeOf(P_STATES, "idle");
const P_DEAD = codeOf(P_STATES, "dead");
const NOT_LOOKED = codeOf(STEAL_LOOKS, "not looked at");
const IDLE = codeOf(STEAL_LOOKS, "idle");
const EMPTY = codeOf(STEAL_LOOKS, "empty");
const NOTHING = codeOf(STEAL_ROUND_ENDS, "nothing");
const NAP = codeOf(STEAL_ROUND_ENDS, "nap");
const ENDS: readonly number[] = STEAL_OUTCOMES.map((outcome) => codeOf(STEAL_ROUND_ENDS, outcome));
/** proc.go: stealTries. */
const ROUNDS = 4;

interface Round extends RoundDetail {
  readonly order: number;
  readonly end: number;
  readonly time: number;
  /** It is the rest of a round that a nap has interrupted. */
  readonly goesOn: boolean;
}

/**
 * An M in search of work makes up to four rounds, each a walk over all Ps with a step that has no divisor in common with their
 * number; a nap splits one. What a round found at each P is what the queues held; and every theft is the end of a round, at the P that
 * the walk had come to.
 *
 * Holds for processes whose log tells of rounds at all: of those with a Schedtick.
 */
export class StealCheck implements Check {
  readonly kinds = [Kind.Schedtick, Kind.StealRound, Kind.Steal, Kind.RunqPut, Kind.RunqGet, Kind.PState];
  private readonly ring: Int32Array;
  private readonly runnext: Uint8Array;
  private readonly state: Int8Array;
  /** Per process: its Ps in the order of their numbers. */
  private readonly ps: number[][];
  /** Of them, those in use. */
  private readonly alive: (readonly number[] | undefined)[] = [];
  private readonly told: Uint8Array;
  /** Per task: its latest round. */
  private readonly latest = new Map<number, Round>();

  constructor(private readonly log: EventLog) {
    const { ps, processes } = log.tables;
    this.ring = new Int32Array(ps.length);
    this.runnext = new Uint8Array(ps.length);
    this.state = new Int8Array(ps.length).fill(NONE);
    this.told = new Uint8Array(processes.length);
    this.ps = processes.map(() => []);
    for (const [index, { process, id }] of ps.entries()) {
      const list = this.ps[process];
      if (list !== undefined) list[id] = index;
    }
  }

  event(event: LogEvent): string | undefined {
    switch (event.kind) {
      case Kind.Schedtick:
        this.told[this.processOf(event.a)] = 1;
        return undefined;
      case Kind.PState:
        if (event.aux === P_DEAD || (this.state[event.a] ?? NONE) === NONE || this.state[event.a] === P_DEAD)
          this.alive[this.processOf(event.a)] = undefined;
        this.state[event.a] = event.aux;
        return undefined;
      case Kind.RunqPut:
      case Kind.RunqGet:
        if (event.aux === LOCAL) this.ring[event.p] = event.b;
        else if (event.aux === RUNNEXT) this.runnext[event.p] = event.b;
        return undefined;
      case Kind.StealRound:
        return this.round(event);
      case Kind.Steal:
        return this.steal(event);
      default:
        return undefined;
    }
  }

  private round(event: LogEvent): string | undefined {
    const { task, p, a: order, b, aux: end, time } = event;
    const detail = roundDetail(order, b);
    const { start, step, count, round } = detail;
    const name = taskName(this.log, task);
    const before = this.latest.get(task);
    const goesOn = before?.end === NAP;
    this.latest.set(task, { ...detail, order, end, time, goesOn });
    const living = this.living(this.processOf(p)).length;
    if (count !== living) return `${name} walks over ${count} Ps, but there are ${living}`;
    if (start >= count || step === 0 || gcd(step, count) !== 1)
      return `${name} walks over ${count} Ps from ${start} in steps of ${step}: that does not meet each of them once`;
    if (goesOn && (before.order !== order || before.round !== round))
      return `${name} has napped in round ${before.round}, and goes on with another round`;
    if (!goesOn && round !== 1 && (before?.end !== NOTHING || before.round !== round - 1))
      return `${name} begins round ${round} of its search, but not after round ${round - 1}`;
    if (end === NAP && round !== ROUNDS)
      return `${name} naps for a runnext in round ${round}: that is left alone before round ${ROUNDS}`;
    return this.looks(p, detail, end, goesOn);
  }

  /** What the round says it has found, against the queues. */
  private looks(p: number, detail: RoundDetail, end: number, goesOn: boolean): string | undefined {
    const { looks, round } = detail;
    if (looks === undefined) return undefined;
    const others = this.walk(p, detail);
    let begun = !goesOn;
    let over = false;
    for (const [i, look] of looks.entries()) {
      const victim = others[i] ?? NONE;
      const where = `round ${round} of ${pName(this.log, p)} found ${pName(this.log, victim)} ${STEAL_LOOKS[look] ?? ""}`;
      if (look === NOT_LOOKED) {
        over ||= begun;
        continue;
      }
      if (over) return `${where}, but had ended before`;
      const napped = goesOn && !begun;
      begun = true;
      const ring = this.ring[victim] ?? 0;
      const next = this.runnext[victim] ?? 0;
      if (look === IDLE) {
        if (this.state[victim] !== P_IDLE) return `${where}, but it is not`;
        continue;
      }
      const expected = look === EMPTY || round === ROUNDS ? 0 : 1;
      if (ring !== 0 || next !== expected)
        return `${where}, but it has ${ring} in its ring and ${next} in runnext`;
      if (look !== EMPTY && round === ROUNDS && !napped) return `${where} without a nap`;
    }
    return over !== (end !== NOTHING) && looks.length > 0 && !(goesOn && !begun)
      ? `round ${round} of ${pName(this.log, p)} ended with ${STEAL_ROUND_ENDS[end] ?? ""}, but looked at ${over ? "too few" : "all"} Ps`
      : undefined;
  }

  private steal({ task, p: thief, a: victim, aux, b, time }: LogEvent): string | undefined {
    if (this.told[this.processOf(thief)] === 0) return undefined;
    const name = `the theft of ${pName(this.log, thief)} from ${pName(this.log, victim)}`;
    const round = this.latest.get(task);
    const detail = stealDetail(b);
    if (round?.time !== time || round.end !== ENDS[aux] || round.round !== detail.round)
      return `${name} is not the end of a round of ${taskName(this.log, task)}`;
    if (detail.own !== (this.ring[thief] ?? 0))
      return `${name}: the thief's ring holds ${this.ring[thief] ?? 0}, not ${detail.own}`;
    if (round.looks === undefined || round.goesOn) return undefined;
    const reached = this.walk(thief, round)[round.looks.filter((look) => look !== NOT_LOOKED).length] ?? NONE;
    return reached === victim
      ? undefined
      : `${name}: the round of ${taskName(this.log, task)} had come to ${pName(this.log, reached)}`;
  }

  /** The other Ps in the order of a walk. */
  private walk(p: number, { start, step, count }: RoundDetail): number[] {
    const all = this.living(this.processOf(p));
    const others: number[] = [];
    for (let i = 0, at = start; i < count; i++, at = (at + step) % count) {
      const other = all[at] ?? NONE;
      if (other !== p) others.push(other);
    }
    return others;
  }

  private living(process: number): readonly number[] {
    return (this.alive[process] ??= (this.ps[process] ?? []).filter(
      (p) => this.state[p] !== NONE && this.state[p] !== P_DEAD,
    ));
  }

  private processOf(p: number): number {
    return this.log.tables.ps[p]?.process ?? NONE;
  }
}

function gcd(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}
