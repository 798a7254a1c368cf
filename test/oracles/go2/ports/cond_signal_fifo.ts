import { go, runtime, sync } from "schedlens";

/** @simulate */
export function main() {
  const mu = new sync.Mutex();
  const c = new sync.Cond(mu);
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 5; i++) {
    wg.add(1);
    go(() => {
      mu.lock();
      c.wait();
      console.log("woke", i);
      mu.unlock();
      wg.done();
    });
  }
  runtime.gosched();
  c.signal();
  c.signal();
  console.log("two signals");
  runtime.gosched();
  c.signal();
  console.log("one signal");
  runtime.gosched();
  c.broadcast();
  console.log("broadcast");
  wg.wait();
  c.signal();
  c.broadcast();
}
