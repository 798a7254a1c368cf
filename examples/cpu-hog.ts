import { go, sync, time } from "schedlens";

/**
 * Two loops that never call anything share one P with a goroutine that wants to run every 2 ms.
 *
 * Nothing in the loops gives way. After 10 ms sysmon notices, and a signal takes the hog off its P: the hog goes to the end of the global
 * queue (slices of 10 to 20 ms, since sysmon looks only every 10 ms). The metronome's ticks come late by as much. Set GOMAXPROCS to 3:
 * with a P for each of them nobody is late, and nobody is preempted for another goroutine.
 *
 * @simulate cores=1 gomaxprocs=1
 */
export function main(): void {
  const wg = new sync.WaitGroup();
  wg.go(() => hog("first", 9_000_000));
  wg.go(() => hog("second", 6_000_000));
  go(metronome);
  wg.wait();
  console.log(`ticks late by ${late.map((ns) => `${(ns / 1e6).toFixed(1)} ms`).join(", ")}`);
}

const late: number[] = [];

function metronome(): void {
  for (;;) {
    const due = time.now() + 2_000_000;
    time.sleep("2ms");
    late.push(time.now() - due);
  }
}

function hog(name: string, rounds: number): void {
  let x = 1;
  for (let i = 0; i < rounds; i++) x = (x * 31 + i) | 0;
  console.log(`${name} hog is done: ${x}`);
}
