import { chan, go, nilChan, otherwise, recv, runtime, select, send, sync, time } from "schedlens";
import type { Chan, RecvChan, SendChan } from "schedlens";
import { blocks, check, equal, thrownBy } from "./check";

/**
 * Mirrors test/chan/fifo.go.
 * @simulate
 */
export function fifo() {
  const buffered = chan<number>(10);
  for (let i = 0; i < 10; i++) buffered.send(i);
  for (let i = 0; i < 10; i++) equal(buffered.recv(), i, "buffered");

  const ch = chan<number>();
  const link = (val: number, before: RecvChan<number>, signal: SendChan<number>) => {
    before.recv();
    equal(ch.recv(), val, "unbuffered");
    signal.send(1);
  };
  let first = chan<number>();
  const start = first;
  for (let i = 0; i < 10; i++) {
    const signal = chan<number>();
    go(link, i, first, signal);
    first = signal;
  }
  start.send(0);
  for (let i = 0; i < 10; i++) ch.send(i);
  first.recv();
  console.log("ok");
}

/**
 * Mirrors test/chan/goroutines.go, with 3,000 links.
 * @simulate
 */
export function goroutines() {
  const leftmost = chan<number>();
  let left: Chan<number> = leftmost;
  let right = left;
  for (let i = 0; i < 3000; i++) {
    right = chan<number>();
    go((l: Chan<number>, r: Chan<number>) => l.send(r.recv() ?? -1), left, right);
    left = right;
  }
  go((c: Chan<number>) => c.send(1), right);
  equal(leftmost.recv(), 1, "value");
  console.log("ok");
}

/**
 * Mirrors test/chan/nonblock.go.
 * @simulate
 */
export function nonblock() {
  const give = (c: Chan<number>, n: number) => c.send(n);
  for (let buffer = 0; buffer < 2; buffer++) {
    const c = chan<number>(buffer);
    equal(select(recv(c), otherwise()), 1, "nothing to receive");
    go(give, c, 123);
    let tries = 0;
    for (;;) {
      const received = recv(c);
      if (select(received, otherwise()) === 0) {
        equal(received.value, 123, "received");
        check(received.ok, "a value that was sent");
        break;
      }
      check(++tries < 10_000, "never received");
      runtime.gosched();
    }
    const got = chan<number>(1);
    go(() => got.send(c.recv() ?? -1));
    tries = 0;
    while (select(send(c, 234), otherwise()) === 1) {
      check(++tries < 10_000, "never sent");
      runtime.gosched();
    }
    equal(got.recv(), 234, "sent");
    if (buffer === 1) {
      c.send(1);
      equal(select(send(c, 2), otherwise()), 1, "full");
      equal(c.recv(), 1, "what was in the buffer");
    }
  }
  console.log("ok");
}

/**
 * Mirrors test/chan/select.go: bits go through the channels that are not nil.
 * @simulate
 */
export function selectBits() {
  let counter = 0;
  let shift = 0;
  const getValue = () => {
    counter++;
    return 1 << (shift & 31);
  };
  const sendBits = (a: Chan<number>, b: Chan<number>): number => {
    let i = 0;
    let x = a;
    let y = b;
    for (;;) {
      const before = counter;
      const chosen = select(send(x, getValue()), send(y, getValue()));
      equal(counter - before, 2, "each operand is evaluated once");
      if (chosen === 0) x = nilChan();
      else y = nilChan();
      i++;
      shift++;
      if (i === 2) return i;
    }
  };
  const a = chan<number>(1);
  const b = chan<number>(1);
  equal(sendBits(a, b), 2, "rounds");
  const av = a.recv() ?? 0;
  const bv = b.recv() ?? 0;
  equal(av | bv, 3, "the bits");
  check((av & bv) === 0, "no bit twice");
  sendBits(a, nilChanAfter(a));
  console.log("ok");

  function nilChanAfter(c: Chan<number>): Chan<number> {
    go(() => {
      c.recv();
      c.recv();
    });
    const other = chan<number>(1);
    return other;
  }
}

/**
 * Mirrors test/chan/select3.go: what blocks, and what panics.
 * @simulate
 */
