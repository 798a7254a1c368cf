import { NONE } from "../shared/ids";
import type { GIndex } from "../shared/ids";
import { language } from "../shared/l10n/language";
import type { Language } from "../shared/l10n/language";
import type { EventLog } from "../shared/log/eventLog";
import { Kind } from "../shared/schema";
import { GROUPINGS } from "../shared/trace/queries";
import { goroutineOf, threadOf } from "../shared/trace/entity";
import type {
  Arrows,
  Explanation,
  Grouping,
  Lane,
  Overview,
  Page,
  QueryArgs,
  QueryName,
  QueryResult,
  Series,
  SpanDetail,
  TraceSource,
} from "../shared/trace/queries";
import type { LaneFilter } from "../shared/trace/laneFilter";
import type { QueuesAt } from "../shared/trace/queues";
import type { SpanColumns } from "../shared/trace/spanColumns";
import type { CausalPathAnswer } from "../shared/trace/causality";
import type { RangeStats } from "../shared/trace/rangeStats";
import { CausalPaths } from "./causality/causalPath";
import { pathEnd } from "./causality/criticalPath";
import { describePath } from "./causality/describePath";
import { pathColumns } from "./causality/pathColumns";
import { Wakeups } from "./causality/wakeups";
import { find } from "./find/find";
import type { StatesAt } from "./find/find";
import { KeptView } from "./kept/keptView";
import { rangeStats } from "./range/rangeStats";
import { DecisionIndex } from "./compare/decisions";
import { figures } from "./compare/figures";
import { Lineages } from "./compare/lineage";
import { Occasions } from "./compare/occasions";
import { coreTimes } from "./coreTimes";
import { costsView } from "./costsView";
import { lane, processLane, processSpanDetail, spanDetail } from "./details";
import { Explainer } from "./explain/explain";
import { QueueIndex } from "./explain/queueIndex";
import { findFindings } from "./findings/findings";
import { GoroutineTable } from "./goroutines";
import { lineWaits } from "./lineWaits";
import { LevelOfDetail } from "./lod";
import { measures } from "./measures";
import { outputPage } from "./output";
import { PlaceIndex } from "./placeIndex";
import { Stacks, heapSteps } from "./memory";
import { queuesAt } from "./queues/queueView";
import { ProcessView } from "./processes/processView";
import { busyCoreSteps, coreQueueSteps, runQueueSteps } from "./series";
import { buildSpans, laneCount } from "./spans/buildSpans";
import { ProcessLanes } from "./spans/processLanes";
import { StateIndex, stepAny, stepLane } from "./state";
import { stealMatrix } from "./stealMatrix";
import { stealRings } from "./stealRings";
import { StealIndex } from "./steals";
import { Summary } from "./summary";
import { explainThread } from "./threads/explainThread";
import { MigrationIndex } from "./threads/migrations";
import { ThreadIndex } from "./threads/threadIndex";
import { ThreadTable } from "./threads/threadTable";
import { threadTransitions } from "./threads/threadTransitions";
import { transitions } from "./transitions";

/** States that a search looks at. */
const MOST_STATES = 100_000;

type Answers = { readonly [Name in QueryName]: (args: QueryArgs<Name>) => QueryResult<Name> };

/** Makes a value when it is first asked for. */
function lazy<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** As `lazy`, once for each language that it is asked for in. */
function inEachLanguage<Value>(make: () => Value): () => Value {
  const made = new Map<Language, Value>();
  return () => {
    const known = made.get(language());
    if (known !== undefined) return known;
    const value = make();
    made.set(language(), value);
    return value;
  };
}

/**
 * Answers every question about a finished log. Indexes are built when they are first needed and kept; the log must not grow any more.
 */
