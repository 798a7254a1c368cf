import { durationText } from "../../shared/l10n/numbers";
import { t } from "../../shared/l10n/t";
import { P_STATES, RUN_QUEUES, codeOf } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { GIndex } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import type { Finding, FindingGoroutine } from "../../shared/trace/findings";
import { locName, pName } from "../names";
import { sentences } from "../words";
import { MOST_LISTED, findingGoroutine, gNames } from "./describe";
import type { Finder, Reader } from "./finder";
import { LONG_NS } from "./longWaits";
import type { LongWaits } from "./longWaits";

const LOCAL = codeOf(RUN_QUEUES, "local");
const GLOBAL = codeOf(RUN_QUEUES, "global");
const P_RUNNING = codeOf(P_STATES, "running");

/** Goroutines that must have followed each other. */
const LEAST_LINKS = 10;
/** Latest goroutines of a chain that are remembered. */
const REMEMBERED = 8;
const MOST_FOUND = 100;

interface Monopoly {
  readonly p: number;
  readonly from: number;
  readonly to: number;
  readonly links: number;
  /** The latest goroutines of the chain. */
  readonly latest: readonly number[];
  readonly over: boolean;
}

/**
 * runnext monopoly: on one P, goroutines follow each other through runnext, each inheriting what is left of the time slice of the one before,
 * while others wait in the P's ring or in the global queue all the time, for 20 ms or more: longer than any one goroutine could keep the P.
 * The inherited slice advances no schedtick, so that neither the 61st-tick rule nor sysmon's clock of the slice ends the chain (proc.go:
 * execute, findRunnable, retake, Go 1.23). Certain.
 */
export class RunnextMonopolyFinder implements Finder, Reader {
  readonly kinds = [Kind.GoRunning, Kind.RunqPut, Kind.RunqGet, Kind.PState];
  readonly first: readonly Reader[] = [this];
  private readonly found: Monopoly[] = [];
  /** Per P: length of the ring; since when the chain runs and somebody waits; −1: not so. */
  private readonly ring: Int32Array;
  private readonly since: Float64Array;
  private readonly links: Float64Array;
  private readonly latest: Int32Array;
  private global = 0;

  constructor(
    private readonly log: EventLog,
    private readonly longWaits: LongWaits,
  ) {
    const count = log.tables.ps.length;
    this.ring = new Int32Array(count);
    this.since = new Float64Array(count).fill(NONE);
    this.links = new Float64Array(count);
    this.latest = new Int32Array(count * REMEMBERED).fill(NONE);
  }

  event({ kind, aux, a, b, p, time }: LogEvent): void {
    switch (kind) {
      case Kind.GoRunning:
        if (p !== NONE) this.run(p, a, b === 1, time);
        return;
      case Kind.PState:
        if (aux !== P_RUNNING) this.close(a, time, true);
        return;
      default:
        if (aux === LOCAL) {
          this.ring[p] = b;
          if (b === 0 && this.global === 0) this.close(p, time, true);
        } else if (aux === GLOBAL) {
          this.global = b;
          if (b > 0) return;
          for (let each = 0; each < this.ring.length; each++)
            if (this.ring[each] === 0) this.close(each, time, true);
        }
    }
  }

  second(): readonly Reader[] {
    for (let p = 0; p < this.ring.length; p++) this.close(p, this.log.endTime, false);
    return [];
  }

  findings(): readonly Finding[] {
    return this.found.map((monopoly) => this.finding(monopoly));
  }

  private run(p: number, g: number, inherits: boolean, time: number): void {
    if (!inherits) this.close(p, time, true);
    if (this.since[p] === NONE && (this.global > 0 || (this.ring[p] ?? 0) > 0)) {
      this.since[p] = time;
      this.links[p] = 0;
    }
    const links = this.links[p] ?? 0;
    this.latest[p * REMEMBERED + (links % REMEMBERED)] = g;
    this.links[p] = links + 1;
  }

  private close(p: number, time: number, over: boolean): void {
    const from = this.since[p] ?? NONE;
    this.since[p] = NONE;
    const links = this.links[p] ?? 0;
    if (from === NONE || time - from < LONG_NS || links < LEAST_LINKS || this.found.length >= MOST_FOUND)
      return;
    const latest = new Set(this.latest.subarray(p * REMEMBERED, (p + 1) * REMEMBERED));
    this.found.push({ p, from, to: time, links, latest: [...latest].sort((a, b) => a - b), over });
  }

  private finding({ p, from, to, links, latest, over }: Monopoly): Finding {
    const { log } = this;
    const chain = latest.length === REMEMBERED;
    const made = locName(log, log.tables.gs.at((latest[0] ?? NONE) as GIndex).created);
    const who = chain ? chainText(links, made) : gNames(log, latest, latest.length);
    const victims = this.longWaits.waits.filter(
      ({ g, p: queue, from: begin, to: end }) =>
        (queue === p || queue === NONE) && begin < to && end > from && !log.tables.gs.at(g as GIndex).system,
    );
    const waiting = victims.map((wait): FindingGoroutine =>
      findingGoroutine(log, wait.g, {
        part: t("waited for {0} for {1}", pName(log, p), durationText(wait.to - wait.from)),
        since: wait.from,
        loc: NONE,
      }),
    );
    const ran = latest.map((g) =>
      findingGoroutine(log, g, { part: t("followed another through runnext"), since: from, loc: NONE }),
    );
    return {
      kind: "runnext monopoly",
      severity: "warning",
      certainty: "certain",
      title: t("runnext monopoly: {0} kept {1} for {2}", who, pName(log, p), durationText(to - from)),
      text: sentences(
        t(
          "{0, plural, one {# time} other {# times}} in a row the next goroutine came from runnext and inherited the time slice, which therefore never ended, while {1} waited in the queue.",
          links,
          victims.length === 0
            ? t("others")
            : gNames(
                log,
                victims.map(({ g }) => g),
              ),
        ),
        t(
          "Let one of them give way now and then with runtime.gosched(), or wake each other less often: several values at a time, or a buffered channel.",
        ),
      ),
      onset: from,
      end: over ? to : undefined,
      count: latest.length + victims.length,
      goroutines: [...ran, ...waiting].slice(0, MOST_LISTED),
      objects: [],
      ps: [pName(log, p)],
      graph: undefined,
    };
  }
}

function chainText(links: number, made: string): string {
  const chain = t("a chain of {0, plural, one {# goroutine} other {# goroutines}}", links);
  return made === "" ? chain : t("{0}, the latest created at {1},", chain, made);
}
