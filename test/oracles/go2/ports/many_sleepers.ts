import { go, sync, time } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 40; i++) {
    wg.add(1);
    const ms = 3 * (((i * 17) % 40) + 1);
    go(() => {
      time.sleep(ms * 1e6);
      console.log(ms, i);
      wg.done();
    });
  }
  wg.wait();
}
