import fc from "fast-check";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { validate } from "../../src/analysis/validate/validate";
import type { RunConfig } from "../../src/shared/config";
import type { EventLog } from "../../src/shared/log/eventLog";
import { runText } from "../helpers/run";
import { merged, multiOutcome, outcomeOf } from "./ostep/outcome";
import type { Outcome } from "./ostep/outcome";
import {
  cpuSchedProgram,
  lotteryProgram,
  mlfqPolicy,
  mlfqProgram,
  multiProgram,
  peekProgram,
} from "./ostep/programs";
import { cpuSched, lottery, mlfq, multi } from "./ostep/rules";
import type { MlfqJob, MlfqOptions, MultiJob, MultiOptions, Run, Segment } from "./ostep/rules";

interface Average {
  readonly response: number;
  readonly turnaround: number;
  readonly wait: number;
}

interface CpuSchedCase {
  readonly workload: string;
  readonly policy: string;
  readonly quantum: number | null;
  readonly job_lengths: readonly number[];
  readonly slices: readonly { t: number; job: number; run: number; done_at: number | null }[];
  readonly jobs: Readonly<Record<string, Average>>;
  readonly average: Average;
}

interface MlfqCase {
  readonly workload: string;
  readonly options: MlfqOptions;
  readonly job_list: readonly MlfqJob[];
  readonly runs: readonly Run[];
  readonly jobs: Readonly<Record<string, { response: number; turnaround: number }>>;
}

interface LotteryCase {
  readonly workload: string;
  readonly quantum: number;
  readonly job_list: readonly { run: number; tickets: number }[];
  readonly draws: readonly { random: number; winning_ticket: number; job: number }[];
  readonly done_at: Readonly<Record<string, number>>;
}

interface MultiCase {
  readonly workload: string;
  readonly args: readonly string[];
  readonly cpus: number;
  readonly quantum: number;
  readonly warmup: number;
  readonly warm_rate: number;
  readonly cache_size: number;
  readonly job_list: readonly MultiJob[];
  readonly finished_time: number;
  readonly cpu: readonly { utilization: number; warm: number }[];
  readonly segments_per_cpu: readonly (readonly Segment[])[];
}

const recorded = JSON.parse(readFileSync("test/oracles/ostep/expected.json", "utf8")) as {
  readonly "cpu-sched": { readonly cases: readonly CpuSchedCase[] };
  readonly mlfq: { readonly cases: readonly MlfqCase[] };
  readonly lottery: { readonly cases: readonly LotteryCase[] };
  readonly multi: { readonly cases: readonly MultiCase[] };
};

function run(text: string, config: Partial<RunConfig>): EventLog {
  const { log, stderr, exitCode, diagnostics } = runText(text, {
    cores: 1,
    costs: "zero",
    runtime: "native",
    ...config,
  });
  expect([diagnostics, stderr, exitCode]).toEqual([[], "", 0]);
  expect(validate(log)).toBeUndefined();
  return log;
}

function runCpuSched(lengths: readonly number[], policy: string, quantum: number | null): Outcome {
  const name = policy === "RR" ? `rr:quantum=${quantum ?? 0}ms` : policy.toLowerCase();
  return outcomeOf(run(cpuSchedProgram(lengths), { policy: name }));
}

function runMlfq(jobs: readonly MlfqJob[], options: MlfqOptions): Outcome {
  const log = run(mlfqProgram(jobs, options.io_time), { policy: mlfqPolicy(options) });
  return outcomeOf(log, options.queues - 1);
}

function runLottery(
  jobs: readonly { run: number; tickets: number }[],
  quantum: number,
  draws: readonly number[],
): Outcome {
  const policy = `lottery:quantum=${quantum}ms,draws=${draws.join(",")}`;
  return outcomeOf(run(lotteryProgram(jobs, quantum), { policy }));
}

function runMulti(jobs: readonly MultiJob[], options: MultiOptions) {
  const { cpus, quantum, warmup, warm_rate, cache_size, perCpu, peek } = options;
  const program =
    peek === undefined ? multiProgram(jobs, warm_rate, cpus, perCpu) : peekProgram(jobs, warm_rate);
  const peeking = `percpu:newidle=off,balance=0,turns,peek=${peek ?? 0}ms`;
  const log = run(program, {
    cores: cpus,
    policy: `rr:quantum=${quantum}ms,aligned`,
    queues: !perCpu ? "global" : peek === undefined ? "percpu" : peeking,
    cache: `${cache_size}:warmup=${warmup}ms,rate=${warm_rate}`,
  });
  return multiOutcome(
    log,
    jobs.map(({ name }) => name),
  );
}

