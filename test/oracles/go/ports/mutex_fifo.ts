import { go, runtime, sync } from "schedlens";

/** @simulate */
export function main() {
  const mu = new sync.Mutex();
  const wg = new sync.WaitGroup();
  mu.lock();
  for (let i = 0; i < 5; i++) {
    wg.add(1);
    go(() => {
      console.log("want", i);
      mu.lock();
      console.log("have", i);
      mu.unlock();
      wg.done();
    });
  }
  for (let i = 0; i < 10; i++) {
    runtime.gosched();
  }
  console.log("main unlocks");
  mu.unlock();
  wg.wait();
}
