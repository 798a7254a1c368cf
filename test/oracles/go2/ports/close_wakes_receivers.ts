import { chan, go, runtime, sync } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  const c = chan<number>();
  for (let i = 0; i < 6; i++) {
    wg.add(1);
    go(() => {
      try {
        console.log("waits", i);
        const [v, ok] = c.recvOk();
        console.log("woke", i, v ?? 0, ok);
      } finally {
        wg.done();
      }
    });
  }
  runtime.gosched();
  c.close();
  wg.wait();
}
