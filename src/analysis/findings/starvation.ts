import { durationText } from "../../shared/l10n/numbers";
import { t } from "../../shared/l10n/t";
import { NONE } from "../../shared/ids";
import type { GIndex } from "../../shared/ids";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import type { Finding } from "../../shared/trace/findings";
import { gName, pName } from "../names";
import { listed, sentences } from "../words";
import { MOST_LISTED, findingGoroutine, MOST_NAMED, gNames } from "./describe";
import type { Finder, Reader } from "./finder";
import type { LongWaits } from "./longWaits";
import type { LongWait } from "./longWaits";

/** Somebody else must have run so many times in the meantime. */
const LEAST_RUNS = 10;
/** Episodes that are looked into. */
const MOST_EPISODES = 16;
/** Goroutines whose runs are counted in an episode. */
const MOST_RUNNERS = 1000;

/** Waits that overlap. */
interface Episode {
  /** In whose queues; −1: the global one. */
  readonly ps: Set<number>;
  readonly waits: LongWait[];
  from: number;
  to: number;
  /** How often others were put on the Ps of these queues, and who how often. */
  runs: number;
  readonly runners: Map<number, number>;
}

/**
 * Starvation: a goroutine was runnable for 20 ms or more, which is two time slices and the longest that one goroutine can keep a P; in that
 * time at least 10 that came after it were put on the P before it, and many more than stood before it in the queue (see `LongWaits`); and
 * somebody ran 10 times there. So waiting in line behind many goroutines that each run once, or in a round that is only roughly fair, is
 * none. Certain.
 */
export class StarvationFinder implements Finder {
  readonly first: readonly Reader[];
  private episodes: Episode[] = [];

  constructor(
    private readonly log: EventLog,
    private readonly longWaits: LongWaits,
  ) {
    this.first = [longWaits];
  }

  second(): readonly Reader[] {
    this.longWaits.finish();
    const { waits } = this.longWaits;
    const user = waits.filter(({ g }) => !this.log.tables.gs.at(g as GIndex).system);
    this.episodes = episodesOf(user)
      .sort((a, b) => b.to - b.from - (a.to - a.from))
      .slice(0, MOST_EPISODES);
    return this.episodes.length === 0 ? [] : [new Runs(this.episodes)];
  }

  findings(): readonly Finding[] {
    return this.episodes
      .filter(({ runners }) => [...runners.values()].some((runs) => runs >= LEAST_RUNS))
      .sort((a, b) => a.from - b.from)
      .map((episode) => finding(this.log, episode));
  }
}

function episodesOf(waits: readonly LongWait[]): Episode[] {
  const episodes: Episode[] = [];
  for (const wait of [...waits].sort((a, b) => a.from - b.from)) {
    const open = episodes[episodes.length - 1];
    if (open !== undefined && wait.from <= open.to) {
      open.waits.push(wait);
      open.ps.add(wait.p);
      open.to = Math.max(open.to, wait.to);
      continue;
    }
    episodes.push({
      ps: new Set([wait.p]),
      waits: [wait],
      from: wait.from,
      to: wait.to,
      runs: 0,
      runners: new Map(),
    });
  }
  return episodes;
}

/** Who ran in the episodes. */
class Runs implements Reader {
  readonly kinds = [Kind.GoRunning];
  private readonly byStart: readonly Episode[];
  private next = 0;
  private open: Episode[] = [];

  constructor(episodes: readonly Episode[]) {
    this.byStart = [...episodes].sort((a, b) => a.from - b.from);
  }

  event({ a: g, p, time }: LogEvent): void {
    for (
      let start = this.byStart[this.next];
      start !== undefined && start.from <= time;
      start = this.byStart[this.next]
    ) {
      this.open.push(start);
      this.next++;
    }
    let over = false;
    for (const episode of this.open) {
      if (time > episode.to) over = true;
      else if (episode.ps.has(p) || episode.ps.has(NONE)) this.count(episode, g);
    }
    if (over) this.open = this.open.filter(({ to }) => time <= to);
  }

  private count(episode: Episode, g: number): void {
    episode.runs++;
    const { runners } = episode;
    const known = runners.get(g);
    if (known !== undefined) runners.set(g, known + 1);
    else if (runners.size < MOST_RUNNERS) runners.set(g, 1);
  }
}

function finding(log: EventLog, { ps, waits, from, to, runs, runners }: Episode): Finding {
  const longest = [...waits].sort((a, b) => b.to - b.from - (a.to - a.from));
  const victims = [...new Set(longest.map(({ g }) => g))];
  const [worst] = longest;
  const ns = worst === undefined ? 0 : worst.to - worst.from;
  const top = [...runners]
    .sort((a, b) => b[1] - a[1])
    .filter(([g]) => !victims.includes(g) || victims.length > 3);
  const ran = listed(
    top
      .slice(0, MOST_NAMED)
      .map(([g, times]) => t("{0} {1, plural, one {# time} other {# times}}", gName(log, g), times)),
    MOST_NAMED,
    top.length,
  );
  const names = [...ps].filter((p) => p !== NONE).map((p) => pName(log, p));
  return {
    kind: "starvation",
    severity: "warning",
    certainty: "certain",
    title: t(
      "Starvation: {0} could run and did not for {1}",
      gNames(log, victims, victims.length),
      durationText(ns),
    ),
    text: sentences(
      t(
        "In the {0} from when it could run, goroutines were put{1} {2, plural, one {# time} other {# times}} in its place: {3}.",
        durationText(to - from),
        ps.has(NONE) ? "" : t(" on {0}", listed(names, MOST_NAMED)),
        runs,
        ran,
      ),
      t("Let those that run most give way: block, sleep or share fewer turns, or give the program more Ps."),
    ),
    onset: from,
    end: worst?.ran === false ? undefined : to,
    count: victims.length,
    goroutines: victims.slice(0, MOST_LISTED).map((g) => {
      const wait = longest.find((each) => each.g === g);
      const waited = wait === undefined ? 0 : wait.to - wait.from;
      return findingGoroutine(log, g, {
        part:
          wait?.ran === false
            ? t("runnable for {0}, never run", durationText(waited))
            : t("runnable for {0}", durationText(waited)),
        since: wait?.from ?? from,
        loc: NONE,
      });
    }),
    objects: [],
    ps: names,
    graph: undefined,
  };
}
