import { chan, go, otherwise, select, send, time } from "schedlens";

/** @simulate */
export function main() {
  const burst = chan<number>(3);
  for (let i = 0; i < 3; i++) burst.send(i);
  const tick = new time.Ticker("5ms");
  go(() => {
    for (const _ of tick.c) select(send(burst, 0), otherwise());
  });
  const begin = time.now();
  for (let i = 0; i < 6; i++) {
    burst.recv();
    const ms = Math.trunc((time.now() - begin) / 1e6);
    console.log("request", i, "at once:", ms < 4);
  }
}
