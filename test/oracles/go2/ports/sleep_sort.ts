import { go, sync, time } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  for (const ms of [50, 10, 40, 20, 60, 30]) {
    wg.add(1);
    go(() => {
      time.sleep(ms * 1e6);
      console.log(ms);
      wg.done();
    });
  }
  wg.wait();
}
