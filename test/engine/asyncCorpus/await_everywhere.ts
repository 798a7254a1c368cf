// @ts-nocheck
const log = [];
const w = async (name, v) => {
  log.push(name);
  await null;
  log.push(`${name}'`);
  return v;
};
const flush = (title, v) => out(title, v, log.splice(0).join(" "));
async function main() {
  flush("args", ((...x) => x.join())(await w("a", 1), op(2), ...(await w("b", [3])), await w("c", 4)));
  flush("array", [await w("a", 1), , ...(await w("b", "xy"))]);
  flush("object", { [await w("k", "key")]: await w("v", 1), ...(await w("s", { z: 2 })), async m() {} }.key);
  flush("template", `${await w("a", 1)}-${await w("b", 2)}`);
  flush("binary", (await w("a", 2)) ** (await w("b", 3)) - (await w("c", 1)));
  flush("logical", ((await w("a", 0)) || (await w("b", null))) ?? (await w("c", "end")));
  flush("ternary", (await w("a", false)) ? await w("never", 1) : await w("b", 2));
  flush(
    "optional",
    (await w("a", { f: (x) => x }))?.f?.(await w("b", 5)) + ((await w("c", null))?.x ?? "none"),
  );
  const o = { n: 1, list: [1, 2] };
  o[await w("k", "n")] += await w("v", 10);
  o.list[await w("i", 1)] ??= await w("never", 0);
  [o.p, o.q = await w("d", 9)] = await w("l", [1]);
  flush("assign", o);
  const { x = await w("dx", 1), [await w("ck", "y")]: y } = await w("src", { y: 2 });
  flush("destructure", [x, y]);
  flush(
    "new",
    new (await w(
      "C",
      class {
        constructor(v) {
          this.v = v;
        }
      },
    ))(await w("v", 3)).v,
  );
  class K extends (await w("parent", Object)) {
    static [await w("key", "s")] = 1;
    async [await w("m", "meth")]() {
      return await w("in", super.constructor === Object);
    }
  }
  flush("class", [K.s, await new K().meth()]);
  switch (await w("subject", 2)) {
    case await w("c1", 1):
      flush("one");
      break;
    case await w("c2", 2):
      flush("two", await w("body", "b"));
    default:
      flush("through");
  }
  for (let i = await w("init", 0); i < (await w("test", 2)); i += await w("step", 1)) log.push(`body${i}`);
  flush("for");
  for (const v of await w("list", [1, 2])) log.push(await w(`item${v}`, v));
  flush("for-of");
  for (const k in await w("obj", { p: 1, q: 2 })) log.push(k);
  flush("for-in");
  let n = 0;
  while ((await w("while", n)) < 2) n++;
  do {
    n -= 1;
  } while (await w("do", n > 0));
  flush("while", n);
  try {
    throw await w("thrown", new Error("t"));
  } catch ({ message = await w("never", "") }) {
    flush("catch", message);
  } finally {
    flush("finally", await w("f", 1));
  }
  const early = async () => {
    try {
      return await w("ret", "value");
    } finally {
      await w("cleanup", 0);
    }
  };
  flush("return", await early());
  block: {
    if (await w("cond", true)) break block;
    log.push("never");
  }
  flush("label");
  const arrow = async (a, b = 5) => [a, b, await w("arrow", 1)];
  flush("params", await arrow(await w("arg", 0)));
  flush("parallel", await Promise.all([w("p1", 1), w("p2", 2), (async () => (await w("p3", 3)) + 1)()]));
  flush("nested", await await w("x", w("y", 7)));
  flush("sequence", (await w("a", 1), await w("b", 2)));
  flush("unary", [typeof (await w("a", 1)), void (await w("b", 1)), -(await w("c", 4)), !(await w("d", 0))]);
  flush("in", [
    (await w("a", "k")) in (await w("b", { k: 1 })),
    (await w("c", [])) instanceof (await w("d", Array)),
  ]);
  flush(
    "this",
    await {
      v: 4,
      async f() {
        return (await w("t", 1)) + this.v + (await (async () => this.v)());
      },
    }.f(),
  );
  const results = [];
  for (const f of [1, 2, 3].map((i) => async () => results.push(i * (await w(`m${i}`, 10))))) await f();
  flush("callbacks", results);
  let v = 1;
  v = v + (await w("inc", (v = 10)));
  flush("read before await", v);
  let s = "a";
  s += (await w("str", (s = "b"))) + s;
  flush("compound before await", s);
}
main().then(
  () => out("done"),
  (e) => out("failed", e),
);
