import { go, sync } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  const total = new sync.atomic.Int();
  for (let i = 1; i <= 1000; i++) {
    wg.add(1);
    go(() => {
      try {
        total.add(i);
      } finally {
        wg.done();
      }
    });
  }
  wg.wait();
  console.log(total.load());
}
