import { chan, go, sync } from "schedlens";
import type { Chan, RecvChan } from "schedlens";

class Hub {
  readonly mu = new sync.RWMutex();
  readonly subs: Chan<string>[] = [];

  subscribe(): RecvChan<string> {
    this.mu.lock();
    try {
      const c = chan<string>(2);
      this.subs.push(c);
      return c;
    } finally {
      this.mu.unlock();
    }
  }

  publish(s: string) {
    this.mu.rLock();
    try {
      for (const c of this.subs) c.send(s);
    } finally {
      this.mu.rUnlock();
    }
  }
}

/** @simulate */
export function main() {
  const h = new Hub();
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 3; i++) {
    wg.add(1);
    const c = h.subscribe();
    go(() => {
      try {
        for (const s of c) console.log("subscriber", i, s);
      } finally {
        wg.done();
      }
    });
  }
  for (const s of ["a", "b", "c", "d"]) h.publish(s);
  for (const c of h.subs) c.close();
  wg.wait();
}
