import { chan, go, sync } from "schedlens";
import type { Chan } from "schedlens";

/** @simulate */
export function main() {
  const reqs = chan<{ n: number; reply: Chan<number> }>();
  go(() => {
    for (const r of reqs) r.reply.send(r.n * r.n);
  });
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 4; i++) {
    wg.add(1);
    go(() => {
      const r = { n: i, reply: chan<number>() };
      reqs.send(r);
      console.log("client", i, r.reply.recv());
      wg.done();
    });
  }
  wg.wait();
}
