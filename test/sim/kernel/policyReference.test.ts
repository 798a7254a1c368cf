import fc from "fast-check";
import { expect, test } from "vitest";
import type { RunConfig } from "../../../src/shared/config";
import { POLICY_NAMES } from "../../../src/sim/kernel/policies/parsePolicy";
import { Kind } from "../../../src/shared/schema";
import { checkLog } from "./checkLog";
import { boot, slices } from "./scripted";

/** A task that computes once. Times in ms. */
interface Job {
  readonly start: number;
  readonly run: number;
  readonly nice: number;
  readonly tickets: number;
  readonly deadline: number;
}

const MS = 1_000_000;

interface Part {
  readonly job: string;
  readonly from: number;
  readonly to: number;
}

/** Who ran when, in ms, adjoining slices of one job as one: `0:0-3`. */
function ran(jobs: readonly Job[], config: Partial<RunConfig>): string[] {
  return join(partsOf(jobs, config));
}

function partsOf(jobs: readonly Job[], config: Partial<RunConfig>): Part[] {
  const { kernel, script, program, log } = boot(config);
  jobs.forEach(({ start, run, nice, tickets, deadline }, job) => {
    const params = { start: start * MS, burst: run * MS, nice, tickets, deadline: deadline * MS };
    kernel.createTask(
      program,
      `${job}`,
      script.thread((s) => s.compute(run * MS)),
      params,
    );
  });
  expect(kernel.run({ maxIterations: 1e6 })).toBe("over");
  log.emit(Kind.RunEnd, 0, 0);
  checkLog(log);
  return slices(log).map((text) => {
    const [, job = "", from = "", to = ""] = /^(\d+) (\d+)-(\d+)/.exec(text) ?? [];
    return { job, from: Number(from) / MS, to: Number(to) / MS };
  });
}

function join(parts: readonly Part[]): string[] {
  const result: { job: string; from: number; to: number }[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part.from === part.to) continue;
    if (last?.job === part.job && last.to === part.from) last.to = part.to;
    else result.push({ ...part });
  }
  return result.map(({ job, from, to }) => `${job}:${from}-${to}`);
}

/** Of jobs that are known by their numbers: what is left, and when they came into the queue last. */
interface State {
  readonly job: number;
  left: number;
  order: number;
  pass: number;
}

/**
 * A core, millisecond by millisecond: who arrives, joins the queue; then the smallest key runs, the earlier one in the queue among equals.
 * The current one goes on unless `preempts` and somebody's key is smaller, or its quantum is over.
 */
function slow(
  jobs: readonly Job[],
  rule: {
    readonly key: (state: State, job: Job) => number;
    readonly preempts: boolean;
    readonly quantum?: number;
    readonly ticketed?: boolean;
  },
): string[] {
  const { quantum = Infinity } = rule;
  const states = jobs.map(({ run }, job): State => ({ job, left: run, order: 0, pass: 0 }));
  let queue: State[] = [];
  let current: State | undefined;
  let used = 0;
  let least = 0;
  let arrivals = 0;
  const parts: Part[] = [];
  const keyOf = (state: State): number => rule.key(state, jobs[state.job]!);
  const leave = (): void => {
    if (current !== undefined) current.pass += (used / quantum) * (10_000 / jobs[current.job]!.tickets);
  };
  for (let t = 0; states.some(({ left }) => left > 0); t++) {
    if (current?.left === 0) current = undefined;
    for (const state of states)
      if (jobs[state.job]!.start === t) {
        state.order = arrivals++;
        state.pass = least;
        queue.push(state);
      }
    if (current !== undefined && queue.length > 0) {
      const over = used >= quantum;
      const mine = keyOf(current);
      if (over || (rule.preempts && queue.some((state) => keyOf(state) < mine))) {
        leave();
        if (over && rule.ticketed !== true) current.order = arrivals++;
        queue.push(current);
        current = undefined;
      }
    }
    if (current === undefined && queue.length > 0) {
      const [first] = queue.toSorted((x, y) => keyOf(x) - keyOf(y) || x.order - y.order);
      current = first!;
      queue = queue.filter((state) => state !== current);
      used = 0;
      least = Math.max(least, current.pass);
    }
    if (current === undefined) continue;
    if (used >= quantum) {
      used = rule.ticketed === true ? used : 0;
    }
    parts.push({ job: `${current.job}`, from: t, to: t + 1 });
    current.left--;
    used++;
  }
  return join(parts);
}

