import { chan, go, otherwise, recv, runtime, select, send, sync, time } from "schedlens";
import type { Chan } from "schedlens";
import { check, equal } from "./check";

/**
 * Mirrors runtime/chan_test.go TestChan: FIFO of each size, blocking, and one receiver for each value.
 * @simulate
 */
export function TestChan() {
  for (const capacity of [0, 1, 2, 7]) {
    {
      const c = chan<number>(capacity);
      let received = 0;
      go(() => {
        c.recv();
        received++;
      });
      go(() => {
        c.recv();
        received++;
      });
      time.sleep("1ms");
      equal(received, 0, "receive from an empty channel");
      equal(select(recv(c), otherwise()), 1, "waiting receivers are no senders");
      c.send(0);
      c.send(0);
    }
    {
      const c = chan<number>(capacity);
      for (let i = 0; i < capacity; i++) c.send(i);
      const sent = new sync.atomic.Int();
      go(() => {
        c.send(0);
        sent.store(1);
      });
      time.sleep("1ms");
      equal(sent.load(), 0, "send to a full channel");
      equal(select(send(c, 0), otherwise()), 1, "full");
      c.recv();
      time.sleep("1ms");
      equal(sent.load(), 1, "sent at last");
    }
    {
      const c = chan<number>(capacity);
      for (let i = 0; i < capacity; i++) c.send(i);
      c.close();
      for (let i = 0; i < capacity; i++) equal(c.recv(), i, "left in a closed channel");
      equal(c.recvOk()[1], false, "closed");
    }
    {
      const c = chan<number>(capacity);
      const done = chan<boolean>();
      go(() => {
        const [v, ok] = c.recvOk();
        done.send(v === undefined && !ok);
      });
      time.sleep("1ms");
      c.close();
      equal(done.recv(), true, "close wakes a receiver");
    }
    {
      const c = chan<number>(capacity);
      go(() => {
        for (let i = 0; i < 100; i++) c.send(i);
      });
      for (let i = 0; i < 100; i++) equal(c.recv(), i, "order");
    }
    {
      const c = chan<number>(capacity);
      const many = 4;
      const each = 200;
      for (let p = 0; p < many; p++) {
        go(() => {
          for (let i = 0; i < each; i++) c.send(i);
        });
      }
      const done = chan<Map<number, number>>();
      for (let p = 0; p < many; p++) {
        go(() => {
          const counts = new Map<number, number>();
          for (let i = 0; i < each; i++) {
            const v = c.recv() ?? -1;
            counts.set(v, (counts.get(v) ?? 0) + 1);
          }
          done.send(counts);
        });
      }
      const all = new Map<number, number>();
      for (let p = 0; p < many; p++) {
        for (const [v, n] of done.recv() ?? []) all.set(v, (all.get(v) ?? 0) + n);
      }
      equal(all.size, each, "different values");
      for (const n of all.values()) equal(n, many, "how often each came");
    }
    equal(chan<number>(capacity * 2 + 1).cap, capacity * 2 + 1, "cap");
  }
  console.log("ok");
}

/**
 * Mirrors runtime/chan_test.go TestNonblockRecvRace: close and a select with default do not miss each other.
 * @simulate
 */
export function TestNonblockRecvRace() {
  for (let i = 0; i < 200; i++) {
    const c = chan<number>(1);
    c.send(1);
    go(() => {
      if (select(recv(c), otherwise()) !== 0) throw new Error("the channel is not ready");
    });
    c.close();
    c.recv();
    check(runtime.numGoroutine() < 300, "goroutines pile up");
  }
  console.log("ok");
}

/**
 * Mirrors runtime/chan_test.go TestNonblockSelectRace: a select over two channels sees the one that is ready.
 * @simulate
 */
export function TestNonblockSelectRace() {
  const done = chan<boolean>(1);
  for (let i = 0; i < 300; i++) {
    const c1 = chan<number>(1);
    const c2 = chan<number>(1);
    c1.send(1);
    go(() => {
      done.send(select(recv(c1), recv(c2), otherwise()) !== 2);
    });
    c2.send(1);
    select(recv(c1), otherwise());
    equal(done.recv(), true, "no channel is ready");
  }
  console.log("ok");
}

