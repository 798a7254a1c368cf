import { go, runtime, sync } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  const mu = new sync.Mutex();
  const order: string[] = [];
  for (let i = 0; i < 150; i++) {
    wg.add(1);
    go(() => {
      for (let r = 0; r < 3; r++) {
        mu.lock();
        order.push(`${i}.${r}`);
        mu.unlock();
        runtime.gosched();
      }
      wg.done();
    });
  }
  wg.wait();
  for (const s of order) console.log(s);
}
