import { chan, recv, select, time } from "schedlens";

/** @simulate */
export function main() {
  const t = new time.Ticker("2ms");
  for (let i = 0; i < 3; i++) {
    t.c.recv();
    console.log("tick", i);
  }
  t.stop();
  select(recv(t.c), recv(chan<number>()));
}
