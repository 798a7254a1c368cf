import fc from "fast-check";
import { expect, test } from "vitest";
import { Kind } from "../../../src/shared/schema";
import { checkLog } from "./checkLog";
import { boot, slices } from "./scripted";
import type { Script, Steps } from "./scripted";

/** Computes and sleeps in turns, and ends. Times in ns. */
interface Job {
  readonly start: number;
  readonly nice: number;
  readonly bursts: readonly (readonly [compute: number, sleep: number])[];
}

const TICK = 4_000_000;
/** sched_prio_to_weight of nice 0 to 5. */
const WEIGHTS = [1024, 820, 655, 526, 423, 335];

/** Who ran when, to the ns. */
function ran(jobs: readonly Job[], policy: string): string[] {
  const { kernel, script, program, log } = boot({ policy });
  const body = (bursts: Job["bursts"]) =>
    function* (s: Steps): Script {
      for (const [compute, sleep] of bursts) {
        yield* s.compute(compute);
        yield* s.op((services) => services.nanosleep(sleep));
      }
    };
  jobs.forEach(({ start, nice, bursts }, index) => {
    kernel.createTask(program, `${index}`, script.thread(body(bursts)), { start: start, nice });
  });
  expect(kernel.run({ maxIterations: 1e6 })).toBe("over");
  log.emit(Kind.RunEnd, 0, 0);
  checkLog(log);
  const parts = slices(log).map((text) => text.replace(/ core0$/, ""));
  return joined(parts.map((text) => text.split(/[ -]/).map(Number)));
}

/** Without slices of no length, and adjoining ones of one job as one. */
function joined(parts: readonly (readonly number[])[]): string[] {
  const result: number[][] = [];
  for (const [job = 0, from = 0, to = 0] of parts) {
    const last = result.at(-1);
    if (from === to) continue;
    if (last?.[0] === job && last[2] === from) last[2] = to;
    else result.push([job, from, to]);
  }
  return result.map(([job, from, to]) => `${job} ${from}-${to}`);
}

/** What a slow policy knows of a task. */
interface Entity {
  readonly job: number;
  readonly weight: number;
  vruntime: number;
  deadline: number;
  /** The deadline, and the time that it had had, when it was chosen last. */
  picked: number;
  since: number;
  lag: number;
  ranFor: number;
  order: number;
  isNew: boolean;
}

/** Whatever is asked is computed anew from the list of those that want the core. */
interface SlowPolicy {
  /** @param others those that want the core, the one that has it among them. */
  enter(task: Entity, others: readonly Entity[], current: Entity | undefined): void;
  leave(task: Entity, all: readonly Entity[]): void;
  ran(task: Entity, ns: number): void;
  /** Looked at after everything that changes who wants the core, or how far they are. */
  look(all: readonly Entity[]): void;
  tick(current: Entity, waiting: readonly Entity[]): boolean;
  preempts(current: Entity, woken: Entity, all: readonly Entity[]): boolean;
  pick(all: readonly Entity[], previous: Entity | undefined): Entity;
}

const virtual = (ns: number, weight: number): number =>
  weight === 1024 ? ns : Math.floor((ns * 1024) / weight);
const least = <T>(list: readonly T[], key: (item: T) => number): T =>
  list.reduce((best, item) => (key(item) < key(best) ? item : best));

/** kernel/sched/fair.c up to 6.5, with the numbers of a machine with eight cpus. */
function slowCfs(): SlowPolicy {
  const [latency, granularity, wakeup] = [24e6, 3e6, 4e6];
  let min = 0;
  const ideal = ({ weight }: Entity, all: readonly Entity[]): number => {
    const weights = all.reduce((sum, each) => sum + each.weight, 0);
    return Math.floor((Math.max(latency, all.length * granularity) * weight) / weights);
  };
  return {
    enter(task, others, current) {
      if (task.isNew) task.vruntime = min + virtual(ideal(task, [...others, task]), task.weight);
      else task.vruntime = Math.max(task.vruntime, min - latency / 2);
      if (task.isNew && current !== undefined) task.vruntime = Math.max(task.vruntime, current.vruntime);
    },
    leave: () => undefined,
    ran(task, ns) {
      task.vruntime += virtual(ns, task.weight);
    },
    look(all) {
      if (all.length > 0) min = Math.max(min, least(all, ({ vruntime }) => vruntime).vruntime);
    },
    tick(current, waiting) {
      if (waiting.length === 0) return false;
      const share = ideal(current, [...waiting, current]);
      const had = current.ranFor - current.since;
      if (had > share) return true;
      return (
        had >= granularity && current.vruntime - least(waiting, ({ vruntime }) => vruntime).vruntime > share
      );
    },
    preempts: (current, woken) => current.vruntime - woken.vruntime > virtual(wakeup, woken.weight),
    pick(all, previous) {
      const next = least(
        all.toSorted((x, y) => x.order - y.order),
        ({ vruntime }) => vruntime,
      );
      if (next !== previous) next.since = next.ranFor;
      return next;
    },
  };
}

