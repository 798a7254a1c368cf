import { chan, go, recv, runtime, select, sync } from "schedlens";

/** @simulate */
export function main() {
  const wg = new sync.WaitGroup();
  const c = chan<number>();
  const other = chan<number>();
  for (let i = 0; i < 6; i++) {
    wg.add(1);
    go(() => {
      try {
        if (i % 2 === 0) {
          const [, ok] = c.recvOk();
          console.log("recv", i, ok);
          return;
        }
        select(
          recv(c, (_, ok) => console.log("select", i, ok)),
          recv(other, () => console.log("other", i)),
        );
      } finally {
        wg.done();
      }
    });
  }
  runtime.gosched();
  c.close();
  wg.wait();
}