export class LogTraceSource implements TraceSource {
  private readonly levels = new Map<Grouping, LevelOfDetail>();
  readonly summary = lazy(() => new Summary(this.log));
  private readonly places = {
    goroutines: lazy(() => new PlaceIndex(this.log)),
    threads: lazy(() => new PlaceIndex(this.log, "thread")),
  };
  readonly threads = lazy(() => new ThreadIndex(this.log, this.places.threads));
  private readonly processLanes = lazy(() => new ProcessLanes(this.log));
  private readonly processes = lazy(() => new ProcessView(this.log));
  private readonly threadTable = lazy(() => new ThreadTable(this.log));
  private readonly migrationIndex = lazy(() => new MigrationIndex(this.log));
  private readonly stealIndex = lazy(
    () => new StealIndex(this.log, this.summary().steals, this.processLanes()),
  );
  private readonly queueSteps = lazy(() =>
    this.log.tables.ps.length > 0 ? runQueueSteps(this.log) : coreQueueSteps(this.log),
  );
  private readonly coreSteps = lazy(() => [busyCoreSteps(this.log)]);
  private readonly memorySteps = lazy(() => [
    new Stacks(this.log, this.summary()).total,
    ...heapSteps(this.log),
  ]);
  private readonly table = lazy(() => new GoroutineTable(this.log, this.summary(), () => this.spansOf("g")));
  private readonly states = lazy(
    () =>
      new StateIndex(
        this.log,
        this.summary(),
        this.spansOf("g"),
        this.spansOf("p"),
        this.places.goroutines(),
      ),
  );
  private readonly queues = lazy(() => new QueueIndex(this.log));
  private readonly explainer = lazy(() => {
    const lanes = {
      core: this.spansOf("core"),
      p: this.spansOf("p"),
      g: this.spansOf("g"),
      m: this.spansOf("m"),
    };
    return new Explainer(this.log, lanes, this.states(), this.queues());
  });
  private readonly wakeups = lazy(() => new Wakeups(this.log));
  private readonly causality = lazy(
    () => new CausalPaths(this.log, { g: this.spansOf("g"), m: this.spansOf("m") }, this.wakeups()),
  );
  private readonly criticalPath = lazy(() => this.pathBefore(NONE, 0));
  private readonly pathLevel = lazy(() => new LevelOfDetail(this.criticalPath() ?? pathColumns([])));
  private readonly overviewOf = lazy(() => this.overview());
  private readonly found = inEachLanguage(() => findFindings(this.log));
  private readonly matrix = lazy(() => stealMatrix(this.log));
  readonly lineages = lazy(() => new Lineages(this.log));
  private readonly figures = lazy(() => figures(measures(this)));
  private readonly decisions = lazy(() => new DecisionIndex(this.log, this.places, this.lineages()));
  private readonly occasions = lazy(() => new Occasions(this.log, this.lineages()));
  /** Of the filter that was asked for last. */
  private kept: { readonly key: string; readonly view: KeptView } | undefined;

  constructor(readonly log: EventLog) {}

  async query<Name extends QueryName>(name: Name, args: QueryArgs<Name>): Promise<QueryResult<Name>> {
    return Promise.resolve(this.answer(name, args));
  }

  /** As `query`, at once. @throws Error where the question makes no sense. */
  answer<Name extends QueryName>(name: Name, args: QueryArgs<Name>): QueryResult<Name> {
    return this.answers[name](args);
  }

  /** All spans of a grouping. */
  spansOf(grouping: Grouping): SpanColumns {
    return this.level(grouping).spans;
  }

