import { go, runtime, sync } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  const all = new sync.WaitGroup();
  wg.add(1);
  for (let i = 0; i < 6; i++) {
    all.add(1);
    go(() => {
      console.log("waits", i);
      wg.wait();
      console.log("released", i);
      all.done();
    });
  }
  runtime.gosched();
  console.log("done");
  wg.done();
  all.wait();
}
