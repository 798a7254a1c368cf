import { chan, go, sync } from "schedlens";

/** @simulate */
export function main() {
  const jobs = chan<number>(20);
  const results = chan<string>(20);
  const wg = new sync.WaitGroup();
  for (let w = 0; w < 3; w++) {
    wg.add(1);
    go(() => {
      try {
        for (const j of jobs) {
          results.send(`job ${j} = ${j * 2} (worker ${w})`);
        }
      } finally {
        wg.done();
      }
    });
  }
  for (let j = 0; j < 9; j++) {
    jobs.send(j);
  }
  jobs.close();
  wg.wait();
  results.close();
  for (const r of results) {
    console.log(r);
  }
}
