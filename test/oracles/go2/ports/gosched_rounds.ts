import { go, runtime, sync } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 5; i++) {
    wg.add(1);
    go(() => {
      for (let r = 0; r < 3; r++) {
        console.log("g", i, "round", r);
        runtime.gosched();
      }
      wg.done();
    });
  }
  wg.wait();
}
