import { writeGoTrace } from "../src/formats/gotrace/writeGoTrace";
import { median } from "./median";
import { prepare } from "./prepare";

export interface GoTraceRow {
  readonly program: string;
  readonly events: number;
  /** Median of the repetitions: ms, and ns an event of the log. */
  readonly ms: number;
  readonly nsPerEvent: number;
  readonly megabytes: number;
  readonly bytesPerEvent: number;
}

const REPETITIONS = 5;

/** `N` stands for how often something happens: about a million events, and ten times as many. */
const PROGRAMS: Readonly<Record<string, readonly [text: string, n: number]>> = {
  "channels, 1 M events": [channels(), 1_100],
  "channels, 10 M events": [channels(), 11_000],
  "work stealing, 1 M events": [stealing(), 900],
};

/** Measures the export of runs as Go execution traces. */
export function benchGoTrace(): GoTraceRow[] {
  return Object.entries(PROGRAMS).map(([program, [text, n]]) => {
    const run = prepare(text.replaceAll("N", String(n)));
    while (!run.step(100_000));
    const { log } = run;
    let bytes = 0;
    const times = Array.from({ length: REPETITIONS }, () => {
      const start = performance.now();
      bytes = writeGoTrace(log).length;
      return performance.now() - start;
    });
    const ms = median(times);
    return {
      program,
      events: log.length,
      ms: Math.round(ms),
      nsPerEvent: Math.round((ms * 1e6) / log.length),
      megabytes: Math.round(bytes / 1e4) / 100,
      bytesPerEvent: Math.round((bytes / log.length) * 100) / 100,
    };
  });
}

function channels(): string {
  return `import { chan, go } from "schedlens";
/** @simulate cores=4 gomaxprocs=4 */
export function main() {
  const c = chan<number>(), d = chan<number>();
  for (let i = 0; i < 50; i++) go(() => { for (const v of c) d.send(v); });
  go(() => { for (let i = 0; i < 50 * N; i++) c.send(i); c.close(); });
  for (let i = 0; i < 50 * N; i++) d.recv();
}
`;
}

function stealing(): string {
  return `import { compute, sync } from "schedlens";
/** @simulate cores=4 gomaxprocs=4 */
export function main() {
  for (let round = 0; round < N; round++) {
    const wg = new sync.WaitGroup();
    for (let i = 0; i < 100; i++) wg.go(() => compute("2us"));
    wg.wait();
  }
}
`;
}
