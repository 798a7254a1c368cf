import { go, sync } from "schedlens";

/** @simulate */
export function main() {
  const n = 3;
  const mu = new sync.Mutex();
  const c = new sync.Cond(mu);
  let count = 0;
  let phase = 0;
  const wait = () => {
    mu.lock();
    try {
      const p = phase;
      count++;
      if (count === n) {
        count = 0;
        phase = phase + 1;
        c.broadcast();
        return;
      }
      while (p === phase) {
        c.wait();
      }
    } finally {
      mu.unlock();
    }
  };
  const wg = new sync.WaitGroup();
  for (let i = 0; i < n; i++) {
    wg.add(1);
    go(() => {
      try {
        for (let r = 0; r < 3; r++) {
          console.log("round", r, "g", i);
          wait();
        }
      } finally {
        wg.done();
      }
    });
  }
  wg.wait();
}