export function select3() {
  const nil = nilChan<number>();
  const closed = chan<number>();
  closed.close();

  equal(
    blocks(() => nil.send(7)),
    true,
    "send to nil blocks",
  );
  equal(
    blocks(() => nil.recv()),
    true,
    "receive from nil blocks",
  );
  equal(select(send(nil, 7), otherwise()), 1, "select never sends to nil");
  equal(select(recv(nil), otherwise()), 1, "select never receives from nil");
  equal(
    blocks(() => chan<number>(10).send(7)),
    false,
    "free space in the buffer",
  );
  equal(
    blocks(() => {
      for (let i = 0; i < 10; i++) equal(closed.recvOk()[1], false, "closed");
    }),
    false,
    "receive from closed",
  );
  equal(
    thrownBy(() => closed.send(7)),
    "send on closed channel",
    "send to closed",
  );
  equal(
    blocks(() => chan<number>().recv()),
    true,
    "receive from a channel that is not ready",
  );
  equal(
    blocks(() => chan<number>().send(7)),
    true,
    "send to a channel that is not ready",
  );
  equal(
    blocks(() => select()),
    true,
    "select without cases",
  );
  equal(
    blocks(() => select(recv(nil))),
    true,
    "select of nil receive",
  );
  equal(
    blocks(() => select(send(nil, 7))),
    true,
    "select of nil send",
  );
  equal(
    blocks(() => select(recv(nil), send(nil, 7))),
    true,
    "select of nil channels",
  );
  equal(
    blocks(() => select(recv(chan<number>()))),
    true,
    "select of one that is not ready",
  );
  equal(
    blocks(() => select(otherwise())),
    false,
    "select of default alone",
  );
  equal(
    blocks(() => select(recv(nil), otherwise())),
    false,
    "nil receive with default",
  );
  equal(
    blocks(() => select(send(nil, 7), otherwise())),
    false,
    "nil send with default",
  );
  equal(select(send(chan<number>(10), 7), otherwise()), 0, "free space with default");
  const full = chan<number>(10);
  full.send(7);
  equal(select(recv(full), otherwise()), 0, "a value with default");
  equal(select(recv(closed)), 0, "select receives from closed");
  equal(
    thrownBy(() => select(send(closed, 7))),
    "send on closed channel",
    "select sends to closed",
  );
  equal(
    thrownBy(() => select(send(closed, 7), otherwise())),
    "send on closed channel",
    "select with default sends to closed",
  );
  equal(
    blocks(() => {
      const c = chan<number>();
      select(send(c, 1), recv(c));
    }),
    true,
    "select does not meet itself",
  );
  console.log("ok");
}

/**
 * Mirrors test/chan/select4.go: a nil operand of a case that is not chosen does no harm.
 * @simulate
 */
export function select4() {
  const c = chan<number>(1);
  const c1 = chan<number>();
  c.send(42);
  const got = recv(c);
  equal(select(recv(c1), got), 1, "chosen");
  equal(got.value, 42, "value");
  console.log("ok");
}

/**
 * Mirrors test/chan/select5.go: operands of all cases are evaluated in order, exactly once.
 * @simulate
 */
export function select5() {
  const trace: string[] = [];
  const on = <T>(name: string, value: T): T => {
    trace.push(name);
    return value;
  };
  const c = chan<number>(1);
  const d = chan<number>(1);
  const nil = nilChan<number>();
  for (let round = 0; round < 20; round++) {
    trace.length = 0;
    d.send(round);
    const position = select(
      send(on("nil", nil), on("1", 1)),
      recv(on("d", d)),
      send(on("c", c), on("2", 2)),
      recv(on("nil again", nil)),
    );
    equal(trace.join(), "nil,1,d,c,2,nil again", "order of evaluation");
    check(position === 1 || position === 2, "one that can go");
    if (position === 1) equal(c.len, 0, "not sent");
    else equal(c.recv(), 2, "sent");
    if (position === 2) equal(d.recv(), round, "not received");
  }
  console.log("ok");
}

/**
 * Mirrors test/chan/select6.go: sudogs of a lost select leave a channel's queue as it was.
 * @simulate
 */
export function select6() {
  const c1 = chan<boolean>();
  const c2 = chan<boolean>();
  const c3 = chan<boolean>();
  const c4 = chan<boolean>();
  go(() => c1.recv());
  go(() => {
    const chosen = select(recv(c1), recv(c2));
    check(chosen === 1, "dummy");
    c3.send(true);
  });
  go(() => c2.send(true));
  c3.recv();
  go(() => c4.send(c1.recv() ?? false));
  runtime.gosched();
  c1.send(true);
  c1.send(true);
  c4.recv();
  console.log("ok");
}

/**
 * Mirrors test/chan/select7.go: a receive in each form meets a send in each form.
 * @simulate
 */