const job: fc.Arbitrary<Job> = fc.record({
  start: fc.nat(15),
  run: fc.integer({ min: 1, max: 8 }),
  nice: fc.integer({ min: 0, max: 3 }),
  tickets: fc.constantFrom(50, 100, 200, 250),
  deadline: fc.integer({ min: 5, max: 40 }),
});
const jobs = fc.array(job, { minLength: 1, maxLength: 7 });

const RULES: readonly (readonly [policy: string, rule: Parameters<typeof slow>[1]])[] = [
  ["fifo", { key: () => 0, preempts: false }],
  ["sjf", { key: (_, { run }) => run, preempts: false }],
  ["stcf", { key: ({ left }) => left, preempts: true }],
  ["rr:quantum=2ms", { key: () => 0, preempts: false, quantum: 2 }],
  ["priority", { key: (_, { nice }) => nice, preempts: true }],
  ["priority:preemptive=off", { key: (_, { nice }) => nice, preempts: false }],
  ["deadline", { key: (_, { start, deadline }) => start + deadline, preempts: true }],
];

const MODES = ["preemptive", "hybrid", "cooperative"] as const;
const queues = fc.constantFrom("percpu", "global");

test.each(RULES)(
  "%s does what a simulation does that looks at every task in every millisecond",
  (policy, rule) => {
    fc.assert(
      fc.property(jobs, fc.constantFrom(...MODES), queues, (list, preemption, queues) => {
        const mild = { key: rule.key, preempts: false };
        expect(ran(list, { policy, preemption, queues })).toEqual(
          slow(list, preemption === "cooperative" ? mild : rule),
        );
      }),
      { numRuns: 200 },
    );
  },
);

/**
 * Several cores and one queue, millisecond by millisecond: who arrives gets the lowest idle core, or that of the current job with the largest
 * key if that is larger than its own; a core whose job is over takes the first of the queue. When each job ran, without the cores.
 */
function slowOnMany(jobs: readonly Job[], cores: number, rule: Parameters<typeof slow>[1]): string[][] {
  const states = jobs.map(({ run }, job): State => ({ job, left: run, order: 0, pass: 0 }));
  const current = new Array<State | undefined>(cores).fill(undefined);
  const queue: State[] = [];
  let arrivals = 0;
  const parts = jobs.map((): Part[] => []);
  const keyOf = (state: State): number => rule.key(state, jobs[state.job]!);
  const before = (x: State, y: State): number => keyOf(x) - keyOf(y) || x.order - y.order;
  for (let t = 0; states.some(({ left }) => left > 0); t++) {
    current.forEach((state, core) => {
      if (state?.left === 0) current[core] = undefined;
    });
    for (const state of states)
      if (jobs[state.job]!.start === t) {
        state.order = arrivals++;
        queue.push(state);
      }
    queue.sort(before);
    for (let core = 0; core < cores; core++) current[core] ??= queue.shift();
    while (rule.preempts && queue.length > 0) {
      const worst = current.reduce((x, y) => (keyOf(y!) > keyOf(x!) ? y : x))!;
      if (keyOf(queue[0]!) >= keyOf(worst)) break;
      current[current.indexOf(worst)] = queue.shift();
      queue.push(worst);
      queue.sort(before);
    }
    for (const state of current) {
      if (state === undefined) continue;
      parts[state.job]!.push({ job: `${state.job}`, from: t, to: t + 1 });
      state.left--;
    }
  }
  return parts.map(join);
}

