import { WAIT_REASONS } from "../../shared/enums";
import { NONE } from "../../shared/ids";
import type { GIndex } from "../../shared/ids";
import { t } from "../../shared/l10n/t";
import type { EventLog, LogEvent } from "../../shared/log/eventLog";
import { Kind } from "../../shared/schema";
import { threadEntity } from "../../shared/trace/entity";
import type { Entity } from "../../shared/trace/entity";
import type {
  GoQueues,
  KernelQueue,
  PQueues,
  QueueContent,
  QueueMember,
  QueuesAt,
  WaitQueue,
} from "../../shared/trace/queues";
import type { SpanColumns } from "../../shared/trace/spanColumns";
import type { QueueIndex } from "../explain/queueIndex";
import { coreName, entityName, objectName, pName, processName } from "../names";
import { placeOf } from "../placeIndex";
import { SPAN_RUNNING } from "../spans/spanKinds";
import { SPAN_KINDS } from "../../shared/trace/queries";
import { spanAt } from "../state";
import type { StateIndex } from "../state";
import type { ThreadIndex } from "../threads/threadIndex";

/** Members of a queue that are told; the others are counted. */
const MOST = 64;

/** Where what is in the queues is found. */
export interface QueueSources {
  readonly queues: QueueIndex;
  readonly states: StateIndex;
  readonly threads: ThreadIndex;
  /** Spans of the grouping "p". */
  readonly ps: SpanColumns;
}

interface Waiter {
  readonly entity: Entity;
  readonly since: number;
}

/** All queues of the run at `time`, ns; what happens in that instant has happened. */
export function queuesAt(log: EventLog, sources: QueueSources, time: number): QueuesAt {
  return new QueueReader(log, sources, time).all();
}

class QueueReader {
  /** The event up to which the log counts. */
  private readonly before: number;
  /** By what they wait at and for. */
  private readonly waits = new Map<
    string,
    { readonly object: number; readonly reason: string; readonly who: Waiter[] }
  >();

  constructor(
    private readonly log: EventLog,
    private readonly sources: QueueSources,
    private readonly time: number,
  ) {
    this.before = log.firstAtOrAfter(time + 1);
  }

  all(): QueuesAt {
    this.goroutineWaits();
    this.threadWaits();
    return {
      go: this.goQueues(),
      kernel: this.kernelQueues(),
      policy: this.log.config.policy,
      waits: [...this.waits.values()].map((wait) => this.waitQueue(wait)),
    };
  }

  private goQueues(): GoQueues[] {
    const { processes, tasks } = this.log.tables;
    const { queues, threads } = this.sources;
    const all = threads.at(this.time, Infinity).threads;
    const alive = new Set<number | undefined>(all.map(({ task }) => tasks[task]?.process));
    return processes.flatMap((_, process): GoQueues[] => {
      const ps = queues.psOfProcess(process);
      if (ps.length === 0 || !alive.has(process)) return [];
      return [
        {
          process: processName(this.log, process),
          ps: ps.map((p) => this.pQueues(p)),
          global: this.content(queues.global(process, this.before)),
        },
      ];
    });
  }

  private pQueues(p: number): PQueues {
    const { queues, ps } = this.sources;
    const span = spanAt(ps, p, this.time, this.log.endTime);
    const kind = span === NONE ? NONE : (ps.kind[span] ?? NONE);
    const g = span === NONE ? NONE : (ps.entity[span] ?? NONE);
    const next = queues.runnext(p, this.before);
    const doing = kind === NONE ? "idle" : kind === SPAN_RUNNING ? "runs" : (SPAN_KINDS[kind] ?? "");
    return {
      label: pName(this.log, p),
      runs: g === NONE ? undefined : this.member(g),
      doing,
      runnext: next === NONE ? undefined : this.member(next),
      ring: this.content(queues.ring(p, this.before)),
    };
  }

  private kernelQueues(): KernelQueue[] {
    const { threads } = this.sources;
    const all = threads.at(this.time, Infinity).threads;
    const running = all.filter(({ state }) => state === "running");
    const entities = (of: readonly { readonly task: number }[]): QueueMember[] =>
      of.map(({ task }) => this.member(threadEntity(task)));
    const queue = (core: number): QueueContent =>
      this.content(threads.queueAt(core, this.time).map(threadEntity));
    if (this.log.config.queues.startsWith("global"))
      return [{ label: t("all cores"), running: entities(running), waiting: queue(0) }];
    return Array.from({ length: this.log.config.cores }, (_, core) => ({
      label: coreName(core),
      running: entities(running.filter((thread) => thread.core === core)),
      waiting: queue(core),
    }));
  }

  /** Goroutines that wait at an object: those of a select at each of its channels. */
  private goroutineWaits(): void {
    const { states } = this.sources;
    for (let g = 0; g < this.log.tables.gs.length; g++) {
      if (this.log.tables.gs.at(g as GIndex).system || !states.exists(g, this.time)) continue;
      const change = states.changeAt(g, this.time);
      if (change?.kind !== Kind.GoWaiting) continue;
      const reason = WAIT_REASONS[change.aux] ?? "";
      const cases = change.b === NONE ? this.casesOf(change) : [change.b];
      for (const object of cases) this.wait(object, reason, { entity: g, since: change.index });
      if (cases.length === 0) this.wait(NONE, reason, { entity: g, since: change.index });
    }
  }

  /** Channels of the cases of a select that waits: they come right before its GoWaiting. */
  private casesOf(wait: LogEvent): number[] {
    const objects = new Set<number>();
    for (let at = wait.index - 1; at >= 0; at--) {
      const event = this.log.read(at);
      if (event.kind !== Kind.SelectCase || event.task !== wait.task) break;
      objects.add(event.a);
    }
    return [...objects].reverse();
  }

  /** Native threads; what a thread of a Go runtime waits for is the runtime's own business. */
  private threadWaits(): void {
    const { threads, queues } = this.sources;
    for (const { task, state, reason } of threads.at(this.time, Infinity).threads) {
      const process = this.log.tables.tasks[task]?.process ?? NONE;
      if (state !== "waiting" || queues.psOfProcess(process).length > 0) continue;
      const change = threads.changeAt(task, this.time);
      if (change === undefined) continue;
      this.wait(threads.futexAt(task, change), reason, { entity: threadEntity(task), since: change.index });
    }
  }

  private wait(object: number, reason: string, waiter: Waiter): void {
    const key = object === NONE ? reason : `${object} ${reason}`;
    const known = this.waits.get(key);
    if (known === undefined) this.waits.set(key, { object, reason, who: [waiter] });
    else known.who.push(waiter);
  }

  private waitQueue({ object, reason, who }: { object: number; reason: string; who: Waiter[] }): WaitQueue {
    const made = this.log.tables.objects[object]?.created ?? NONE;
    who.sort((one, other) => one.since - other.since);
    return {
      label: object === NONE ? reason : objectName(this.log, object),
      reason,
      place: placeOf(this.log, made),
      waiting: this.content(who.map(({ entity }) => entity)),
    };
  }

  private content(entities: readonly Entity[]): QueueContent {
    return { members: entities.slice(0, MOST).map((entity) => this.member(entity)), total: entities.length };
  }

  private member(entity: Entity): QueueMember {
    return { entity, label: entityName(this.log, entity) };
  }
}
