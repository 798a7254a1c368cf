import { chan, go, sync, time } from "schedlens";

/** @simulate */
export function main() {
  const slots = chan<object>(3);
  const wg = new sync.WaitGroup();
  const mu = new sync.Mutex();
  let running = 0;
  let peak = 0;
  for (let i = 0; i < 10; i++) {
    wg.add(1);
    go(() => {
      try {
        slots.send({});
        mu.lock();
        running++;
        peak = Math.max(peak, running);
        mu.unlock();
        console.log("in", i);
        time.sleep("2ms");
        mu.lock();
        running--;
        mu.unlock();
        slots.recv();
      } finally {
        wg.done();
      }
    });
  }
  wg.wait();
  console.log("peak", peak);
}