/**
 * Mirrors runtime/chan_test.go TestNonblockSelectRace2: the same with a close.
 * @simulate
 */
export function TestNonblockSelectRace2() {
  const done = chan<boolean>(1);
  for (let i = 0; i < 300; i++) {
    const c1 = chan<number>(1);
    const c2 = chan<number>();
    c1.send(1);
    go(() => {
      done.send(select(recv(c1), recv(c2), otherwise()) !== 2);
    });
    c2.close();
    select(recv(c1), otherwise());
    equal(done.recv(), true, "no channel is ready");
  }
  console.log("ok");
}

/**
 * Mirrors runtime/chan_test.go TestSelfSelect: a select that sends and receives on a channel never meets itself.
 * @simulate
 */
export function TestSelfSelect() {
  for (const capacity of [0, 10]) {
    const wg = new sync.WaitGroup();
    const c = chan<number>(capacity);
    for (let p = 0; p < 2; p++) {
      wg.go(() => {
        for (let i = 0; i < 500; i++) {
          const r = recv(c);
          const s = send(c, p);
          const chosen = p === 0 || i % 2 === 0 ? select(s, r) === 1 : select(r, s) === 0;
          if (chosen && capacity === 0) check(r.value !== p, "received its own value");
        }
      });
    }
    wg.wait();
  }
  console.log("ok");
}

/**
 * Mirrors runtime/chan_test.go TestSelectStress: 8 goroutines over 4 channels, nothing lost, nobody stuck.
 * @simulate
 */
export function TestSelectStress() {
  const cs = [chan<number>(), chan<number>(), chan<number>(2), chan<number>(3)] as const;
  const n = 400;
  const wg = new sync.WaitGroup();
  for (const c of cs) {
    wg.go(() => {
      for (let i = 0; i < n; i++) c.send(i);
    });
    wg.go(() => {
      for (let i = 0; i < n; i++) c.recv();
    });
  }
  wg.go(() => {
    const left = [n, n, n, n];
    const open: Chan<number>[] = [...cs];
    for (let i = 0; i < 4 * n; i++) {
      const k = select(send(open[0]!, 0), send(open[1]!, 0), send(open[2]!, 0), send(open[3]!, 0));
      if (--left[k]! === 0) open[k] = never;
    }
  });
  wg.go(() => {
    const left = [n, n, n, n];
    const open: Chan<number>[] = [...cs];
    for (let i = 0; i < 4 * n; i++) {
      const k = select(recv(open[0]!), recv(open[1]!), recv(open[2]!), recv(open[3]!));
      if (--left[k]! === 0) open[k] = never;
    }
  });
  wg.wait();
  console.log("ok");
}
const never = chan<number>();

/**
 * Mirrors runtime/chan_test.go TestSelectFairness: two ready channels get about the same.
 * @simulate
 */
export function TestSelectFairness() {
  const trials = 1000;
  const c1 = chan<number>(trials + 1);
  const c2 = chan<number>(trials + 1);
  for (let i = 0; i < trials + 1; i++) {
    c1.send(1);
    c2.send(2);
  }
  const c3 = chan<number>();
  const c4 = chan<number>();
  const out = chan<number>();
  const done = chan<never>();
  const wg = new sync.WaitGroup();
  wg.go(() => {
    for (;;) {
      const cases = [recv(c3), recv(c4), recv(c1), recv(c2)] as const;
      const b = cases[select(...cases) as 0 | 1 | 2 | 3].value ?? 0;
      if (select(send(out, b), recv(done)) === 1) return;
    }
  });
  const counts: [number, number] = [0, 0];
  for (let i = 0; i < trials; i++) counts[out.recv() === 1 ? 0 : 1]++;
  check(Math.abs(counts[0] / trials - 0.5) < 0.08, `unfair: ${counts.join(" and ")}`);
  done.close();
  wg.wait();
  console.log("ok");
}

/**
 * Mirrors runtime/chan_test.go TestPseudoRandomSend: a select of two sends is no pattern.
 * @simulate
 */
