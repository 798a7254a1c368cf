/**
 * The simulators' rules as `expected.json` states them, step by step and as slow as they are stated: what the kernel is compared with
 * on cases that are not recorded.
 */

export interface Run {
  readonly start: number;
  readonly end: number;
  readonly job: number;
  /** Under mlfq the number of the queue; else 0. */
  readonly priority: number;
}

/** Adds a run, or makes the last one longer. */
function extend(runs: Run[], run: Run): void {
  const last = runs.at(-1);
  if (last?.end === run.start && last.job === run.job && last.priority === run.priority)
    runs[runs.length - 1] = { ...last, end: run.end };
  else runs.push(run);
}

/** FIFO, SJF and RR of jobs that are all there from the start. `quantum`: Infinity for the first two. */
export function cpuSched(lengths: readonly number[], policy: string, quantum = Infinity): Run[] {
  const queue = lengths.map((left, job) => ({ job, left }));
  if (policy === "SJF") queue.sort((x, y) => x.left - y.left);
  const runs: Run[] = [];
  let t = 0;
  for (let head = queue.shift(); head !== undefined; head = queue.shift()) {
    const ran = Math.min(head.left, quantum);
    extend(runs, { start: t, end: t + ran, job: head.job, priority: 0 });
    t += ran;
    if (head.left > ran) queue.push({ job: head.job, left: head.left - ran });
  }
  return runs;
}

export interface MlfqJob {
  readonly start: number;
  readonly run: number;
  readonly io_freq: number;
}

export interface MlfqOptions {
  readonly queues: number;
  /** By number of queue, 0 the lowest. */
  readonly quantum: Readonly<Record<string, number>>;
  readonly allotment: Readonly<Record<string, number>>;
  readonly boost: number;
  readonly io_time: number;
  readonly stay: boolean;
  readonly iobump: boolean;
}

export function mlfq(jobs: readonly MlfqJob[], options: MlfqOptions): { runs: Run[]; ends: number[] } {
  const top = options.queues - 1;
  const full = (priority: number) => ({
    ticks: options.quantum[priority] ?? 0,
    allotment: options.allotment[priority] ?? 0,
  });
  const state = jobs.map((job) => ({ left: job.run, used: 0, priority: top, io: false, ...full(top) }));
  const queues = Array.from({ length: options.queues }, (): number[] => []);
  const due: { at: number; job: number; io: boolean }[] = jobs.map(({ start }, job) => ({
    at: start,
    job,
    io: false,
  }));
  const runs: Run[] = [];
  const ends: number[] = [];
  for (let t = 0; state.some(({ left }) => left > 0); t++) {
    if (t > 1e6) throw new Error("the jobs do not end");
    if (options.boost > 0 && t !== 0 && t % options.boost === 0) {
      for (let q = 0; q < top; q++) queues[top]!.push(...queues[q]!.splice(0));
      for (const each of state) if (each.left > 0) Object.assign(each, { priority: top }, full(top));
    }
    for (const { job, io } of due.filter(({ at }) => at === t)) {
      const each = state[job]!;
      each.io = false;
      if (io && options.iobump) queues[each.priority]!.unshift(job);
      else queues[each.priority]!.push(job);
    }
    const level = queues.findLastIndex((queue) => queue.length > 0);
    if (level < 0) continue;
    const job = queues[level]![0]!;
    const each = state[job]!;
    extend(runs, { start: t, end: t + 1, job, priority: level });
    each.left--;
    each.used++;
    each.ticks--;
    if (each.left === 0) {
      ends[job] = t + 1;
      queues[level]!.shift();
      continue;
    }
    const over = each.ticks === 0;
    const { io_freq } = jobs[job]!;
    if (io_freq > 0 && each.used % io_freq === 0) {
      each.io = true;
      due.push({ at: t + 1 + options.io_time, job, io: true });
      queues[level]!.shift();
      if (options.stay) Object.assign(each, full(level));
    }
    if (over) {
      each.allotment--;
      if (each.allotment === 0) {
        each.priority = Math.max(0, level - 1);
        Object.assign(each, full(each.priority));
      } else {
        each.ticks = options.quantum[level] ?? 0;
      }
      if (!each.io) {
        queues[level]!.shift();
        queues[each.priority]!.push(job);
      }
    }
  }
  return { runs, ends };
}

export interface Draw {
  readonly ticket: number;
  readonly job: number;
}

