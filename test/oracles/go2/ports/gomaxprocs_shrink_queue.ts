import { go, runtime, sync } from "schedlens";

/** @simulate */
export function main() {
  runtime.gomaxprocs(1);
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 5; i++) {
    wg.add(1);
    go(() => {
      console.log("early", i);
      wg.done();
    });
  }
  runtime.gomaxprocs(1);
  for (let i = 0; i < 3; i++) {
    wg.add(1);
    go(() => {
      console.log("late", i);
      wg.done();
    });
  }
  wg.wait();
}
