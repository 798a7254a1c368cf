import { chan, go, type RecvChan, type SendChan } from "schedlens";

/**
 * Two goroutines hit a ball over two unbuffered channels.
 *
 * Each send finds its receiver waiting, hands the ball over directly and puts the receiver into `runnext`, where it runs next: so the rally
 * stays on one P. The other thread is woken at each hit all the same, looks for work, finds none (runnext is not to be stolen for 3 us) and
 * goes back to sleep: that is the comb on the other core. In the state diagram running → waiting and waiting → runnable have the same count.
 *
 * @simulate cores=2 gomaxprocs=2
 */
export function main(): void {
  const ping = chan<number>();
  const pong = chan<number>();
  go(player, ping, pong);
  let ball = 0;
  while (ball < 60) {
    ping.send(hit(ball));
    ball = pong.recv() ?? 0;
    if (ball % 20 === 0) console.log(`${ball} hits`);
  }
  ping.close();
  console.log(`pong is ${pong.recvOk()[1] ? "open" : "closed"}`);
}

function player(from: RecvChan<number>, to: SendChan<number>): void {
  for (const ball of from) to.send(hit(ball));
  to.close();
}

/** @cpu 25us */
function hit(ball: number): number {
  return ball + 1;
}
