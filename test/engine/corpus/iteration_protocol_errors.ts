const t = (f: () => unknown) => {
  try {
    return f();
  } catch (e) {
    return `${(e as Error).name}: ${(e as Error).message}`;
  }
};
const log: string[] = [];
const it = (next: () => any, ret?: () => any) => ({
  [Symbol.iterator]: () => ({ next, ...(ret ? { return: ret } : {}) }),
});
let n = 0;
out(
  t(() => {
    for (const x of it(
      () => {
        if (n++ > 1) throw new Error("next" + op(n));
        return { value: n, done: false };
      },
      () => {
        log.push("closed");
        return {};
      },
    ))
      out(x);
  }),
  log,
);
n = 0;
out(
  t(() => {
    for (const x of it(
      () => ({ value: 1, done: false }),
      () => {
        throw new Error("return");
      },
    ))
      break;
  }),
);
out(
  t(() => {
    for (const x of it(
      () => ({ value: 1, done: false }),
      () => {
        throw new Error("return");
      },
    ))
      throw new Error("body" + op(1));
  }),
);
out(
  t(() => {
    for (const x of it(
      () => ({ value: 1, done: false }),
      () => 5,
    ))
      break;
  }),
  t(() => {
    const [a] = it(
      () => ({ value: op(1), done: false }),
      () => {
        log.push("d");
        return {};
      },
    ) as any;
    return a;
  }),
  log,
);
out(
  t(() => [...it(() => null)]),
  t(() => {
    for (const x of {} as any);
  }),
  t(() => [...({ [Symbol.iterator]: 1 } as any)]),
);
out(
  t(() => {
    for (const x of it(
      () => ({
        get done() {
          throw new Error("done");
        },
      }),
      () => {
        log.push("no");
        return {};
      },
    ));
  }),
  log,
  t(() => {
    const [a, b] = it(() => {
      throw new Error("first");
    }) as any;
  }),
  t(() => new Map([1 as any])),
  t(() => new Set(5 as any)),
  t(
    () =>
      Array.from({
        [Symbol.iterator]() {
          return { next: () => ({ done: true }) };
        },
      } as any).length,
  ),
);
let k = 0;
outer: for (const a of it(
  () => ({ value: k++, done: k > 3 }),
  () => {
    log.push("outer");
    return op({});
  },
)) {
  for (const b of it(
    () => ({ value: 1, done: false }),
    () => {
      log.push("inner");
      return op({});
    },
  )) {
    if (a === 1) break outer;
    continue outer;
  }
}
out(log, k);
