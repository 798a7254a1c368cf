import { chan, go, sync } from "schedlens";

/** @simulate */
export function main() {
  const mu = new sync.Mutex();
  const notEmpty = new sync.Cond(mu);
  const notFull = new sync.Cond(mu);
  let q: number[] = [];
  const done = chan<boolean>();
  go(() => {
    for (let i = 0; i < 6; i++) {
      mu.lock();
      while (q.length === 2) {
        notFull.wait();
      }
      q.push(i);
      console.log("put", i, q.length);
      notEmpty.signal();
      mu.unlock();
    }
  });
  go(() => {
    for (let i = 0; i < 6; i++) {
      mu.lock();
      while (q.length === 0) {
        notEmpty.wait();
      }
      const v = q[0];
      q = q.slice(1);
      console.log("take", v, q.length);
      notFull.signal();
      mu.unlock();
    }
    done.send(true);
  });
  done.recv();
}