export function lottery(
  jobs: readonly { readonly run: number; readonly tickets: number }[],
  quantum: number,
  numbers: readonly number[],
): { draws: Draw[]; ends: number[] } {
  const left = jobs.map(({ run }) => run);
  const draws: Draw[] = [];
  const ends: number[] = [];
  for (let at = 0; left.some((run) => run > 0); at++) {
    const held = jobs.map(({ tickets }, job) => (left[job]! > 0 ? tickets : 0));
    const ticket = numbers[at]! % held.reduce((x, y) => x + y);
    let sum = 0;
    const job = held.findIndex((tickets) => (sum += tickets) > ticket);
    draws.push({ ticket, job });
    left[job]! -= Math.min(quantum, left[job]!);
    if (left[job] === 0) ends[job] = (at + 1) * quantum;
  }
  return { draws, ends };
}

export interface MultiJob {
  readonly name: string;
  readonly run: number;
  readonly working_set: number;
  readonly affinity?: readonly number[];
}

export interface MultiOptions {
  readonly cpus: number;
  readonly quantum: number;
  readonly warmup: number;
  readonly warm_rate: number;
  readonly cache_size: number;
  /** One queue for each CPU, and nobody looks into another's. */
  readonly perCpu: boolean;
  /** How often a CPU whose queue is empty takes the first job of another one's; 0: never. On two CPUs, so that there is but one other. */
  readonly peek?: number;
}

export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly job: string | null;
}

export interface MultiOutcome {
  readonly finished: number;
  readonly segments: readonly (readonly Segment[])[];
  /** Ticks of each CPU that it was busy, and that its job was warm. */
  readonly busy: readonly number[];
  readonly warm: readonly number[];
}

export function multi(jobs: readonly MultiJob[], options: MultiOptions): MultiOutcome {
  const { cpus, quantum, warmup, warm_rate, cache_size, peek = 0 } = options;
  const all = Array.from({ length: cpus }, (_, cpu) => cpu);
  const single: number[] = [];
  const queues = all.map((): number[] => (options.perCpu ? [] : single));
  jobs.forEach((_, job) => queues[job % cpus]!.push(job));
  const left = jobs.map(({ run }) => run);
  const current = all.map(() => -1);
  const counters = all.map(() => new Map<number, number>());
  const caches = all.map((): number[] => []);
  const busy = all.map(() => 0);
  const warm = all.map(() => 0);
  const segments = all.map((): Segment[] => []);
  let t = 0;
  for (; left.some((run) => run > 0); t++) {
    if (t > 1e5) throw new Error("the jobs do not end");
    if (t > 0 && t % quantum === 0)
      for (const cpu of all)
        if (current[cpu]! >= 0) {
          queues[cpu]!.push(current[cpu]!);
          current[cpu] = -1;
        }
    // At the start nobody looks: main, which makes the jobs, is there alone.
    if (peek > 0 && t > 0 && t % peek === 0)
      for (const cpu of all)
        if (queues[cpu]!.length === 0) queues[cpu]!.push(...queues[1 - cpu]!.splice(0, 1));
    for (const cpu of all) {
      if (current[cpu]! >= 0) continue;
      const at = queues[cpu]!.findIndex((job) => jobs[job]!.affinity?.includes(cpu) ?? true);
      if (at >= 0) current[cpu] = queues[cpu]!.splice(at, 1)[0]!;
    }
    for (const cpu of all) {
      const job = current[cpu]!;
      const list = segments[cpu]!;
      const name = job < 0 ? null : jobs[job]!.name;
      const last = list.at(-1);
      if (last?.job === name && last.end === t) list[list.length - 1] = { ...last, end: t + 1 };
      else list.push({ start: t, end: t + 1, job: name });
      if (job < 0) continue;
      busy[cpu]!++;
      const cache = caches[cpu]!;
      const isWarm = cache.includes(job);
      if (isWarm) warm[cpu]!++;
      left[job]! -= isWarm ? warm_rate : 1;
      if (!isWarm) {
        const counter = (counters[cpu]!.get(job) ?? warmup) - 1;
        counters[cpu]!.set(job, counter);
        if (counter === 0) {
          cache.unshift(job);
          const size = () => cache.reduce((sum, each) => sum + jobs[each]!.working_set, 0);
          while (size() > cache_size) counters[cpu]!.set(cache.pop()!, warmup);
        }
      }
      if (left[job]! <= 0) current[cpu] = -1;
    }
  }
  return { finished: t, segments, busy, warm };
}
