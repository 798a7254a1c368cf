import { go, runtime, sync } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  const mu = new sync.Mutex();
  const order: number[] = [];
  const add = (i: number) => {
    mu.lock();
    order.push(i);
    mu.unlock();
  };
  wg.add(1);
  go(() => {
    add(1000);
    runtime.gosched();
    add(1001);
    runtime.gosched();
    add(1002);
    wg.done();
  });
  for (let i = 0; i < 200; i++) {
    wg.add(1);
    go(() => {
      add(i);
      wg.done();
    });
  }
  runtime.gosched();
  add(2000);
  wg.wait();
  console.log(`[${order.join(" ")}]`);
}