const round = (value: number): number => Math.round(value * 100) / 100;

for (const each of recorded["cpu-sched"].cases) {
  test(`cpu-sched: ${each.workload}, ${each.policy} ${each.quantum ?? ""}`, () => {
    const got = runCpuSched(each.job_lengths, each.policy, each.quantum);
    const slices = each.slices.map(({ t, job, run }) => ({ start: t, end: t + run, job, priority: 0 }));
    expect(got.runs).toEqual(merged(slices));
    const jobs = each.job_lengths.map((length, job): Average => {
      const turnaround = got.ends[job]!;
      return { response: got.firstRun[job]!, turnaround, wait: turnaround - length };
    });
    expect(Object.fromEntries(jobs.entries())).toEqual(each.jobs);
    const mean = (of: (job: Average) => number): number =>
      round(jobs.reduce((sum, job) => sum + of(job), 0) / jobs.length);
    expect({
      response: mean((job) => job.response),
      turnaround: mean((job) => job.turnaround),
      wait: mean((job) => job.wait),
    }).toEqual(each.average);
    expect(cpuSched(each.job_lengths, each.policy, each.quantum ?? Infinity)).toEqual(got.runs);
  });
}

for (const each of recorded.mlfq.cases) {
  test(`mlfq: ${each.workload}`, () => {
    const got = runMlfq(each.job_list, each.options);
    // Where nobody can run, the original has a run of job -1.
    expect(got.runs).toEqual(each.runs.filter(({ job }) => job >= 0));
    const jobs = each.job_list.map(({ start }, job) => ({
      response: got.firstRun[job]! - start,
      turnaround: got.ends[job]! - start,
    }));
    expect(Object.fromEntries(jobs.entries())).toEqual(each.jobs);
    expect(mlfq(each.job_list, each.options)).toEqual({ runs: got.runs, ends: got.ends });
  });
}

for (const each of recorded.lottery.cases) {
  test(`lottery: ${each.workload}`, () => {
    const numbers = each.draws.map(({ random }) => random);
    const got = runLottery(each.job_list, each.quantum, numbers);
    expect(got.draws).toEqual(each.draws.map(({ winning_ticket, job }) => ({ ticket: winning_ticket, job })));
    expect(Object.fromEntries(got.ends.entries())).toEqual(each.done_at);
    expect(lottery(each.job_list, each.quantum, numbers)).toEqual({ draws: got.draws, ends: got.ends });
  });
}

for (const each of recorded.multi.cases) {
  test(`multi: ${each.workload}`, () => {
    const perCpu = each.args.includes("-p");
    const got = runMulti(each.job_list, { ...each, perCpu });
    const idle = (cpu: readonly Segment[]) => cpu.filter(({ job }) => job !== null);
    expect(got.segments.map(idle)).toEqual(each.segments_per_cpu.map(idle));
    expect(got.finished).toBe(each.finished_time);
    const percent = (ticks: number): number => round((100 * ticks) / each.finished_time);
    expect(got.busy.map(percent)).toEqual(each.cpu.map(({ utilization }) => utilization));
    expect(got.warm.map(percent)).toEqual(each.cpu.map(({ warm }) => warm));
    expect(got).toEqual(multi(each.job_list, { ...each, perCpu }));
  });
}

const few = { numRuns: 60 };
const length = fc.integer({ min: 1, max: 12 });

test("cpu-sched: any jobs", () => {
  fc.assert(
    fc.property(
      fc.array(length, { minLength: 1, maxLength: 7 }),
      fc.constantFrom("FIFO", "SJF", "RR"),
      fc.integer({ min: 1, max: 5 }),
      (lengths, policy, quantum) => {
        const expected = cpuSched(lengths, policy, policy === "RR" ? quantum : Infinity);
        expect(runCpuSched(lengths, policy, quantum).runs).toEqual(expected);
      },
    ),
    few,
  );
});