export function TestPseudoRandomSend() {
  for (const capacity of [0, 100]) {
    const c = chan<number>(capacity);
    const bits: number[] = [];
    const m = new sync.Mutex();
    m.lock();
    go(() => {
      for (let i = 0; i < 100; i++) {
        runtime.gosched();
        bits.push(c.recv() ?? -1);
      }
      m.unlock();
    });
    for (let i = 0; i < 100; i++) select(send(c, 1), send(c, 0));
    m.lock();
    const ones = bits.filter((bit) => bit === 1).length;
    check(ones > 25 && ones < 75, `${ones} ones of 100`);
  }
  console.log("ok");
}

/**
 * Mirrors runtime/chan_test.go TestMultiConsumer: 23 workers, none loses or doubles a value.
 * @simulate
 */
export function TestMultiConsumer() {
  const workers = 23;
  const items = 2000;
  const pn = [2, 3, 7, 11, 13, 17, 19, 23, 27, 31];
  const q = chan<number>(workers * 3);
  const r = chan<number>(workers * 3);
  const wg = new sync.WaitGroup();
  for (let i = 0; i < workers; i++) {
    wg.go(() => {
      for (const v of q) {
        if (pn[i % pn.length] === v) runtime.gosched();
        r.send(v);
      }
    });
  }
  const expected = new sync.atomic.Int();
  go(() => {
    for (let i = 0; i < items; i++) {
      const v = pn[i % pn.length]!;
      expected.add(v);
      q.send(v);
    }
    q.close();
    wg.wait();
    r.close();
  });
  let n = 0;
  let sum = 0;
  for (const v of r) {
    n++;
    sum += v;
  }
  equal(n, items, "items");
  equal(sum, expected.load(), "sum");
  console.log("ok");
}

/**
 * Mirrors runtime/chan_test.go TestShrinkStackDuringBlockedSend: values arrive where stacks are deep when they block.
 * @simulate
 */
export function TestShrinkStackDuringBlockedSend() {
  const n = 10;
  const c = chan<number>();
  const deep = (k: number): number => (k === 0 ? 0 : 1 + deep(k - 1));
  const sendDeep = (k: number, v: number): void => {
    if (k === 0) c.send(v);
    else sendDeep(k - 1, v);
  };
  const done = chan<boolean>();
  go(() => {
    for (let i = 0; i < n; i++) {
      deep(i * 100);
      sendDeep(i * 100, i);
    }
    done.send(true);
  });
  for (let i = 0; i < n; i++) {
    time.sleep("1ms");
    equal(c.recv(), i, "value");
  }
  done.recv();
  console.log("ok");
}

/**
 * Mirrors runtime/chan_test.go TestSelectDuplicateChannel: one channel three times in a select leaves its queue whole.
 * @simulate
 */
export function TestSelectDuplicateChannel() {
  const c = chan<number>();
  const d = chan<number>();
  const e = chan<number>();
  go(() => {
    select(recv(d), recv(d), recv(e));
    e.send(9);
  });
  time.sleep("1ms");
  const woke = chan<boolean>(2);
  go(() => {
    d.recv();
    woke.send(true);
  });
  go(() => {
    c.recv();
    d.recv();
    woke.send(true);
  });
  time.sleep("1ms");
  d.send(7);
  e.recv();
  d.send(8);
  woke.recv();
  c.send(1);
  d.send(9);
  woke.recv();
  console.log("ok");
}

/**
 * Mirrors runtime/chanbarrier_test.go: select results reach waiting goroutines in rounds.
 * @simulate
 */
export function TestChanSendBarrier() {
  const wg = new sync.WaitGroup();
  const result = new sync.atomic.Int();
  for (let i = 0; i < 10; i++) {
    wg.go(() => {
      const c = chan<readonly number[]>(1);
      for (let k = 0; k < 10; k++) {
        c.send([i, k]);
        result.add(c.recv()?.length ?? 0);
        go(() => {
          select(send(c, [k]), otherwise());
        });
        equal(c.recv()?.[0], k, "what the other sent");
      }
    });
  }
  wg.wait();
  equal(result.load(), 200, "received");
  console.log("ok");
}