export function select7() {
  const sends: readonly ((c: Chan<number>) => unknown)[] = [
    (c) => c.send(1),
    (c) => select(send(c, 1)),
    (c) => select(send(c, 1), recv(nilChan<number>())),
    (c) => {
      while (select(send(c, 1), otherwise()) === 1) runtime.gosched();
    },
  ];
  const receives: readonly ((c: Chan<number>) => unknown)[] = [
    (c) => c.recv(),
    (c) => select(recv(c)),
    (c) => select(recv(c), recv(nilChan<number>())),
    (c) => {
      while (select(recv(c), otherwise()) === 1) runtime.gosched();
    },
  ];
  for (const give of sends) {
    for (const take of receives) {
      // Two that only try, unbuffered, never meet: Go's test leaves that pair out too.
      if (give === sends[3] && take === receives[3]) continue;
      for (const capacity of [0, 1, 10]) {
        const c = chan<number>(capacity);
        const done = chan<boolean>();
        go(() => {
          take(c);
          done.send(true);
        });
        runtime.gosched();
        give(c);
        done.recv();
      }
    }
  }
  console.log("ok");
}

/**
 * Mirrors test/chan/doubleselect.go: each value is received once although two selects want it.
 * @simulate
 */
export function doubleselect() {
  const iterations = 2000;
  const c1 = chan<number>();
  const c2 = chan<number>();
  const c3 = chan<number>();
  const c4 = chan<number>();
  const done = chan<boolean>();
  const merged = chan<number>();
  go(() => {
    for (let i = 0; i < iterations; i++) {
      select(send(c1, i), send(c2, i), send(c3, i), send(c4, i));
    }
    for (const c of [c1, c2, c3, c4]) c.close();
  });
  for (const c of [c1, c2, c3, c4]) {
    go(() => {
      for (const v of c) merged.send(v);
      done.send(true);
    });
  }
  go(() => {
    for (let i = 0; i < 4; i++) done.recv();
    merged.close();
  });
  const seen = new Set<number>();
  for (const v of merged) {
    check(!seen.has(v), `${v} came twice`);
    seen.add(v);
  }
  equal(seen.size, iterations, "values");
  console.log("ok");
}

/**
 * Mirrors test/chan/sendstmt.go: a send's value may be any expression, also a receive.
 * @simulate
 */
export function sendstmt() {
  const c = chan<boolean>(1);
  for (const t of [true, false]) {
    c.send((t && !t) || t);
    equal(c.recv(), t, "value of the expression");
  }
  const a = chan<number>(1);
  const b = chan<number>(1);
  a.send(7);
  b.send(a.recv() ?? 0);
  equal(b.recv(), 7, "received, then sent");
  console.log("ok");
}

/**
 * Mirrors test/chan/zerosize.go: a channel of nothing, with a buffer.
 * @simulate
 */
export function zerosize() {
  const c = chan<undefined>(2);
  c.send(undefined);
  equal(c.len, 1, "length");
  const [value, ok] = c.recvOk();
  equal(value, undefined, "value");
  equal(ok, true, "sent");
  void chan<undefined>(1 << 20);
  console.log("ok");
}

/**
 * Mirrors test/chan/sieve1.go.
 * @simulate
 */
export function sieve1() {
  sieve(0);
}

/**
 * Mirrors test/chan/sieve2.go, the sieve with buffered channels.
 * @simulate
 */
export function sieve2() {
  sieve(10);
}

function sieve(capacity: number) {
  const primes = [
    2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
  ];
  let ch = chan<number>(capacity);
  go((out: SendChan<number>) => {
    for (let i = 2; ; i++) out.send(i);
  }, ch);
  for (const prime of primes) {
    const source = ch;
    equal(source.recv(), prime, "prime");
    const next = chan<number>(capacity);
    go(() => {
      for (;;) {
        const i = source.recv() ?? 0;
        if (i % prime !== 0) next.send(i);
      }
    });
    ch = next;
  }
  console.log("ok");
}

/**
 * Mirrors test/chan/select2.go: a million selects on the same channels leave nothing behind in their queues.
 * @simulate
 */
export function select2() {
  const sender = (c: Chan<number>, n: number) => {
    for (let i = 0; i < n; i++) c.send(1);
  };
  const receiver = (c: Chan<number>, dummy: Chan<number>, n: number) => {
    for (let i = 0; i < n; i++) equal(select(recv(c), recv(dummy)), 0, "dummy is never ready");
  };
  const c = chan<number>();
  const dummy = chan<number>();
  go(sender, c, 5000);
  receiver(c, dummy, 5000);
  equal(select(send(dummy, 1), otherwise()), 1, "nobody waits on dummy");
  console.log("ok");
}

/**
 * Mirrors test/chan/powser1.go: power series as streams of numbers, demanded one by one.
 * @simulate
 */
