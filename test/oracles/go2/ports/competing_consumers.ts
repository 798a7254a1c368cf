import { chan, go, sync } from "schedlens";

/** @simulate */
export function main() {
  const c = chan<number>();
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 3; i++) {
    wg.add(1);
    go(() => {
      for (const v of c) console.log("consumer", i, "item", v);
      console.log("consumer", i, "ends");
      wg.done();
    });
  }
  for (let i = 0; i < 9; i++) c.send(i);
  c.close();
  wg.wait();
}
