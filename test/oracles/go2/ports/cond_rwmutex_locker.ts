import { go, runtime, sync } from "schedlens";

/** @simulate */
export function main() {
  const rw = new sync.RWMutex();
  const c = new sync.Cond(rw);
  const wg = new sync.WaitGroup();
  let n = 0;
  for (let i = 0; i < 3; i++) {
    wg.add(1);
    go(() => {
      rw.lock();
      while (n <= i) c.wait();
      console.log("passed", i);
      rw.unlock();
      wg.done();
    });
  }
  for (let i = 0; i < 3; i++) {
    runtime.gosched();
    rw.lock();
    n++;
    console.log("n is", n);
    c.broadcast();
    rw.unlock();
  }
  wg.wait();
}
