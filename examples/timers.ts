import { chan, compute, context, go, recv, select, sync, time, type Chan, type RecvChan } from "schedlens";

/**
 * A ticker, a timeout, a timer that is stopped, and a context with a deadline, brought together by select.
 *
 * Between timers nothing is runnable: the P is idle, and its thread sleeps in epoll_wait until the next timer of the heap. Each select
 * waits for several things at once; its wait reason is "select", and the event says which case it was. The ticker's reader is too slow: at
 * most one tick is kept for it, the others are lost.
 *
 * @simulate cores=2 gomaxprocs=2
 */
export function main(): void {
  const [ctx, cancel] = context.withTimeout(context.background(), "18ms");
  const replies = chan<string>();
  const wg = new sync.WaitGroup();
  wg.go(() => server(ctx, replies));

  for (let i = 1; i <= 3; i++) {
    select(
      recv(replies, (text) => console.log(`${at()} reply ${i}: ${text}`)),
      recv(time.after("4ms"), () => console.log(`${at()} reply ${i}: timeout`)),
    );
  }

  const alarm = time.afterFunc("1s", () => console.log("never printed"));
  console.log(`${at()} alarm stopped: ${alarm.stop()}`);
  slowReader(ctx.done());
  cancel();
  wg.wait();
  console.log(`${at()} over: ${ctx.err()?.message}`);
}

/** Answers after 2, 5 and 3 ms, then waits for the end. */
function server(ctx: context.Context, replies: Chan<string>): void {
  for (const ms of [2, 5, 3]) {
    time.sleep(ms * 1_000_000);
    go(() => replies.send(`took ${ms} ms`));
  }
  ctx.done().recv();
}

/** Reads a ticker of 1 ms, and needs 1.5 ms for each tick, until `done`. */
function slowReader(done: RecvChan<never>): void {
  const ticker = new time.Ticker("1ms");
  let ticks = 0;
  for (;;) {
    const chosen = select(recv(ticker.c), recv(done));
    if (chosen === 1) break;
    ticks++;
    compute("1500us");
  }
  ticker.stop();
  console.log(`${at()} ${ticks} ticks read`);
}

function at(): string {
  return `${(time.now() / 1e6).toFixed(1)} ms:`;
}
