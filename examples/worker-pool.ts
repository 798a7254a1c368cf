import { chan, compute, go, sync, type RecvChan, type SendChan } from "schedlens";

interface Job {
  readonly id: number;
  /** How long it computes, in us. */
  readonly work: number;
  /** Whether it asks a server first. */
  readonly remote: boolean;
}

interface Done {
  readonly job: number;
  readonly worker: number;
}

/**
 * Four workers take 24 jobs from one channel; every third job asks a server before it computes.
 *
 * Look at the lanes per goroutine: while a worker waits for the server (IO wait) the others take the next jobs, so nobody is given a
 * share beforehand and yet all end within one job of each other. Look at the edges of the state diagram: chan receive for idle workers,
 * IO wait for the server, semacquire for the goroutine that waits for all of them.
 *
 * @simulate cores=2 gomaxprocs=2
 */
export function main(): void {
  const jobs = chan<Job>(24);
  const results = chan<Done>();
  const workers = new sync.WaitGroup();
  for (let worker = 1; worker <= 4; worker++) workers.go(() => work(worker, jobs, results));
  go(() => {
    workers.wait();
    results.close();
  });
  for (let id = 0; id < 24; id++) jobs.send({ id, work: 120 + ((id * 53) % 7) * 60, remote: id % 3 === 0 });
  jobs.close();

  const perWorker = new Map<number, number>();
  for (const done of results) perWorker.set(done.worker, (perWorker.get(done.worker) ?? 0) + 1);
  for (let worker = 1; worker <= 4; worker++)
    console.log(`worker ${worker} did ${perWorker.get(worker) ?? 0} jobs`);
}

function work(worker: number, jobs: RecvChan<Job>, results: SendChan<Done>): void {
  for (const job of jobs) {
    if (job.remote) ask(job.id);
    compute(job.work * 1000);
    results.send({ job: job.id, worker });
  }
}

/**
 * @io network 700us
 * @mock {status: 200}
 */
function ask(id: number): { status: number } {
  throw new Error(`no server here to ask about ${id}`);
}
