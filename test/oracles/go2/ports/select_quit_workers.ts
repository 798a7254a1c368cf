import { chan, go, recv, select, sync } from "schedlens";

/** @simulate */
export function main() {
  const jobs = chan<number>();
  const quit = chan<never>();
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 4; i++) {
    wg.add(1);
    go(() => {
      try {
        let n = 0;
        for (;;) {
          const chosen = select(
            recv(jobs, (j) => {
              console.log("worker", i, "job", j);
              n++;
            }),
            recv(quit, () => console.log("worker", i, "quits after", n)),
          );
          if (chosen === 1) return;
        }
      } finally {
        wg.done();
      }
    });
  }
  for (let j = 0; j < 6; j++) jobs.send(j);
  quit.close();
  wg.wait();
}
