import { codeOf, TASK_REASONS, TASK_STATES } from "../shared/enums";
import type { EventLog } from "../shared/log/eventLog";
import { Kind } from "../shared/schema";
import type { Measures, RunMeasures, RunQueueMeasures, TaskMeasures } from "../shared/trace/measures";

const RUNNABLE = codeOf(TASK_STATES, "runnable");
const RUNNING = codeOf(TASK_STATES, "running");
const WAITING = codeOf(TASK_STATES, "waiting");
const DISK = codeOf(TASK_REASONS, "disk");

const PARTS = 100;
const MINUTE_NS = 60e9;
/** Of the run: a thread that wanted a core for less is in no competition. */
const LEAST_SHARE = 0.01;

/** Of the run as a whole. `cores` and `tasks`: the other figures of the same log. */
export function runMeasures(
  log: EventLog,
  cores: Measures["cores"],
  tasks: readonly TaskMeasures[],
): RunMeasures {
  const { from } = log.window;
  const end = log.endTime;
  const sum = (of: (core: Measures["cores"][number]) => number): number =>
    cores.reduce((total, core) => total + of(core), 0);
  const busy = sum(({ busyNs }) => busyNs);
  const overhead = sum(({ overheadNs }) => overheadNs);
  const ended = tasks.filter(({ endNs }) => endNs !== null && endNs >= from).length;
  const counts = new Counts(from, end);
  followStates(log, counts);
  return {
    utilization: ratio(busy, (end - from) * cores.length),
    overheadShare: ratio(overhead, busy + overhead),
    throughputPerS: ratio(ended * 1e9, end - from),
    averageTurnaroundNs: average(tasks.map(({ turnaroundNs }) => turnaroundNs)),
    averageResponseNs: average(tasks.map(({ responseNs }) => responseNs)),
    averageWaitingNs: average(tasks.map(({ waitingNs }) => waitingNs)),
    fairness: jain(
      tasks
        .filter(({ runNs, waitingNs }) => runNs + waitingNs > (end - from) * LEAST_SHARE)
        .map(({ runNs, waitingNs }) => runNs / (runNs + waitingNs)),
    ),
    runQueue: counts.queue(),
    loadAverage: counts.load(),
  };
}

function ratio(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

function average(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0) / known.length;
}

/** (Σx)² / (n Σx²). Where all have nothing, they have the same. */
function jain(shares: readonly number[]): number | null {
  if (shares.length === 0) return null;
  const total = shares.reduce((sum, share) => sum + share, 0);
  const squares = shares.reduce((sum, share) => sum + share * share, 0);
  return squares === 0 ? 1 : (total * total) / (shares.length * squares);
}

function followStates(log: EventLog, counts: Counts): void {
  const queued = new Uint8Array(log.tables.tasks.length);
  const active = new Uint8Array(log.tables.tasks.length);
  log.forEach(({ kind, aux, a, b, time }) => {
    if (kind !== Kind.TaskState) return;
    const isQueued = aux === RUNNABLE ? 1 : 0;
    const isActive = isQueued === 1 || aux === RUNNING || (aux === WAITING && b === DISK) ? 1 : 0;
    counts.change(time, isQueued - (queued[a] ?? 0), isActive - (active[a] ?? 0));
    queued[a] = isQueued;
    active[a] = isActive;
  });
  counts.change(log.endTime, 0, 0);
}

/** How many threads are queued and active, integrated over time. */
class Counts {
  private readonly step: number;
  private readonly parts: Float64Array;
  private readonly loads = [1, 5, 15].map((minutes) => ({ constant: minutes * MINUTE_NS, value: 0 }));
  private queued = 0;
  private active = 0;
  private maximum = 0;
  private since: number;

  constructor(
    private readonly from: number,
    private readonly end: number,
  ) {
    const length = end - from;
    const count = Math.max(1, Math.min(PARTS, length));
    this.step = length / count;
    this.parts = new Float64Array(length > 0 ? count : 0);
    this.since = from;
  }

  /** By how much the numbers of threads change. */
  change(at: number, queued: number, active: number): void {
    const time = Math.min(Math.max(at, this.from), this.end);
    if (time > this.since) this.advance(time);
    this.queued += queued;
    this.active += active;
    // Of the states before the window, those at its beginning count.
    if (at >= this.from) this.maximum = Math.max(this.maximum, this.queued);
  }

  private advance(to: number): void {
    for (const load of this.loads) {
      const kept = Math.exp((this.since - to) / load.constant);
      load.value = load.value * kept + this.active * (1 - kept);
    }
    if (this.queued > 0) this.spread(this.since - this.from, to - this.from);
    this.since = to;
  }

  /** Adds the present length of the queue from `start` to `stop` to the parts that this lies in. */
  private spread(start: number, stop: number): void {
    const { step, parts } = this;
    for (let part = Math.min(Math.floor(start / step), parts.length - 1); part < parts.length; part++) {
      const low = Math.max(start, part * step);
      const high = Math.min(stop, (part + 1) * step);
      if (high <= low && part * step >= stop) return;
      if (high > low) parts[part] = (parts[part] ?? 0) + (high - low) * this.queued;
    }
  }

  queue(): RunQueueMeasures {
    const total = this.parts.reduce((sum, part) => sum + part, 0);
    return {
      mean: ratio(total, this.end - this.from),
      maximum: this.maximum,
      series: { stepNs: this.step, means: Array.from(this.parts, (part) => ratio(part, this.step)) },
    };
  }

  load(): RunMeasures["loadAverage"] {
    const [one, five, fifteen] = this.loads.map(({ value }) => value);
    return [one ?? 0, five ?? 0, fifteen ?? 0];
  }
}
