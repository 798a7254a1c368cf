import { go, sync } from "schedlens";

/** @simulate */
export function main() {
  const n = new sync.atomic.Int();
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 10; i++) {
    wg.add(1);
    go(() => {
      for (let r = 0; r < 100; r++) n.add(1);
      for (;;) {
        const old = n.load();
        if (n.compareAndSwap(old, old + 1000)) break;
      }
      wg.done();
    });
  }
  wg.wait();
  console.log(n.load(), n.swap(7), n.compareAndSwap(8, 9), n.compareAndSwap(7, 9), n.add(-10));
  n.store(3);
  console.log(n.load());
}
