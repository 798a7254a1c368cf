// @ts-nocheck
async function f(list) {
  const seen = [];
  outer: for (const x of list) {
    for (let i = 0; i < 3; i++) {
      try {
        if (i === 1) {
          await null;
          continue outer;
        }
        if (x === 3) break outer;
        seen.push(`${x}${i}`);
      } catch {
        seen.push("never");
      } finally {
        seen.push(await op("f"));
      }
    }
  }
  return seen;
}
f([1, 2, 3, 4]).then((x) => out(x.join(" ")));
async function nestedFinally() {
  const log = [];
  try {
    try {
      await Promise.reject(new Error("first"));
    } finally {
      log.push("inner finally");
      await Promise.reject(new Error("second"));
    }
  } catch (e) {
    log.push(e.message);
  }
  const g = async () => {
    try {
      return await "try";
    } finally {
      log.push("finally before return");
      await null;
    }
  };
  log.push(await g());
  const h = async () => {
    for (;;) {
      try {
        return "lost";
      } finally {
        break;
      }
    }
    return "after the loop";
  };
  log.push(await h());
  do {
    log.push(await "do");
  } while (log.length < 8 && (await true));
  let n = 0;
  while (await Promise.resolve(n < 3)) n++;
  for (let i = await 0; i < (await 2); i += await 1) log.push(i);
  for (const k in await { a: 1, b: 2 }) log.push(k);
  switch (await 2) {
    case await 1:
      log.push("one");
    case await 2:
      log.push("two");
    default:
      log.push("fall");
  }
  const { x = await "dx", ...rest } = await { y: 1 };
  log.push(x, rest, n);
  const obj = {
    v: 1,
    get g() {
      return this.v;
    },
    set s(z) {
      this.v = z;
    },
  };
  obj.v += await 5;
  obj.s = await (obj.g + 1);
  obj[await "w"] ??= await "w";
  log.push(obj.v, obj.w, delete obj[await "w"], typeof (await null), `${await 1}${obj?.[await "v"]}`);
  log.push(new (await Map)([[await 1, 2]]), [...(await [1, 2])], Math.max(await 1, ...(await [5, 3])));
  const fns = await Promise.all(
    [1, 2].map((i) =>
      (
        async () => () =>
          i
      )(),
    ),
  );
  log.push(fns.map((fn) => fn()));
  class C extends (await Array) {
    [await "m"]() {
      return "computed";
    }
    static s = "static";
  }
  log.push(new C().m(), C.s);
  return log;
}
nestedFinally().then((x) => out(x));
