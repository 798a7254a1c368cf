import { codeOf, G_STATES, RUN_RULES, STEAL_OUTCOMES, TASK_REASONS } from "../shared/enums";
import { NONE } from "../shared/ids";
import type { GIndex } from "../shared/ids";
import type { EventLog } from "../shared/log/eventLog";
import { Kind } from "../shared/schema";
import { threadEntity } from "../shared/trace/entity";
import { MEASURES_VERSION } from "../shared/trace/measures";
import type { GoroutineMeasures, Measures } from "../shared/trace/measures";
import type { SpanColumns } from "../shared/trace/spanColumns";
import type { Lineages } from "./compare/lineage";
import { findingMeasures } from "./findings/findingMeasures";
import { G_RUNNABLE, G_RUNNING, G_SYSCALL, waitingTime, waitsOf } from "./goroutines";
import { Stacks, gcMeasures } from "./memory";
import { pName } from "./names";
import { pageFaultMeasures } from "./pageFaults";
import { runQueueSteps } from "./series";
import { coreTimes } from "./coreTimes";
import type { LogTraceSource } from "./source";
import { processMeasures } from "./processMeasures";
import { runMeasures } from "./runMeasures";
import { stealDetail } from "./steals";
import type { Summary } from "./summary";
import { orNull, taskMeasures } from "./taskMeasures";

const FROM_RING = codeOf(STEAL_OUTCOMES, "ring");
const G_IDLE = codeOf(G_STATES, "idle");

/** All figures of a finished run. */
export function measures(source: LogTraceSource): Measures {
  const { log } = source;
  const summary = source.summary();
  const counts = countKernel(log);
  const stacks = new Stacks(log, summary);
  const lineages = source.lineages();
  const tasks = taskMeasures(log).map((times, task) => ({
    ...times,
    lineage: lineages.of(threadEntity(task)),
  }));
  const cores = coreTimes(source.spansOf("core"), log.endTime - log.window.from).map(
    ({ busy, overhead, idle }, core) => ({ core, busyNs: busy, overheadNs: overhead, idleNs: idle }),
  );
  return {
    version: MEASURES_VERSION,
    end: summary.end,
    exitCode: summary.exitCode,
    endNs: log.endTime,
    events: log.length - log.window.start,
    dropped: { events: log.window.dropped, untilNs: log.window.from },
    cores,
    run: runMeasures(log, cores, tasks),
    processes: processMeasures(log, tasks, lineages),
    tasks,
    goroutines: goroutineMeasures(log, summary, source.spansOf("g"), stacks, lineages),
    steals: stealMeasures(log, summary),
    switches: {
      context: summary.count(Kind.ContextSwitch),
      contextByReason: byName(TASK_REASONS, counts.reasons),
      goroutine: summary.count(Kind.GoRunning),
      goroutineByRule: byName(RUN_RULES, counts.rules),
      migrations: summary.count(Kind.Migrate),
      preemptRequests: summary.count(Kind.PreemptRequest),
    },
    queueMaxima: { ...goQueueMaxima(log), core: counts.queues },
    stacks: stacks.measures(log.config.stack),
    gc: gcMeasures(log),
    ...(summary.count(Kind.PageFault) > 0 ? { pageFaults: pageFaultMeasures(log) } : {}),
    findings: source.answer("findings", {}).map(findingMeasures),
  };
}

/** The names that occurred, with how often. */
function byName(names: readonly string[], counts: Float64Array): Record<string, number> {
  const entries = names.map((name, code): [string, number] => [
    name === "" ? "none" : name,
    counts[code] ?? 0,
  ]);
  return Object.fromEntries(entries.filter(([, count]) => count > 0));
}

interface KernelCounts {
  readonly reasons: Float64Array;
  readonly rules: Float64Array;
  /** Per core: the greatest length of its kernel run queue. */
  readonly queues: number[];
}

function countKernel(log: EventLog): KernelCounts {
  const reasons = new Float64Array(TASK_REASONS.length);
  const rules = new Float64Array(RUN_RULES.length);
  const queues = new Array<number>(log.config.cores).fill(0);
  const { start } = log.window;
  log.forEach(({ index, kind, aux, b }) => {
    if (kind === Kind.CpuEnqueue) queues[aux] = Math.max(queues[aux] ?? 0, b);
    if (index < start) return;
    if (kind === Kind.ContextSwitch) reasons[aux] = (reasons[aux] ?? 0) + 1;
    else if (kind === Kind.GoRunning) rules[aux] = (rules[aux] ?? 0) + 1;
  });
  return { reasons, rules, queues };
}

function goQueueMaxima(log: EventLog): Pick<Measures["queueMaxima"], "p" | "global"> {
  const steps = runQueueSteps(log);
  const maximum = (at: number): number => steps[at]?.maximum ?? 0;
  const p = Object.fromEntries(log.tables.ps.map((_, at) => [pName(log, at), maximum(at)]));
  return { p, global: maximum(steps.length - 1) };
}

function stealMeasures(log: EventLog, summary: Summary): Measures["steals"] {
  const pairs = new Map<string, { thief: string; victim: string; count: number }>();
  let fromRing = 0;
  let goroutines = 0;
  for (const index of summary.steals) {
    const event = log.read(index);
    if (event.aux === FROM_RING) fromRing++;
    goroutines += stealDetail(event.b).batch;
    const key = `${event.p} ${event.a}`;
    const pair = pairs.get(key) ?? { thief: pName(log, event.p), victim: pName(log, event.a), count: 0 };
    pair.count++;
    pairs.set(key, pair);
  }
  const total = summary.steals.length;
  return {
    total,
    fromRing,
    fromRunnext: total - fromRing,
    goroutines,
    failed: summary.count(Kind.StealFail),
    pairs: [...pairs.values()],
  };
}

function goroutineMeasures(
  log: EventLog,
  summary: Summary,
  spans: SpanColumns,
  stacks: Stacks,
  lineages: Lineages,
): GoroutineMeasures[] {
  const rows: GoroutineMeasures[] = [];
  for (let g = 0; g < log.tables.gs.length; g++) {
    if (!summary.isUser(g)) continue;
    const entity = log.tables.gs.at(g as GIndex);
    const created = summary.createdAt[g] ?? NONE;
    const ended = summary.endedAt[g] ?? NONE;
    rows.push({
      id: entity.goid,
      pid: log.tables.processes[entity.process]?.pid ?? 0,
      lineage: lineages.of(g),
      name: log.tables.string(entity.name),
      createdAt: placeText(log, entity.created),
      createdNs: orNull(created),
      endNs: orNull(ended),
      lifetimeNs:
        created === NONE ? 0 : (ended === NONE ? log.endTime : ended) - Math.max(created, log.window.from),
      states: {
        idle: summary.timeIn(g, G_IDLE),
        runnable: summary.timeIn(g, G_RUNNABLE),
        running: summary.timeIn(g, G_RUNNING),
        syscall: summary.timeIn(g, G_SYSCALL),
        waiting: waitingTime(summary, g),
      },
      switches: summary.switches[g] ?? 0,
      stackPeakBytes: stacks.peak[g] ?? 0,
      waits: waitsOf(log, spans, g),
    });
  }
  return rows;
}

function placeText(log: EventLog, loc: number): string | null {
  const row = log.tables.locs[loc];
  if (row === undefined) return null;
  return `${log.tables.files[row.file]?.uri ?? ""}:${row.line}:${row.column}`;
}
