import { go, sync } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  const n = 1000;
  const order: number[] = [];
  wg.add(n);
  for (let i = 0; i < n; i++) {
    go(() => {
      order.push(i);
      wg.done();
    });
  }
  wg.wait();
  console.log(`[${order.join(" ")}]`);
}
