import { execFileSync } from "node:child_process";
import { prepare } from "./prepare";

const GOROUTINES = 1_000_000;

/** A million goroutines of a compiled program, all blocked on one channel. */
export interface MillionFigure {
  readonly log: "all" | "none";
  /** Heap and array buffers per blocked goroutine, without the log's events. */
  readonly bytesEach: number;
  /** Events per goroutine until it blocks, 32 bytes each. */
  readonly logBytesEach: number;
  /** Starting them until all are blocked, s. */
  readonly created: number;
  /** Closing the channel until all have run to their end, s. */
  readonly released: number;
}

const PROGRAM = `
import { chan, go, sync, time } from "schedlens";
import type { RecvChan } from "schedlens";
/** @simulate gomaxprocs=1 */
export function main() {
  const wg = new sync.WaitGroup();
  const gate = chan<number>();
  wg.add(${GOROUTINES});
  for (let i = 0; i < ${GOROUTINES}; i++) go(waiter, gate, wg);
  time.sleep("100s");
  gate.close();
  wg.wait();
}
function waiter(gate: RecvChan<number>, wg: sync.WaitGroup) {
  gate.recv();
  wg.done();
}`;

/** Each with the full log and without one, in a process of its own. */
export function benchMillion(): MillionFigure[] {
  const options = ["--expose-gc", "--max-old-space-size=6000", process.argv[1] ?? "", "million-one"];
  return ["none", "all"].map(
    (events) =>
      JSON.parse(execFileSync(process.execPath, [...options, events], { encoding: "utf8" })) as MillionFigure,
  );
}

/** What `benchMillion` has a process of its own do. Prints a MillionFigure. */
export function millionOne(events: string): void {
  const before = memory();
  const run = prepare(PROGRAM, events);
  const created = seconds(() => {
    while (run.log.latest < 50e9) if (run.step(10)) throw new Error("the goroutines did not block");
  });
  const bytes = memory() - before;
  const log = run.log.chunks.reduce((sum, chunk) => sum + 32 * chunk.kind.length, 0);
  const released = seconds(() => {
    while (!run.step(1_000));
  });
  const figure = {
    log: events,
    bytesEach: Math.round((bytes - log) / GOROUTINES),
    logBytesEach: Math.round(log / GOROUTINES),
    created,
    released,
  };
  console.log(JSON.stringify(figure));
}

function seconds(work: () => void): number {
  const began = performance.now();
  work();
  return Math.round((performance.now() - began) / 10) / 100;
}

function memory(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
