import { compute, go, sync, time } from "schedlens";

/** @simulate */
export function main() {
  const stop = new sync.atomic.Int();
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 3; i++) {
    wg.add(1);
    go(() => {
      while (stop.load() === 0) compute("100us");
      wg.done();
    });
  }
  time.sleep("30ms");
  stop.store(1);
  wg.wait();
  console.log("all three saw it");
}