test.each(RULES.filter(([, { quantum }]) => quantum === undefined))(
  "%s does so on four cores with one queue, in every mode",
  (policy, rule) => {
    // Without ties it does not matter which of two equals runs on.
    const untied = fc
      .uniqueArray(job, {
        minLength: 1,
        maxLength: 9,
        selector: (each) => rule.key({ job: 0, left: each.run, order: 0, pass: 0 }, each),
      })
      .filter((list) => !policy.startsWith("stcf") || list.every(({ start }) => start === 0));
    fc.assert(
      fc.property(untied, fc.constantFrom(...MODES), (list, preemption) => {
        const mild = { key: rule.key, preempts: false };
        const got = partsOf(list, { policy, preemption, queues: "global", cores: 4 });
        const expected = slowOnMany(list, 4, preemption === "cooperative" ? mild : rule);
        expect(list.map((_, at) => join(got.filter((part) => part.job === `${at}`)))).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  },
);

test("stride does so with jobs that are there from the start", () => {
  fc.assert(
    fc.property(jobs, (list) => {
      const all = list.map((each) => ({ ...each, start: 0 }));
      const rule = { key: ({ pass }: State) => pass, preempts: false, quantum: 2, ticketed: true };
      expect(ran(all, { policy: "stride:quantum=2ms" })).toEqual(slow(all, rule));
    }),
    { numRuns: 150 },
  );
});

test("every policy orders this set of tasks in another way", () => {
  const set: readonly Job[] = [
    { start: 0, run: 30, nice: 5, tickets: 50, deadline: 200 },
    { start: 0, run: 12, nice: 10, tickets: 250, deadline: 50 },
    { start: 0, run: 21, nice: 0, tickets: 100, deadline: 90 },
    { start: 5, run: 8, nice: 3, tickets: 150, deadline: 40 },
    { start: 7, run: 3, nice: 15, tickets: 10, deadline: 150 },
  ];
  const orders = new Map(
    POLICY_NAMES.map((name) => [ran(set, { policy: name, quantum: 3 * MS }).join(" "), name]),
  );
  expect([...orders.values()]).toEqual(POLICY_NAMES);
});

test("cooperative: who has the core gives it up only to wait, to yield or to end", () => {
  fc.assert(
    fc.property(jobs, fc.constantFrom(...POLICY_NAMES), (list, policy) => {
      const order = ran(list, { policy, quantum: MS, preemption: "cooperative" });
      expect(order.map((slice) => slice.split(":")[0]).toSorted()).toEqual(
        list.map((_, at) => `${at}`).toSorted(),
      );
    }),
    { numRuns: 100 },
  );
});

/** Run times of spinners on one core over 20 s. */
function shares(policy: string, nice: readonly number[]): number[] {
  const { kernel, script, program } = boot({ policy, limit: 20_000 * MS });
  const tasks = nice.map((each, at) =>
    kernel.createTask(
      program,
      `t${at}`,
      script.thread((s) => s.compute(1e15)),
      { nice: each },
    ),
  );
  kernel.run({ maxIterations: 1e6 });
  return tasks.map(({ runTime }) => runTime);
}

test.each(["cfs", "eevdf"])("%s: nice 0 and nice 5 share a core as 1024 to 335", (policy) => {
  const [a = 0, b = 0] = shares(policy, [0, 5]);
  expect(a / b / (1024 / 335)).toBeGreaterThan(0.99);
  expect(a / b / (1024 / 335)).toBeLessThan(1.01);
});

test("cfs shares among many by weight", () => {
  const weights = [3121, 1024, 1024, 526, 110, 15];
  const got = shares("cfs", [-5, 0, 0, 3, 10, 19]);
  const sum = weights.reduce((x, y) => x + y);
  got.forEach((ns, at) => {
    expect(Math.abs(ns - (20_000 * MS * weights[at]!) / sum)).toBeLessThan(100 * MS);
  });
});

test("a task runs on the cores of its affinity only, and on all of them where that is how work is kept up", () => {
  const affinity = fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(
      fc.array(fc.record({ run: fc.integer({ min: 1, max: 30 }), affinity }), { minLength: 1, maxLength: 8 }),
      fc.constantFrom(...POLICY_NAMES),
      fc.constantFrom("percpu", "global"),
      (list, policy, queues) => {
        const { kernel, script, program, log } = boot({ cores: 4, policy, queues, quantum: 2 * MS });
        list.forEach(({ run, affinity }, at) => {
          kernel.createTask(
            program,
            `${at}`,
            script.thread((s) => s.compute(run * MS)),
            { affinity },
          );
        });
        expect(kernel.run({ maxIterations: 1e6 })).toBe("over");
        log.emit(Kind.RunEnd, 0, 0);
        for (const slice of slices(log)) {
          const [, at = "", core = ""] = /^(\d+) .* core(\d+)$/.exec(slice) ?? [];
          expect(list[Number(at)]!.affinity).toContain(Number(core));
        }
      },
    ),
    { numRuns: 200 },
  );
});
