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
    for (let i = 0; i < 400; i++) {
      wg.add(1);
      go(() => {
        add(i);
        wg.done();
      });
    }
    add(-1);
    wg.done();
  });
  runtime.gosched();
  add(-2);
  wg.wait();
  console.log(`[${order.join(" ")}]`);
}
