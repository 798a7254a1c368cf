import { chan, go, runtime, sync } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  const c = chan<number>(2);
  for (let i = 0; i < 6; i++) {
    wg.add(1);
    go(() => {
      c.send(i);
      console.log("sent", i);
      wg.done();
    });
  }
  runtime.gosched();
  console.log("len", c.len, "cap", c.cap);
  for (let i = 0; i < 6; i++) {
    console.log("got", c.recv(), "len", c.len);
  }
  wg.wait();
}
