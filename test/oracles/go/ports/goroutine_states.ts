import { chan, go, io, nilChan, recv, runtime, select, send, sync, syscall, time } from "schedlens";

/** @simulate */
export function main() {
  const mu = new sync.Mutex();
  const rw = new sync.RWMutex();
  const rw2 = new sync.RWMutex();
  const wg = new sync.WaitGroup();
  const l = new sync.Mutex();
  const cond = new sync.Cond(l);
  const c = chan<number>();
  const nilc = nilChan<number>();
  mu.lock();
  rw.lock();
  rw2.rLock();
  wg.add(1);
  go(() => {
    c.recv();
  });
  go(() => {
    chan<number>().send(1);
  });
  go(() => {
    nilc.recv();
  });
  go(() => {
    nilc.send(1);
  });
  go(() => {
    select();
  });
  go(() => {
    select(recv(c), send(c, 1), recv(nilc));
  });
  go(() => {
    time.sleep("3600s");
  });
  go(() => {
    mu.lock();
  });
  go(() => {
    rw.rLock();
  });
  go(() => {
    rw2.lock();
  });
  go(() => {
    wg.wait();
  });
  go(() => {
    l.lock();
    cond.wait();
  });
  go(() => {
    io.network("3600s");
  });
  go(() => {
    syscall("3600s");
  });
  go(() => {
    for (;;) {}
  });
  time.sleep("50ms");
  const dump = runtime.stack(true);
  const names: string[] = [];
  for (const line of dump.split("\n")) {
    const m = /^goroutine \d+ \[(.*)\]:/.exec(line);
    if (m !== null) {
      names.push(m[1] ?? "");
    }
  }
  names.sort();
  for (const n of names) {
    console.log(n);
  }
}
