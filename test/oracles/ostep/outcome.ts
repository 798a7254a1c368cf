import { NONE } from "../../../src/shared/ids";
import type { EventLog } from "../../../src/shared/log/eventLog";
import { Kind } from "../../../src/shared/schema";
import { TICK } from "./programs";
import type { Draw, MultiOutcome, Run, Segment } from "./rules";

const RUNNING = 2;
const ZOMBIE = 4;

/** By task: the number of the job that it is, or nothing for main. */
function jobs(log: EventLog): (number | undefined)[] {
  return log.tables.tasks.map(({ name }) => {
    const [, job] = /^job (\d+)$/.exec(name) ?? [];
    return job === undefined ? undefined : Number(job);
  });
}

/** Adjoining runs of one job as one. */
export function merged(runs: readonly Run[]): Run[] {
  const result: Run[] = [];
  for (const run of runs) {
    if (run.start === run.end) continue;
    const last = result.at(-1);
    if (last?.end === run.start && last.job === run.job && last.priority === run.priority)
      result[result.length - 1] = { ...last, end: run.end };
    else result.push(run);
  }
  return result;
}

export interface Outcome {
  /** Of core 0, in ticks. */
  readonly runs: readonly Run[];
  /** By job, in ticks. */
  readonly firstRun: readonly number[];
  readonly ends: readonly number[];
  readonly draws: readonly Draw[];
}

/** What happened to the jobs. `top`: number of the queue in which they begin. */
export function outcomeOf(log: EventLog, top = 0): Outcome {
  const names = jobs(log);
  const priorities = names.map(() => top);
  const runs: Run[] = [];
  const firstRun: number[] = [];
  const ends: number[] = [];
  const draws: Draw[] = [];
  let since: { job: number; task: number; start: number } | undefined;
  const cut = (at: number): void => {
    if (since === undefined) return;
    runs.push({ start: since.start, end: at, job: since.job, priority: priorities[since.task] ?? 0 });
    since.start = at;
  };
  log.forEach(({ kind, time, aux, a, b }) => {
    const at = time / TICK;
    const job = names[a];
    if (kind === Kind.TaskState && job !== undefined) {
      if (since?.job === job) {
        cut(at);
        since = undefined;
      }
      if (aux === RUNNING) {
        since = { job, task: a, start: at };
        firstRun[job] ??= at;
      }
      if (aux === ZOMBIE) ends[job] = at;
    } else if (kind === Kind.PriorityChange) {
      cut(at);
      if (a === NONE) priorities.fill(b);
      else priorities[a] = b;
    } else if (kind === Kind.LotteryDraw && job !== undefined) {
      draws.push({ ticket: b, job });
    }
  });
  return { runs: merged(runs), firstRun, ends, draws };
}

/** What happened on each core, in ticks; `names` of the jobs. */
export function multiOutcome(log: EventLog, names: readonly string[]): MultiOutcome {
  const job = jobs(log);
  const cores = Array.from({ length: log.config.cores }, () => ({
    segments: [] as Segment[],
    task: NONE,
    since: 0,
    warm: new Set<number>(),
    warmTicks: 0,
    busy: 0,
  }));
  let finished = 0;
  const close = (core: number, at: number): void => {
    const each = cores[core]!;
    const length = at - each.since;
    const name = each.task === NONE ? null : (names[job[each.task] ?? NONE] ?? null);
    if (length > 0) {
      if (name !== null) {
        each.busy += length;
        finished = Math.max(finished, at);
      }
      if (each.warm.has(each.task)) each.warmTicks += length;
      const last = each.segments.at(-1);
      if (last?.job === name && last.end === each.since)
        each.segments[each.segments.length - 1] = { ...last, end: at };
      else each.segments.push({ start: each.since, end: at, job: name });
    }
    each.since = at;
  };
  log.forEach(({ kind, time, core, aux, a, b }) => {
    const at = time / TICK;
    if (kind === Kind.ContextSwitch) {
      close(core, at);
      cores[core]!.task = b;
    } else if (kind === Kind.CacheChange) {
      close(b, at);
      if (aux === 0) cores[b]!.warm.add(a);
      else cores[b]!.warm.delete(a);
    }
  });
  cores.forEach((_, core) => {
    close(core, finished);
  });
  return {
    finished,
    segments: cores.map(({ segments }) => segments),
    busy: cores.map(({ busy }) => busy),
    warm: cores.map(({ warmTicks }) => warmTicks),
  };
}