  private readonly answers: Answers = {
    overview: () => this.overviewOf(),
    lanes: (args) => this.lanes(args),
    keptLanes: ({ grouping, filter }) => this.keptBy(filter).kept(grouping),
    spans: ({ grouping, filter, ...range }) =>
      filter === undefined ? this.level(grouping).query(range) : this.keptBy(filter).query(grouping, range),
    spanAt: (args) => this.spanAt(args),
    steals: (args) => this.stealIndex().page(args),
    stealMatrix: () => this.matrix(),
    stealRings: ({ event }) => stealRings(this.log, this.queues(), event),
    stealArrows: (args) => this.arrows(args),
    series: (args) => this.series(args),
    transitions: ({ of, entity }) =>
      of === "thread"
        ? threadTransitions(this.log, threadOf(entity))
        : transitions(
            this.log,
            entity === NONE ? (g) => this.summary().isUser(g) : (g) => g === goroutineOf(entity),
          ),
    goroutines: (args) => this.table().page(args),
    stateAt: ({ time, max }) => ({
      total: this.states().totalAt(time),
      goroutines: this.states().at(time, max),
    }),
    explain: ({ entity, time }) => this.explain(entity, time),
    findings: () => this.found(),
    lineWaits: () => lineWaits(this.log),
    output: ({ offset, count }) => outputPage(this.log, this.summary().outputs, offset, count),
    source: ({ uri }) => this.log.tables.files.find((file) => file.uri === uri),
    step: ({ time, entity, back }) => this.step(entity, time, back),
    threads: (args) => this.threadTable().page(args),
    threadsAt: ({ time, max }) => this.threads().at(time, max),
    migrations: ({ offset, count }) => ({
      offset,
      total: this.migrationIndex().count,
      rows: this.migrationIndex().rows(offset, count),
    }),
    causes: (args) => this.causes(args),
    pathSpans: (args) => this.pathLevel().query({ first: 0, count: 1, ...args }),
    find: ({ text, time, max }) => find(this.log, text, time, max, () => this.statesAt(time)),
    range: (args) => this.range(args),
    processesAt: ({ time, entity }) => ({
      processes: this.processes().at(time),
      of: this.processOf(entity),
    }),
    processAt: ({ process, time }) => this.processes().detail(process, time),
    channelsAt: ({ time }) => this.processes().channels(time),
    queuesAt: ({ time }) => this.queuesAt(time),
    costs: () => costsView(this.log, this.summary()),
    figures: () => this.figures(),
    decisions: ({ offset, count }) => this.decisions().page(offset, count),
    decisionDigests: ({ from, to, stride }) => this.decisions().digests(from, to, stride),
    occasionAt: ({ entity, time }) => this.occasions().at(entity, time),
    occasion: (args) => this.occasions().find(args),
  };

  private pathBefore(entity: number, time: number): SpanColumns | undefined {
    const end = entity === NONE ? pathEnd(this.log, this.spansOf("m")) : { entity, time };
    if (end === undefined) return undefined;
    const path = pathColumns(this.causality().before(end.entity, end.time));
    return path.start.length === 0 ? undefined : path;
  }

  private causes({ entity, time, max }: QueryArgs<"causes">): CausalPathAnswer | undefined {
    const path = entity === NONE ? this.criticalPath() : this.pathBefore(entity, time);
    return path && describePath(this.log, path, max);
  }

  private range({ from, to, ...page }: QueryArgs<"range">): RangeStats {
    const lanes = {
      core: this.spansOf("core"),
      g: this.spansOf("g"),
      m: this.spansOf("m"),
      isUser: (g: number) => this.summary().isUser(g),
    };
    return rangeStats(this.log, lanes, from, to, page);
  }

  private queuesAt(time: number): QueuesAt {
    const sources = {
      queues: this.queues(),
      states: this.states(),
      threads: this.threads(),
      ps: this.spansOf("p"),
    };
    return queuesAt(this.log, sources, time);
  }

  /** Row of the process to which a goroutine or a thread belongs. */
  private processOf(entity: number): number {
    const { gs, tasks } = this.log.tables;
    if (entity >= 0 && entity < gs.length) return gs.at(entity as GIndex).process;
    return tasks[threadOf(entity)]?.process ?? NONE;
  }

  private explain(entity: number, time: number): Explanation | undefined {
    const task = threadOf(entity);
    return task === NONE ? this.explainer().at(entity, time) : explainThread(this.threads(), task, time);
  }

  private step(entity: number, time: number, back: boolean): number | undefined {
    if (entity === NONE) return stepAny(this.log, time, back);
    const task = threadOf(entity);
    return task === NONE
      ? stepLane(this.spansOf("g"), entity, time, back)
      : this.threads().step(task, time, back);
  }

  private arrows({ grouping, filter, from, to, max }: QueryArgs<"stealArrows">): Arrows {
    const index = this.log.tables.ps.length > 0 ? this.stealIndex() : this.migrationIndex();
    if (filter === undefined) return index.arrows(grouping, from, to, max);
    const kept = this.keptBy(filter);
    return kept.repositioned(
      grouping,
      index.arrows(grouping, from, to, max, (entity) => kept.has(entity)),
    );
  }