/** kernel/sched/fair.c from 6.6 on, with a base slice of 3 ms. */
function slowEevdf(): SlowPolicy {
  const slice = 3e6;
  let known = 0;
  const weights = (all: readonly Entity[]): number => all.reduce((sum, { weight }) => sum + weight, 0);
  /** Sum of (vruntime − from) × weight. */
  const keys = (all: readonly Entity[], from: number): number =>
    all.reduce((sum, { vruntime, weight }) => sum + (vruntime - from) * weight, 0);
  const average = (all: readonly Entity[]): number =>
    all.length === 0 ? known : known + Math.floor(keys(all, known) / weights(all));
  const best = (all: readonly Entity[], current: Entity | undefined): Entity => {
    const isOwed = ({ vruntime }: Entity): boolean => keys(all, vruntime) >= 0;
    if (current !== undefined && isOwed(current) && current.deadline === current.picked) return current;
    const waiting = all
      .filter((each) => each !== current && isOwed(each))
      .toSorted((x, y) => x.order - y.order);
    const candidates = current !== undefined && isOwed(current) ? [...waiting, current] : waiting;
    if (candidates.length > 0) return least(candidates, ({ deadline }) => deadline);
    return current ?? least(all, ({ deadline }) => deadline);
  };
  return {
    enter(task, others) {
      const load = weights(others);
      const lag = load === 0 ? 0 : Math.trunc((task.lag * (load + task.weight)) / load);
      task.vruntime = average(others) - lag;
      task.deadline =
        task.vruntime + (task.isNew ? virtual(slice, task.weight) >> 1 : virtual(slice, task.weight));
    },
    leave(task, all) {
      const most = virtual(2 * slice, task.weight);
      task.lag = Math.max(-most, Math.min(most, average(all) - task.vruntime));
    },
    ran(task, ns) {
      task.vruntime += virtual(ns, task.weight);
      if (task.vruntime >= task.deadline) task.deadline = task.vruntime + virtual(slice, task.weight);
    },
    look(all) {
      known = average(all);
    },
    tick: (current, waiting) => waiting.length > 0 && current.deadline !== current.picked,
    preempts: (current, woken, all) => best(all, current) === woken,
    pick(all, previous) {
      const next = best(all, previous);
      next.picked = next.deadline;
      return next;
    },
  };
}

/** One core, from one thing that happens to the next. */
function slow(jobs: readonly Job[], policy: SlowPolicy): string[] {
  const parts: number[][] = [];
  const left = jobs.map(({ bursts }) =>
    bursts.map(([compute, sleep]) => [compute, sleep] as [number, number]),
  );
  const entities = jobs.map(({ nice }, job): Entity => ({
    job,
    weight: WEIGHTS[nice]!,
    vruntime: 0,
    deadline: 0,
    picked: 0,
    since: 0,
    lag: 0,
    ranFor: 0,
    order: 0,
    isNew: true,
  }));
  const wakes = new Map(jobs.map(({ start }, job) => [job, start]));
  let wants: Entity[] = [];
  let current: Entity | undefined;
  let now = 0;
  let tick = Infinity;
  let orders = 0;
  const choose = (previous: Entity | undefined): void => {
    if (previous !== undefined) previous.order = orders++;
    const next = policy.pick(wants, previous);
    current = next;
  };
  while (wakes.size > 0 || current !== undefined) {
    const [sleeper, wake] = [...wakes].reduce(
      (first, each) => (each[1] < first[1] ? each : first),
      [-1, Infinity],
    );
    const burst = current === undefined ? undefined : left[current.job]![0];
    const end = burst === undefined ? Infinity : now + burst[0];
    const next = Math.min(wake, end, tick);
    if (current !== undefined && burst !== undefined) {
      parts.push([current.job, now, next]);
      burst[0] -= next - now;
      current.ranFor += next - now;
      policy.ran(current, next - now);
    }
    now = next;
    policy.look(wants);
    if (now === end && current !== undefined && burst !== undefined) {
      const task: Entity = current;
      policy.leave(task, wants);
      wants = wants.filter((each) => each !== task);
      policy.look(wants);
      left[task.job]!.shift();
      // The last sleep ends in the thread's end, which needs the core for no time.
      wakes.set(task.job, now + burst[1]);
      current = undefined;
      if (wants.length > 0) choose(undefined);
    } else if (now === wake) {
      wakes.delete(sleeper);
      const task = entities[sleeper]!;
      policy.enter(task, wants, current);
      task.isNew = false;
      task.order = orders++;
      wants.push(task);
      policy.look(wants);
      if (current === undefined) choose(undefined);
      else if (policy.preempts(current, task, wants)) choose(current);
    } else if (current !== undefined) {
      const task: Entity = current;
      if (
        policy.tick(
          task,
          wants.filter((each) => each !== task),
        )
      )
        choose(task);
    }
    // Who has nothing left to do ends as soon as it has the core.
    while (current !== undefined && left[current.job]!.length === 0) {
      const task: Entity = current;
      policy.leave(task, wants);
      wants = wants.filter((each) => each !== task);
      policy.look(wants);
      current = undefined;
      if (wants.length > 0) choose(undefined);
    }
    if (current === undefined) tick = Infinity;
    else if (now >= tick || tick === Infinity) tick = (Math.floor(now / TICK) + 1) * TICK;
  }
  return joined(parts);
}

/** Times that are hardly ever the same: what comes first of two that are is another test's business. */
const time = (most: number) => fc.noBias(fc.integer({ min: 1, max: most }));
const job: fc.Arbitrary<Job> = fc.record({
  start: time(20_000_000),
  nice: fc.integer({ min: 0, max: 5 }),
  bursts: fc.array(fc.tuple(time(30_000_000), time(25_000_000)), { minLength: 1, maxLength: 4 }),
});

test.each([
  ["cfs", slowCfs],
  ["eevdf", slowEevdf],
])("%s does what a model does that keeps a list and computes everything anew", (policy, model) => {
  fc.assert(
    fc.property(fc.array(job, { minLength: 1, maxLength: 6 }), (jobs) => {
      expect(ran(jobs, policy)).toEqual(slow(jobs, model()));
    }),
    { numRuns: 150, seed: 7, endOnFailure: true },
  );
});
