import type { MlfqJob, MlfqOptions, MultiJob } from "./rules";

/** One tick of the simulators, as we run them. */
export const TICK = 1_000_000;

const ns = (ticks: number): number => Math.round(ticks * TICK);

interface Thread {
  readonly body: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** A program whose main makes a thread for each job, named after its number, and waits for all of them. */
function program(threads: readonly Thread[], last = "for (const each of threads) each.join();"): string {
  const created = threads.map(
    ({ body, options }, job) =>
      `    thread.create(() => { ${body} }, ${JSON.stringify({ name: `job ${job}`, ...options })}),`,
  );
  return `import { compute, syscall, thread, time } from "schedlens";
/** @simulate */
export function main() {
  const threads = [
${created.join("\n")}
  ];
  ${last}
}
`;
}

export function cpuSchedProgram(lengths: readonly number[]): string {
  return program(
    lengths.map((length) => ({ body: `compute(${ns(length)});`, options: { burst: ns(length) } })),
  );
}

/** The waits of several jobs overlap: they are system calls, since the disk serves one request after the other. */
export function mlfqProgram(jobs: readonly MlfqJob[], ioTime: number): string {
  return program(
    jobs.map(({ start, run, io_freq }) => ({
      body:
        io_freq === 0
          ? `compute(${ns(run)});`
          : `for (let left = ${run}; left > 0; left -= ${io_freq}) {
      compute(${TICK} * Math.min(left, ${io_freq}));
      if (left > ${io_freq}) syscall(${ns(ioTime)});
    }`,
      options: { start: ns(start) },
    })),
  );
}

export function mlfqPolicy({ queues, quantum, allotment, boost, stay, iobump }: MlfqOptions): string {
  const levels = Array.from({ length: queues }, (_, at) => queues - 1 - at);
  const parts = [
    `queues=${queues}`,
    `quantum=${levels.map((level) => `${quantum[level] ?? 0}ms`).join(",")}`,
    `allotment=${levels.map((level) => allotment[level] ?? 0).join(",")}`,
    `boost=${boost}ms`,
    `stay=${stay ? "on" : "off"}`,
    `iobump=${iobump ? "on" : "off"}`,
  ];
  return `mlfq:${parts.join(",")}`;
}

/** In the original the clock advances by a whole quantum where a job needs less: here the job needs all of it. */
export function lotteryProgram(
  jobs: readonly { readonly run: number; readonly tickets: number }[],
  quantum: number,
): string {
  return program(
    jobs.map(({ run, tickets }) => ({
      body: `compute(${ns(Math.ceil(run / quantum) * quantum)});`,
      options: { tickets },
    })),
  );
}

/**
 * In the original a CPU whose job ends within a tick is idle until the next one: here the job stays until then. Only a warm one can end so.
 * With a queue for each CPU, jobs are put into them by turns and stay there.
 */
export function multiProgram(
  jobs: readonly MultiJob[],
  warmRate: number,
  cpus: number,
  perCpu: boolean,
): string {
  return program(
    jobs.map(({ run, working_set, affinity }, job) => ({
      body: untilTick(run, warmRate),
      options: {
        workingSet: working_set,
        ...(perCpu ? { affinity: [job % cpus] } : affinity === undefined ? {} : { affinity }),
      },
    })),
  );
}

/** With a queue for each CPU, into which jobs are put by turns, and others to steal them. Main is over when it has made them. */
export function peekProgram(jobs: readonly MultiJob[], warmRate: number): string {
  return program(
    jobs.map(({ run, working_set }) => ({
      body: untilTick(run, warmRate),
      options: { workingSet: working_set },
    })),
    "thread.exit();",
  );
}

function untilTick(run: number, warmRate: number): string {
  return `compute(${ns(run)}); const part = time.now() % ${TICK}; if (part > 0) compute((${TICK} - part) * ${warmRate});`;
}
