import { chan, go, sync } from "schedlens";

/** @simulate */
export function main() {
  const n = 100000;
  const wg = new sync.WaitGroup();
  const start = chan<void>();
  const c = chan<number>(128);
  for (let i = 0; i < n; i++) {
    wg.add(1);
    go(() => {
      try {
        start.recv();
        c.send(i);
      } finally {
        wg.done();
      }
    });
  }
  go(() => {
    wg.wait();
    c.close();
  });
  start.close();
  let sum = 0;
  let cnt = 0;
  for (const v of c) {
    sum += v;
    cnt++;
  }
  console.log(cnt, sum);
}