export function powser1() {
  interface Series {
    readonly req: Chan<number>;
    readonly dat: Chan<number>;
  }
  const series = (): Series => ({ req: chan<number>(), dat: chan<number>() });
  const get = (s: Series): number => {
    s.req.send(1);
    return s.dat.recv() ?? Number.NaN;
  };
  const put = (v: number, s: Series) => {
    s.req.recv();
    s.dat.send(v);
  };
  const repeat = (v: number): Series => {
    const s = series();
    go(() => {
      for (;;) put(v, s);
    });
    return s;
  };
  const add = (a: Series, b: Series): Series => {
    const s = series();
    go(() => {
      for (;;) {
        s.req.recv();
        // Both streams are asked at once, in whatever order they answer.
        const values = [0, 0];
        const ra = recv(a.dat);
        const rb = recv(b.dat);
        go(() => a.req.send(1));
        go(() => b.req.send(1));
        const first = select(ra, rb);
        values[first] = (first === 0 ? ra : rb).value ?? 0;
        values[1 - first] = (first === 0 ? b : a).dat.recv() ?? 0;
        s.dat.send((values[0] ?? 0) + (values[1] ?? 0));
      }
    });
    return s;
  };
  const split = (source: Series): [Series, Series] => {
    const pair: [Series, Series] = [series(), series()];
    const queues: [number[], number[]] = [[], []];
    const mu = new sync.Mutex();
    pair.forEach((out, side) => {
      go(() => {
        for (;;) {
          out.req.recv();
          mu.lock();
          if (queues[side]!.length === 0) {
            const v = get(source);
            queues[0].push(v);
            queues[1].push(v);
          }
          const v = queues[side]!.shift() ?? 0;
          mu.unlock();
          out.dat.send(v);
        }
      });
    });
    return pair;
  };
  const shift = (first: number, rest: Series): Series => {
    const s = series();
    go(() => {
      put(first, s);
      for (;;) put(get(rest), s);
    });
    return s;
  };
  /** Product: u0·v0, then u0·V' + v0·U' + x·U'·V' (Cauchy), as in the original. */
  const multiply = (u: Series, v: Series): Series => {
    const s = series();
    go(() => {
      const us: number[] = [];
      const vs: number[] = [];
      for (let n = 0; ; n++) {
        us.push(get(u));
        vs.push(get(v));
        let sum = 0;
        for (let i = 0; i <= n; i++) sum += us[i]! * vs[n - i]!;
        put(sum, s);
      }
    });
    return s;
  };
  const take = (s: Series, n: number) => Array.from({ length: n }, () => get(s)).join(" ");
  const ones = repeat(1);
  equal(take(add(ones, repeat(2)), 8), "3 3 3 3 3 3 3 3", "sum");
  const [x, y] = split(shift(5, repeat(1)));
  equal(take(x, 3), "5 1 1", "one side");
  equal(take(y, 5), "5 1 1 1 1", "other side");
  equal(take(multiply(repeat(1), repeat(1)), 10), "1 2 3 4 5 6 7 8 9 10", "1/(1-x)²");
  time.sleep("1ms");
  console.log("ok");
}

/**
 * Mirrors test/chancap.go: sizes of buffers.
 * @simulate
 */
export function chancap() {
  equal(chan<number>(10).cap, 10, "cap");
  equal(chan<number>().cap, 0, "cap of an unbuffered one");
  equal(nilChan<number>().cap, 0, "cap of nil");
  equal(nilChan<number>().len, 0, "len of nil");
  for (const size of [-1, -2147483648, 2 ** 53, 1.5, Number.NaN, Infinity]) {
    equal(
      thrownBy(() => chan<number>(size)),
      "makechan: size out of range",
      String(size),
    );
  }
  console.log("ok");
}

/**
 * Mirrors test/closedchan.go: closed channels, unbuffered and with values left, by every kind of operation.
 * @simulate
 */
export function closedchan() {
  for (const left of [0, 2]) {
    const c = chan<number>(left);
    for (let i = 1; i <= left; i++) c.send(i);
    c.close();
    for (let i = 1; i <= left; i++) equal(c.recvOk().join(), `${i},true`, "what was left");
    for (let i = 0; i < 3; i++) {
      equal(c.recv(), undefined, "closed");
      equal(c.recvOk()[1], false, "closed");
      const r = recv(c);
      equal(select(r), 0, "one case");
      equal(select(r, otherwise()), 0, "with default");
      equal(select(r, recv(nilChan<number>())), 0, "with another");
      equal(r.ok, false, "no value");
    }
    const text = "send on closed channel";
    equal(
      thrownBy(() => c.send(2)),
      text,
      "send",
    );
    equal(
      thrownBy(() => select(send(c, 2))),
      text,
      "select send",
    );
    equal(
      thrownBy(() => select(send(c, 2), otherwise())),
      text,
      "select send with default",
    );
    equal(
      thrownBy(() => select(send(c, 2), recv(nilChan<number>()))),
      text,
      "select send with another",
    );
    equal(
      thrownBy(() => c.close()),
      "close of closed channel",
      "close",
    );
  }
  equal(
    thrownBy(() => nilChan<number>().close()),
    "close of nil channel",
    "close",
  );
  console.log("ok");
}
