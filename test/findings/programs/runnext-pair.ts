import { chan, compute, go, time } from "schedlens";

/**
 * Two goroutines play ping-pong; a third one can run and does not.
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
  for (let ball = 0; ball < 45_000 && !over; ball++) {
    ping.send(ball);
    pong.recv();
  }
  ping.close();
  pong.recv();
  console.log(`over: ${over} at ${time.now()}`);
}
