import { chan, go } from "schedlens";

const rounds = 500_000;

/** @simulate gomaxprocs=1 */
export function main() {
  const ping = chan<number>();
  const pong = chan<number>();
  go(() => {
    for (const v of ping) pong.send(v);
  });
  let sum = 0;
  for (let i = 0; i < rounds; i++) {
    ping.send(i);
    sum += pong.recv()!;
  }
  console.log(sum);
}
