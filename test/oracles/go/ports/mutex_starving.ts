import { chan, go, otherwise, recv, select, sync, time } from "schedlens";

/** @simulate */
export function main() {
  const mu = new sync.Mutex();
  const got = chan<boolean>(1);
  const stop = chan<boolean>();
  mu.lock();
  go(() => {
    mu.lock();
    got.send(true);
    mu.unlock();
    stop.close();
  });
  let rounds = 0;
  for (;;) {
    time.sleep("2ms");
    mu.unlock();
    mu.lock();
    rounds++;
    switch (select(recv(got), otherwise())) {
      case 0:
        console.log("waiter got the lock; few rounds:", rounds <= 4);
        mu.unlock();
        stop.recv();
        return;
    }
  }
}
