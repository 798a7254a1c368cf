import { go, sync, time } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 8; i++) {
    wg.add(1);
    go(() => {
      time.sleep("20ms");
      console.log("woke", i);
      wg.done();
    });
  }
  wg.wait();
}
