import { codeOf, RUN_QUEUES, STEAL_OUTCOMES } from "../shared/enums";
import { NONE } from "../shared/ids";
import type { EventLog, LogEvent } from "../shared/log/eventLog";
import { Kind } from "../shared/schema";
import type { Series } from "../shared/trace/queries";
import { coreName, pName } from "./names";
import { firstAbove } from "./search";
import { stealDetail } from "./steals";

const RUNNEXT = codeOf(RUN_QUEUES, "runnext");
const GLOBAL = codeOf(RUN_QUEUES, "global");
const FROM_RING = codeOf(STEAL_OUTCOMES, "ring");

/** A step function that grows at its end. It is 0 before its first step. */
export class Steps {
  time = new Float64Array(64);
  value = new Float64Array(64);
  length = 0;
  /** Greatest value, also of those that held for no time. */
  maximum = 0;

  constructor(readonly name: string) {}

  /** The value from `time` on. Several changes in one instant leave the last. */
  set(time: number, value: number): void {
    if (value > this.maximum) this.maximum = value;
    const last = this.length - 1;
    if (last >= 0 && this.time[last] === time) {
      this.value[last] = value;
      return;
    }
    if (value === (last < 0 ? 0 : this.value[last])) return;
    if (this.length === this.time.length) {
      this.time = doubled(this.time);
      this.value = doubled(this.value);
    }
    this.time[this.length] = time;
    this.value[this.length++] = value;
  }

  /**
   * The part within [from, to], beginning with the value at `from`. Where it has more than `points` steps, as many pieces of equal
   * length with the least and the greatest value in each.
   */
  thinned(from: number, to: number, points: number): Series {
    const first = firstAbove(this.time, 0, this.length, from);
    const stop = firstAbove(this.time, first, this.length, to);
    return stop - first + 1 <= Math.max(1, points)
      ? this.exact(first, stop, from)
      : this.pieces(first, stop, from, to, Math.max(1, Math.trunc(points)));
  }

  private exact(first: number, stop: number, from: number): Series {
    const time = new Float64Array(stop - first + 1);
    const value = new Float64Array(time.length);
    time[0] = from;
    value[0] = this.valueBefore(first);
    time.set(this.time.subarray(first, stop), 1);
    value.set(this.value.subarray(first, stop), 1);
    return { name: this.name, time, value, max: value.slice() };
  }

  private pieces(first: number, stop: number, from: number, to: number, points: number): Series {
    const time = new Float64Array(points);
    const value = new Float64Array(points);
    const max = new Float64Array(points);
    let at = first;
    let present = this.valueBefore(first);
    for (let piece = 0; piece < points; piece++) {
      time[piece] = from + ((to - from) * piece) / points;
      const end = piece === points - 1 ? Infinity : from + ((to - from) * (piece + 1)) / points;
      let least = present;
      let greatest = present;
      for (; at < stop && (this.time[at] ?? 0) < end; at++) {
        present = this.value[at] ?? 0;
        if (present < least) least = present;
        if (present > greatest) greatest = present;
      }
      value[piece] = least;
      max[piece] = greatest;
    }
    return { name: this.name, time, value, max };
  }

  private valueBefore(step: number): number {
    return step === 0 ? 0 : (this.value[step - 1] ?? 0);
  }
}

function doubled(column: Float64Array): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(column.length * 2);
  grown.set(column);
  return grown;
}

/** Lengths of the Go run queues: one function for each P (its ring and runnext), then the global queue. */
export function runQueueSteps(log: EventLog): Steps[] {
  const ps = log.tables.ps.length;
  const steps = Array.from({ length: ps }, (_, p) => new Steps(pName(log, p)));
  const global = new Steps("global");
  const ring = new Int32Array(ps);
  const next = new Int32Array(ps);
  const { from } = log.window;
  const change = (p: number, event: LogEvent): void =>
    steps[p]?.set(Math.max(event.time, from), (ring[p] ?? 0) + (next[p] ?? 0));
  log.forEach((event) => {
    const { kind, aux, p } = event;
    if (kind === Kind.RunqPut || kind === Kind.RunqGet) {
      if (aux === GLOBAL) {
        global.set(Math.max(event.time, from), event.b);
      } else {
        if (aux === RUNNEXT) next[p] = kind === Kind.RunqPut ? 1 : 0;
        else ring[p] = event.b;
        change(p, event);
      }
    } else if (kind === Kind.Steal) {
      const { before, batch } = stealDetail(event.b);
      if (aux === FROM_RING) ring[event.a] = before - batch;
      else next[event.a] = 0;
      change(event.a, event);
    }
  });
  return [...steps, global];
}

/** Lengths of the kernel's run queues, one function for each core; where all cores share one it is the first's. */
export function coreQueueSteps(log: EventLog): Steps[] {
  const steps = Array.from({ length: log.config.cores }, (_, core) => new Steps(coreName(core)));
  const { from } = log.window;
  log.forEach(({ kind, time, aux, b }) => {
    if (kind === Kind.CpuEnqueue || kind === Kind.CpuDequeue) steps[aux]?.set(Math.max(time, from), b);
  });
  return steps;
}

/** Number of cores that are not idle. */
export function busyCoreSteps(log: EventLog): Steps {
  const steps = new Steps("busy cores");
  const { from } = log.window;
  const isBusy = new Uint8Array(log.config.cores);
  let busy = 0;
  log.forEach(({ kind, time, core, b }) => {
    if (kind !== Kind.ContextSwitch) return;
    busy += (b === NONE ? 0 : 1) - (isBusy[core] ?? 0);
    isBusy[core] = b === NONE ? 0 : 1;
    steps.set(Math.max(time, from), busy);
  });
  return steps;
}
