import { chan, go } from "schedlens";

const senders = 100_000;

/** @simulate gomaxprocs=1 */
export function main() {
  const results = chan<number>();
  for (let i = 0; i < senders; i++) go(() => results.send(i));
  let sum = 0;
  for (let i = 0; i < senders; i++) sum += results.recv()!;
  console.log(sum);
}
