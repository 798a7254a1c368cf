import { chan, go, recv, select, send, sync } from "schedlens";

/** @simulate */
export function main() {
  const c = chan<number>();
  const wg = new sync.WaitGroup();
  const mu = new sync.Mutex();
  let sent = 0;
  let received = 0;
  for (let i = 0; i < 2; i++) {
    wg.add(1);
    go(() => {
      try {
        for (let r = 0; r < 50; r++) {
          select(
            send(c, i, () => {
              mu.lock();
              sent++;
              mu.unlock();
            }),
            recv(c, (v) => {
              mu.lock();
              received++;
              mu.unlock();
              if (v === i) console.log("from itself");
            }),
          );
        }
      } finally {
        wg.done();
      }
    });
  }
  wg.wait();
  console.log(sent, received);
}
