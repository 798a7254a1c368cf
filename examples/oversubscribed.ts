import { compute, runtime, sync, time } from "schedlens";

/**
 * A program that believes it has four cores, on a machine with two.
 *
 * There are four Ps, so four threads run goroutines at the same time; the kernel gives each of them a core in turn. In the lanes per core
 * threads alternate with every time slice of the kernel (timer interrupt, context switch); in the lanes per P a goroutine seems to run
 * all the time, although its thread has no core for half of it. Set GOMAXPROCS to 2: the same work, fewer switches.
 *
 * @simulate cores=2 gomaxprocs=4
 */
export function main(): void {
  const start = time.now();
  const wg = new sync.WaitGroup();
  for (let id = 0; id < 4; id++)
    wg.go(() => {
      for (let round = 0; round < 12; round++) compute("1ms");
    });
  wg.wait();
  const elapsed = (time.now() - start) / 1e6;
  console.log(
    `${runtime.numCPU()} cores, ${runtime.gomaxprocs()} Ps: ${elapsed.toFixed(1)} ms for 48 ms of work`,
  );
}
