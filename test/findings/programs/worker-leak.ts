import { chan, go, sync, time } from "schedlens";

/**
 * Three workers wait for jobs on a channel that main never closes.
 *
 * @simulate cores=2 gomaxprocs=2
 */
export function main(): void {
  const jobs = chan<number>(4);
  const done = new sync.WaitGroup();
  for (let i = 0; i < 3; i++)
    go(function worker() {
      for (const job of jobs) {
        time.sleep(job);
        done.done();
      }
    });
  for (let job = 1; job <= 6; job++) {
    done.add(1);
    jobs.send(job * 100_000);
  }
  done.wait();
  time.sleep("2ms");
  console.log("all jobs are done");
}
