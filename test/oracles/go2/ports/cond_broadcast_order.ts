import { go, runtime, sync } from "schedlens";

/** @simulate */
export function main() {
  const mu = new sync.Mutex();
  const c = new sync.Cond(mu);
  const wg = new sync.WaitGroup();
  let ready = false;
  for (let i = 0; i < 6; i++) {
    wg.add(1);
    go(() => {
      mu.lock();
      while (!ready) {
        console.log("waits", i);
        c.wait();
      }
      console.log("goes on", i);
      mu.unlock();
      wg.done();
    });
  }
  runtime.gosched();
  mu.lock();
  ready = true;
  c.broadcast();
  console.log("broadcast");
  mu.unlock();
  wg.wait();
}
