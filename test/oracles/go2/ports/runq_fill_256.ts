import { go, runtime } from "schedlens";

/** @simulate */
export function main() {
  const n = 256;
  const order: number[] = [];
  for (let i = 0; i < n; i++) {
    go(() => {
      order.push(i);
    });
  }
  runtime.gosched();
  console.log(order.length);
  runtime.gosched();
  console.log(`[${order.join(" ")}]`);
}
