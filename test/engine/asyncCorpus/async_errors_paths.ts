// @ts-nocheck
const tell = (name, p) =>
  p.then(
    (v) => out(name, "ok", v),
    (e) => out(name, "err", e),
  );
const fail = (m) => {
  throw new Error(m);
};
const soon = (v) => new Promise((r) => setTimeout(r, 1, v));
tell("sync throw", (async () => fail("before any await"))());
tell("param default", (async (a = fail("in parameters")) => a)());
tell("destructured", (async ({ x }) => x)(null));
tell(
  "after await",
  (async () => {
    await soon();
    fail("after");
  })(),
);
tell(
  "caught",
  (async () => {
    try {
      await soon();
      fail("x");
    } catch (e) {
      return `caught ${e.message}`;
    }
  })(),
);
tell(
  "not awaited",
  (async () => {
    try {
      return Promise.reject(new Error("escapes"));
    } catch {
      return "never";
    }
  })(),
);
tell(
  "awaited",
  (async () => {
    try {
      return await Promise.reject(new Error("stays"));
    } catch (e) {
      return e.message;
    }
  })(),
);
tell(
  "finally overrides",
  (async () => {
    try {
      await soon();
      fail("lost");
    } finally {
      return await soon("override");
    }
  })(),
);
tell(
  "finally throws",
  (async () => {
    try {
      return await soon(1);
    } finally {
      await soon();
      fail("from finally");
    }
  })(),
);
tell(
  "finally passes",
  (async () => {
    const log = [];
    try {
      try {
        await soon();
        fail("inner");
      } finally {
        log.push(await soon("cleanup"));
      }
    } catch (e) {
      return [e.message, log];
    }
  })(),
);
tell(
  "rethrown",
  (async () => {
    try {
      await Promise.reject("a");
    } catch (e) {
      throw await soon(`${e}b`);
    }
  })(),
);
tell(
  "loop",
  (async () => {
    const seen = [];
    for (let i = 0; i < 4; i++) {
      try {
        if (i % 2) {
          await soon();
          fail(`i${i}`);
        }
        seen.push(i);
        continue;
      } catch (e) {
        seen.push(e.message);
        if (i === 3) break;
      } finally {
        seen.push(await soon(`f${i}`));
      }
    }
    return seen;
  })(),
);
tell(
  "nested calls",
  (async () => {
    const a = async () => {
      await soon();
      return b();
    };
    const b = async () => {
      await soon();
      return c();
    };
    const c = async () => {
      await soon();
      fail("deep");
    };
    try {
      await a();
    } catch (e) {
      return `via a b c: ${e.message}`;
    }
  })(),
);
tell(
  "in callbacks",
  (async () =>
    Promise.all(
      [1, 2, 3].map(async (x) => {
        await soon();
        if (x === 2) fail(`item ${x}`);
        return x;
      }),
    ))(),
);
tell(
  "settled",
  (async () =>
    (
      await Promise.allSettled([soon(1), Promise.reject(new Error("no")), (async () => fail("thrown"))()])
    ).map((r) => r.value ?? r.reason.message))(),
);
tell(
  "then throws",
  Promise.resolve(1)
    .then(() => fail("in then"))
    .catch((e) => {
      throw new Error(`${e.message} again`);
    })
    .catch((e) => e.message),
);
tell(
  "type errors",
  (async () => {
    await soon();
    return undefined.x;
  })(),
);
tell(
  "thenable throws",
  (async () =>
    await {
      then() {
        fail("then itself");
      },
    })(),
);
tell(
  "thenable after resolve",
  (async () =>
    await {
      then(ok) {
        ok("first");
        fail("ignored");
      },
    })(),
);
tell(
  "getter then",
  (async () =>
    await {
      get then() {
        return fail("getter");
      },
    })(),
);
tell(
  "cause",
  (async () => {
    try {
      await Promise.reject(new Error("root"));
    } catch (cause) {
      throw new Error("wrapped", { cause });
    }
  })().catch((e) => [e.message, e.cause.message]),
);
tell(
  "custom",
  (async () => {
    class HttpError extends Error {
      constructor(status) {
        super(`HTTP ${status}`);
        this.name = "HttpError";
        this.status = status;
      }
    }
    try {
      await soon();
      throw new HttpError(404);
    } catch (e) {
      return [e instanceof HttpError, e.name, e.status, String(e)];
    }
  })(),
);
const retry = async (f, times) => {
  for (let i = 1; ; i++) {
    try {
      return await f(i);
    } catch (e) {
      if (i === times) throw new Error(`gave up after ${i}: ${e.message}`);
      await new Promise((r) => setTimeout(r, i * 2));
    }
  }
};
tell(
  "retry ok",
  retry(async (i) => {
    await soon();
    if (i < 3) fail(`try ${i}`);
    return `done at ${i}`;
  }, 5),
);
tell(
  "retry fails",
  retry(async (i) => {
    await soon();
    fail(`try ${i}`);
  }, 2),
);
async function* gen() {
  try {
    yield 1;
    yield await Promise.reject(new Error("in generator"));
  } finally {
    out("generator cleanup");
  }
}
tell(
  "generator",
  (async () => {
    const seen = [];
    try {
      for await (const x of gen()) seen.push(x);
    } catch (e) {
      seen.push(e.message);
    }
    return seen;
  })(),
);
tell(
  "label",
  (async () => {
    outer: for (const a of [1, 2]) {
      for await (const b of [soon(1), soon(2)]) {
        try {
          if (a === 2) fail("a2");
          if (b === 2) continue outer;
        } catch (e) {
          return e.message;
        } finally {
          await null;
        }
      }
    }
  })(),
);
const late = Promise.reject(new Error("handled in time"));
late.catch((e) => out("late", e.message));
const unsafe = async () => {
  const p = Promise.reject(new Error("handled after"));
  await null;
  try {
    await p;
  } catch (e) {
    return e.message;
  }
};
tell("handled before the turn ends", unsafe());
