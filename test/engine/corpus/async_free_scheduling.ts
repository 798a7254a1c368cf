const queue: (() => void)[] = [];
const later = (f: () => void) => queue.push(f);
const drain = () => {
  let f;
  while ((f = queue.shift())) f();
};
later(() => {
  out("a", op(1));
  later(() => out("c"));
});
later(() => out("b"));
drain();
class Task {
  static seq = 0;
  id = ++Task.seq;
  done = false;
  constructor(
    private work: (t: Task) => unknown,
    public prio = op(0),
  ) {}
  run() {
    try {
      return this.work(this);
    } finally {
      this.done = true;
    }
  }
}
const tasks = [
  new Task((t) => "t" + t.id, 2),
  new Task(() => {
    throw new Error("bad");
  }, 1),
  new Task((t) => op(t.id * 10)),
];
for (const t of [...tasks].sort((a, b) => a.prio - b.prio || a.id - b.id)) {
  try {
    out(t.run());
  } catch (e) {
    out((e as Error).message);
  }
  out(t.done);
}
const bucket: Record<number, Task[]> = {};
for (const t of tasks) (bucket[t.prio] ??= []).push(t);
out(Object.entries(bucket).map(([p, ts]) => `${p}:${ts.map((t) => t.id)}`));
const throttle = (n: number) => {
  let used = 0;
  return (f: () => unknown) => (used++ < n ? f() : op("skipped"));
};
const th = throttle(2);
out([1, 2, 3].map((x) => th(() => op(x))));
const retry = (f: (n: number) => unknown, n = 3): unknown => {
  for (let i = 1; ; i++) {
    try {
      return f(i);
    } catch (e) {
      if (i >= n) throw e;
      out("retry", i, op((e as Error).message));
    }
  }
};
out(
  retry((n) => {
    if (n < 3) throw new Error("no" + n);
    return "ok" + n;
  }),
);
try {
  retry(() => boom(new Error("always")), 2);
} catch (e) {
  out("gave up", (e as Error).message);
}
