import { chan, go, runtime, sync } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  const c = chan<number>();
  for (let i = 0; i < 5; i++) {
    wg.add(1);
    go(() => {
      let r = "<nil>";
      try {
        c.send(i);
        console.log("never");
      } catch (error) {
        r = (error as Error).message;
      } finally {
        console.log("sender", i, r);
        wg.done();
      }
    });
  }
  runtime.gosched();
  console.log("got", c.recv());
  c.close();
  wg.wait();
  const [v, ok] = c.recvOk();
  console.log(v ?? 0, ok);
}
