import { Kind } from "../src/shared/schema";
import type { PreparedRun } from "../src/worker/prepareRun";
import { prepare } from "./prepare";

export interface ProgramFigures {
  /** Compiled program, full event log: goroutine switches per second of a ping-pong over two channels, one P. At least 500,000. */
  readonly switchesPerSecond: number;
  readonly bytesPerEvent: number;
  /** A hundred thousand goroutines of a compiled program, blocked at call depth 2: everything included, with the log. At most 2,048. */
  readonly bytesPerGoroutine: number;
  /** The same goroutines, created, blocked, woken and ended, in seconds. At most 3. */
  readonly hundredThousandSeconds: number;
}

const PING_PONG = `
import { chan, go } from "schedlens";
/** @simulate gomaxprocs=1 */
export function main() {
  const ping = chan<number>();
  const pong = chan<number>();
  go(() => {
    for (const v of ping) pong.send(v);
  });
  for (let i = 0; i < 500_000; i++) {
    ping.send(i);
    pong.recv();
  }
}`;

const GOROUTINES = 100_000;
const BLOCKED = `
import { chan, sync, time } from "schedlens";
/** @simulate gomaxprocs=1 */
export function main() {
  const wg = new sync.WaitGroup();
  const gate = chan<number>();
  for (let i = 0; i < ${GOROUTINES}; i++) wg.go(() => wait(gate));
  time.sleep("10s");
  gate.close();
  wg.wait();
}
function wait(gate) {
  gate.recv();
}`;

function seconds(work: () => void): number {
  const began = performance.now();
  work();
  return (performance.now() - began) / 1000;
}

function finish(run: PreparedRun): void {
  while (!run.step(1_000));
}

function memory(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Needs Node's `--expose-gc` for the memory figure. */
export function benchProgram(): ProgramFigures {
  finish(prepare(BLOCKED.replace(String(GOROUTINES), "1000")));
  const before = memory();
  const blocked = prepare(BLOCKED);
  let spent = seconds(() => {
    while (blocked.log.endTime < 5e9) if (blocked.step(10)) throw new Error("the goroutines did not block");
  });
  const bytesPerGoroutine = (memory() - before) / GOROUTINES;
  spent += seconds(() => finish(blocked));

  let best = 0;
  let bytesPerEvent = 0;
  for (let round = 0; round < 3; round++) {
    const run = prepare(PING_PONG);
    const taken = seconds(() => finish(run));
    let switches = 0;
    run.log.forEach(({ kind }) => {
      if (kind === Kind.GoRunning) switches++;
    });
    best = Math.max(best, switches / taken);
    const chunkBytes = run.log.chunks.reduce(
      (sum, chunk) =>
        sum +
        Object.values(chunk).reduce(
          (bytes: number, column: unknown) => bytes + (ArrayBuffer.isView(column) ? column.byteLength : 0),
          0,
        ),
      0,
    );
    bytesPerEvent = chunkBytes / run.log.length;
  }
  return { switchesPerSecond: best, bytesPerEvent, bytesPerGoroutine, hundredThousandSeconds: spent };
}
