import { chan, compute, go, runtime, time } from "schedlens";

/**
 * Two goroutines play ping-pong and give way now and then.
 *
 * @simulate cores=1 gomaxprocs=1 limit=2s
 */
export function main(): void {
  const ping = chan<number>();
  const pong = chan<number>();
  let over = false;
  go(function third() {
    compute("50us");
    over = true;
  });
  go(function returner() {
    for (const ball of ping) pong.send(ball);
    pong.close();
  });
  for (let ball = 0; ball < 45_000; ball++) {
    ping.send(ball);
    pong.recv();
    if (ball % 1000 === 0) runtime.gosched();
  }
  ping.close();
  pong.recv();
  console.log(`over: ${over} at ${time.now()}`);
}
