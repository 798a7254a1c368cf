import { chan, go, nilChan, recv, select, send, sync } from "schedlens";

/** @simulate */
export function main() {
  const mu = new sync.Mutex();
  const rw = new sync.RWMutex();
  const wg = new sync.WaitGroup();
  const l = new sync.Mutex();
  const cond = new sync.Cond(l);
  const nilc = nilChan<number>();
  const c = chan<number>();
  const full = chan<number>(1);
  full.send(1);
  mu.lock();
  rw.lock();
  wg.add(1);
  go(() => c.recv());
  go(() => full.send(2));
  go(() => nilc.recv());
  go(() => nilc.send(1));
  go(() => select());
  go(() => select(recv(nilc), send(full, 1)));
  go(() => mu.lock());
  go(() => rw.rLock());
  go(() => rw.lock());
  go(() => wg.wait());
  go(() => {
    l.lock();
    cond.wait();
  });
  go(() => {
    for (const _ of c);
  });
  console.log("all wait");
  l.lock();
  for (;;) cond.wait();
}
