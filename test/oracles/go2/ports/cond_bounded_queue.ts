import { go, sync } from "schedlens";

/** @simulate */
export function main() {
  const mu = new sync.Mutex();
  const notFull = new sync.Cond(mu);
  const notEmpty = new sync.Cond(mu);
  const queue: number[] = [];
  const wg = new sync.WaitGroup();
  for (let p = 0; p < 2; p++) {
    wg.add(1);
    go(() => {
      try {
        for (let i = 0; i < 4; i++) {
          mu.lock();
          while (queue.length === 2) notFull.wait();
          queue.push(p * 10 + i);
          console.log("put", p * 10 + i, queue.length);
          notEmpty.signal();
          mu.unlock();
        }
      } finally {
        wg.done();
      }
    });
  }
  for (let c = 0; c < 2; c++) {
    wg.add(1);
    go(() => {
      try {
        for (let i = 0; i < 4; i++) {
          mu.lock();
          while (queue.length === 0) notEmpty.wait();
          const v = queue.shift();
          console.log("consumer", c, "take", v);
          notFull.signal();
          mu.unlock();
        }
      } finally {
        wg.done();
      }
    });
  }
  wg.wait();
  console.log(queue.length);
}