test("mlfq: any jobs and options, with ties of arrivals, waits, ends of quanta and boosts", () => {
  const job = fc.record({
    start: fc.nat(20),
    run: fc.integer({ min: 1, max: 30 }),
    io_freq: fc.constantFrom(0, 0, 1, 2, 5, 10),
  });
  const perQueue = (queues: number, most: number) =>
    fc
      .array(fc.integer({ min: 1, max: most }), { minLength: queues, maxLength: queues })
      .map((values) => Object.fromEntries(values.entries()));
  const options = fc.integer({ min: 1, max: 4 }).chain((queues) =>
    fc.record({
      queues: fc.constant(queues),
      quantum: perQueue(queues, 10),
      allotment: perQueue(queues, 3),
      boost: fc.constantFrom(0, 0, 5, 10, 13, 20),
      io_time: fc.integer({ min: 1, max: 10 }),
      stay: fc.boolean(),
      iobump: fc.boolean(),
    }),
  );
  fc.assert(
    fc.property(fc.array(job, { minLength: 1, maxLength: 5 }), options, (jobs, given) => {
      const { runs, ends } = runMlfq(jobs, given);
      expect({ runs, ends }).toEqual(mlfq(jobs, given));
    }),
    { numRuns: 150 },
  );
});

test("lottery: any jobs", () => {
  const job = fc.record({ run: length, tickets: fc.integer({ min: 1, max: 100 }) });
  fc.assert(
    fc.property(
      fc.array(job, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 3 }),
      fc.array(fc.nat(1_000_000), { minLength: 80, maxLength: 80 }),
      (jobs, quantum, numbers) => {
        const { draws, ends } = runLottery(jobs, quantum, numbers);
        expect({ draws, ends }).toEqual(lottery(jobs, quantum, numbers));
      },
    ),
    few,
  );
});

test("multi: any jobs, with affinity and one queue or one for each CPU", () => {
  const jobs = (cpus: number) =>
    fc
      .array(
        fc.record({
          run: fc.integer({ min: 1, max: 40 }),
          working_set: fc.constantFrom(20, 50, 80, 200),
          affinity: fc.option(fc.uniqueArray(fc.nat(cpus - 1), { minLength: 1, maxLength: cpus }), {
            nil: undefined,
          }),
        }),
        { minLength: 1, maxLength: 7 },
      )
      .map((list) =>
        list.map(({ affinity, ...rest }, at) => ({
          name: "abcdefg"[at]!,
          ...rest,
          ...(affinity === undefined ? {} : { affinity }),
        })),
      );
  const cases = fc.integer({ min: 1, max: 4 }).chain((cpus) =>
    fc.record({
      jobs: jobs(cpus),
      options: fc.record({
        cpus: fc.constant(cpus),
        quantum: fc.integer({ min: 2, max: 10 }),
        warmup: fc.integer({ min: 1, max: 10 }),
        warm_rate: fc.integer({ min: 1, max: 3 }),
        cache_size: fc.constantFrom(50, 100, 150),
        perCpu: fc.boolean(),
      }),
    }),
  );
  fc.assert(
    fc.property(cases, ({ jobs, options }) => {
      // With a queue for each CPU a job is bound to its own: what else it may have is not looked at.
      const given = options.perCpu
        ? jobs.map(({ name, run, working_set }) => ({ name, run, working_set }))
        : jobs;
      expect(runMulti(given, options)).toEqual(multi(given, options));
    }),
    { numRuns: 150 },
  );
});

test("multi: any jobs on two CPUs with queues of their own, which look into the other one's from time to time", () => {
  const jobs = fc
    .array(
      fc.record({ run: fc.integer({ min: 1, max: 60 }), working_set: fc.constantFrom(20, 50, 80, 200) }),
      {
        minLength: 1,
        maxLength: 7,
      },
    )
    .map((list) => list.map((rest, at) => ({ name: "abcdefg"[at]!, ...rest })));
  const options = fc.record({
    cpus: fc.constant(2),
    quantum: fc.integer({ min: 2, max: 10 }),
    warmup: fc.integer({ min: 1, max: 10 }),
    warm_rate: fc.integer({ min: 1, max: 3 }),
    cache_size: fc.constantFrom(50, 100, 150),
    perCpu: fc.constant(true),
    peek: fc.constantFrom(0, 3, 5, 10, 20, 30),
  });
  fc.assert(
    fc.property(jobs, options, (list, given) => {
      expect(runMulti(list, given)).toEqual(multi(list, given));
    }),
    { numRuns: 100 },
  );
});