  private statesAt(time: number): StatesAt {
    return {
      goroutines: this.states().at(time, MOST_STATES),
      threads: this.threads().at(time, MOST_STATES).threads,
    };
  }

  private keptBy(filter: LaneFilter): KeptView {
    const key = JSON.stringify(filter);
    if (this.kept?.key !== key)
      this.kept = {
        key,
        view: new KeptView(this.log, filter, {
          level: (grouping) => this.level(grouping),
          processLanes: this.processLanes,
          wakeups: this.wakeups,
          statesAt: (time) => this.statesAt(time),
        }),
      };
    return this.kept.view;
  }

  private level(grouping: Grouping): LevelOfDetail {
    const known = this.levels.get(grouping);
    if (known !== undefined) return known;
    const level = new LevelOfDetail(buildSpans(this.log, grouping));
    this.levels.set(grouping, level);
    return level;
  }

  private lanes({ grouping, offset, count }: QueryArgs<"lanes">): Page<Lane> {
    const total = grouping === "process" ? this.processLanes().count : laneCount(this.log, grouping);
    const first = Math.min(Math.max(0, Math.trunc(offset)), total);
    const rows: Lane[] = [];
    for (let i = first; i < Math.min(total, first + Math.trunc(count)); i++)
      rows.push(
        grouping === "process" ? processLane(this.log, this.processLanes(), i) : lane(this.log, grouping, i),
      );
    return { offset: first, total, rows };
  }

  private spanAt({ grouping, filter, lane, time, tolerance }: QueryArgs<"spanAt">): SpanDetail | undefined {
    const at = filter === undefined ? lane : this.keptBy(filter).lane(grouping, lane);
    const level = this.level(grouping);
    const position = level.spanAt(at, time, tolerance);
    if (position === NONE) return undefined;
    if (grouping !== "process") return spanDetail(this.log, grouping, at, level.spans, position, this.places);
    const lanes = this.processLanes();
    const task = lanes.tasks[at] ?? NONE;
    return task === NONE
      ? processSpanDetail(this.log, lanes.processes[at] ?? NONE, level.spans, position)
      : spanDetail(this.log, "m", task, level.spans, position, this.places);
  }

  private series({ what, from, to, points }: QueryArgs<"series">): Series[] {
    const steps = { runqueues: this.queueSteps, utilization: this.coreSteps, memory: this.memorySteps }[
      what
    ]();
    return steps.map((one) => one.thinned(from, to, points));
  }

  private overview(): Overview {
    const { log } = this;
    const summary = this.summary();
    const lanes = GROUPINGS.map((grouping) => [grouping, laneCount(log, grouping)] as const);
    return {
      config: log.config,
      end: summary.end,
      exitCode: summary.exitCode,
      message: summary.message,
      beginTime: Math.max(beginTime(log, summary), log.window.from),
      endTime: log.endTime,
      events: log.length - log.window.start,
      dropped: { events: log.window.dropped, until: log.window.from },
      laneCounts: Object.fromEntries(lanes) as Record<Grouping, number>,
      goroutines: this.table().count,
      threads: log.tables.tasks.length,
      migrations: summary.count(Kind.Migrate),
      steals: summary.count(Kind.Steal),
      contextSwitches: summary.count(Kind.ContextSwitch),
      goroutineSwitches: summary.count(Kind.GoRunning),
      coreTimes: coreTimes(this.spansOf("core"), log.endTime - log.window.from),
      files: log.tables.files.map(({ uri }) => ({ uri })),
      entry: entryName(log, summary),
    };
  }
}

/** When the first of the program's goroutines was created; 0 where there is none. */
function beginTime(log: EventLog, summary: Summary): number {
  for (let g = 0; g < log.tables.gs.length; g++)
    if (summary.isUser(g)) return Math.max(0, summary.createdAt[g] ?? 0);
  return 0;
}

/** The function that the first of the program's goroutines, or the program's process, started with. */
function entryName(log: EventLog, summary: Summary): string {
  for (let g = 0; g < log.tables.gs.length; g++)
    if (summary.isUser(g)) return log.tables.string(log.tables.gs.at(g as GIndex).name);
  return log.tables.processes.find((process) => process.pid !== 1)?.name ?? "";
}
